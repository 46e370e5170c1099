import { createHmac } from 'node:crypto';
import type { AuditedChange } from '../entities/AuditLog.js';

/** By the name of a field or column, so that a new one is masked without anybody thinking of it. What only names or describes a secret is shown. */
const secret = /pass(word|phrase)|secret|credential|token|api_?key|app_?key|private_?key|hash/i;
const describes = /(_id|Id|Ids|_hint|Hint|_version|Version|_at|At|_name|Name)$/;
const isSecret = (name: string): boolean => secret.test(name) && !describes.test(name);

/** Columns that tell something about a contact (E7): kept as keyed hashes, by which equal values are known again and none can be read. */
const personalColumns: Readonly<Record<string, readonly string[]>> = {
  contacts: ['email', 'nickname', 'attributes'],
  suppressions: ['email'],
};

const longestText = 500;
const longestList = 100;
const masked = '***';

/** Makes values fit to be kept for ever: secrets gone, personal values hashed, long ones cut. */
export class AuditMask {
  constructor(private readonly key: Uint8Array) {}

  /** `personal`: names of the input's fields, at any depth, that hold what is known of a contact. */
  input(value: unknown, personal: readonly string[] = []): unknown {
    return this.value(value, (name) => personal.includes(name));
  }

  change({ table, id, kind, before, after }: AuditedChange): AuditedChange {
    const isPersonal = (name: string): boolean => personalColumns[table]?.includes(name) ?? false;
    return { table, id, kind, before: this.row(before, isPersonal), after: this.row(after, isPersonal) };
  }

  private row(row: Record<string, unknown>, isPersonal: (name: string) => boolean): Record<string, unknown> {
    return this.value(row, isPersonal) as Record<string, unknown>;
  }

  private value(value: unknown, isPersonal: (name: string) => boolean): unknown {
    if (typeof value === 'string') return shortened(value);
    if (typeof value !== 'object' || value === null) return value;
    if (value instanceof Date) return value.toISOString();
    if (Array.isArray(value)) {
      const kept = value.slice(0, longestList).map((one) => this.value(one, isPersonal));
      return value.length > longestList ? [...kept, `… ${value.length - longestList} more`] : kept;
    }
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, this.named(name, inner, isPersonal)]));
  }

  private named(name: string, value: unknown, isPersonal: (name: string) => boolean): unknown {
    if (value === null || value === undefined) return null;
    if (isSecret(name)) return masked;
    return isPersonal(name) ? this.hashed(value) : this.value(value, isPersonal);
  }

  /** Without regard to case: addresses are the same whatever their case. */
  private hashed(value: unknown): string {
    const text = (typeof value === 'string' ? value : JSON.stringify(value)).toLowerCase();
    return `hash:${createHmac('sha256', this.key).update(text).digest('base64url').slice(0, 22)}`;
  }
}

/** Cut where no pair of surrogates is torn apart: half of one is no text that could be stored. */
function shortened(text: string): string {
  if (text.length <= longestText) return text.toWellFormed();
  return `${text.slice(0, longestText).toWellFormed()}… (${text.length} characters)`;
}
