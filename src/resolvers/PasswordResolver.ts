import { Arg, Authorized, Ctx, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { changePassword, provePasswordChange } from '../operations/changePassword.js';
import { hashNewPassword, resetPassword } from '../operations/resetPassword.js';
import { ChangePasswordInput, ChangePasswordPayload, ResetPasswordInput, ResetPasswordPayload } from '../schema/password.js';
import { inTransaction, Mutates } from './mutates.js';
import { announceAccess } from './touchedAccess.js';

@Resolver()
export class PasswordResolver {
  @Authorized('ADMIN')
  @Mutates(() => ResetPasswordPayload, {
    description: 'Sets somebody’s new password and ends all their sessions and tokens at once. For administrators; needs a session.',
    needsSession: true,
    opensTransaction: true,
  })
  async resetPassword(@Arg('input', () => ResetPasswordInput, { description: 'The user.' }) input: ResetPasswordInput, @Ctx() ctx: Context): Promise<ResetPasswordPayload> {
    const hash = await hashNewPassword(ctx.em, input.id, input.password);
    return inTransaction(ctx, async () => {
      const { user, touched } = await resetPassword(ctx.em, input.id, hash, ctx.viewer.id);
      announceAccess(ctx, touched);
      return { user };
    });
  }

  @Authorized()
  @Mutates(() => ChangePasswordPayload, {
    description: 'Changes your own password and ends your other sessions; personal tokens stay. Needs a session.',
    needsSession: true,
    opensTransaction: true,
  })
  async changePassword(
    @Arg('input', () => ChangePasswordInput, { description: 'The old password and the new one.' }) input: ChangePasswordInput,
    @Ctx() ctx: Context,
  ): Promise<ChangePasswordPayload> {
    const proven = await provePasswordChange(ctx.em, ctx.shared.throttle, ctx.viewer.id, input, ctx.origin.address);
    return inTransaction(ctx, async () => {
      const sessionIds = await changePassword(ctx.em, ctx.viewer.id, proven, ctx.demandSession());
      announceAccess(ctx, { sessionIds });
      return { endedCount: sessionIds.length };
    });
  }
}
