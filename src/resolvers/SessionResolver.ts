import { Arg, Authorized, Ctx, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { endSessions } from '../operations/endSessions.js';
import { refreshSession, sessionHasEnded } from '../operations/refreshSession.js';
import { authenticate, openSession, type Tokens } from '../operations/signIn.js';
import { RefreshSessionInput, RefreshSessionPayload, SignInInput, SignInPayload, SignOutPayload } from '../schema/session.js';
import { toUserError } from '../schema/userError.js';
import { inTransaction, Mutates } from './mutates.js';
import { announceAccess } from './touchedAccess.js';

@Resolver()
export class SessionResolver {
  @Mutates(() => SignInPayload, { description: 'Opens a session on this device.', opensTransaction: true })
  async signIn(@Arg('input', () => SignInInput, { description: 'Who signs in.' }) input: SignInInput, @Ctx() ctx: Context): Promise<SignInPayload> {
    const { address, userAgent } = ctx.origin;
    const proven = await authenticate(ctx.em, ctx.shared.throttle, input.name, input.password, address);
    ctx.actsAs(proven.userId);
    return payloadOf(await inTransaction(ctx, () => openSession(ctx.em, proven, { address, userAgent }, ctx.runtime.keys)));
  }

  @Mutates(() => RefreshSessionPayload, { description: 'Trades the refresh token for a fresh pair of tokens. Send no access token with it.' })
  async refreshSession(
    @Arg('input', () => RefreshSessionInput, { description: 'The session.' }) input: RefreshSessionInput,
    @Ctx() ctx: Context,
  ): Promise<RefreshSessionPayload> {
    const { tokens, endedSessionId } = await refreshSession(ctx.em, input.refreshToken, ctx.runtime.keys);
    if (tokens) ctx.actsAs(tokens.user.id);
    if (endedSessionId) ctx.announce((events) => events.sessionEnded(endedSessionId));
    return tokens ? payloadOf(tokens) : { userErrors: [toUserError(sessionHasEnded())] };
  }

  @Authorized()
  @Mutates(() => SignOutPayload, { description: 'Ends the session of this device, and with it its subscriptions. Needs a session.', needsSession: true })
  async signOut(@Ctx() ctx: Context): Promise<SignOutPayload> {
    announceAccess(ctx, { sessionIds: await endSessions(ctx.em, ctx.viewer.id, 'SIGNED_OUT', { only: ctx.demandSession() }) });
    return {};
  }
}

const payloadOf = ({ user, accessToken, accessTokenExpiresAt, refreshToken }: Tokens): SignInPayload => ({
  credentials: { accessToken, accessTokenExpiresAt, refreshToken },
  user,
});
