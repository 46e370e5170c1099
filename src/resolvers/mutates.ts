import { type ClassType, Mutation } from 'type-graphql';
import { Context } from '../context.js';
import { type Act, auditDone, auditRefused, beginAct } from '../operations/auditLog.js';
import { forbidden } from '../schema/denied.js';
import { type Payload, toUserError, type UserError } from '../schema/userError.js';
import { asRefusal, isWorthRepeating } from './databaseRefusals.js';

/** As often as an act is tried that PostgreSQL broke off in favour of another. */
const tries = 3;
const statementTimeoutMs = 10_000;

type Method = (this: unknown, ...args: unknown[]) => Promise<Payload>;
interface Options {
  description: string;
  /** Fields of the input that hold what is known of a contact: the audit log keeps keyed hashes of them. */
  personal?: readonly string[];
  /** The method opens its own transaction, by inTransaction: it has slow work to do before, such as a password to check. */
  opensTransaction?: boolean;
  /** What gives or takes access is not done by a personal token (F22.3). */
  needsSession?: boolean;
}

/**
 * A mutation: one transaction on the request's EntityManager; a Refusal becomes `userErrors` and undoes everything; what the act
 * announced is said after the commit. Anything else stays a GraphQL error. The method must take `@Ctx() ctx: Context`. Here, and nowhere else, a personal token that
 * may only read is refused (F22.3), and mutations are audited (E7): what was done with its transaction, what was refused after it.
 */
export function Mutates(payload: () => ClassType<Payload>, { description, personal = [], opensTransaction = false, needsSession = false }: Options): MethodDecorator {
  return (target, name, descriptor: PropertyDescriptor) => {
    const method = descriptor.value as Method;
    // The method itself is wrapped, because a type-graphql middleware may call next() only once and so could not repeat a deadlocked act.
    descriptor.value = async function (this: unknown, ...args: unknown[]) {
      const ctx = args.find((arg) => arg instanceof Context);
      if (!ctx) throw new Error(`${String(name)} takes no Context`);
      if (ctx.origin.viewer?.scope === 'READ') throw forbidden('This token may only read');
      if (needsSession) ctx.demandSession();
      const input = args.find((arg) => arg !== ctx) ?? {};
      const act: Act = { action: String(name), input, personal };
      ctx.act = act;
      const perform = (): Promise<Payload> => method.apply(this, args);
      try {
        const done = { userErrors: [], ...(await (opensTransaction ? perform() : inTransaction(ctx, perform))) };
        return done;
      } catch (error) {
        const refusal = asRefusal(error);
        if (refusal) return refused(ctx, act, [toUserError(refusal)]);
        throw error;
      }
    };
    Mutation(payload, { description })(target, name, descriptor);
  };
}

async function refused(ctx: Context, act: Act, userErrors: UserError[]): Promise<Payload> {
  const { database, log } = ctx.runtime;
  await auditRefused(database.em(), act, ctx.actor, ctx.shared.auditMask, userErrors.map(({ code }) => code)).catch((error: unknown) =>
    log.error({ err: error, requestId: ctx.origin.requestId }, 'a refused mutation could not be audited'),
  );
  return { userErrors };
}

/** Commits what the act did, and then says what it announced; repeats it when PostgreSQL broke it off in favour of another. */
export async function inTransaction<T>(ctx: Context, act: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    ctx.forget();
    try {
      await ctx.em.begin();
      await beginAct(ctx.em, statementTimeoutMs);
      const result = await act();
      await auditDone(ctx.em, ctx.act!, ctx.actor, ctx.shared.auditMask);
      await ctx.em.commit();
      ctx.committed();
      return result;
    } catch (error) {
      if (ctx.em.isInTransaction()) await ctx.em.rollback();
      ctx.em.clear();
      ctx.forget();
      if (attempt === tries || !isWorthRepeating(error)) throw error;
    }
  }
}
