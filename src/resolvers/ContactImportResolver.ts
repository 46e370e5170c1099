import { sql } from 'kysely';
import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import { ContactImport, type RejectionReason } from '../entities/ContactImport.js';
import { createContactImport } from '../operations/createContactImport.js';
import { failLostImport } from '../operations/failLostImport.js';
import { query } from '../operations/query.js';
import { checkPageSize, decodeCursor, type Page, PageArgs, pageOf } from '../schema/connection.js';
import {
  ContactImportType,
  type ContactRejection,
  ContactRejectionConnection,
  CreateContactImportInput,
  CreateContactImportPayload,
  rejectionTexts,
} from '../schema/contactImport.js';
import { Mutates } from './mutates.js';
import { findOwn } from './own.js';

/** Known only to the answer of the mutation that made it: of the token in it nothing but a hash is kept. */
const uploadUrls = new WeakMap<ContactImport, string>();

@Resolver(() => ContactImportType)
export class ContactImportResolver {
  @Authorized()
  @Query(() => ContactImportType, { nullable: true, description: 'One of the viewer’s imports; null when there is none.' })
  async contactImport(@Arg('id', () => ID, { description: 'The id of the import.' }) id: string, @Ctx() ctx: Context): Promise<ContactImport | null> {
    const found = await findOwn(ctx, ContactImport, id);
    if (found?.state === 'RUNNING' && (await failLostImport(ctx.em, found.id))) await ctx.em.refresh(found);
    return found;
  }

  @Authorized()
  @Mutates(() => CreateContactImportPayload, { description: 'Announces a CSV file of contacts; it is then sent by PUT to the uploadUrl.' })
  async createContactImport(
    @Arg('input', () => CreateContactImportInput, { description: 'The file.' }) input: CreateContactImportInput,
    @Ctx() ctx: Context,
  ): Promise<CreateContactImportPayload> {
    const { contactImport, token } = await createContactImport(ctx.em, ctx.viewer.id, input);
    uploadUrls.set(contactImport, `${ctx.runtime.config.publicUrl ?? ''}/uploads/${token}`);
    return { contactImport };
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Where to PUT the file as text/csv, once and within 24 hours; relative to this server where it has no public address. Only in the answer of createContactImport; null elsewhere.',
  })
  uploadUrl(@Root() contactImport: ContactImport): string | null {
    return uploadUrls.get(contactImport) ?? null;
  }

  @FieldResolver(() => ContactRejectionConnection, { description: 'The rows that were not imported, by line.' })
  async rejections(
    @Root() { id, rejected }: ContactImport,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<Page<ContactRejection>> {
    checkPageSize(first);
    const [line] = after ? decodeCursor(after, ['number']) : [0];
    const rows = await query(
      ctx.em,
      sql<{ line: number; reason: RejectionReason; value: string }>`
        SELECT line, reason, value FROM contact_import_rejections WHERE import_id = ${id} AND line > ${Number(line)} ORDER BY line LIMIT ${first + 1}`,
    );
    return pageOf(
      rows.map((row) => ({ ...row, message: rejectionTexts[row.reason] })),
      first,
      (row) => [row.line],
      async () => rejected,
    );
  }
}
