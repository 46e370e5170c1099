import { newId } from '../src/ids.js';
import type { Operator } from './plan.js';

/** What one operator has to ask about. */
export interface Desk extends Operator {
  campaignId: string;
  taskId: string;
  draftId: string;
  templateId: string;
}

export interface Deed {
  name: string;
  /** Of a hundred. */
  share: number;
  query: string;
  variables: (desk: Desk) => Record<string, unknown>;
}

const progress = 'progress { total pending sending sent failed unknown skipped cancelled version }';
const none = (): Record<string, unknown> => ({});
let serial = 0;

/** What operators do all day: look at lists, open this and that, change a little. */
export const mix: Deed[] = [
  { name: 'list campaigns', share: 20, query: `{ campaigns(first: 25) { totalCount edges { node { id name state startAt ${progress} } } pageInfo { hasNextPage endCursor } } }`, variables: none },
  {
    name: 'a campaign with its tasks', share: 15,
    query: `query ($id: ID!) { campaign(id: $id) { id name state startAt tasks { id name state plannedAt sender { name } templateSet { name } message { en zh } ${progress} } ${progress} } }`,
    variables: ({ campaignId }) => ({ id: campaignId }),
  },
  { name: 'why a task (not) sends', share: 5, query: 'query ($id: ID!) { task(id: $id) { id state explanation { message { en } services { name limits { kind } } forecast { endsAt } } } }', variables: ({ taskId }) => ({ id: taskId }) },
  { name: 'list mails of a task', share: 10, query: 'query ($id: ID!) { task(id: $id) { subtasks(first: 25) { edges { node { id email state serviceName attemptedAt } } pageInfo { endCursor } } } }', variables: ({ taskId }) => ({ id: taskId }) },
  { name: 'list contacts', share: 15, query: '{ contacts(first: 25) { totalCount edges { node { id email nickname tags { name } } } } }', variables: none },
  { name: 'search contacts', share: 5, query: 'query ($filter: ContactFilter) { contacts(first: 25, filter: $filter) { edges { node { id email } } } }', variables: () => ({ filter: { search: `r${serial++ % 90}` } }) },
  { name: 'list templates', share: 5, query: '{ templates(first: 25) { edges { node { id name subject updatedAt } } } }', variables: none },
  { name: 'quota and services', share: 10, query: '{ viewer { quotaRemaining } quotaLogs(first: 10) { edges { node { delta reason balanceAfter createdAt } } } serviceMapping { isAnyAvailable services { name availability { isAvailable cause } } } }', variables: none },
  { name: 'preview an audience', share: 2, query: '{ previewAudience(rule: { includeAll: true }) { count missingQuota sample { email } } }', variables: none },
  {
    name: 'create a contact', share: 5, query: 'mutation ($input: CreateContactInput!) { createContact(input: $input) { contact { id } userErrors { code message } } }',
    variables: () => ({ input: { email: `${newId()}@example.org`, nickname: 'New' } }),
  },
  {
    name: 'edit a campaign', share: 5, query: 'mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { campaign { id name } userErrors { code message } } }',
    variables: ({ draftId }) => ({ input: { id: draftId, patch: { name: `Draft ${serial++}` } } }),
  },
  {
    name: 'edit a template', share: 3, query: 'mutation ($input: UpdateTemplateInput!) { updateTemplate(input: $input) { template { id } userErrors { code message } } }',
    variables: ({ templateId }) => ({ input: { id: templateId, patch: { subject: `News ${serial++} for {{ nickname }}` } } }),
  },
];

/** By shares, with a number from 0 to 1. */
export function deedAt(number: number): Deed {
  let left = number * mix.reduce((sum, { share }) => sum + share, 0);
  return mix.find((deed) => (left -= deed.share) < 0) ?? mix[0]!;
}
