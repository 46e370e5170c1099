/**
 * Who got how many mails of one service while several waited for it. Two users compete for as long as both have mails that could be taken; in that
 * time neither may get more than two claims above the other, which is to say: one claim above or below the share of each.
 */
export class Shares {
  private readonly ahead: number[][];
  private readonly largest: number[][];
  /** The claim a user had last: by so much he may be behind in his turns when the other joins. */
  private readonly last: number[];
  /** What was unfair, in words. */
  readonly unfair: string[] = [];

  constructor(private readonly users: number) {
    const square = (): number[][] => Array.from({ length: users }, () => Array<number>(users).fill(0));
    this.ahead = square();
    this.largest = square();
    this.last = Array<number>(users).fill(0);
  }

  /** One claim call: the sizes of the claims each got, who waited before it and who still waits after it. */
  note(claims: readonly (readonly number[])[], before: readonly boolean[], after: readonly boolean[]): void {
    const largest = Math.max(0, ...claims.flat());
    const got = claims.map((sizes) => sizes.reduce((sum, n) => sum + n, 0));
    claims.forEach((sizes, user) => (this.last[user] = sizes.at(-1) ?? this.last[user]!));
    for (let a = 0; a < this.users; a++) {
      for (let b = a + 1; b < this.users; b++) {
        if (!before[a] || !before[b] || !after[a] || !after[b]) continue;
        this.ahead[a]![b]! += got[a]! - got[b]!;
        this.largest[a]![b] = Math.max(this.largest[a]![b]!, largest);
        const most = 2 * this.largest[a]![b]!;
        if (Math.abs(this.ahead[a]![b]!) > most)
          this.unfair.push(`user ${a} is ${this.ahead[a]![b]} mails ahead of user ${b}; claims were of ${this.largest[a]![b]} at most`);
      }
    }
  }

  /** A user no longer waits: what was between him and the others is forgotten, so that nobody has a credit. */
  leave(user: number): void {
    for (let other = 0; other < this.users; other++) {
      const a = Math.min(user, other);
      const b = Math.max(user, other);
      if (a === b) continue;
      this.ahead[a]![b] = 0;
      this.largest[a]![b] = Math.max(this.last[a]!, this.last[b]!);
    }
  }
}
