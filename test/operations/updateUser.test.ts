import { describe, expect, test } from '@jest/globals';
import { updateUser } from '../../src/operations/updateUser.js';
import { testDatabase } from '../support/database.js';
import { World } from '../support/world.js';

const db = testDatabase();
const world = new World(db);

describe('disabling a user (F22.1)', () => {
  test('pauses what runs, keeps the reasons of what waits for a person, and starts nothing that was scheduled meanwhile', async () => {
    const admin = await world.administrator();
    const user = await world.user();
    const other = await world.user();
    const running = await world.sending(user, 5);
    const later = await world.task(user, { plannedAt: '2999-01-01' });
    const waiting = await world.sending(user, 5);
    await world.sql(`UPDATE tasks SET state = 'PAUSED', pause_reason = 'NO_AVAILABLE_SERVICE', paused_from = 'SENDING' WHERE id = $1`, [waiting]);
    const foreign = await world.sending(other, 5);

    const { pausedTasks } = await db.em().transactional((em) => updateUser(em, user, { isEnabled: false }, admin));
    expect(pausedTasks.map((task) => task.taskId).sort()).toEqual([running, later.id].sort());
    const meanwhile = await world.task(user);
    await world.sql('SELECT start_due_tasks(10)');

    const states = await world.sql<{ id: string; shown: string }>(`SELECT id, concat_ws(' ', state, pause_reason, paused_from) AS shown FROM tasks`);
    expect(Object.fromEntries(states.map((task) => [task.id, task.shown]))).toEqual({
      [running]: 'PAUSED MANUAL SENDING',
      [later.id]: 'PAUSED MANUAL SCHEDULED',
      [waiting]: 'PAUSED NO_AVAILABLE_SERVICE SENDING',
      [foreign]: 'SENDING',
      [meanwhile.id]: 'PAUSED MANUAL SCHEDULED',
    });
    expect(await world.sql('SELECT task_id FROM task_cursors WHERE active ORDER BY task_id')).toEqual([{ task_id: waiting }, { task_id: foreign }].sort((a, b) => (a.task_id < b.task_id ? -1 : 1)));
    const log = await world.sql('SELECT reason, actor_id FROM task_logs WHERE task_id = $1 AND event = $2', [running, 'PAUSED']);
    expect(log).toEqual([{ reason: 'MANUAL', actor_id: admin }]);
  });

  test('refused for the last administrator, it pauses nothing', async () => {
    const user = await world.user();
    await world.sql(`UPDATE users SET role = 'ADMIN'`);
    const running = await world.sending(user, 3);
    await expect(db.em().transactional((em) => updateUser(em, user, { isEnabled: false }, user))).rejects.toThrow('last administrator');
    expect(await world.one('SELECT state FROM tasks WHERE id = $1', [running])).toEqual({ state: 'SENDING' });
  });
});
