import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { CliPlainCommand } from '#kernel/cli/cli.ts';
import { createExplainer } from './server/calendar/explain.ts';

/**
 * Answers cases, one JSON object a line, each with one line of JSON: when a target is due and how it counted, how many
 * minutes were open, or whether it is open. Blank lines are passed over. Resolves with 1 when a line could not be
 * answered (its answer says what would be accepted), else 0. Rejects when the input cannot be read.
 */
export async function explainCases(input: Readable, output: Writable): Promise<number> {
  const explain = createExplainer();
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  let code = 0;
  let isHeard = true;
  // Whoever reads may have seen enough, as `head` does; that is no failure.
  const left = new Promise<void>((resolve) => {
    output.once('error', () => {
      isHeard = false;
      resolve();
    });
  });
  for await (const line of lines) {
    if (line.trim() === '') continue;
    const answer = explain(line);
    if ('error' in answer) code = 1;
    const isFull = !output.write(`${JSON.stringify(answer)}\n`);
    if (isFull) await Promise.race([left, new Promise((resolve) => output.once('drain', resolve))]);
    if (!isHeard) break;
  }
  return code;
}

async function explain([file]: string[]): Promise<number> {
  if (!file || file === '-') return explainCases(process.stdin, process.stdout);
  try {
    return await explainCases(createReadStream(file), process.stdout);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`${file} cannot be read (${why}). Name a file of JSON lines, or hand them to the standard input.`);
  }
}

const help = '[FILE]: check a calendar before using it; cases as JSON lines';

export const promisesCli: CliPlainCommand[] = [{ name: 'explain', help, runPlain: explain }];
