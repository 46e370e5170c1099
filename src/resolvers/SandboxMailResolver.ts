import { Arg, Args, Authorized, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { isId } from '../ids.js';
import { countSandboxMails, type ReceivedMail, sandboxMails } from '../operations/sandboxMails.js';
import { checkPageSize, type Page, PageArgs, pageOf } from '../schema/connection.js';
import { SandboxMailConnection } from '../schema/sandboxMail.js';
import { idOf } from './ContactResolver.js';

@Resolver()
export class SandboxMailResolver {
  @Authorized()
  @Query(() => SandboxMailConnection, {
    description: 'Mails that a SANDBOX service received, newest first: for administrators all, for operators those of their own campaigns.',
  })
  async sandboxMails(
    @Arg('serviceId', () => ID, { description: 'The service.' }) serviceId: string,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Ctx() ctx: Context,
    @Arg('recipient', () => String, { nullable: true, description: 'Only those to this address.' }) recipient?: string | null,
  ): Promise<Page<ReceivedMail>> {
    checkPageSize(first);
    if (!isId(serviceId))
      return pageOf<ReceivedMail>(
        [],
        first,
        () => [],
        async () => 0,
      );
    const filter = { serviceId, recipient: recipient ?? null, userId: ctx.isAdmin ? null : ctx.viewer.id };
    const mails = await sandboxMails(ctx.em, filter, { after: after ? idOf(after) : null, limit: first + 1 });
    return pageOf(
      mails,
      first,
      (mail) => [mail.id],
      () => countSandboxMails(ctx.em, filter),
    );
  }
}
