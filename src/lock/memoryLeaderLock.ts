import type { LeaderLock, LeaderLockOptions, LeaderState } from './leaderLock.js';
import { LeaderStates } from './leaderStates.js';

/** Those who stand, by scope; the first of each leads. */
const standing = new Map<string, MemoryLeaderLock[]>();

export class MemoryLeaderLock implements LeaderLock {
  private readonly states = new LeaderStates('WAITING');
  private readonly scope: string;

  constructor({ scope = '' }: LeaderLockOptions) {
    this.scope = scope;
  }

  get state(): LeaderState {
    return this.states.current;
  }

  async start(): Promise<void> {
    const queue = standing.get(this.scope) ?? [];
    if (!queue.includes(this)) queue.push(this);
    standing.set(this.scope, queue);
    if (queue[0] === this) this.states.become('LEADING');
  }

  onChange(listener: (state: LeaderState) => void): () => void {
    return this.states.onChange(listener);
  }

  async stop(): Promise<void> {
    const queue = (standing.get(this.scope) ?? []).filter((one) => one !== this);
    if (queue.length === 0) standing.delete(this.scope);
    else standing.set(this.scope, queue);
    this.states.become('WAITING');
    queue[0]?.states.become('LEADING');
  }
}
