import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Batch, Context } from '../context.js';
import { Template } from '../entities/Template.js';
import { TemplateSet, TemplateSetMember } from '../entities/TemplateSet.js';
import { createTemplateSet, updateTemplateSet } from '../operations/saveTemplateSet.js';
import { type Page, PageArgs } from '../schema/connection.js';
import { TemplateType } from '../schema/template.js';
import {
  CreateTemplateSetInput,
  CreateTemplateSetPayload,
  TemplateSetConnection,
  TemplateSetType,
  UpdateTemplateSetInput,
  UpdateTemplateSetPayload,
} from '../schema/templateSet.js';
import { Mutates } from './mutates.js';
import { byId, demandOwn, findOwn } from './own.js';
import { findPage } from './page.js';

export const templateSetById = byId(TemplateSet);

const templatesBySet: Batch<string, Template[]> = async (ctx, ids) => {
  const members = await ctx.em.find(TemplateSetMember, { templateSetId: { $in: [...ids] } }, { orderBy: { position: 'asc' } });
  const templates = new Map(
    (await ctx.em.find(Template, { id: { $in: members.map((member) => member.templateId) } })).map((template) => [template.id, template]),
  );
  return ids.map((id) => members.filter((member) => member.templateSetId === id).map((member) => templates.get(member.templateId)!));
};

@Resolver(() => TemplateSetType)
export class TemplateSetResolver {
  @Authorized()
  @Query(() => TemplateSetConnection, { description: 'The viewer’s template sets, newest first.' })
  templateSets(@Args(() => PageArgs) page: PageArgs, @Ctx() ctx: Context): Promise<Page<TemplateSet>> {
    return findPage(ctx.em, TemplateSet, { where: { userId: ctx.viewer.id, archivedAt: null }, newestFirst: true, page });
  }

  @Authorized()
  @Query(() => TemplateSetType, { nullable: true, description: 'One of the viewer’s template sets; null when there is none.' })
  templateSet(@Arg('id', () => ID, { description: 'The id of the set.' }) id: string, @Ctx() ctx: Context): Promise<TemplateSet | null> {
    return findOwn(ctx, TemplateSet, id);
  }

  @FieldResolver(() => [TemplateType], { description: 'Its templates in order, at most 50.' })
  templates(@Root() set: TemplateSet, @Ctx() ctx: Context): Promise<Template[]> {
    return ctx.loader(templatesBySet).load(set.id);
  }

  @Authorized()
  @Mutates(() => CreateTemplateSetPayload, { description: 'Makes a template set.' })
  async createTemplateSet(
    @Arg('input', () => CreateTemplateSetInput, { description: 'The set.' }) input: CreateTemplateSetInput,
    @Ctx() ctx: Context,
  ): Promise<CreateTemplateSetPayload> {
    return { templateSet: await createTemplateSet(ctx.em, ctx.viewer.id, input.name, input.templateIds) };
  }

  @Authorized()
  @Mutates(() => UpdateTemplateSetPayload, { description: 'Changes a template set.' })
  async updateTemplateSet(
    @Arg('input', () => UpdateTemplateSetInput, { description: 'The change.' }) { id, patch }: UpdateTemplateSetInput,
    @Ctx() ctx: Context,
  ): Promise<UpdateTemplateSetPayload> {
    return { templateSet: await updateTemplateSet(ctx.em, await demandOwn(ctx, TemplateSet, id), patch) };
  }
}
