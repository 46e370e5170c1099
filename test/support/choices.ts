/**
 * A list of numbers that decides. Whatever is made of it gets simpler as the list gets shorter and its numbers smaller, so fast-check shrinks anything
 * that is made so; where the list has ended every choice is the first one.
 */
export class Choices {
  private at = 0;

  constructor(private readonly numbers: readonly number[]) {}

  /** 0 to n - 1. */
  upTo(n: number): number {
    return (this.numbers[this.at++] ?? 0) % n;
  }

  /** True about once in n times, never when the list has ended. */
  oneIn(n: number): boolean {
    return this.upTo(n) === n - 1;
  }

  of<T>(list: readonly T[]): T {
    return list[this.upTo(list.length)]!;
  }
}
