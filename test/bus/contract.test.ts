import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createBus, type Bus, type JsonObject } from '../../src/bus/bus.js';
import { redisUrl } from '../support/redis.js';
import { Redis } from 'ioredis';

const drivers: [string, () => string | null][] = [
  ['in this process', () => null],
  ['on Redis', redisUrl],
];

describe.each(drivers)('A bus %s', (_name, url) => {
  let bus: Bus;
  let warnings: string[];
  let number = 0;
  // A channel of each test's own.
  const channel = () => `contract-${process.pid}-${number}`;

  beforeEach(() => {
    number++;
    warnings = [];
    bus = createBus(url(), { scope: 'contract', warn: (line) => warnings.push(line) });
  });
  afterEach(() => bus.close());

  test('brings an event to every listener of its channel and to no other', async () => {
    const [one, two, other] = [new Inbox(), new Inbox(), new Inbox()];
    await bus.subscribe(channel(), one.take);
    await bus.subscribe(channel(), two.take);
    await bus.subscribe(`${channel()}-other`, other.take);
    bus.publish(channel(), { id: 'a', n: 1 });
    bus.publish(`${channel()}-other`, { id: 'b' });
    expect(await one.next()).toEqual({ id: 'a', n: 1 });
    expect(await two.next()).toEqual({ id: 'a', n: 1 });
    expect(await other.next()).toEqual({ id: 'b' });
    expect([one.waiting, two.waiting, other.waiting]).toEqual([0, 0, 0]);
  });

  test('delivers a copy, and later: what is published may be changed at once', async () => {
    const inbox = new Inbox();
    await bus.subscribe(channel(), inbox.take);
    const payload = { list: [1] };
    bus.publish(channel(), payload);
    expect(inbox.waiting).toBe(0);
    payload.list.push(2);
    const received = await inbox.next();
    expect(received).toEqual({ list: [1] });
  });

  test('a listener that throws, or rejects, harms nobody and is reported', async () => {
    const inbox = new Inbox();
    await bus.subscribe(channel(), () => {
      throw new Error('thrown by a listener');
    });
    await bus.subscribe(channel(), (async () => {
      throw new Error('rejected by a listener');
    }) as () => void);
    await bus.subscribe(channel(), inbox.take);
    bus.publish(channel(), {});
    await inbox.next();
    bus.publish(channel(), {});
    await inbox.next();
    expect(warnings.filter((line) => line.includes('thrown by a listener')).length).toBeGreaterThan(0);
    expect(warnings.filter((line) => line.includes('rejected by a listener')).length).toBeGreaterThan(0);
  });

  test('after unsubscribing nothing arrives any more, twice does no harm, and others go on', async () => {
    const [gone, stays] = [new Inbox(), new Inbox()];
    const unsubscribe = await bus.subscribe(channel(), gone.take);
    await bus.subscribe(channel(), stays.take);
    await unsubscribe();
    await unsubscribe();
    bus.publish(channel(), { id: 'x' });
    await stays.next();
    expect(gone.waiting).toBe(0);
  });

  test('the same channel can be subscribed again after it was left, also at the same moment', async () => {
    const inbox = new Inbox();
    const leave = await bus.subscribe(channel(), () => {});
    await Promise.all([leave(), bus.subscribe(channel(), inbox.take)]);
    bus.publish(channel(), { id: 'again' });
    expect(await inbox.next()).toEqual({ id: 'again' });
  });

  test('many subscribing to one channel at once all hear', async () => {
    const inboxes = Array.from({ length: 20 }, () => new Inbox());
    await Promise.all(inboxes.map((inbox) => bus.subscribe(channel(), inbox.take)));
    bus.publish(channel(), { id: 'all' });
    expect(await Promise.all(inboxes.map((inbox) => inbox.next()))).toEqual(inboxes.map(() => ({ id: 'all' })));
  });

  test('publishing never throws, also what is no JSON, to nobody, or after closing', async () => {
    const circular: JsonObject = {};
    circular.self = circular;
    await bus.subscribe(channel(), () => {});
    expect(() => bus.publish(channel(), circular)).not.toThrow();
    expect(() => bus.publish('nobody', {})).not.toThrow();
    await bus.close();
    expect(() => bus.publish(channel(), {})).not.toThrow();
    await new Promise(setImmediate);
  });
});

describe('A bus on Redis', () => {
  let raw: Redis;
  beforeAll(() => {
    raw = new Redis(redisUrl());
  });
  afterAll(() => raw.disconnect());

  test('brings events from one process to another', async () => {
    const [one, two] = [createBus(redisUrl(), { scope: 'pair' }), createBus(redisUrl(), { scope: 'pair' })];
    const inbox = new Inbox();
    await one.subscribe('pair', inbox.take);
    two.publish('pair', { id: 'over' });
    expect(await inbox.next()).toEqual({ id: 'over' });
    await Promise.all([one.close(), two.close()]);
  });

  test('keeps two installations on one Redis apart', async () => {
    const [one, two] = [createBus(redisUrl(), { scope: 'one' }), createBus(redisUrl(), { scope: 'two' })];
    const inbox = new Inbox();
    await one.subscribe('apart', inbox.take);
    two.publish('apart', { id: 'two' });
    one.publish('apart', { id: 'one' });
    expect(await inbox.next()).toEqual({ id: 'one' });
    await Promise.all([one.close(), two.close()]);
  });

  test('unsubscribing the last listener frees the channel', async () => {
    const bus = createBus(redisUrl(), { scope: 'freed' });
    const unsubscribe = [await bus.subscribe('freed', () => {}), await bus.subscribe('freed', () => {})];
    const subscribers = async () => (await raw.pubsub('NUMSUB', 'sluice:freed:freed'))[1];
    expect(await subscribers()).toBe(1);
    await unsubscribe[0]!();
    expect(await subscribers()).toBe(1);
    await unsubscribe[1]!();
    // The same connection answers in order: when another subscription stands, the former is gone.
    await bus.subscribe('other', () => {});
    expect(await subscribers()).toBe(0);
    await bus.close();
  });

  test('what others write on our channels is ignored unless it is a JSON object', async () => {
    const warnings: string[] = [];
    const bus = createBus(redisUrl(), { scope: 'rubbish', warn: (line) => warnings.push(line) });
    const inbox = new Inbox();
    await bus.subscribe('rubbish', inbox.take);
    for (const text of ['{', '"text"', '7', 'null', '[1]', '\u0000', '{"id":"good"}']) await raw.publish('sluice:rubbish:rubbish', text);
    expect(await inbox.next()).toEqual({ id: 'good' });
    expect(inbox.waiting).toBe(0);
    await bus.close();
  });
});

/** Events in order of arrival; waits for the next one. */
class Inbox {
  private readonly events: JsonObject[] = [];
  private wake = () => {};
  readonly take = (payload: JsonObject): void => {
    this.events.push(payload);
    this.wake();
  };

  get waiting(): number {
    return this.events.length;
  }

  async next(): Promise<JsonObject> {
    while (this.events.length === 0) await new Promise<void>((resolve) => (this.wake = resolve));
    return this.events.shift()!;
  }
}
