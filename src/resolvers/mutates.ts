import { type ClassType, Mutation } from 'type-graphql';
import { Context } from '../context.js';
import { type Payload, toUserError } from '../schema/userError.js';
import { asRefusal, isWorthRepeating } from './databaseRefusals.js';

/** As often as an act is tried that PostgreSQL broke off in favour of another. */
const tries = 3;
const statementTimeoutMs = 10_000;

type Act = (this: unknown, ...args: unknown[]) => Promise<object>;
interface Options {
  description: string;
  /** The method opens its own transaction, by inTransaction: it has slow work to do before, such as a password to check. */
  opensTransaction?: boolean;
}

/**
 * A mutation: one transaction on the request's EntityManager; a Refusal becomes `userErrors` and undoes everything; what the act
 * announced is said after the commit. Anything else stays a GraphQL error. The method must take `@Ctx() ctx: Context`.
 */
export function Mutates(payload: () => ClassType<Payload>, { description, opensTransaction = false }: Options): MethodDecorator {
  return (target, name, descriptor: PropertyDescriptor) => {
    const method = descriptor.value as Act;
    // The method itself is wrapped, because a type-graphql middleware may call next() only once and so could not repeat a deadlocked act.
    descriptor.value = async function (this: unknown, ...args: unknown[]) {
      const ctx = args.find((arg) => arg instanceof Context);
      if (!ctx) throw new Error(`${String(name)} takes no Context`);
      const act = (): Promise<object> => method.apply(this, args);
      try {
        return { userErrors: [], ...(await (opensTransaction ? act() : inTransaction(ctx, act))) };
      } catch (error) {
        const refusal = asRefusal(error);
        if (refusal) return { userErrors: [toUserError(refusal)] };
        throw error;
      }
    };
    Mutation(payload, { description })(target, name, descriptor);
  };
}

/** Commits what the act did, and then says what it announced; repeats it when PostgreSQL broke it off in favour of another. */
export async function inTransaction<T>(ctx: Context, act: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    ctx.forget();
    try {
      await ctx.em.begin();
      await ctx.em.execute(`SET LOCAL statement_timeout = ${statementTimeoutMs}`);
      const result = await act();
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
