import type { LeaderState } from './leaderLock.js';

/** The present state and those who want to hear of the next. */
export class LeaderStates {
  private readonly listeners = new Set<(state: LeaderState) => void>();

  constructor(public current: LeaderState) {}

  become(state: LeaderState): void {
    if (state === this.current) return;
    this.current = state;
    for (const listener of [...this.listeners]) listener(state);
  }

  onChange(listener: (state: LeaderState) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }
}
