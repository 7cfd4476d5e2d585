import { readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { load, root } from './load.mjs';

const head = '// Written by scripts/generate.mjs from the contracts. Do not edit; run npm run generate.\n';

/**
 * The texts of the desk's derived files: routes of queries and of commands for run time, contracts for the compiler.
 * Queries are needed before the inbox shows, commands when somebody does something.
 */
export async function contractFiles() {
  const files = await findContracts();
  const modules = await load(files.map((file, index) => `export * as m${index} from './src/${file}';`).join('\n'));
  const contracts = Object.values(modules).flatMap((one) => Object.values(one).filter(isRoute));
  demandUnique(contracts.map((one) => one.name));
  demandUnique(contracts.map((one) => `${one.method} ${one.path.replace(/\{\w+\}/g, '{}')}`));
  const ofKind = (kind) => contracts.filter((one) => one.kind === kind);
  return {
    routes: printRoutes('routes', ofKind('query')),
    commands: printRoutes('commands', ofKind('command')),
    contracts: printContracts(files),
  };
}

async function findContracts() {
  const all = await readdir(join(root, 'src'), { recursive: true });
  const files = all
    .map((file) => file.replaceAll(sep, '/'))
    .filter((file) => /^[^/]+\/[^/]+\/contract\.ts$/.test(file));
  return files.filter((file) => !file.startsWith('kernel/')).sort();
}

function isRoute(value) {
  return value?.kind === 'command' || value?.kind === 'query';
}

function demandUnique(names) {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) throw new Error(`${twice} is declared twice`);
}

function printRoutes(name, contracts) {
  const lines = contracts
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .map((one) => {
      const rest =
        one.kind === 'query'
          ? `subjects: [${one.subjects.map((name) => `'${name}'`).join(', ')}]`
          : `keyed: ${one.keyed}`;
      return `  '${one.name}': { method: '${one.method}', path: '${one.path}', ${rest} },\n`;
    });
  return `${head}export const ${name} = {\n${lines.join('')}} as const;\n`;
}

function printContracts(files) {
  const modules = files.map((file) => `  Of<typeof import('#${file}')>`);
  return `${head}import type { Contract } from '#kernel/contract/contract.ts';

/** The commands and queries of one contract file, by their names. */
type Of<M> = { [K in keyof M as M[K] extends Contract ? M[K]['name'] : never]: M[K] };

export type Contracts = ${modules.join(' &\n').trimStart()};
`;
}
