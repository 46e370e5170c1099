import { defineEntity, p } from '@mikro-orm/core';
import { User } from './User.js';

export const importStates = ['WAITING', 'RUNNING', 'COMPLETED', 'FAILED'] as const;
export type ImportState = (typeof importStates)[number];

/** Why a row of a CSV file was not imported. */
export const rejectionReasons = ['EMAIL_MISSING', 'EMAIL_INVALID', 'DUPLICATE', 'COLUMN_COUNT', 'TOO_LONG', 'CONTROL_CHARACTERS', 'TOO_MANY_TAGS'] as const;
export type RejectionReason = (typeof rejectionReasons)[number];

export const ContactImportSchema = defineEntity({
  name: 'ContactImport',
  tableName: 'contact_imports',
  properties: {
    id: p.uuid().primary(),
    userId: () => p.manyToOne(User).mapToPk().name('user_id'),
    fileName: p.text(),
    state: p.enum(importStates),
    tagNames: p.array(),
    uploadHash: p.blob(),
    rowsRead: p.integer(),
    created: p.integer(),
    updated: p.integer(),
    rejected: p.integer(),
    failure: p.text().nullable(),
    createdAt: p.datetime(),
    endedAt: p.datetime().nullable(),
  },
});

/** One CSV file on its way in: announced by a mutation, then uploaded once under its own token. */
export class ContactImport extends ContactImportSchema.class {}
ContactImportSchema.setClass(ContactImport);
