import { readFile } from 'node:fs/promises';

/**
 * Names a living process so that a later process with the same number is not mistaken for it.
 * Returns `pid:startTicks` where `/proc` exists, `pid` elsewhere, and undefined when no such process lives (a zombie
 * does not count as living).
 */
export async function processMark(pid: number): Promise<string | undefined> {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) !== 'EPERM') return undefined;
  }
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (stat === undefined) return `${pid}`;
  // The command name may hold spaces and brackets, so fields are counted from its last closing bracket.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, startTicks] = [fields[0], fields[19]];
  return state === 'Z' || state === 'X' ? undefined : `${pid}:${startTicks}`;
}

/** Whether the process that `processMark` once named still lives. */
export async function isAlive(mark: string): Promise<boolean> {
  const pid = mark.split(':')[0];
  const seen = await processMark(Number(pid));
  return seen !== undefined && (seen === mark || seen === pid || mark === pid);
}

/** The command name of a process, or undefined where the system does not tell. */
export async function processName(pid: number): Promise<string | undefined> {
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => undefined);
  return name?.trim();
}

/** Resolves when the process is gone, or false after `limitMs`. */
export async function waitForExit(pid: number, limitMs: number): Promise<boolean> {
  const mark = await processMark(pid);
  const end = Date.now() + limitMs;
  while (mark !== undefined && (await isAlive(mark))) {
    if (Date.now() > end) return false;
    await pause(10);
  }
  return true;
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** The system's error code (`EACCES`) or PostgreSQL's (`3D000`) of a caught value, if it has one. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
