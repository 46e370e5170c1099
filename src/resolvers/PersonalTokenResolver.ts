import { Arg, Args, Authorized, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { now } from '../clock.js';
import type { Context } from '../context.js';
import { PersonalToken } from '../entities/PersonalToken.js';
import type { User } from '../entities/User.js';
import { createPersonalToken } from '../operations/createPersonalToken.js';
import { revokeTokens } from '../operations/revokeTokens.js';
import { type Page, PageArgs } from '../schema/connection.js';
import {
  CreatePersonalTokenInput, CreatePersonalTokenPayload, PersonalTokenConnection, PersonalTokenFilter, PersonalTokenType, RevokePersonalTokenInput, RevokePersonalTokenPayload,
} from '../schema/personalToken.js';
import { UserType } from '../schema/user.js';
import { Mutates } from './mutates.js';
import { findPage } from './page.js';
import { userById } from './UserResolver.js';
import { demandVisible, ofVisibleUser } from './visible.js';

@Resolver(() => PersonalTokenType)
export class PersonalTokenResolver {
  @Authorized()
  @Query(() => PersonalTokenConnection, { description: 'Personal tokens, newest first: your own, or as an administrator anybody’s.' })
  personalTokens(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: Context,
    @Arg('filter', () => PersonalTokenFilter, { nullable: true, description: 'Which tokens; left out, your own that are alive.' }) filter?: PersonalTokenFilter | null,
  ): Promise<Page<PersonalToken>> {
    const alive = filter?.includeEnded ? {} : { revokedAt: null, expiresAt: { $gt: now() } };
    return findPage(ctx.em, PersonalToken, { where: { ...ofVisibleUser(ctx, filter?.userId), ...alive }, newestFirst: true, page });
  }

  @FieldResolver(() => UserType, { description: 'Whose it is.' })
  user(@Root() token: PersonalToken, @Ctx() ctx: Context): Promise<User> {
    return ctx.loader(userById).load(token.userId);
  }

  @FieldResolver(() => Boolean, { description: 'Whether it is neither revoked nor expired.' })
  isAlive(@Root() token: PersonalToken): boolean {
    return !token.revokedAt && token.expiresAt > now();
  }

  @Authorized()
  @Mutates(() => CreatePersonalTokenPayload, { description: 'Makes a token by which a program acts for you; at most 50 are alive. Needs a session.', needsSession: true })
  createPersonalToken(
    @Arg('input', () => CreatePersonalTokenInput, { description: 'The token.' }) input: CreatePersonalTokenInput,
    @Ctx() ctx: Context,
  ): Promise<CreatePersonalTokenPayload> {
    return createPersonalToken(ctx.em, ctx.viewer.id, input);
  }

  @Authorized()
  @Mutates(() => RevokePersonalTokenPayload, {
    description: 'Revokes a token for good, your own or as an administrator anybody’s: it is worth nothing at once. Of one revoked already nothing changes. Needs a session.',
    needsSession: true,
  })
  async revokePersonalToken(
    @Arg('input', () => RevokePersonalTokenInput, { description: 'The token.' }) input: RevokePersonalTokenInput,
    @Ctx() ctx: Context,
  ): Promise<RevokePersonalTokenPayload> {
    const token = await demandVisible(ctx, PersonalToken, input.id);
    const tokenIds = await revokeTokens(ctx.em, token.userId, token.userId === ctx.viewer.id ? 'REVOKED_BY_USER' : 'REVOKED_BY_ADMIN', token.id);
    ctx.announce((events) => tokenIds.forEach((id) => events.tokenRevoked(id)));
    await ctx.em.refresh(token);
    return { personalToken: token };
  }
}
