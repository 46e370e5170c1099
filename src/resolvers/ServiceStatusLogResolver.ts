import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import type { ServiceStatusLog } from '../entities/ServiceStatusLog.js';
import type { User } from '../entities/User.js';
import { ServiceStatusLogType } from '../schema/service.js';
import { UserType } from '../schema/user.js';
import { userById } from './UserResolver.js';

@Resolver(() => ServiceStatusLogType)
export class ServiceStatusLogResolver {
  @FieldResolver(() => UserType, { nullable: true, description: 'Who did it; null when the system did.' })
  actor(@Root() row: ServiceStatusLog, @Ctx() ctx: Context): Promise<User> | null {
    return row.actorId ? ctx.loader(userById).load(row.actorId) : null;
  }
}
