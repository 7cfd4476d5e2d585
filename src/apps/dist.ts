import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the built product: this file runs from dist/ (or dist/chunks/) or, in tests, from src/apps/. */
export function findDist(from: string = import.meta.url): string {
  let folder = dirname(fileURLToPath(from));
  while (folder !== dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return join(folder, 'dist');
    folder = dirname(folder);
  }
  throw new Error('Heed runs from its own folder, where package.json is.');
}

/** The numbered migrations: beside the build, or in the source tree when it has not been built. */
export function findMigrations(distDir: string): string {
  const built = join(distDir, 'migrations');
  const source = join(dirname(distDir), 'db', 'migrations');
  return existsSync(source) ? source : built;
}
