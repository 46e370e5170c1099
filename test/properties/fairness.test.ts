import { beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { testDatabase } from '../support/database.js';
import { Shares } from '../support/modelShares.js';
import { holds, propertyTimeoutMs } from '../support/modelRuns.js';
import { World } from '../support/world.js';

/** What is tried: users with services of their own choice, tasks that join when they like, claims of any size. */
interface Plan {
  /** For each user, which of the services are mapped: bits. */
  maps: number[];
  acts: (
    { do: 'join'; user: number; size: number } | { do: 'idle' | 'go on'; task: number } | { do: 'claim'; service: number; want: number; waitMs: number }
  )[];
}

const services = 2;

describe('fairness (F21.1)', () => {
  const db = testDatabase({ poolSize: 1 });
  const world = new World(db);
  let at: number;

  beforeEach(() => {
    at = Date.parse('2027-03-01T10:00:00Z');
  });

  /** A task without contacts: claims look at the cursor only. */
  async function join(user: string, size: number): Promise<string> {
    const { id } = await world.task(user);
    await world.sql(`UPDATE tasks SET state = 'SENDING' WHERE id = $1`, [id]);
    await world.sql(`UPDATE task_cursors SET total = $2, active = true, sendable = true, prepared = true WHERE task_id = $1`, [id, size]);
    return id;
  }

  const user = fc.nat(3);
  const size = fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 100, max: 3_000 }));
  const want = fc.oneof(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 5 }));
  const act = fc.oneof(
    {
      weight: 2,
      arbitrary: fc.record({ do: fc.constant('join' as const), user, size }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constantFrom('idle' as const, 'go on' as const),
        task: fc.nat(20),
      }),
    },
    {
      weight: 12,
      arbitrary: fc.record({
        do: fc.constant('claim' as const),
        service: fc.nat(services - 1),
        want,
        waitMs: fc.nat(100),
      }),
    },
  );
  const plan: fc.Arbitrary<Plan> = fc.record({
    maps: fc.array(fc.integer({ min: 1, max: 2 ** services - 1 }), {
      minLength: 2,
      maxLength: 4,
    }),
    acts: fc.array(act, { minLength: 5, maxLength: 70, size: 'max' }),
  });

  const name = 'no two users who wait for one service at the same time come further apart than a claim of each, whatever they have elsewhere, join or leave';
  test(
    name,
    () =>
      holds(
        name,
        fc.asyncProperty(plan, async ({ maps, acts }) => {
          await db.truncate();
          await world.setClock(new Date(at).toISOString());
          const lanes = [await world.service(), await world.service()];
          const users: string[] = [];
          for (const bits of maps) {
            const id = await world.user(0);
            users.push(id);
            await world.map(id, ...lanes.filter((_, i) => bits & (1 << i)));
          }
          const worker = await world.worker();
          const epochs = await world.take(worker);
          const tasks: {
            id: string;
            user: number;
            left: number;
            idle: boolean;
          }[] = [];
          const waits = (service: number) => (n: number) =>
            Boolean(maps[n]! & (1 << service)) && tasks.some((task) => task.user === n && !task.idle && task.left > 0);
          const shares = lanes.map(() => new Shares(users.length));
          for (const each of acts) {
            if (each.do === 'join') {
              const owner = each.user % users.length;
              tasks.push({
                id: await join(users[owner]!, each.size),
                user: owner,
                left: each.size,
                idle: false,
              });
            } else if (each.do !== 'claim') {
              const task = tasks[each.task % Math.max(1, tasks.length)];
              if (!task) continue;
              task.idle = each.do === 'idle';
              await world.sql(`UPDATE task_cursors SET active = $2, sendable = $2 AND next_seq <= total WHERE task_id = $1`, [task.id, !task.idle]);
            } else {
              at += each.waitMs;
              await world.setClock(new Date(at).toISOString());
              const waiting = users.map((_, n) => waits(each.service)(n));
              const lane = lanes[each.service]!;
              const rows = await world.claim(worker, [[lane, epochs.get(lane)!, each.want]]);
              const made = rows.filter((row) => row.claim_id !== null);
              const got = users.map((): number[] => []);
              for (const row of made) {
                const task = tasks.find(({ id }) => id === row.task_id)!;
                const n = row.hi - row.lo + 1;
                task.left -= n;
                got[task.user]!.push(n);
              }
              expect(got.filter((sizes, i) => sizes.length > 0 && !waiting[i])).toEqual([]);
              // Nothing stays free while somebody waits, but for the bound of eight picks a call.
              const taken = got.flat().reduce((sum, n) => sum + n, 0);
              if (made.length < 8 && users.some((_, n) => waits(each.service)(n))) expect(taken).toBe(each.want);
              shares[each.service]!.note(
                got,
                waiting,
                users.map((_, n) => waits(each.service)(n)),
              );
            }
            for (const [n, share] of shares.entries()) users.forEach((_, user) => waits(n)(user) || share.leave(user));
          }
          expect(shares.flatMap((share) => share.unfair)).toEqual([]);
        }),
        200,
      ),
    propertyTimeoutMs,
  );

  const tasks = 'no two tasks of one user that wait at the same time come further apart than a claim of each, whenever they join, idle and go on';
  test(
    tasks,
    () =>
      holds(
        tasks,
        fc.asyncProperty(
          fc.array(fc.oneof(act, act), {
            minLength: 5,
            maxLength: 70,
            size: 'max',
          }),
          async (acts) => {
            await db.truncate();
            await world.setClock(new Date(at).toISOString());
            const lane = await world.service();
            const owner = await world.user(0);
            await world.map(owner, lane);
            const worker = await world.worker();
            const epoch = (await world.take(worker)).get(lane)!;
            const most = 5;
            const list: { id: string; left: number; idle: boolean }[] = [];
            const shares = new Shares(most);
            const waiting = (): boolean[] => Array.from({ length: most }, (_, n) => list[n] !== undefined && !list[n].idle && list[n].left > 0);
            for (const each of acts) {
              if (each.do === 'join') {
                if (list.length < most)
                  list.push({
                    id: await join(owner, each.size),
                    left: each.size,
                    idle: false,
                  });
              } else if (each.do !== 'claim') {
                const task = list[each.task % Math.max(1, list.length)];
                if (!task) continue;
                task.idle = each.do === 'idle';
                await world.sql(`UPDATE task_cursors SET active = $2, sendable = $2 AND next_seq <= total WHERE task_id = $1`, [task.id, !task.idle]);
              } else {
                const before = waiting();
                const got = before.map((): number[] => []);
                for (const row of await world.claim(worker, [[lane, epoch, each.want]])) {
                  if (row.claim_id === null) continue;
                  const n = list.findIndex(({ id }) => id === row.task_id);
                  got[n]!.push(row.hi - row.lo + 1);
                  list[n]!.left -= row.hi - row.lo + 1;
                }
                shares.note(got, before, waiting());
              }
              waiting().forEach((waits, n) => waits || shares.leave(n));
            }
            expect(shares.unfair).toEqual([]);
          },
        ),
        150,
      ),
    propertyTimeoutMs,
  );
});
