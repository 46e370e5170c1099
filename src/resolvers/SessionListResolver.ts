import { Arg, Args, Authorized, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { now } from '../clock.js';
import type { Context } from '../context.js';
import { Session } from '../entities/Session.js';
import { User } from '../entities/User.js';
import { isId } from '../ids.js';
import { endSessions } from '../operations/endSessions.js';
import { type Page, PageArgs } from '../schema/connection.js';
import { EndSessionInput, EndSessionPayload, EndSessionsPayload, EndUserSessionsInput, SessionConnection, SessionFilter, SessionType } from '../schema/session.js';
import { UserType } from '../schema/user.js';
import { Mutates } from './mutates.js';
import { notFound } from './own.js';
import { findPage } from './page.js';
import { announceAccess } from './touchedAccess.js';
import { userById } from './UserResolver.js';
import { demandVisible, ofVisibleUser } from './visible.js';

@Resolver(() => SessionType)
export class SessionListResolver {
  @Authorized()
  @Query(() => SessionConnection, { description: 'Sessions, newest first: your own, or as an administrator anybody’s.' })
  sessions(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: Context,
    @Arg('filter', () => SessionFilter, { nullable: true, description: 'Which sessions; left out, your own that are alive.' }) filter?: SessionFilter | null,
  ): Promise<Page<Session>> {
    const alive = filter?.includeEnded ? {} : { endedAt: null, expiresAt: { $gt: now() } };
    return findPage(ctx.em, Session, { where: { ...ofVisibleUser(ctx, filter?.userId), ...alive }, newestFirst: true, page });
  }

  @FieldResolver(() => UserType, { description: 'Whose it is.' })
  user(@Root() session: Session, @Ctx() ctx: Context): Promise<User> {
    return ctx.loader(userById).load(session.userId);
  }

  @FieldResolver(() => Boolean, { description: 'Whether it is the one that asks.' })
  isCurrent(@Root() session: Session, @Ctx() ctx: Context): boolean {
    return session.id === ctx.viewer.sessionId;
  }

  @FieldResolver(() => Boolean, { description: 'Whether it has neither been ended nor expired.' })
  isAlive(@Root() session: Session): boolean {
    return session.isAliveAt(now());
  }

  @Authorized()
  @Mutates(() => EndSessionPayload, {
    description: 'Ends a session, your own or as an administrator anybody’s; its open sockets are closed within a second. Of one that has ended nothing changes. Needs a session.',
    needsSession: true,
  })
  async endSession(@Arg('input', () => EndSessionInput, { description: 'The session.' }) input: EndSessionInput, @Ctx() ctx: Context): Promise<EndSessionPayload> {
    const session = await demandVisible(ctx, Session, input.id);
    const reason = session.userId === ctx.viewer.id ? 'ENDED_BY_USER' : 'ENDED_BY_ADMIN';
    announceAccess(ctx, { sessionIds: await endSessions(ctx.em, session.userId, reason, { only: session.id }) });
    await ctx.em.refresh(session);
    return { session };
  }

  @Authorized()
  @Mutates(() => EndSessionsPayload, { description: 'Ends all your sessions but the one that asks. Needs a session.', needsSession: true })
  async endOtherSessions(@Ctx() ctx: Context): Promise<EndSessionsPayload> {
    const sessionIds = await endSessions(ctx.em, ctx.viewer.id, 'ENDED_BY_USER', { except: ctx.demandSession() });
    announceAccess(ctx, { sessionIds });
    return { endedCount: sessionIds.length };
  }

  @Authorized('ADMIN')
  @Mutates(() => EndSessionsPayload, { description: 'Ends all sessions of a user, of yourself but the one that asks. For administrators; needs a session.', needsSession: true })
  async endUserSessions(
    @Arg('input', () => EndUserSessionsInput, { description: 'The user.' }) { userId }: EndUserSessionsInput,
    @Ctx() ctx: Context,
  ): Promise<EndSessionsPayload> {
    const user = (isId(userId) && (await ctx.em.findOne(User, { id: userId }))) || notFound(['userId']);
    const sessionIds = await endSessions(ctx.em, user.id, user.id === ctx.viewer.id ? 'ENDED_BY_USER' : 'ENDED_BY_ADMIN', { except: ctx.demandSession() });
    announceAccess(ctx, { sessionIds });
    return { endedCount: sessionIds.length };
  }
}
