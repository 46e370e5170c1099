import { Arg, Authorized, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Batch, Context } from '../context.js';
import type { Campaign } from '../entities/Campaign.js';
import { AudienceCounts } from '../operations/AudienceCounts.js';
import { type CampaignNeed, campaignNeed, quotaForecast, type QuotaForecast as Forecast } from '../operations/quotaForecast.js';
import { CampaignType } from '../schema/campaign.js';
import { CampaignQuotaNeed, QuotaForecast } from '../schema/quotaForecast.js';
import { tasksByCampaign } from './CampaignResolver.js';
import { quotaByUser } from './quotaTopic.js';
import { ownOrAnybodys } from './visible.js';

/** One for the whole request: its bounds hold for all that is asked for in it. */
const audienceCounts: Batch<'all', AudienceCounts> = async (ctx, keys) => {
  const counts = new AudienceCounts(ctx.em);
  return keys.map(() => counts);
};

@Resolver(() => CampaignType)
export class QuotaForecastResolver {
  @Authorized()
  @Query(() => QuotaForecast, { nullable: true, description: 'What the plans of a user hold of the quota and will need; for operators their own. Null when there is no such user.' })
  async quotaForecast(
    @Ctx() ctx: Context,
    @Arg('userId', () => ID, { nullable: true, description: 'Whose; left out, the viewer’s.' }) userId?: string | null,
  ): Promise<Forecast | null> {
    const id = ownOrAnybodys(ctx, userId);
    return id === null ? null : quotaForecast(ctx.em, await ctx.loader(audienceCounts).load('all'), id);
  }

  @FieldResolver(() => CampaignQuotaNeed, { nullable: true, description: 'What scheduling it would reserve now; null when it is no draft.' })
  async quotaNeed(@Root() campaign: Campaign, @Ctx() ctx: Context): Promise<CampaignNeed | null> {
    if (campaign.state !== 'DRAFT') return null;
    const [counts, tasks, quota] = await Promise.all([
      ctx.loader(audienceCounts).load('all'),
      ctx.loader(tasksByCampaign).load(campaign.id),
      ctx.loader(quotaByUser).load(campaign.userId),
    ]);
    return campaignNeed(counts, campaign, tasks, quota.quotaRemaining);
  }
}
