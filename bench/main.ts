import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { chat } from './chat.ts';
import { desk } from './desk.ts';
import { deskBrowser } from './desk-browser.ts';
import { type Bench, printOutcome } from './lib/bench.ts';
import { makeDataFolder } from './lib/data-folder.ts';
import { diskWarning, readMachine } from './lib/machine.ts';
import { type Line, writeResults } from './lib/results.ts';
import { undoAll, undoOnSignals } from './lib/undo.ts';
import { mail } from './mail.ts';
import { mailCorpus } from './mail-corpus.ts';
import { mailIn } from './mail-in.ts';
import { measures } from './measures.ts';
import { memory } from './memory.ts';
import { million } from './million.ts';
import { promises } from './promises.ts';
import { realInput } from './real-input.ts';
import { search } from './search.ts';
import { sizes } from './sizes.ts';
import { sockets } from './sockets.ts';
import { start } from './start.ts';
import { storm } from './storm.ts';
import { views } from './views.ts';
import { whatIf } from './what-if.ts';
import { widgetBrowser } from './widget-browser.ts';

const benches: readonly Bench[] = [
  sizes,
  widgetBrowser,
  start,
  memory,
  desk,
  search,
  chat,
  storm,
  sockets,
  promises,
  measures,
  whatIf,
  realInput,
  deskBrowser,
  million,
  views,
  mail,
  mailCorpus,
  mailIn,
];

const usage = `npm run bench -- NAME [--quick] [--write]     one of the benches below
npm run bench -- --all [--quick] [--write]    all of them, one after the other

--quick takes less data and stays below a minute; its figures prove nothing.
--write enters the figures in bench/RESULTS.md.
`;

/** Reads the words after `npm run bench --` and does what they say. Resolves with the exit code. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { quick: { type: 'boolean' }, all: { type: 'boolean' }, write: { type: 'boolean' } },
  });
  const { quick = false, all = false, write = false } = values;
  const bench = benches.find((one) => one.name === positionals[0]);
  if (!all && !bench) {
    console.log(usage);
    for (const { name, about } of benches) console.log(`${name.padEnd(12)} ${about}`);
    return positionals.length === 0 ? 0 : 2;
  }
  if (quick && write) {
    console.log('Quick figures prove nothing and are not written down. Leave out --quick or --write.');
    return 2;
  }
  if (all || write) return runEach(all ? benches : benches.filter((one) => one === bench), quick, write);
  const warning = diskWarning();
  if (warning) console.log(warning);
  if (bench)
    printOutcome(bench.name, await readMachine(), await bench.run({ quick, rest: positionals.slice(1) }), quick);
  return 0;
}

/** Each bench in a process of its own, so that none inherits another one's memory. */
async function runEach(chosen: readonly Bench[], quick: boolean, write: boolean): Promise<number> {
  const failed: string[] = [];
  process.env.HEED_BENCH_SHARED ??= await makeDataFolder();
  for (const { name } of chosen) {
    console.log(`\n== ${name}`);
    const { code, last } = await runAlone(name, quick);
    const line = code === 0 ? (JSON.parse(last) as Line) : undefined;
    if (!line) failed.push(name);
    // After each, so that a later one that fails takes nothing away.
    else if (write) writeResults([line], new Date().toISOString().slice(0, 10));
  }
  if (failed.length > 0) console.log(`\nDid not come to an end: ${failed.join(', ')}.`);
  return failed.length > 0 ? 1 : 0;
}

function runAlone(name: string, quick: boolean): Promise<{ code: number; last: string }> {
  const [, program = ''] = process.argv;
  const args = [...process.execArgv, program, name, ...(quick ? ['--quick'] : [])];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  child.stdout.on('data', (chunk) => {
    printed += chunk;
    process.stdout.write(chunk);
  });
  return new Promise((resolve) => {
    child.once('close', (code) => resolve({ code: code ?? 1, last: printed.trimEnd().split('\n').at(-1) ?? '' }));
  });
}

undoOnSignals();
try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await undoAll();
}
// Sockets of the load generator may still be open.
process.exit();
