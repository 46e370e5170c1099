import { Arg, Authorized, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { previewAudience } from '../operations/audience.js';
import { AudiencePreviewType, AudienceRuleInput } from '../schema/audience.js';
import { contactById } from './ContactResolver.js';
import { userById } from './UserResolver.js';

const shownContacts = 5;

@Resolver()
export class AudienceResolver {
  @Authorized()
  @Query(() => AudiencePreviewType, { description: 'Whom a rule reaches now, and whether the viewer’s quota suffices for them.' })
  async previewAudience(
    @Arg('rule', () => AudienceRuleInput, { description: 'The rule.' }) rule: AudienceRuleInput,
    @Ctx() ctx: Context,
  ): Promise<AudiencePreviewType> {
    const { count, contactIds } = await previewAudience(ctx.em, ctx.viewer.id, rule, shownContacts);
    const { quotaRemaining } = await ctx.loader(userById).load(ctx.viewer.id);
    const sample = await Promise.all(contactIds.map((id) => ctx.loader(contactById).load(id)));
    return { count, sample, missingQuota: Math.max(0, count - quotaRemaining) };
  }
}
