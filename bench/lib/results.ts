import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { figures, isMet, targetOf } from './figures.ts';
import { type Machine, machineLine } from './machine.ts';
import { shown } from './numbers.ts';
import { root } from './product.ts';

/** The last line that a bench prints. */
export interface Line {
  bench: string;
  machine: Machine;
  figures: Record<string, number>;
  quick?: boolean;
}

const file = join(root, 'bench', 'RESULTS.md');
const start = '<!-- figures: written by npm run bench -- --all --write -->';
const end = '<!-- end of figures -->';
const head =
  '| bench | figure | says | target | measured | on | machine |\n| --- | --- | --- | --- | --- | --- | --- |';

/** Enters what was measured in bench/RESULTS.md. Figures of benches that were not run stay as they are. */
export function writeResults(lines: readonly Line[], today: string): void {
  const text = readFileSync(file, 'utf8');
  const [before = '', rest = ''] = text.split(start);
  const [old = '', after = ''] = rest.split(end);
  const machines = new Map(readMachines(old));
  const byBench = new Map(lines.map((line) => [line.bench, line]));
  const rows = Object.entries(figures).flatMap(([bench, known]) =>
    known.map((figure) => {
      const line = byBench.get(bench);
      const value = line?.figures[figure.name];
      const fixed = `| \`${bench}\` | \`${figure.name}\` | ${figure.says} | ${targetOf(figure)} |`;
      if (!line || value === undefined) return `${fixed} ${measuredBefore(old, bench, figure.name)}`;
      const verdict = isMet(figure, value) === false ? ' **missed**' : '';
      return `${fixed} ${shown(value)}${verdict} | ${today} | ${letterOf(machines, machineLine(line.machine))} |`;
    }),
  );
  const used = [...machines].map(([letter, words]) => `- ${letter}: ${words}`).join('\n');
  const table = `${head}\n${rows.join('\n')}`;
  writeFileSync(file, `${before}${start}\n\n${table}\n\nMachines:\n\n${used || '- none yet'}\n\n${end}${after}`);
}

/** What an earlier run left in the last three columns. */
function measuredBefore(old: string, bench: string, figure: string): string {
  const row = old.split('\n').find((line) => line.startsWith(`| \`${bench}\` | \`${figure}\` |`));
  return row?.split(' | ').slice(4).join(' | ') ?? 'not yet | | |';
}

function readMachines(old: string): [string, string][] {
  return [...old.matchAll(/^- ([A-Z]): (.+)$/gm)].map(([, letter = '', words = '']) => [letter, words]);
}

/** The letter under which the list names a machine; a new one is added. */
function letterOf(machines: Map<string, string>, words: string): string {
  for (const [letter, known] of machines) if (known === words) return letter;
  const letter = String.fromCharCode(65 + machines.size);
  machines.set(letter, words);
  return letter;
}
