/** Random numbers that can be had again: the same seed gives the same row (mulberry32, seed mixed so that neighbours differ at once). */
export class Dice {
  private state: number;

  constructor(seed: number) {
    this.state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0;
  }

  /** 0 ≤ x < 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number, both ends included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  oneOf<T>(things: readonly T[]): T {
    return things[Math.floor(this.next() * things.length)]!;
  }

  shuffled<T>(things: readonly T[]): T[] {
    const row = [...things];
    for (let i = row.length - 1; i > 0; i--) {
      const j = this.between(0, i);
      [row[i], row[j]] = [row[j]!, row[i]!];
    }
    return row;
  }
}
