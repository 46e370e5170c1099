import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createBus, type Bus } from '../src/bus/bus.js';
import { Events } from '../src/events.js';

describe('Events', () => {
  let bus: Bus;
  let events: Events;
  let heard: unknown[];
  const hear = (payload: object) => heard.push(payload);
  const settled = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

  beforeEach(() => {
    bus = createBus(null);
    events = new Events(bus);
    heard = [];
  });
  afterEach(() => bus.close());

  test('of a task reach those who watch it or its campaign, and nobody else', async () => {
    await events.on('taskProgressed', 't1', hear);
    await events.on('campaignProgressed', 'c1', hear);
    await events.on('taskProgressed', 't2', hear);
    await events.on('campaignProgressed', 't1', hear);
    events.taskProgressed('t1', 'c1');
    await settled();
    expect(heard).toEqual([
      { taskId: 't1', campaignId: 'c1' },
      { taskId: 't1', campaignId: 'c1' },
    ]);
  });

  test('of services, quota and sessions can be heard for one object or for all', async () => {
    for (const topic of ['serviceStatusChanged', 'quotaChanged', 'sessionEnded'] as const) {
      await events.on(topic, null, hear);
      await events.on(topic, 'x1', hear);
    }
    events.serviceStatusChanged('x1');
    events.serviceStatusChanged('x2');
    events.quotaChanged('x1');
    events.sessionEnded('x2');
    await settled();
    expect(heard).toEqual([{ serviceId: 'x1' }, { serviceId: 'x1' }, { serviceId: 'x2' }, { userId: 'x1' }, { userId: 'x1' }, { sessionId: 'x2' }]);
  });

  test('wake the scheduler and the workers apart', async () => {
    await events.on('wakeScheduler', null, () => hear({ who: 'scheduler' }));
    await events.on('wakeWorkers', null, () => hear({ who: 'worker' }));
    events.wakeScheduler();
    events.wakeWorkers();
    await settled();
    expect(heard).toEqual([{ who: 'scheduler' }, { who: 'worker' }]);
  });

  test('without the ids of their topic, from whoever wrote them, are not passed on', async () => {
    await events.on('taskProgressed', 't1', hear);
    bus.publish('taskProgressed:t1', { taskId: 't1' });
    bus.publish('taskProgressed:t1', { taskId: 1, campaignId: 'c1' });
    await settled();
    expect(heard).toEqual([]);
  });

  test('stop when they are no longer wanted', async () => {
    const stop = await events.on('quotaChanged', 'u1', hear);
    await stop();
    events.quotaChanged('u1');
    await settled();
    expect(heard).toEqual([]);
  });
});
