import { describe, expect, test } from '@jest/globals';
import { LockMode } from '@mikro-orm/core';
import { AdjustQuotaDocument } from '../../client/gql/graphql.js';
import { Context, type Shared } from '../../src/context.js';
import { User } from '../../src/entities/User.js';
import { newId } from '../../src/ids.js';
import { LiveObjects } from '../../src/live/LiveObjects.js';
import { AuditMask } from '../../src/operations/auditMask.js';
import { Limiters } from '../../src/operations/Limiters.js';
import { RequestRates } from '../../src/operations/RequestRates.js';
import { SignInThrottle } from '../../src/operations/SignInThrottle.js';
import { inTransaction } from '../../src/resolvers/mutates.js';
import { testApi } from '../support/api.js';
import { testDatabase } from '../support/database.js';

const database = testDatabase();
const api = testApi(database);

const context = (): Context => {
  const limiters = new Limiters();
  const shared: Shared = {
    runtime: api.runtime,
    live: new LiveObjects(api.runtime.log),
    throttle: new SignInThrottle(limiters),
    rates: new RequestRates(limiters, { perMinute: 0, anonymousPerMinute: 0 }),
    auditMask: new AuditMask(api.runtime.keys.personal),
  };
  const ctx = new Context(shared, { viewer: null, address: '', userAgent: '', requestId: newId() });
  ctx.act = { action: 'test', input: {}, personal: [] };
  return ctx;
};

describe('the transaction of a mutation', () => {
  test('says what was announced after its commit, and nothing when it was refused', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const { user } = await api.signedIn();
    const heard: number[] = [];
    const stop = await api.runtime.events.on('quotaChanged', user.id, () => void heard.push(performance.now()));
    const adjust = (amount: number) => admin.execute(AdjustQuotaDocument, { input: { userId: user.id, mode: 'SUBTRACT', amount, note: 'x' } });
    await adjust(5);
    await admin.execute(AdjustQuotaDocument, { input: { userId: user.id, mode: 'ADD', amount: 1, note: 'x' } });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(heard).toHaveLength(1);
    await stop();
  });

  test('is repeated when PostgreSQL broke it off for a deadlock, from the beginning, and announces once', async () => {
    const { user: anna } = await api.signedIn();
    const { user: bruno } = await api.signedIn();
    let attempts = 0;
    const announced: string[] = [];
    // Two transactions that lock the same rows in opposite order; the rendezvous makes the deadlock certain the first time.
    const [bothHaveOne, arrive] = rendezvous();
    const act = (first: string, second: string, name: string) => {
      const ctx = context();
      return inTransaction(ctx, async () => {
        attempts++;
        ctx.announce(() => void announced.push(name));
        await ctx.em.findOneOrFail(User, first, { lockMode: LockMode.PESSIMISTIC_WRITE });
        if (attempts <= 2) arrive();
        if (attempts <= 2) await bothHaveOne;
        await ctx.em.findOneOrFail(User, second, { lockMode: LockMode.PESSIMISTIC_WRITE });
        return name;
      });
    };
    expect(await Promise.all([act(anna.id, bruno.id, 'a'), act(bruno.id, anna.id, 'b')])).toEqual(['a', 'b']);
    expect(attempts).toBe(3);
    expect(announced.sort()).toEqual(['a', 'b']);
  });

  test('leaves nothing behind when it fails: not in the database, not in the EntityManager', async () => {
    const { user } = await api.signedIn('OPERATOR', 'carla');
    const ctx = context();
    const failing = inTransaction(ctx, async () => {
      (await ctx.em.findOneOrFail(User, user.id)).email = 'changed@example.com';
      await ctx.em.flush();
      throw new Error('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    expect((await ctx.em.findOneOrFail(User, user.id)).email).toBe('carla@example.com');
  });
});

/** Resolves when both have come. */
function rendezvous(): [Promise<void>, () => void] {
  const { promise, resolve } = Promise.withResolvers<void>();
  let missing = 2;
  return [promise, () => void (--missing === 0 && resolve())];
}
