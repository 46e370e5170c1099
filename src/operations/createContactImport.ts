import type { EntityManager } from '@mikro-orm/postgresql';
import { now } from '../clock.js';
import { ContactImport } from '../entities/ContactImport.js';
import { newId } from '../ids.js';
import { checkLine } from './checkLine.js';
import { checkTagNames } from './createContact.js';
import { newUploadToken, uploadHash } from './startImport.js';

/** Announces a CSV file. The token is for one upload, and is never shown again. */
export async function createContactImport(
  em: EntityManager,
  userId: string,
  given: { fileName: string; tagNames: string[] },
): Promise<{ contactImport: ContactImport; token: string }> {
  const token = newUploadToken();
  const contactImport = em.create(ContactImport, {
    id: newId(),
    userId,
    fileName: checkLine(given.fileName, 255, ['fileName']),
    state: 'WAITING',
    tagNames: checkTagNames(given.tagNames),
    uploadHash: uploadHash(token),
    rowsRead: 0,
    created: 0,
    updated: 0,
    rejected: 0,
    createdAt: now(),
  });
  await em.flush();
  return { contactImport, token };
}
