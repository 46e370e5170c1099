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
}

/**
 * A mutation: one transaction on the request's EntityManager; a Refusal becomes `userErrors` and undoes everything; what the act
 * announced is said after the commit. Anything else stays a GraphQL error. The method must take `@Ctx() ctx: Context`.
 */
export function Mutates(payload: () => ClassType<Payload>, options: Options): MethodDecorator {
  return (target, name, descriptor: PropertyDescriptor) => {
    const act = descriptor.value as Act;
    // The method itself is wrapped, because a type-graphql middleware may call next() only once and so could not repeat a deadlocked act.
    descriptor.value = function (this: unknown, ...args: unknown[]) {
      const ctx = args.find((arg) => arg instanceof Context);
      if (!ctx) throw new Error(`${String(name)} takes no Context`);
      return transacted(ctx, () => act.apply(this, args));
    };
    Mutation(payload, options)(target, name, descriptor);
  };
}

async function transacted(ctx: Context, act: () => Promise<object>): Promise<object> {
  for (let attempt = 1; ; attempt++) {
    ctx.forget();
    try {
      await ctx.em.begin();
      await ctx.em.execute(`SET LOCAL statement_timeout = ${statementTimeoutMs}`);
      const result = await act();
      await ctx.em.commit();
      ctx.committed();
      return { userErrors: [], ...result };
    } catch (error) {
      if (ctx.em.isInTransaction()) await ctx.em.rollback();
      ctx.em.clear();
      ctx.forget();
      if (isWorthRepeating(error) && attempt < tries) continue;
      const refusal = asRefusal(error);
      if (refusal) return { userErrors: [toUserError(refusal)] };
      throw error;
    }
  }
}
