import type { FilterQuery } from '@mikro-orm/core';
import { Arg, Args, Authorized, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import { AuditLog } from '../entities/AuditLog.js';
import type { User } from '../entities/User.js';
import { isId } from '../ids.js';
import { AuditChange, AuditLogConnection, AuditLogFilter, AuditLogType } from '../schema/audit.js';
import { type Page, PageArgs } from '../schema/connection.js';
import { UserType } from '../schema/user.js';
import { findPage } from './page.js';
import { maybeUserById } from './UserResolver.js';

@Resolver(() => AuditLogType)
export class AuditResolver {
  @Authorized('ADMIN')
  @Query(() => AuditLogConnection, { description: 'What was done by mutations, newest first. For administrators.' })
  auditLogs(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: Context,
    @Arg('filter', () => AuditLogFilter, { nullable: true, description: 'Which rows; left out, all.' }) filter?: AuditLogFilter | null,
  ): Promise<Page<AuditLog>> {
    return findPage(ctx.em, AuditLog, { where: rowsOf(filter ?? {}), newestFirst: true, page });
  }

  @FieldResolver(() => UserType, { nullable: true, description: 'Who did it; null when nobody was signed in, or the user has been deleted since.' })
  actor(@Root() row: AuditLog, @Ctx() ctx: Context): Promise<User | null> | null {
    return row.actorId ? ctx.loader(maybeUserById).load(row.actorId) : null;
  }

  @FieldResolver(() => String, { description: 'What was given, as JSON. Secrets read ***, what is known of contacts is a keyed hash, long texts are cut.' })
  inputJson(@Root() row: AuditLog): string {
    return JSON.stringify(row.input);
  }

  @FieldResolver(() => [AuditChange], { description: 'The rows it changed; of many the first 100.' })
  changes(@Root() row: AuditLog): AuditChange[] {
    return row.changes.map(({ table, id, kind, before, after }) => ({
      table,
      objectId: id,
      kind,
      values: [...new Set([...Object.keys(before), ...Object.keys(after)])].sort().map((name) => ({ name, before: shown(before, name), after: shown(after, name) })),
    }));
  }
}

const shown = (values: Record<string, unknown>, name: string): string | null => (name in values ? JSON.stringify(values[name]) : null);

function rowsOf({ actorId, actions, objectId, outcome, address, since, until }: AuditLogFilter): FilterQuery<AuditLog> {
  if ((actorId && !isId(actorId)) || (objectId && !isId(objectId))) return { id: { $in: [] } };
  return {
    ...(actorId ? { actorId } : {}),
    ...(actions ? { action: { $in: actions } } : {}),
    ...(objectId ? { objectIds: { $contains: [objectId.toLowerCase()] } } : {}),
    ...(outcome ? { outcome } : {}),
    ...(address ? { address } : {}),
    ...(since || until ? { createdAt: { ...(since ? { $gte: since } : {}), ...(until ? { $lt: until } : {}) } } : {}),
  };
}
