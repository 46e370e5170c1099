import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Batch, Context } from '../context.js';
import { Template, TemplateVersion } from '../entities/Template.js';
import { createTemplate, updateTemplate } from '../operations/saveTemplate.js';
import { type Page, PageArgs } from '../schema/connection.js';
import {
  CreateTemplateInput,
  CreateTemplatePayload,
  TemplateConnection,
  templateTexts,
  TemplateType,
  UpdateTemplateInput,
  UpdateTemplatePayload,
} from '../schema/template.js';
import { Mutates } from './mutates.js';
import { demandOwn, findOwn } from './own.js';
import { findPage } from './page.js';

const currentVersion: Batch<Template, TemplateVersion> = async (ctx, templates) => {
  const versions = await ctx.em.find(TemplateVersion, { $or: templates.map(({ id, version }) => ({ templateId: id, number: version })) });
  const found = new Map(versions.map((version) => [version.templateId, version]));
  return templates.map(({ id }) => found.get(id) ?? new Error(`template ${id} has no current version`));
};

@Resolver(() => TemplateType)
export class TemplateResolver {
  @Authorized()
  @Query(() => TemplateConnection, { description: 'The viewer’s templates, newest first.' })
  templates(@Args(() => PageArgs) page: PageArgs, @Ctx() ctx: Context): Promise<Page<Template>> {
    return findPage(ctx.em, Template, { where: { userId: ctx.viewer.id, archivedAt: null }, newestFirst: true, page });
  }

  @Authorized()
  @Query(() => TemplateType, { nullable: true, description: 'One of the viewer’s templates; null when there is none.' })
  template(@Arg('id', () => ID, { description: 'The id of the template.' }) id: string, @Ctx() ctx: Context): Promise<Template | null> {
    return findOwn(ctx, Template, id);
  }

  @Authorized()
  @Mutates(() => CreateTemplatePayload, { description: 'Makes a template. Mistakes in it are refused with their place.' })
  async createTemplate(
    @Arg('input', () => CreateTemplateInput, { description: 'The template.' }) input: CreateTemplateInput,
    @Ctx() ctx: Context,
  ): Promise<CreateTemplatePayload> {
    const { name, subject, html, text = null, previewLine = null } = input;
    return { template: await createTemplate(ctx.em, ctx.viewer.id, name, { subject, html, text, previewLine }) };
  }

  @Authorized()
  @Mutates(() => UpdateTemplatePayload, { description: 'Changes a template. Tasks that are scheduled keep the version they have.' })
  async updateTemplate(
    @Arg('input', () => UpdateTemplateInput, { description: 'The change.' }) { id, patch }: UpdateTemplateInput,
    @Ctx() ctx: Context,
  ): Promise<UpdateTemplatePayload> {
    return { template: await updateTemplate(ctx.em, await demandOwn(ctx, Template, id), { ...patch }) };
  }

  @FieldResolver(() => String, { description: templateTexts.subject })
  async subject(@Root() template: Template, @Ctx() ctx: Context): Promise<string> {
    return (await ctx.loader(currentVersion).load(template)).subject;
  }

  @FieldResolver(() => String, { description: templateTexts.html })
  async html(@Root() template: Template, @Ctx() ctx: Context): Promise<string> {
    return (await ctx.loader(currentVersion).load(template)).html;
  }

  @FieldResolver(() => String, { nullable: true, description: templateTexts.text })
  async text(@Root() template: Template, @Ctx() ctx: Context): Promise<string | null> {
    return (await ctx.loader(currentVersion).load(template)).text ?? null;
  }

  @FieldResolver(() => String, { nullable: true, description: templateTexts.previewLine })
  async previewLine(@Root() template: Template, @Ctx() ctx: Context): Promise<string | null> {
    return (await ctx.loader(currentVersion).load(template)).previewLine ?? null;
  }
}
