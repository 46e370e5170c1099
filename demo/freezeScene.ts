import type { SluiceClient } from '../client/SluiceClient.js';
import { EmailServiceDocument, ServiceStatusLogDocument, ThawEmailServiceDocument } from '../client/gql/graphql.js';
import type { Rule } from '../receivers/behaviour.js';
import type { ReceiversControl } from '../receivers/control.js';
import { act } from './api.js';
import type { Service } from './cast.js';
import type { Watch } from './watch.js';

/** The relay refuses its log-in: the service freezes, the API says why, and thaws it once the relay has come to its senses. */
export async function freezeScene(admin: SluiceClient, relay: Service, receivers: ReceiversControl, normal: Rule, watch: Watch, say: (line: string) => void): Promise<{ reason: string; detail: string; frozenMs: number }> {
  say('The relay now refuses its log-in (535) and closes its connections …');
  await receivers.behave('smtp', { phase: 'auth', action: { kind: 'refuse', code: 535, text: '5.7.8 Authentication credentials invalid' } });
  await receivers.disconnectAll();
  const began = performance.now();
  await watch.until(() => watch.states.get(relay.id)?.frozenReason != null);
  const frozenMs = Math.round(performance.now() - began);
  const { emailService } = await admin.execute(EmailServiceDocument, { id: relay.id });
  const { frozenReason, frozenDetail } = emailService!.state;
  say(`The subscription said so after ${frozenMs} ms. The API on "${relay.name}": FROZEN, ${frozenReason}: ${frozenDetail}`);
  await receivers.behaveOnly('smtp', normal);
  await act(admin, ThawEmailServiceDocument, { input: { id: relay.id } });
  await watch.until(() => watch.states.get(relay.id)?.frozenReason == null);
  const { emailService: log } = await admin.execute(ServiceStatusLogDocument, { id: relay.id, events: ['FROZEN', 'THAWED'], first: 2 });
  for (const { node } of log!.statusLog.edges) say(`  status log: ${node.event}${node.reason ? ` (${node.reason})` : ''}${node.actor ? ` by ${node.actor.name}` : ''}`);
  return { reason: frozenReason!, detail: frozenDetail!, frozenMs };
}
