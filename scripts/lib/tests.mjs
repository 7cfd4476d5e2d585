// Runs one Vitest project and counts what it did. Node's own modules only.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runPackage } from './project.mjs';

/**
 * Runs a Vitest project (only files whose path holds one of `filters`, when given) and resolves with its counts.
 * A project that ran no test, a file that could not be loaded and an error outside any test count as failed; so does,
 * under CI, a skipped test of the browser. Skipped tests are listed.
 */
export async function runTests(project, filters = [], env = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'heed-tests-'));
  const file = join(folder, 'report.json');
  const args = ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  if (project === 'long') args.push('--reporter=./e2e/long/report.ts');
  try {
    const code = await runPackage('vitest', 'vitest', [...args, ...filters], { env });
    return count(project, code, readReport(file));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function count(project, code, report) {
  if (report === undefined) {
    console.log(`The ${project} tests ended without a report.`);
    return { passed: 0, failed: 1 };
  }
  const skipped = listSkipped(report);
  for (const name of skipped) console.log(`skipped: ${name}`);
  const passed = report.numPassedTests;
  let failed = report.numFailedTests + countUnloaded(report);
  if (project === 'browser' && process.env.CI === 'true') failed += skipped.length;
  if (passed + failed === 0) {
    console.log(`The ${project} project ran no test.`);
    failed = 1;
  }
  // An error outside any test ends the run with a code, but is in no count.
  if (code !== 0 && failed === 0) failed = 1;
  return { passed, failed };
}

function listSkipped(report) {
  const tests = report.testResults.flatMap((file) => file.assertionResults);
  return tests.filter((test) => !['passed', 'failed'].includes(test.status)).map((test) => test.fullName);
}

function countUnloaded(report) {
  const broken = (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed');
  return report.testResults.filter(broken).length;
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
