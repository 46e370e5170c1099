import { now } from '../clock.js';
import type { Shared, Viewer } from '../context.js';
import { accessTokenMs } from '../operations/accessToken.js';
import { knownPersonalTokens } from '../operations/alivePersonalTokens.js';
import { aliveSessions } from '../operations/aliveSessions.js';
import { deniedMessage, type DeniedReason } from '../schema/denied.js';
import type { SignedIn } from './authenticate.js';

/** The close code of graphql-ws for "you may not"; its client asks for fresh connection parameters and tries again. */
export const forbiddenCode = 4403;

interface Closable {
  close(code: number, reason: string): void;
}

interface Held {
  viewer: Viewer;
  /** When the newest access token of the session ends, or the personal token, as far as we know. */
  tokenExpiresAt: Date;
  stopListening: () => Promise<void>;
}

const tickMs = 500;
/** The bus may lose the news of an ended session, so now and then everybody is looked up. */
const lookAtAllMs = 5_000;

/**
 * Open sockets live as long as their session (F22.2). graphql-ws has no message to hand in a fresh token, so what counts is that the session is
 * refreshed somewhere: when the newest access token of the session has run out, the socket is closed with "Token expired"; when the session has
 * ended, or the user was disabled or got another role, with "Session ended". Those of a personal token live until it expires or is revoked (F22.3).
 */
export class SocketSessions {
  private readonly sockets = new Map<Closable, Held>();
  private readonly timer: NodeJS.Timeout;
  private lookedAtAllMs = performance.now();

  constructor(private readonly shared: Shared) {
    this.timer = setInterval(() => void this.tick(), tickMs);
  }

  async hold(socket: Closable, { tokenExpiresAt, ...viewer }: SignedIn): Promise<void> {
    const { events } = this.shared.runtime;
    const look = (): void => void this.check([socket]);
    const stopListening = await (viewer.sessionId === null ? events.on('tokenRevoked', viewer.tokenId, look) : events.on('sessionEnded', viewer.sessionId, look));
    this.sockets.set(socket, { viewer, tokenExpiresAt, stopListening });
    // It may have ended between the look at the token and the subscription.
    await this.check([socket]);
  }

  release(socket: Closable): void {
    const held = this.sockets.get(socket);
    this.sockets.delete(socket);
    held?.stopListening().catch((error: unknown) => this.trouble(error));
  }

  close(): void {
    clearInterval(this.timer);
    for (const socket of [...this.sockets.keys()]) this.release(socket);
  }

  private async tick(): Promise<void> {
    const isTimeForAll = performance.now() - this.lookedAtAllMs >= lookAtAllMs;
    if (isTimeForAll) this.lookedAtAllMs = performance.now();
    const at = now();
    const due = [...this.sockets].filter(([, held]) => isTimeForAll || held.tokenExpiresAt <= at).map(([socket]) => socket);
    if (due.length > 0) await this.check(due);
  }

  /** One question for all of them. When the database does not answer they stay open, and are asked about again. */
  private async check(sockets: Closable[]): Promise<void> {
    try {
      const stateOf = await this.look(sockets.flatMap((socket) => this.sockets.get(socket)?.viewer ?? []));
      for (const socket of sockets) {
        const held = this.sockets.get(socket);
        if (!held) continue;
        const state = stateOf(held.viewer);
        if (typeof state === 'string') this.deny(socket, state);
        else {
          held.tokenExpiresAt = new Date(Math.max(held.tokenExpiresAt.getTime(), state.getTime()));
          if (held.tokenExpiresAt <= now()) this.deny(socket, 'TOKEN_EXPIRED');
        }
      }
    } catch (error) {
      this.trouble(error);
    }
  }

  /** Until when each of these may go on as far as is known, or why not. */
  private async look(viewers: Viewer[]): Promise<(viewer: Viewer) => Date | DeniedReason> {
    const { database } = this.shared.runtime;
    const idsOf = (name: 'sessionId' | 'tokenId'): string[] => [...new Set(viewers.flatMap((viewer) => viewer[name] ?? []))];
    const [sessions, tokens] = await Promise.all([aliveSessions(database, idsOf('sessionId')), knownPersonalTokens(database, idsOf('tokenId'))]);
    return ({ sessionId, tokenId, role }) => {
      if (tokenId !== null) {
        const token = tokens.get(tokenId);
        if (!token?.isGood) return 'TOKEN_REVOKED';
        return token.role === role ? token.expiresAt : 'SESSION_ENDED';
      }
      const session = sessions.get(sessionId!);
      return session?.role === role ? new Date(session.lastUsedAt.getTime() + accessTokenMs) : 'SESSION_ENDED';
    };
  }

  private deny(socket: Closable, reason: DeniedReason): void {
    this.release(socket);
    socket.close(forbiddenCode, deniedMessage(reason));
  }

  private trouble(error: unknown): void {
    this.shared.runtime.log.warn({ err: error }, 'sessions of open sockets could not be checked; trying again');
  }
}
