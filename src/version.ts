import { readFileSync } from 'node:fs';
import path from 'node:path';

/** From package.json, the only place where it is written: one folder up from src, two from dist/src. */
export const version: string = readVersion(import.meta.dirname);

function readVersion(folder: string): string {
  try {
    return (JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { version: string }).version;
  } catch (error) {
    if (path.dirname(folder) === folder) throw error;
    return readVersion(path.dirname(folder));
  }
}
