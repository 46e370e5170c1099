import type { Context } from '../context.js';
import type { TouchedAccess } from '../operations/endAccess.js';

/** Has the open sockets of these sessions and tokens looked at, wherever they are. */
export function announceAccess(ctx: Context, { sessionIds = [], tokenIds = [] }: Partial<TouchedAccess>): void {
  ctx.announce((events) => {
    for (const id of sessionIds) events.sessionEnded(id);
    for (const id of tokenIds) events.tokenRevoked(id);
  });
}
