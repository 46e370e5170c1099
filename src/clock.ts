/** The clock is a dependency: business code asks here, tests set it. The database has its own, sluice_clock(), settable likewise. */
let source: (() => Date) | null = null;

export const now = (): Date => (source ? source() : new Date());

/** For tests: replaces the clock; null puts the real one back. */
export function setClock(replacement: (() => Date) | null): void {
  source = replacement;
}
