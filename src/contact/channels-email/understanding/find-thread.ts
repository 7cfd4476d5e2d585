import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A built thread by its name: beside this module, or in dist/ of the folder that holds package.json. */
export function findThread(name: string): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); folder !== dirname(folder); folder = dirname(folder)) {
    for (const path of [join(folder, name), join(folder, 'dist', name)]) if (existsSync(path)) return path;
  }
  throw new Error('Mails are read by a part of the built product, and it has not been built. Run `npm run build`.');
}
