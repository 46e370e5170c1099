import { describe, expect, test } from '@jest/globals';
import {
  AdjustQuotaDocument, AvailabilityChangedDocument, CreateEmailServiceDocument, DisableEmailServiceDocument, QuotaChangedDocument, SaveServiceMappingDocument,
  ScheduleCampaignDocument, SetLowQuotaThresholdDocument,
} from '../../client/gql/graphql.js';
import { createBus } from '../../src/bus/bus.js';
import { SluiceClient } from '../../client/SluiceClient.js';
import { testApi, testPassword } from '../support/api.js';
import { testDatabase } from '../support/database.js';
import { Plans } from '../support/plans.js';
import { redisUrl } from '../support/redis.js';
import { World } from '../support/world.js';

const database = testDatabase();
const acting = testApi(database, {}, { openBus: () => createBus(redisUrl()) });
const showing = testApi(database, {}, { openBus: () => createBus(redisUrl()) });
const plans = new Plans(database);
const world = new World(database);

describe('two api processes with Redis between them (A2, F23.1, F25.1)', () => {
  test('what is changed by the one is shown by the other: a quota to its owner, long before it would be read again in any case', async () => {
    const { client: admin } = await acting.signedIn('ADMIN');
    const { client: owner, user } = await acting.signedIn('OPERATOR', 'owner');
    const watching = await new SluiceClient(showing.address).signIn('owner', testPassword);
    try {
      const values = watching.subscribe(QuotaChangedDocument);
      expect((await values.next()).value).toMatchObject({ quotaChanged: { userId: user.id, quotaRemaining: 0, isLow: false } });
      const changed = async (act: () => Promise<unknown>, expected: object): Promise<void> => {
        const began = performance.now();
        await act();
        expect((await values.next()).value).toMatchObject({ quotaChanged: expected });
        // Read again without being told it would be after 5 s.
        expect(performance.now() - began).toBeLessThan(3_000);
      };
      await changed(() => admin.execute(AdjustQuotaDocument, { input: { userId: user.id, mode: 'ADD', amount: 102, note: 'test' } }), { quotaRemaining: 102, isLow: false });
      await world.contacts(user.id, 3);
      const { campaignId } = await plans.draft(user.id);
      await changed(() => owner.execute(ScheduleCampaignDocument, { input: { id: campaignId } }), { quotaRemaining: 99, isLow: true, threshold: 100 });
      await changed(() => admin.execute(SetLowQuotaThresholdDocument, { input: { userId: user.id, threshold: 10 } }), { quotaRemaining: 99, isLow: false, threshold: 10 });
      await values.return();
    } finally {
      await watching.close();
    }
  });

  test('and so are mappings and the state of services', async () => {
    const { client: admin } = await acting.signedIn('ADMIN');
    const { user } = await acting.signedIn('OPERATOR', 'owner');
    const input = { name: 'A', domain: 'mail.example.com', dailyQuota: 100, sandbox: {} };
    const id = (await admin.execute(CreateEmailServiceDocument, { input })).createEmailService.emailService!.id;
    const watching = await new SluiceClient(showing.address).signIn('owner', testPassword);
    try {
      const values = watching.subscribe(AvailabilityChangedDocument);
      expect((await values.next()).value).toMatchObject({ availabilityChanged: { services: [], warning: { code: 'NO_SERVICE_MAPPED' } } });
      const began = performance.now();
      await admin.execute(SaveServiceMappingDocument, { input: { userId: user.id, serviceIds: [id] } });
      expect((await values.next()).value).toMatchObject({ availabilityChanged: { services: [{ id }], warning: null } });
      await admin.execute(DisableEmailServiceDocument, { input: { id } });
      expect((await values.next()).value).toMatchObject({ availabilityChanged: { warning: { code: 'NO_AVAILABLE_SERVICE' } } });
      expect(performance.now() - began).toBeLessThan(4_000);
      await values.return();
    } finally {
      await watching.close();
    }
  });
});
