// Runs one Vitest project and counts what it did. Node's own modules only.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { root, runPackage } from './project.mjs';

const LINES_OF_A_FAILURE = 12;

/** What Vitest makes of the sources, for all projects of this run. */
const made = mkdtempSync(join(tmpdir(), 'heed-made-'));
process.on('exit', () => rmSync(made, { recursive: true, force: true }));

/**
 * Runs a Vitest project (only files whose path holds one of `filters`, when given) and resolves with its counts and
 * with `failures`, a text for each test that failed. A project that ran no test, a file that could not be loaded and an
 * error outside any test count as failed; so does, under CI, a skipped test of the browser. Skipped tests are listed.
 */
export async function runTests(project, filters = [], env = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'heed-tests-'));
  const file = join(folder, 'report.json');
  const args = ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  if (project === 'long') args.push('--reporter=./e2e/long/report.ts');
  try {
    const code = await runPackage('vitest', 'vitest', [...args, ...filters], {
      env: { HEED_TEST_CACHE: made, ...env },
    });
    return count(project, code, readReport(file));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function count(project, code, report) {
  if (report === undefined) {
    console.log(`The ${project} tests ended without a report.`);
    return { passed: 0, failed: 1, failures: [] };
  }
  const skipped = listSkipped(report);
  for (const name of skipped) console.log(`skipped: ${name}`);
  const passed = report.numPassedTests;
  const unloaded = report.testResults.filter(isUnloaded);
  let failed = report.numFailedTests + unloaded.length;
  if (project === 'browser' && process.env.CI === 'true') failed += skipped.length;
  if (passed + failed === 0) {
    console.log(`The ${project} project ran no test.`);
    failed = 1;
  }
  // An error outside any test ends the run with a code, but is in no count.
  if (code !== 0 && failed === 0) failed = 1;
  return { passed, failed, failures: [...unloaded.map(tellUnloaded), ...listFailed(report)] };
}

function listSkipped(report) {
  const tests = report.testResults.flatMap((file) => file.assertionResults);
  return tests.filter((test) => !['passed', 'failed'].includes(test.status)).map((test) => test.fullName);
}

function listFailed(report) {
  return report.testResults.flatMap((file) =>
    file.assertionResults
      .filter((test) => test.status === 'failed')
      .map((test) => tell(`${relative(root, file.name)}: ${test.fullName}`, test.failureMessages?.join('\n'))),
  );
}

function isUnloaded(file) {
  return file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed');
}

function tellUnloaded(file) {
  return tell(relative(root, file.name), file.message);
}

function tell(name, message = '') {
  const isOurs = (line) => !/^\s+at .*(?:node_modules|node:internal)/.test(line);
  const lines = stripVTControlCharacters(message).split('\n').filter(isOurs).slice(0, LINES_OF_A_FAILURE);
  return [`failed: ${name}`, ...lines.map((line) => `  ${line.slice(0, 300)}`)].join('\n');
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
