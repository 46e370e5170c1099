import { describe, expect, test } from '@jest/globals';
import { AlertsDocument } from '../../client/gql/graphql.js';
import { watchLeader } from '../../src/http/watchLeader.js';
import { newId } from '../../src/ids.js';
import { testApi } from '../support/api.js';
import { testDatabase } from '../support/database.js';

const database = testDatabase();
const api = testApi(database);

describe('that no scheduler leads (M4)', () => {
  test('is seen by every api process by itself, raised once, and resolved when one leads again', async () => {
    const { client: admin } = await api.signedIn('ADMIN');
    const alerts = async () => (await admin.execute(AlertsDocument, { filter: { rules: ['NO_LEADER'] } })).alerts.edges.map(({ node }) => node.state);
    // The api of this test looks already; others beside it.
    const others = [watchLeader(api.runtime, 200), watchLeader(api.runtime, 200)];
    try {
      const changed = Promise.withResolvers<void>();
      const stop = await api.runtime.events.on('alertsChanged', null, () => changed.resolve());
      await database.pool.query(
        `INSERT INTO processes (id, host, pid, roles, bus, version, started_at, expires_at) VALUES ($1, 'h', 1, '{api}', 'REDIS', '1', now() - interval '1 min', now() + interval '1 hour')`,
        [newId()],
      );
      await changed.promise;
      await stop();
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      expect(await alerts()).toEqual(['OPEN']);
      const led = setInterval(() => void database.pool.query('UPDATE processes SET led_at = now()'), 500);
      while ((await alerts())[0] !== 'RESOLVED') await new Promise((resolve) => setTimeout(resolve, 200));
      clearInterval(led);
      expect(await alerts()).toEqual(['RESOLVED']);
    } finally {
      for (const stop of others) await stop();
    }
  });
});
