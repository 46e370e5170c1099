import { sql } from 'kysely';
import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { Batch, Context } from '../context.js';
import { Contact } from '../entities/Contact.js';
import { Tag } from '../entities/Tag.js';
import { isId } from '../ids.js';
import { createContact } from '../operations/createContact.js';
import { countContacts, findContacts } from '../operations/findContacts.js';
import { query } from '../operations/query.js';
import { checkPageSize, decodeCursor, type Page, PageArgs, pageOf } from '../schema/connection.js';
import {
  ContactAttribute,
  ContactConnection,
  ContactFilter,
  ContactType,
  CreateContactInput,
  CreateContactPayload,
  TagConnection,
  TagType,
} from '../schema/contact.js';
import { Mutates } from './mutates.js';
import { byId, findOwn } from './own.js';
import { findPage } from './page.js';

export const contactById = byId(Contact);

const tagsByContact: Batch<string, Tag[]> = async (ctx, ids) => {
  const rows = await query(
    ctx.em,
    sql<{ contact_id: string; tag_id: string }>`SELECT contact_id, tag_id FROM contact_tags WHERE contact_id = ANY (${ids}::uuid[])`,
  );
  const tags = new Map(
    (await ctx.em.find(Tag, { id: { $in: [...new Set(rows.map((row) => row.tag_id))] } }, { orderBy: { name: 'asc' } })).map((tag) => [tag.id, tag]),
  );
  const order = [...tags.keys()];
  return ids.map((id) =>
    rows
      .filter((row) => row.contact_id === id)
      .map((row) => tags.get(row.tag_id)!)
      .sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id)),
  );
};

@Resolver(() => ContactType)
export class ContactResolver {
  @Authorized()
  @Query(() => ContactConnection, { description: 'The viewer’s contacts, newest first.' })
  async contacts(
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Ctx() ctx: Context,
    @Arg('filter', () => ContactFilter, { nullable: true, description: 'Which; left out, all.' }) filter?: ContactFilter | null,
  ): Promise<Page<Contact>> {
    checkPageSize(first);
    const tagId = filter?.tagId ?? null;
    // A tag that cannot exist has no contacts.
    if (tagId !== null && !isId(tagId))
      return pageOf<Contact>(
        [],
        first,
        () => [],
        async () => 0,
      );
    const given = { userId: ctx.viewer.id, tagId, search: filter?.search?.trim() || null };
    const beyond = after ? idOf(after) : null;
    return pageOf(
      await findContacts(ctx.em, given, { after: beyond, limit: first + 1 }),
      first,
      (contact) => [contact.id],
      () => countContacts(ctx.em, given),
    );
  }

  @Authorized()
  @Query(() => ContactType, { nullable: true, description: 'One of the viewer’s contacts; null when there is none.' })
  contact(@Arg('id', () => ID, { description: 'The id of the contact.' }) id: string, @Ctx() ctx: Context): Promise<Contact | null> {
    return findOwn(ctx, Contact, id);
  }

  @FieldResolver(() => [TagType], { description: 'Its tags, by name; at most a few dozen.' })
  tags(@Root() contact: Contact, @Ctx() ctx: Context): Promise<Tag[]> {
    return ctx.loader(tagsByContact).load(contact.id);
  }

  @FieldResolver(() => [ContactAttribute], { description: 'What else is known; at most 100.' })
  attributes(@Root() contact: Contact): ContactAttribute[] {
    return Object.entries(contact.attributes).map(([name, value]) => ({ name, value: String(value) }));
  }

  @Authorized()
  @Mutates(() => CreateContactPayload, { description: 'Makes a contact.', personal: ['email', 'nickname', 'attributes'] })
  async createContact(
    @Arg('input', () => CreateContactInput, { description: 'The contact.' }) input: CreateContactInput,
    @Ctx() ctx: Context,
  ): Promise<CreateContactPayload> {
    return { contact: await createContact(ctx.em, ctx.viewer.id, input) };
  }
}

export const idOf = (after: string): string => decodeCursor(after, ['id'])[0] as string;

const countsByTag: Batch<string, number> = async (ctx, ids) => {
  const rows = await query(
    ctx.em,
    sql<{ tag_id: string; count: number }>`SELECT tag_id, count(*)::int AS count FROM contact_tags WHERE tag_id = ANY (${ids}::uuid[]) GROUP BY tag_id`,
  );
  const counts = new Map(rows.map((row) => [row.tag_id, row.count]));
  return ids.map((id) => counts.get(id) ?? 0);
};

@Resolver(() => TagType)
export class TagResolver {
  @Authorized()
  @Query(() => TagConnection, { description: 'The viewer’s tags, by name.' })
  tags(@Args(() => PageArgs) page: PageArgs, @Ctx() ctx: Context): Promise<Page<Tag>> {
    return findPage(ctx.em, Tag, { where: { userId: ctx.viewer.id }, orderBy: [{ field: 'name', type: 'string' }], page });
  }

  @FieldResolver(() => Int, { description: 'How many contacts have it.' })
  contactCount(@Root() tag: Tag, @Ctx() ctx: Context): Promise<number> {
    return ctx.loader(countsByTag).load(tag.id);
  }
}
