import type { z } from 'zod';
import type { PageNudge as PageNudgeShape } from './contract-nudges.ts';

export type PageNudge = z.output<typeof PageNudgeShape>;

/** What the device remembers of messages that were shown: the day, or `away` for those that were put away. */
export type Shown = Record<string, string>;

/** Whether a path fits one of the patterns, one a line; `*` stands for anything. */
export function fitsPage(patterns: string, path: string): boolean {
  return patterns.split('\n').some((pattern) => {
    const [first = '', ...rest] = pattern.split('*');
    if (rest.length === 0) return path === pattern;
    if (!path.startsWith(first)) return false;
    let at = first.length;
    const last = rest.pop() ?? '';
    for (const part of rest) {
      const found = path.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return path.length - last.length >= at && path.endsWith(last);
  });
}

/** The message to show after so many seconds on a page; undefined when there is none, or they have had it. */
export function nudgeFor(
  nudges: readonly PageNudge[],
  { path, seconds, shown, today }: { path: string; seconds: number; shown: Shown; today: string },
): PageNudge | undefined {
  return nudges.find(({ id, pages, afterS, cap }) => {
    const before = shown[id];
    const had = before !== undefined && (cap === 'once' || before === 'away' || before === today);
    return !had && afterS <= seconds && fitsPage(pages, path);
  });
}
