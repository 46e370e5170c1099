import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import net from 'node:net';
import { createBus, type Bus } from '../../src/bus/bus.js';
import { startRedis, type RedisServer } from '../support/redis.js';

describe('A bus whose Redis goes away', () => {
  let redis: RedisServer;
  let bus: Bus;
  let warnings: string[];

  beforeEach(async () => {
    redis = await startRedis();
    warnings = [];
    bus = createBus(redis.url, { warn: (line) => warnings.push(line) });
  });
  afterEach(async () => {
    await bus.close();
    await redis.kill();
  });

  test('publishes without rejecting, says once that Redis is away, and subscriptions work again when it is back', async () => {
    let received = 0;
    let heard = () => {};
    await bus.subscribe('first', () => {
      received++;
      heard();
    });
    await redis.kill();
    for (let n = 0; n < 50; n++) bus.publish('first', { n });
    // Made and ended during the outage: neither hangs nor rejects.
    const during = await bus.subscribe('during', () => {});
    const left = await bus.subscribe('left', () => {});
    await left();
    expect([received, bus.connected]).toEqual([0, false]);

    const restored = new Promise<void>((resolve) => bus.onRestored(resolve));
    redis = await startRedis({ port: redis.port });
    await restored;
    const arrived = new Promise<void>((resolve) => (heard = resolve));
    // The publishing connection comes back by itself, a moment earlier or later.
    const again = setInterval(() => bus.publish('first', { n: 51 }), 20);
    await arrived;
    clearInterval(again);
    await during();
    expect(bus.connected).toBe(true);
    expect(warnings.filter((line) => line.includes('does not answer'))).toHaveLength(1);
    expect(warnings.filter((line) => line.includes('answers again'))).toHaveLength(1);
  });

  test('started without Redis it works as soon as there is one, and closing during an outage ends at once', async () => {
    const { port, url } = redis;
    await redis.kill();
    const early = createBus(url);
    let heard = () => {};
    await early.subscribe('early', () => heard());
    const ended = createBus(url);
    await (await ended.subscribe('x', () => {}))();
    await ended.close();

    redis = await startRedis({ port });
    const arrived = new Promise<void>((resolve) => (heard = resolve));
    const again = setInterval(() => early.publish('early', {}), 20);
    await arrived;
    clearInterval(again);
    await early.close();
  });

  test('closing while a subscription is on its way, to a Redis that takes connections and answers nothing, does not end the process', async () => {
    await bus.close();
    await redis.kill();
    const rejections: unknown[] = [];
    const note = (reason: unknown): void => void rejections.push(reason);
    process.on('unhandledRejection', note);
    const silent = net.createServer((socket) => socket.on('error', () => {}));
    silent.listen(redis.port, '127.0.0.1');
    await once(silent, 'listening');
    const early = createBus(redis.url);
    const connected = once(silent, 'connection');
    const subscribing = early.subscribe('early', () => {});
    await connected;
    await early.close();
    await subscribing;
    await new Promise((resolve) => setTimeout(resolve, 300));
    process.off('unhandledRejection', note);
    silent.close();
    expect(rejections).toEqual([]);
  });

  test('a Redis that is lost again while subscriptions are being renewed does not end the process', async () => {
    await bus.subscribe('renewed', () => {});
    await redis.kill();
    // Comes back, says that it is ready, and is gone for good as soon as the subscriptions of before are asked for again.
    const rejections: unknown[] = [];
    const note = (reason: unknown): void => void rejections.push(reason);
    process.on('unhandledRejection', note);
    const dying = net.createServer();
    const renewing = new Promise<void>((resolve) => {
      dying.on('connection', (socket) => {
        socket.on('error', () => {});
        socket.on('data', (data) => {
          const text = data.toString().toLowerCase();
          if (text.includes('subscribe')) resolve();
          else socket.write(text.includes('info') && !text.includes('setinfo') ? '$9\r\nloading:0\r\n' : '+OK\r\n'.repeat(text.split('*').length - 1));
        });
      });
    });
    dying.listen(redis.port, '127.0.0.1');
    await once(dying, 'listening');
    await renewing;
    await bus.close();
    await new Promise((resolve) => setTimeout(resolve, 300));
    process.off('unhandledRejection', note);
    dying.close();
    expect(rejections).toEqual([]);
  });
});
