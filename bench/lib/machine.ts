import { execFileSync } from 'node:child_process';
import { statfsSync } from 'node:fs';
import { availableParallelism, cpus, release, totalmem, type } from 'node:os';
import { findBinaries } from '#kernel/server/postgres/binaries.ts';
import { dataHome } from './data-folder.ts';

/** Where figures were taken; goes into the JSON line. */
export interface Machine {
  cores: number;
  processor: string;
  memoryGb: number;
  system: string;
  node: string;
  postgres: string;
}

export async function readMachine(): Promise<Machine> {
  const { postgres } = await findBinaries();
  const version = execFileSync(postgres, ['--version'], { encoding: 'utf8' });
  return {
    cores: availableParallelism(),
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release().split('-')[0]}`,
    node: process.versions.node,
    postgres: /\d+(\.\d+)?/.exec(version)?.[0] ?? 'unknown',
  };
}

export function machineLine(machine: Machine): string {
  const { cores, processor, memoryGb, system, node, postgres } = machine;
  return `${cores} cores (${processor}), ${memoryGb} GB, ${system}, Node ${node}, PostgreSQL ${postgres}`;
}

const memoryFileSystems = new Set([0x01021994, 0x858458f6]);

/** A word of warning when the data folder is no disk: there, a commit costs nothing. */
export function diskWarning(): string | undefined {
  const home = dataHome();
  if (!memoryFileSystems.has(statfsSync(home).type)) return undefined;
  return `${home} is kept in memory, where fsync costs nothing. Set HEED_BENCH_DIR to a folder on a disk.`;
}
