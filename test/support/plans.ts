import type { EntityManager } from '@mikro-orm/postgresql';
import type { AudienceRule } from '../../src/entities/AudienceRule.js';
import { createCampaign, type NewCampaign, type NewTask } from '../../src/operations/createCampaign.js';
import { createSender } from '../../src/operations/createSender.js';
import { createTemplate } from '../../src/operations/saveTemplate.js';
import { createTemplateSet } from '../../src/operations/saveTemplateSet.js';
import type { TestDatabase } from './database.js';

export const everybody: AudienceRule = { includeAll: true, includeTagIds: [], includeContactIds: [], excludeTagIds: [], excludeContactIds: [] };
export const html = '<p>Dear {{ nickname }}</p><a href="{{ unsubscribe_url }}">unsubscribe</a>';

/** Over all plans of a test file: two of the same name cannot be. */
let senders = 0;

/** Plans made by the operations themselves, each in a transaction of its own. */
export class Plans {
  constructor(private readonly db: TestDatabase) {}

  act<T>(work: (em: EntityManager) => Promise<T>): Promise<T> {
    return this.db.em().transactional(work);
  }

  /** A template set of one template, and a sender. */
  async means(userId: string): Promise<{ templateSetId: string; senderId: string; templateId: string }> {
    return this.act(async (em) => {
      const template = await createTemplate(em, userId, 'Letter', { subject: 'Hello {{ nickname }}', html, text: null, previewLine: null });
      const set = await createTemplateSet(em, userId, 'Letters', [template.id]);
      const sender = await createSender(em, userId, { name: `sender-${++senders}` });
      return { templateSetId: set.id, senderId: sender.id, templateId: template.id };
    });
  }

  /** A draft; each entry of `tasks` is one task. */
  async draft(userId: string, tasks: Partial<NewTask>[] = [{}], given: Partial<NewCampaign> = {}): Promise<{ campaignId: string; taskIds: string[] }> {
    const { templateSetId, senderId } = await this.means(userId);
    const campaign = await this.act((em) =>
      createCampaign(em, userId, {
        name: 'Autumn',
        startAt: new Date('2026-09-28T01:00:00Z'),
        intervalDays: 1,
        zone: 'Asia/Shanghai',
        ...given,
        tasks: tasks.map((task) => ({ templateSetId, senderId, audience: everybody, ...task })),
      }),
    );
    const { rows } = await this.db.pool.query<{ id: string }>('SELECT id FROM tasks WHERE campaign_id = $1 ORDER BY position', [campaign.id]);
    return { campaignId: campaign.id, taskIds: rows.map((row) => row.id) };
  }
}
