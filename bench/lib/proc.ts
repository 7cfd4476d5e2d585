import { readdirSync, readFileSync } from 'node:fs';

/** Memory of a process in MB: its own pages, and its share of those that several use. Linux only. */
export function pssMb(pid: number): number {
  const kb = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1];
  return Number(kb) / 1_024;
}

/** Processor time of a process and its ended children so far, in seconds of one core. */
export function cpuSeconds(pid: number): number {
  const ticks = statFields(pid).slice(11, 15).map(Number);
  return ticks.reduce((sum, one) => sum + one, 0) / 100;
}

/** A process and everything below it. */
export function familyOf(pid: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = Number(statFields(Number(name))[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const family = [pid];
  for (let index = 0; index < family.length; index++) family.push(...(children.get(family[index] ?? 0) ?? []));
  return family;
}

/** How many files and sockets a process may open. Node takes all that the system allows it. */
export function openFilesLimit(): number {
  const hard = /^Max open files\s+\S+\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
  return hard ? Number(hard) : Number.POSITIVE_INFINITY;
}

/** What stands behind the program's name, which may itself hold spaces: state, parent, … An ended process has none. */
function statFields(pid: number): string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}
