import { Args, Authorized, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { now } from '../clock.js';
import type { Batch, Context } from '../context.js';
import type { EmailService } from '../entities/EmailService.js';
import { checkZone } from '../operations/serviceFields.js';
import { type Span, type Statistics, statisticsOfAll, statisticsOfServices, stepsOf } from '../operations/statistics.js';
import { badInput } from '../schema/denied.js';
import { EmailServiceType } from '../schema/service.js';
import { SendingStatistics, StatisticsArgs } from '../schema/statistics.js';

/** Of a page of services together: 800 hours of each of 100 would be 80,000 rows. */
const mostRows = 8_000;
const defaultZone = 'Asia/Shanghai';

interface Key {
  serviceId: string;
  span: Span;
  zone: string | null;
}

const statisticsByService: Batch<Key, Statistics[]> = async (ctx, keys) => {
  // A page asks for all its services alike; aliases may ask otherwise.
  const alike = Map.groupBy(keys, ({ span, zone }) => JSON.stringify([span, zone]));
  const rows = [...alike.values()].reduce((sum, some) => sum + some.length * stepsOf(some[0]!.span), 0);
  if (rows > mostRows) throw badInput(`These are up to ${rows} rows of statistics; ${mostRows} are allowed. Ask for fewer services, or a shorter span`);
  const found = new Map<Key, Statistics[]>();
  for (const some of alike.values()) {
    const { span, zone } = some[0]!;
    const known = zone === null ? null : await checkZone(ctx.em, zone);
    const byId = await statisticsOfServices(ctx.em, some.map(({ serviceId }) => serviceId), span, known);
    for (const key of some) found.set(key, byId.get(key.serviceId) ?? []);
  }
  return keys.map((key) => found.get(key)!);
};

@Resolver(() => EmailServiceType)
export class StatisticsResolver {
  @FieldResolver(() => [SendingStatistics], { description: 'What became of its mails, by the hour or day, oldest first; also where there were none.' })
  async statistics(@Root() service: EmailService, @Args(() => StatisticsArgs) args: StatisticsArgs, @Ctx() ctx: Context): Promise<SendingStatistics[]> {
    const span = spanOf(args);
    stepsOf(span);
    return (await ctx.loader(statisticsByService).load({ serviceId: service.id, span, zone: args.zone ?? null })).map(withRates);
  }

  @Authorized('ADMIN')
  @Query(() => [SendingStatistics], { description: 'What became of the mails of all services together, by the hour or day, oldest first; also where there were none. For administrators.' })
  async sendingStatistics(@Args(() => StatisticsArgs) args: StatisticsArgs, @Ctx() ctx: Context): Promise<SendingStatistics[]> {
    const span = spanOf(args);
    stepsOf(span);
    return (await statisticsOfAll(ctx.em, span, await checkZone(ctx.em, args.zone ?? defaultZone))).map(withRates);
  }
}

const spanOf = ({ by, since, until }: StatisticsArgs): Span => ({ by, since, until: until ?? now() });

function withRates(row: Statistics): SendingStatistics {
  const ended = row.sent + row.failed + row.unknown;
  const share = (count: number): number | null => (ended === 0 ? null : count / ended);
  return { ...row, sentRate: share(row.sent), failedRate: share(row.failed), bouncedRate: share(row.bounced) };
}
