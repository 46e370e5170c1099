import { Arg, Args, Authorized, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { Sender } from '../entities/Sender.js';
import { createSender } from '../operations/createSender.js';
import { deleteSender } from '../operations/deleteSender.js';
import { type Page, PageArgs } from '../schema/connection.js';
import { CreateSenderInput, CreateSenderPayload, DeleteSenderInput, DeleteSenderPayload, SenderConnection, SenderType } from '../schema/sender.js';
import { Mutates } from './mutates.js';
import { byId, demandOwn } from './own.js';
import { findPage } from './page.js';

export const senderById = byId(Sender);

@Resolver(() => SenderType)
export class SenderResolver {
  @Authorized()
  @Query(() => SenderConnection, { description: 'The viewer’s senders that are not deleted, by name.' })
  senders(@Args(() => PageArgs) page: PageArgs, @Ctx() ctx: Context): Promise<Page<Sender>> {
    return findPage(ctx.em, Sender, { where: { userId: ctx.viewer.id, deletedAt: null }, orderBy: [{ field: 'name', type: 'string' }], page });
  }

  @Authorized()
  @Mutates(() => CreateSenderPayload, { description: 'Takes a sender name.' })
  async createSender(
    @Arg('input', () => CreateSenderInput, { description: 'The sender.' }) input: CreateSenderInput,
    @Ctx() ctx: Context,
  ): Promise<CreateSenderPayload> {
    return { sender: await createSender(ctx.em, ctx.viewer.id, input) };
  }

  @Authorized()
  @Mutates(() => DeleteSenderPayload, { description: 'Deletes a sender that no unfinished task uses.' })
  async deleteSender(
    @Arg('input', () => DeleteSenderInput, { description: 'The sender.' }) input: DeleteSenderInput,
    @Ctx() ctx: Context,
  ): Promise<DeleteSenderPayload> {
    return { sender: await deleteSender(ctx.em, await demandOwn(ctx, Sender, input.id)) };
  }
}
