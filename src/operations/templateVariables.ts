/**
 * The built-in variables (T2). All are functions of the subtask, so that a re-delivery has the same body: `date` is the day the task is
 * planned for in its campaign's zone, not the day the clock shows.
 */
export interface TemplateVariables {
  email: string;
  /** null where the contact has none, so that {% if nickname %} says so. */
  nickname: string | null;
  tags: readonly string[];
  /** {{ attributes.city }}, {{ attributes["First name"] }} */
  attributes: Readonly<Record<string, unknown>>;
  unsubscribe_url: string;
  /** Display name of the sender, or its name. */
  sender: string;
  campaign: string;
  task: string;
  /** YYYY-MM-DD */
  date: string;
}

/** In the order they are offered to people. */
export const builtInVariables = [
  'email',
  'nickname',
  'tags',
  'attributes',
  'unsubscribe_url',
  'sender',
  'campaign',
  'task',
  'date',
] as const satisfies readonly (keyof TemplateVariables)[];

/** For the trial render when a template is saved, and for previews without a contact. */
export const sampleVariables: TemplateVariables = {
  email: 'li.ming@example.com',
  nickname: 'Li Ming',
  tags: ['new', 'newsletter'],
  attributes: { city: 'Hangzhou' },
  unsubscribe_url: 'https://example.com/u/sample',
  sender: 'News',
  campaign: 'Autumn',
  task: 'First mail',
  date: '2026-09-28',
};
