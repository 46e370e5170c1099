import { Authorized, Ctx, Query, Resolver } from 'type-graphql';
import { now } from '../clock.js';
import type { Context } from '../context.js';
import { Process } from '../entities/Process.js';
import { SystemInfo } from '../schema/system.js';

@Resolver()
export class SystemResolver {
  @Authorized('ADMIN')
  @Query(() => SystemInfo, { description: 'What this installation is. For administrators.' })
  async systemInfo(@Ctx() { em, runtime }: Context): Promise<SystemInfo> {
    const processes = await em.find(Process, { expiresAt: { $gt: now() } }, { orderBy: { startedAt: 'asc', id: 'asc' } });
    const [{ version }] = (await em.execute(`SELECT current_setting('server_version') AS version`)) as [{ version: string }];
    return {
      version: runtime.version,
      roles: runtime.config.roles,
      bus: runtime.bus.kind,
      isDatabaseEmbedded: runtime.config.databaseUrl === null,
      databaseVersion: version,
      processes,
    };
  }
}
