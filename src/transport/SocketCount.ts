/** How many sockets somebody has open at once, in this process; a key is whoever they are counted for. */
export class SocketCount {
  private readonly open = new Map<string, number>();

  constructor(private readonly most: number) {}

  /** False: there are as many as may be, and nothing was counted. */
  take(key: string): boolean {
    const count = this.open.get(key) ?? 0;
    if (count >= this.most) return false;
    this.open.set(key, count + 1);
    return true;
  }

  give(key: string): void {
    const count = this.open.get(key) ?? 0;
    if (count > 1) this.open.set(key, count - 1);
    else this.open.delete(key);
  }
}
