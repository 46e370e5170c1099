import { SluiceClient } from '../client/SluiceClient.js';
import {
  AdjustQuotaDocument,
  CreateEmailServiceDocument,
  CreateSenderDocument,
  CreateUserDocument,
  ContactImportDocument,
  CreateCampaignDocument,
  CreateContactImportDocument,
  CreateTemplateDocument,
  CreateTemplateSetDocument,
  ScheduleCampaignDocument,
  SaveServiceMappingDocument,
  type CreateEmailServiceInput,
} from '../client/gql/graphql.js';
import { act, all } from './api.js';
import type { ContactsFile } from './contacts.js';
import type { Stage } from './stage.js';
import { templates } from './templates.js';

export interface Service {
  id: string;
  name: string;
  paceMs: number;
  dailyQuota: number;
}
export interface Services {
  sandbox: Service;
  smtp: Service;
  engagelab: Service;
}

export interface Operator {
  id: string;
  name: string;
  client: SluiceClient;
}

export interface ImportReport {
  rows: number;
  created: number;
  rejected: number;
  byReason: Record<string, number>;
}

export interface Plan {
  campaignId: string;
  name: string;
  taskId: string;
  recipients: number;
}

/** Three ways out: one that nothing leaves, two that lead to the receivers. Quotas and paces small enough that one sees them bind. */
export async function createServices(admin: SluiceClient, stage: Stage, mails: number): Promise<Services> {
  const common = { freezeThreshold: 5, zone: 'UTC', resetTime: '00:00' };
  const create = async (input: Omit<CreateEmailServiceInput, keyof typeof common>): Promise<Service> => {
    const { emailService } = await act(admin, CreateEmailServiceDocument, { input: { ...common, ...input } });
    return emailService!;
  };
  return {
    sandbox: await create({ name: 'sandbox', domain: 'box.example', dailyQuota: Math.ceil(mails * 0.25), paceMs: 5, sandbox: {} }),
    smtp: await create({
      name: 'smtp relay',
      domain: 'relay.example',
      dailyQuota: mails * 2,
      paceMs: 5,
      smtp: { host: '127.0.0.1', port: stage.receivers.smtpPort, tls: 'NONE', user: 'relay', password: stage.relayPassword },
    }),
    engagelab: await create({
      name: 'engagelab',
      domain: 'lab.example',
      dailyQuota: mails * 2,
      paceMs: 4,
      engagelab: { apiUser: 'demo_api', apiKey: stage.apiKey, dataCentre: 'CUSTOM', baseUrl: `http://127.0.0.1:${stage.receivers.engagelabPort}` },
    }),
  };
}

/** An operator with quota, mapped to all services, signed in. */
export async function createOperator(admin: SluiceClient, name: string, services: Services, quota: number): Promise<Operator> {
  const password = `demo-${name}-${Math.random().toString(36).slice(2)}`;
  const { user } = await act(admin, CreateUserDocument, { input: { name, email: `${name}@demo.example`, password, role: 'OPERATOR' } });
  await act(admin, SaveServiceMappingDocument, { input: { userId: user!.id, serviceIds: Object.values(services).map((service: Service) => service.id) } });
  await act(admin, AdjustQuotaDocument, { input: { userId: user!.id, mode: 'ADD', amount: quota, note: 'for the demonstration' } });
  return { id: user!.id, name, client: await new SluiceClient(admin.address).signIn(name, password) };
}

/** Streams the file to the upload address and reads the report back through the API. */
export async function importContacts({ client }: Operator, file: ContactsFile, fileName: string): Promise<ImportReport> {
  const { contactImport } = await act(client, CreateContactImportDocument, { input: { fileName } });
  const response = await fetch(new URL(contactImport!.uploadUrl!, client.address), { method: 'PUT', headers: { 'content-type': 'text/csv' }, body: new Uint8Array(file.csv) });
  if (!response.ok) throw new Error(`the upload was refused: HTTP ${response.status} ${await response.text()}`);
  let report: { rowsRead: number; created: number; rejected: number; state: string; failure?: string | null } | null = null;
  const rejections = await all(async (after) => {
    const { contactImport: read } = await client.execute(ContactImportDocument, { id: contactImport!.id, first: 100, after });
    report = read!;
    return read!.rejections;
  });
  const { state, failure, rowsRead, created, rejected } = report!;
  if (state !== 'COMPLETED') throw new Error(`the import ended as ${state}: ${failure}`);
  const byReason: Record<string, number> = {};
  for (const { reason } of rejections) byReason[reason] = (byReason[reason] ?? 0) + 1;
  return { rows: rowsRead, created, rejected, byReason };
}

/** A campaign of one task to all contacts of the operator, with two templates to draw from; a draft. */
export async function planCampaign({ client, name }: Operator, title: string): Promise<Omit<Plan, 'recipients'>> {
  const { sender } = await act(client, CreateSenderDocument, { input: { name: `news.${name}`, displayName: `${name[0]!.toUpperCase()}${name.slice(1)} from Sluice` } });
  const templateIds: string[] = [];
  for (const template of templates) templateIds.push((await act(client, CreateTemplateDocument, { input: template })).template!.id);
  const { templateSet } = await act(client, CreateTemplateSetDocument, { input: { name: title, templateIds } });
  const { campaign } = await act(client, CreateCampaignDocument, {
    input: {
      name: title,
      startAt: new Date().toISOString(),
      zone: 'UTC',
      tasks: [{ templateSetId: templateSet!.id, senderId: sender!.id, audience: { includeAll: true } }],
    },
  });
  return { campaignId: campaign!.id, name: title, taskId: campaign!.tasks[0]!.id };
}

export async function schedule({ client }: Operator, campaignId: string): Promise<void> {
  await act(client, ScheduleCampaignDocument, { input: { id: campaignId } });
}
