import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { load } from '../generate/load.mjs';
import { root } from '../lib/project.mjs';

const FILE = 'README.md';
const START = '<!-- settings: written by scripts/documents.mjs -->';
const END = '<!-- end of settings -->';

/** README.md with its table of settings as `src/kernel/server/config.ts` declares them. */
export async function settings() {
  const { describeSettings, readConfig } = await load(`
    export { describeSettings, readConfig } from './src/kernel/server/config.ts';`);
  const text = await readFile(join(root, FILE), 'utf8');
  const from = text.indexOf(START);
  const to = text.indexOf(END);
  if (from < 0 || to < from) throw new Error(`${FILE} has lost the marks of its settings table.`);
  const defaults = defaultsOf(readConfig);
  const rows = describeSettings().map(
    ({ name, meaning }) =>
      `| \`${name}\` | ${defaults[name] === undefined ? '' : `\`${defaults[name]}\``} | ${meaning} |\n`,
  );
  const table = `| setting | default | meaning |\n|---|---|---|\n${rows.join('')}`;
  return { file: FILE, text: `${text.slice(0, from + START.length)}\n\n${table}\n${text.slice(to)}` };
}

/** What an empty environment gives, for the settings that have one value by default. */
function defaultsOf(readConfig) {
  const { port, host, role, poolSize } = readConfig({});
  return {
    HEED_DATA: 'data',
    PORT: port,
    HEED_HOST: host,
    HEED_ROLE: role,
    // `heed start` is quieter than a process that embeds Heed.
    HEED_LOG: 'warn',
    HEED_POOL: poolSize,
    HEED_TRUST_PROXY: '0',
    HEED_STRICT: '0',
  };
}
