import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

export interface SqlFile {
  name: string;
  text: string;
}

const source = path.dirname(import.meta.dirname);

/** The numbered files, in order. Once released they are never edited. */
export const migrationFiles = (): Promise<SqlFile[]> => sqlFiles('migrations', /^\d{4}_.+\.sql$/);

/** Every function of every part, one a file, in the order of their names. A file whose function changes its signature drops the old one first. */
export async function functionFiles(): Promise<SqlFile[]> {
  const parts = await readdir(source, { withFileTypes: true });
  const files = await Promise.all(parts.filter((part) => part.isDirectory()).map((part) => sqlFiles(`${part.name}/sql`, /\.sql$/)));
  return files.flat().sort(byFileName);
}

export function checksumOf(files: SqlFile[]): string {
  const hash = createHash('sha256');
  for (const { name, text } of files) hash.update(`${name}\n${text.length}\n${text}`);
  return hash.digest('hex');
}

async function sqlFiles(folder: string, pattern: RegExp): Promise<SqlFile[]> {
  const names = (await readdir(path.join(source, folder)).catch(() => [])).filter((name) => pattern.test(name)).sort();
  return Promise.all(
    names.map(async (name) => ({
      name: `${folder}/${name}`,
      // A checkout with other line ends is still the same migration.
      text: (await readFile(path.join(source, folder, name), 'utf8')).replaceAll('\r\n', '\n'),
    })),
  );
}

/** By the name of the file; the folder only breaks ties. */
function byFileName(a: SqlFile, b: SqlFile): number {
  const [x, y] = [a, b].map(({ name }) => `${path.basename(name)} ${name}`) as [string, string];
  return x < y ? -1 : 1;
}
