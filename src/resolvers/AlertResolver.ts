import type { FilterQuery } from '@mikro-orm/core';
import { Arg, Args, Authorized, Ctx, FieldResolver, Int, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { Context } from '../context.js';
import { Alert, type AlertState } from '../entities/Alert.js';
import type { User } from '../entities/User.js';
import { isId } from '../ids.js';
import { acknowledgeAlert } from '../operations/acknowledgeAlert.js';
import { alertText } from '../operations/alertTexts.js';
import { AcknowledgeAlertInput, AcknowledgeAlertPayload, AlertConnection, AlertFilter, AlertsChangeType, AlertType, type AlertValue } from '../schema/alert.js';
import { type Page, PageArgs } from '../schema/connection.js';
import { badInput } from '../schema/denied.js';
import type { LocalizedText } from '../schema/localizedText.js';
import { UserType } from '../schema/user.js';
import { watchAlerts } from './alertWatch.js';
import { Mutates } from './mutates.js';
import { findPage } from './page.js';
import { maybeUserById } from './UserResolver.js';

@Resolver(() => AlertType)
export class AlertResolver {
  @Authorized()
  @Query(() => AlertConnection, { description: 'Alerts, newest first: the viewer’s own, for administrators all.' })
  alerts(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: Context,
    @Arg('filter', () => AlertFilter, { nullable: true, description: 'Which; left out, all.' }) filter?: AlertFilter | null,
  ): Promise<Page<Alert>> {
    return findPage(ctx.em, Alert, { where: alertsOf(filter ?? {}, ctx), newestFirst: true, page });
  }

  @FieldResolver()
  text(@Root() alert: Alert): LocalizedText {
    return alertText(alert);
  }

  @FieldResolver()
  values(@Root() { details }: Alert): AlertValue[] {
    return Object.entries(details).map(([name, value]) => ({ name, value: value === null ? '' : String(value) }));
  }

  @FieldResolver(() => UserType, { nullable: true, description: 'Whose it is; null when it is for administrators only.' })
  owner(@Root() alert: Alert, @Ctx() ctx: Context): Promise<User | null> | null {
    return alert.userId ? ctx.loader(maybeUserById).load(alert.userId) : null;
  }

  @FieldResolver(() => UserType, { nullable: true, description: 'Who said that they know; null when nobody did, and for operators when it was somebody else.' })
  acknowledgedBy(@Root() alert: Alert, @Ctx() ctx: Context): Promise<User | null> | null {
    return alert.acknowledgedBy && (ctx.isAdmin || alert.acknowledgedBy === ctx.viewer.id) ? ctx.loader(maybeUserById).load(alert.acknowledgedBy) : null;
  }

  @Authorized()
  @Mutates(() => AcknowledgeAlertPayload, { description: 'Says that somebody knows: the alert stays until its cause is gone, and nobody is told of it any more.' })
  async acknowledgeAlert(
    @Arg('input', () => AcknowledgeAlertInput, { description: 'Which alert.' }) { id }: AcknowledgeAlertInput,
    @Ctx() ctx: Context,
  ): Promise<AcknowledgeAlertPayload> {
    const alert = await acknowledgeAlert(ctx.em, id, ctx.viewer.id, ctx.isAdmin ? null : ctx.viewer.id);
    ctx.announce((events) => events.alertsChanged());
    return { alert: alert as unknown as AlertType };
  }

  @Authorized()
  @Subscription(() => AlertsChangeType, {
    description: 'Alerts as a stream: first those that are not resolved, or those that changed behind a position; then those that change. Operators hear of their own.',
    subscribe: ({ args, context }) => {
      const { after } = args as { after?: number | null };
      if (after != null && after < 0) throw badInput('"after" must not be negative');
      return watchAlerts(context as Context, after ?? null);
    },
  })
  alertsChanged(
    @Root() change: AlertsChangeType,
    @Arg('after', () => Int, { nullable: true, description: 'The position up to which the client has read; left out, it begins with what is not resolved.' }) _after?: number | null,
  ): AlertsChangeType {
    return change;
  }
}

const inState: Readonly<Record<AlertState, FilterQuery<Alert>>> = {
  OPEN: { resolvedAt: null, acknowledgedAt: null },
  ACKNOWLEDGED: { resolvedAt: null, acknowledgedAt: { $ne: null } },
  RESOLVED: { resolvedAt: { $ne: null } },
};

function alertsOf({ states, rules, severities, subjectKind, subjectId, userId, since, until }: AlertFilter, ctx: Context): FilterQuery<Alert> {
  // Foreign alerts look like none; so does an id that is none.
  if ((userId && !isId(userId)) || (subjectId && !isId(subjectId)) || (!ctx.isAdmin && userId && userId !== ctx.viewer.id)) return { id: { $in: [] } };
  const owner = userId ?? (ctx.isAdmin ? null : ctx.viewer.id);
  return {
    ...(owner ? { userId: owner } : {}),
    ...(states ? (states.length > 0 ? { $or: states.map((state) => inState[state]) } : { id: { $in: [] } }) : {}),
    ...(rules ? { rule: { $in: rules } } : {}),
    ...(severities ? { severity: { $in: severities } } : {}),
    ...(subjectKind ? { subjectKind } : {}),
    ...(subjectId ? { subjectId } : {}),
    ...(since || until ? { raisedAt: { ...(since ? { $gte: since } : {}), ...(until ? { $lt: until } : {}) } } : {}),
  } as FilterQuery<Alert>;
}
