import { describe, expect, test } from '@jest/globals';
import { ViewerDocument } from '../../client/gql/graphql.js';
import { testApi } from '../support/api.js';
import { testDatabase } from '../support/database.js';

const database = testDatabase();
const api = testApi(database);

describe('signing in (F22.2)', () => {
  test('gives tokens with which the viewer is known', async () => {
    const { client, user } = await api.signedIn('ADMIN', 'anna');
    const { viewer } = await client.execute(ViewerDocument);
    expect(viewer).toMatchObject({ id: user.id, name: 'anna', role: 'ADMIN', quotaRemaining: 0, lastSignInAddress: '127.0.0.1' });
  });
});
