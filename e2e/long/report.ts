import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { scale } from '../faults/lib/scale.ts';

const target = fileURLToPath(new URL('../../docs/operations/test-long.md', import.meta.url));

/**
 * Writes the dated result of the long suite to docs/operations/test-long.md. A test says what it found by
 * `task.meta.report` (see faults/lib/describe.ts) or by `context.annotate(text)`; one that says nothing is listed by
 * its name.
 */
export default function longReporter(): Reporter {
  return {
    onTestRunEnd(modules: readonly TestModule[]) {
      const tests = modules.flatMap((module) => [...module.children.allTests()]);
      const unloaded = modules.filter((module) => module.state() === 'failed' && module.errors().length > 0);
      const rows = [
        ...tests.map(rowOf),
        ...unloaded.map((module) => ['', module.relativeModuleId, '', '', 'could not be run', '']),
      ];
      rows.sort((a, b) => (a[0] ?? '').localeCompare(b[0] ?? '', 'en', { numeric: true }));
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, page(rows));
      console.log(`Written to docs/operations/test-long.md: ${rows.length} rows.`);
    },
  };
}

function rowOf(test: TestCase): string[] {
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
  ];
}

function noteOf(test: TestCase): string | undefined {
  const result = test.result();
  return result.state === 'skipped' ? result.note : undefined;
}

function page(rows: string[][]): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 1_024 ** 3);
  const machine = `${cpus().length} cores (${cpu?.model.trim() ?? 'unknown'}), ${memory} GiB, ${process.platform}, Node ${process.version}`;
  const heads = ['Id', 'What', 'Counts', 'Figures', 'Verdict', 'Took'];
  const size = scale < 1 ? `Rehearsal at ${scale} of the full size, with limits three times as long.` : 'Full size.';
  return [
    '# Result of the long suite',
    '',
    'Written by `npm run test:long`; the ids are those of the catalogue of faults. The load generators run on the same machine.',
    '',
    `- Date: ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    `- Machine: ${machine}`,
    `- ${size}`,
    '',
    line(heads),
    line(heads.map(() => '---')),
    ...rows.map((row) => line(row.map(cell))),
    '',
  ].join('\n');
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function cell(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('|', '\\|');
}
