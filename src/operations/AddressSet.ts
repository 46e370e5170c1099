/**
 * Which addresses a file has had so far, in bounded memory: 64 bits of hash each, 16 to 32 bytes an address, where a Set of the texts
 * takes 100. Two addresses of a million fall together with a probability of 3 in 100 million; the second would be reported as a duplicate.
 */
export class AddressSet {
  private table = new Uint32Array(2 * 4096);
  private size = 0;

  /** Adds an address; false when it was there. */
  add(address: string): boolean {
    if (this.size * 2 >= this.table.length / 2) this.grow();
    const [high, low] = hash(address);
    if (!this.insert(high, low)) return false;
    this.size++;
    return true;
  }

  private insert(high: number, low: number): boolean {
    const { table } = this;
    const mask = table.length / 2 - 1;
    for (let slot = low & mask; ; slot = (slot + 1) & mask) {
      const at = slot * 2;
      if (table[at] === 0 && table[at + 1] === 0) {
        table[at] = high;
        table[at + 1] = low;
        return true;
      }
      if (table[at] === high && table[at + 1] === low) return false;
    }
  }

  private grow(): void {
    const old = this.table;
    this.table = new Uint32Array(old.length * 2);
    for (let at = 0; at < old.length; at += 2) if (old[at] !== 0 || old[at + 1] !== 0) this.insert(old[at]!, old[at + 1]!);
  }
}

/** cyrb53's two halves, kept apart. Never both 0, which marks an empty slot. */
function hash(text: string): [high: number, low: number] {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return [a >>> 0, b >>> 0 || 1];
}
