import { parseArgs } from 'node:util';
import { notedAddress } from '../server/address.ts';
import type { Capability } from '../server/capability.ts';
import { describeSettings, readConfig } from '../server/config.ts';
import type { Kernel } from '../server/kernel.ts';
import { openKernel, type Running, startHeed } from '../server/start.ts';

/** A sub-command that a capability offers, e.g. `heed people reset`. Resolves with the exit code. */
export interface CliCommand {
  name: string;
  help: string;
  run(kernel: Kernel, argv: string[]): Promise<number>;
}

/** A sub-command that needs neither database nor settings, e.g. `heed promises explain`. Resolves with the exit code. */
export interface CliPlainCommand {
  name: string;
  help: string;
  runPlain(argv: string[]): Promise<number>;
}

/** A word of `heed` that runs without the product, because that may not be able to start. */
export interface CliTool {
  name: string;
  help: string;
  run(options: CliOptions, argv: string[]): Promise<number>;
}

export interface CliOptions {
  capabilities: readonly Capability[];
  distDir: string;
  migrationsDir: string;
  /** `heed NAME` */
  tools: readonly CliTool[];
  /** `heed GROUP NAME …` */
  groups: Record<string, (CliCommand | CliPlainCommand)[]>;
  /** Flags of `heed start`. */
  onStart: Record<string, StartFlag>;
}

export interface StartFlag {
  /** Settings with which it starts where the environment does not say otherwise. */
  settings: Record<string, string>;
  /** What it adds to the running product; the result is called at its stop. */
  add(running: Running): Promise<() => Promise<void>>;
}

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Runs one command of `heed` and sets the exit code. Failures are told in a sentence, with the stack at HEED_LOG=debug. */
export async function runCli(argv: string[], options: CliOptions): Promise<void> {
  try {
    process.exitCode = await dispatch(argv, options);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${words}\n`);
    if (process.env.HEED_LOG === 'debug' && error instanceof Error) process.stderr.write(`${error.stack}\n`);
    process.exitCode = 1;
  }
}

async function dispatch(argv: string[], options: CliOptions): Promise<number> {
  const [first = 'help', ...rest] = argv;
  if (first === 'start') return start(rest, options);
  if (first === 'migrate') return withKernel(options, async () => say('The database is up to date.'));
  const tool = options.tools.find((one) => one.name === first);
  if (tool) return tool.run(options, rest);
  const command = options.groups[first]?.find((one) => one.name === rest[0]);
  if (command && 'runPlain' in command) return command.runPlain(rest.slice(1));
  if (command) {
    let code = 0;
    await withKernel(options, async (kernel) => {
      code = await command.run(kernel, rest.slice(1));
    });
    return code;
  }
  if (first === 'help' || first === '--help') {
    help(options);
    return 0;
  }
  const group = options.groups[first];
  const words = group ? `heed ${first} is followed by ${group.map((one) => one.name).join(' or ')}.` : undefined;
  process.stderr.write(`${words ?? `There is no command "${first}".`} heed help lists them all.\n`);
  return 2;
}

async function withKernel(options: CliOptions, work: (kernel: Kernel) => Promise<unknown>): Promise<number> {
  const config = readConfig({ HEED_LOG: 'warn', ...process.env });
  config.publicUrl ??= await notedAddress(config.dataDir);
  const opened = await openKernel({ ...options, config });
  try {
    await work(opened.kernel);
  } finally {
    await opened.close();
  }
  return 0;
}

async function start(argv: string[], options: CliOptions): Promise<number> {
  const flags = Object.keys(options.onStart).map((flag) => flag.replace(/^--/, ''));
  const types = Object.fromEntries(flags.map((flag) => [flag, { type: 'boolean' as const }]));
  const { values } = parseArgs({ args: argv, options: types, strict: true });
  const added = Object.entries(options.onStart).flatMap(([flag, one]) =>
    values[flag.replace(/^--/, '')] ? [one] : [],
  );
  const settings = Object.assign({}, ...added.map((one) => one.settings)) as Record<string, string>;
  const config = readConfig({ HEED_LOG: 'warn', ...settings, ...process.env });
  config.announcesSetUp = added.length === 0;
  const stopped = untilSignal();
  const running = await startHeed({ ...options, config });
  say(`Heed is at ${running.url}`);
  const undo: (() => Promise<void>)[] = [];
  try {
    for (const one of added) undo.push(await one.add(running));
  } catch (error) {
    await running.stop({ drainMs: 0 });
    throw error;
  }
  const signal = await stopped;
  // A load balancer needs a moment to notice that this process is no longer ready; a person at a terminal does not.
  const drainMs = signal === 'SIGTERM' ? 1_500 : 0;
  for (const one of undo) await one();
  await running.stop({ drainMs });
  return 0;
}

/** Resolves with the first signal that asks to stop; a second one ends the process at once. */
function untilSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        resolve(signal);
        process.once(signal, () => process.exit(130));
      });
    }
  });
}

function help(options: CliOptions): void {
  say('heed start [--demo]      start the product (npm start does the same after installing and building)');
  say('heed migrate             bring the database up to date without starting');
  for (const { name, help } of options.tools) say(`${`heed ${name}`.padEnd(24)} ${help}`);
  for (const [group, commands] of Object.entries(options.groups)) {
    for (const command of commands) say(`${`heed ${group} ${command.name}`.padEnd(24)} ${command.help}`);
  }
  say('\nSettings, from the environment:');
  for (const { name, meaning } of describeSettings()) say(`  ${name.padEnd(26)} ${meaning}`);
}
