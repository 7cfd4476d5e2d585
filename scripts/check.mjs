#!/usr/bin/env node
// `npm test`: every check of the house, one after the other. The last line counts what passed and what failed.
// npm test -- --only server [path …] runs one step; --long runs the long suite instead.
import { join } from 'node:path';
import { ensureInstalled } from './lib/install.mjs';
import { root, run, runPackage, seconds } from './lib/project.mjs';
import { runTests } from './lib/tests.mjs';
import { ensureProgram, ensurePrograms, findShell, whyLacking } from './programs.mjs';

const MAIL_PROGRAMS = ['postfix', 'opendkim', 'swaks'];
const PASSED = { passed: 1, failed: 0 };
const FAILED = { passed: 0, failed: 1 };
const NOT_COUNTED = { passed: 0, failed: 0 };

/**
 * `vital`: without it the rest cannot run. `reads`: only reads the sources, so two run at a time, and what they print waits
 * for its turn. `built`: tests what was built, so it is built before when it is run alone. `needs`: programs of others, which
 * are installed, where they are lacking, while the steps before it run. `work` resolves with the counts of the step.
 */
const QUICK = [
  { name: 'install', title: 'packages', vital: true, work: install },
  { name: 'lint', title: 'format and lint', reads: true, work: tool('@biomejs/biome', 'biome', 'ci', '.') },
  { name: 'documents', title: 'generated documents', reads: true, work: script('documents.mjs', '--check') },
  { name: 'types', title: 'types', reads: true, work: tool('typescript-native', 'tsc', '--noEmit', '--checkers', '1') },
  { name: 'floors', title: 'floors, zones and cycles', reads: true, work: floors },
  { name: 'language', title: 'languages', reads: true, work: script('language.mjs', '--check') },
  { name: 'generated', title: 'generated files', reads: true, work: script('generate.mjs', '--check') },
  { name: 'house', title: 'house rules', reads: true, work: script('check-house.mjs') },
  { name: 'build', title: 'build', vital: true, work: script('build.mjs') },
  { name: 'unit', title: 'unit tests', work: (filters) => runTests('unit', filters) },
  { name: 'server', built: true, needs: ['dovecot', ...MAIL_PROGRAMS], title: 'server tests', work: serverTests },
  { name: 'faults', built: true, title: 'fault tests', work: (filters) => runTests('faults', filters) },
  {
    name: 'browser',
    built: true,
    needs: ['chromium'],
    title: 'browser tests',
    work: (filters) => browserTests('browser', filters),
  },
];
const LONG = [
  ...QUICK.filter((step) => step.vital),
  {
    name: 'long',
    built: true,
    needs: ['chromium', 'dovecot', ...MAIL_PROGRAMS],
    title: 'long suite',
    work: (filters) => browserTests('long', filters),
  },
];

async function install() {
  try {
    await ensureInstalled();
    return PASSED;
  } catch (error) {
    console.error(error.message);
    return FAILED;
  }
}

async function byExit(code) {
  return (await code) === 0 ? PASSED : FAILED;
}

/** A step that runs a program of a package. */
function tool(packageName, name, ...args) {
  return (_, into) => byExit(runPackage(packageName, name, args, { into }));
}

/** A step that runs one of these scripts. */
function script(name, ...args) {
  return (_, into) => byExit(run(process.execPath, [join(root, 'scripts', name), ...args], { into }));
}

async function floors(_, into) {
  const result = await tool('dependency-cruiser', 'depcruise', '--config', '.dependency-cruiser.cjs', 'src')(_, into);
  // Without a parser for TypeScript it finds no file, and then nothing wrong either.
  if (!/\b0 modules/.test(into.join(''))) return result;
  into.push('No file was read, so nothing was checked.\n');
  return FAILED;
}

/**
 * Without other people's mail programs some of mail is not tested, which is said. Under CI it is a failure that no mailbox
 * could be fetched; Postfix asks more of a machine's name than every container has.
 */
async function serverTests(filters) {
  const dovecot = await ensurePrograms('dovecot');
  const others = await ensurePrograms(...MAIL_PROGRAMS);
  const counts = await runTests('server', filters, { ...others, ...dovecot });
  const skipped = [
    ...(dovecot ? [] : [`tests against a real IMAP server (no Dovecot: ${whyLacking('dovecot')})`]),
    ...(others ? [] : [`tests with Postfix, OpenDKIM and swaks (${MAIL_PROGRAMS.map(whyLacking).join('; ')})`]),
  ];
  for (const what of skipped) console.log(`skipped: ${what}`);
  return process.env.CI === 'true' && !dovecot ? { ...counts, failed: counts.failed + 1 } : counts;
}

/** Without Chromium these are skipped with a line; under CI that is a failure. */
async function browserTests(project, filters) {
  const chromium = await ensurePrograms('chromium');
  const dovecot = project === 'long' ? await ensurePrograms('dovecot') : undefined;
  const others = project === 'long' ? await ensurePrograms(...MAIL_PROGRAMS) : undefined;
  const shell = findShell();
  const programs = { ...others, ...dovecot, ...chromium, ...(chromium && shell && { CHROMIUM_SHELL: shell }) };
  if (chromium) return runTests(project, filters, programs);
  console.log(`skipped: browser tests (no Chromium: ${whyLacking('chromium')})`);
  if (process.env.CI === 'true') return FAILED;
  return project === 'browser' ? NOT_COUNTED : runTests(project, filters, programs);
}

function readArguments(args) {
  const at = args.indexOf('--only');
  const only = at < 0 ? undefined : args[at + 1];
  const steps = args.includes('--long') ? LONG : QUICK;
  const filters = args.filter((arg, index) => arg !== '--long' && arg !== '--only' && (at < 0 || index !== at + 1));
  if (at < 0) return { steps, filters };
  const isBuilt = steps.some((step) => step.name === only && step.built);
  const chosen = steps.filter((step) => step.name === only || (step.vital && isBuilt));
  if (chosen.length > 0) return { steps: chosen, filters };
  console.error(`There is no step "${only ?? ''}". Steps: ${steps.map((step) => step.name).join(', ')}.`);
  process.exit(1);
}

/** Begins the steps that only read, two at a time. Gives of each a promise of its counts, its time and what it printed. */
function beginReading(steps) {
  const waiting = steps.filter((step) => step.reads).map((step) => ({ step, end: undefined }));
  const begun = new Map(
    waiting.map((one) => [one.step, new Promise((resolve) => Object.assign(one, { end: resolve }))]),
  );
  const next = async () => {
    const one = waiting.shift();
    if (!one) return;
    const startedAt = Date.now();
    const into = [];
    const counts = await one.step.work([], into);
    one.end({ ...counts, took: Date.now() - startedAt, printed: into.join('') });
    await next();
  };
  void next();
  void next();
  return begun;
}

async function check() {
  const { steps, filters } = readArguments(process.argv.slice(2));
  const total = { passed: 0, failed: 0 };
  const summary = [];
  const told = [];
  let reading;
  for (const name of new Set(steps.flatMap((step) => step.needs ?? []))) void ensureProgram(name);
  for (const step of steps) {
    console.log(`\n== ${step.title}`);
    const startedAt = Date.now();
    if (step.reads) reading ??= beginReading(steps);
    const counts = await (step.reads ? reading.get(step) : step.work(filters));
    const { passed, failed, failures = [], printed = '', took = Date.now() - startedAt } = counts;
    process.stdout.write(printed);
    told.push(...failures);
    total.passed += passed;
    total.failed += failed;
    const outcome = failed > 0 ? `${failed} failed` : passed > 0 ? 'ok' : 'not run';
    summary.push(`${step.title.padEnd(26)}${outcome.padEnd(12)}${seconds(took).padStart(8)}`);
    console.log(`-- ${step.title}: ${outcome}, ${seconds(took)}`);
    if (failed > 0 && step.vital) {
      console.log('The steps after this one need it and were not run.');
      break;
    }
  }
  if (told.length > 0) console.log(`\n${told.join('\n')}`);
  console.log(`\n${summary.join('\n')}\n`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
}

await check();
