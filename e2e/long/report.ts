import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { scale } from '../faults/lib/scale.ts';

const target = fileURLToPath(new URL('../../docs/operations/test-long.md', import.meta.url));

/**
 * Writes the dated result of the long suite to docs/operations/test-long.md. A run of some files replaces their rows and
 * leaves the others, each with its own date. A test says what it found by `task.meta.report` (see faults/lib/describe.ts)
 * or by `context.annotate(text)`; one that says nothing is listed by its name.
 */
export default function longReporter(): Reporter {
  return {
    onTestRunEnd(modules: readonly TestModule[]) {
      const ran = new Set(modules.map(fileOf));
      const fresh = modules.flatMap((module) => {
        const rows = [...module.children.allTests()].map((test) => rowOf(test, fileOf(module)));
        const isUnloaded = module.state() === 'failed' && module.errors().length > 0;
        return isUnloaded
          ? [...rows, ['', 'the whole file', '', '', 'could not be run', '', ...stamp(fileOf(module))]]
          : rows;
      });
      const kept = readRows().filter((row) => !ran.has(row.at(-2) ?? ''));
      const rows = [...kept, ...fresh];
      rows.sort((a, b) => byId(a, b));
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, page(rows));
      console.log(
        `Written to docs/operations/test-long.md: ${fresh.length} rows, ${kept.length} of earlier runs kept.`,
      );
    },
  };
}

const byId = (a: string[], b: string[]) =>
  (a[0] || '~').localeCompare(b[0] || '~', 'en', { numeric: true }) || (a[1] ?? '').localeCompare(b[1] ?? '');

function fileOf(module: TestModule): string {
  return basename(module.moduleId).replace('.test.ts', '');
}

/** The last two cells of a row: the file it comes from and when it ran. */
function stamp(file: string): string[] {
  const size = scale < 1 ? ` at ${scale} of the full size` : '';
  return [file, `${new Date().toISOString().slice(0, 16).replace('T', ' ')}${size}`];
}

/** The rows of the page as it stands. */
function readRows(): string[][] {
  if (!existsSync(target)) return [];
  const lines = readFileSync(target, 'utf8').split('\n');
  const rows = lines.filter((text) => text.startsWith('| ') && text.endsWith(' |'));
  return rows.slice(2).map((text) =>
    text
      .slice(2, -2)
      .split(/(?<!\\)\s\|\s/)
      .map((one) => one.trim()),
  );
}

function rowOf(test: TestCase, file: string): string[] {
  const { report } = test.meta();
  const { state } = test.result();
  const verdict = { passed: 'passed', failed: '**failed**', skipped: 'skipped', pending: 'not run' }[state];
  const why = state === 'skipped' ? ` (${test.result().errors?.[0]?.message ?? noteOf(test) ?? 'not here'})` : '';
  const seconds = `${Math.round((test.diagnostic()?.duration ?? 0) / 1_000)} s`;
  const annotations = test.annotations().map((one) => one.message);
  return [
    report?.id ?? '',
    report?.what ?? test.fullName,
    report?.counts ?? annotations.join('; '),
    report?.figures ?? '',
    verdict + why,
    seconds,
    ...stamp(file),
  ].map(cell);
}

function noteOf(test: TestCase): string | undefined {
  const result = test.result();
  return result.state === 'skipped' ? result.note : undefined;
}

function page(rows: string[][]): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 1_024 ** 3);
  const machine = `${cpus().length} cores (${cpu?.model.trim() ?? 'unknown'}), ${memory} GiB, ${process.platform}, Node ${process.version}`;
  const heads = ['Id', 'What', 'Counts', 'Figures', 'Verdict', 'Took', 'File', 'When (UTC)'];
  return [
    '# Result of the long suite',
    '',
    'Written by `npm run test:long`; the ids are those of the catalogue of faults. Each row says when it ran last, at full',
    'size unless it says otherwise. The load generators run on the same machine.',
    '',
    `Machine: ${machine}.`,
    '',
    line(heads),
    line(heads.map(() => '---')),
    ...rows.map(line),
    '',
  ].join('\n');
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function cell(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('|', '\\|');
}
