import { describe, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { timedOut, withinTime } from '../../src/transport/timeLimit.js';

describe('the time limit (A5)', () => {
  test('lets what is in time pass, and failures as well', async () => {
    expect(await withinTime(sleep(5, 'done'), () => 'late', 1_000)).toBe('done');
    await expect(withinTime(Promise.reject(new Error('broken')), () => 'late', 1_000)).rejects.toThrow('broken');
  });

  test('answers when the work takes longer, and cares for its later failure', async () => {
    const work = sleep(60).then(() => Promise.reject(new Error('too late to matter')));
    expect(await withinTime<unknown>(work, timedOut, 20)).toMatchObject({ extensions: { code: 'TIMED_OUT' } });
    await sleep(80);
  });
});
