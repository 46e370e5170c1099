// replaced on merge
import type { EntityManager } from '@mikro-orm/postgresql';

export interface DirectMail {
  serviceId: string;
  recipients: { address: string; name: string | null }[];
  from: { senderLocalPart: string; displayName: string | null };
  subject: string;
  text: string;
  html: string;
}

export async function queueDirectMail(_em: EntityManager, _mail: DirectMail): Promise<void> {
  throw new Error('mails outside of campaigns cannot be sent yet');
}
