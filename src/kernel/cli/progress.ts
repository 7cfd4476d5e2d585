/** Tells somebody at a terminal how far long work has come. */
export interface Progress {
  /** `done` of `total`, and what is being done; says no more than ten times a second. */
  at(done: number, total: number, words: string): void;
  /** Takes the bar away, before something else is said. */
  clear(): void;
}

const width = 24;
const everyMs = 100;

/**
 * A bar on one line where the output is a terminal; elsewhere (a log, a timer's mail) one line each tenth. `quiet` says
 * nothing of the way, for output that a program reads.
 */
export function createProgress(out: NodeJS.WriteStream = process.stderr, quiet = false): Progress {
  let saidAt = 0;
  let tenth = -1;
  let isOpen = false;
  return {
    clear: () => {
      if (isOpen) out.write('\r\u001b[K');
      isOpen = false;
    },
    at: (done, total, words) => {
      if (quiet) return;
      const share = total > 0 ? Math.min(1, done / total) : 0;
      if (!out.isTTY) {
        const now = Math.floor(share * 10);
        if (now === tenth) return;
        tenth = now;
        out.write(`${Math.floor(share * 100)} %  ${words}\n`);
        return;
      }
      if (Date.now() - saidAt < everyMs) return;
      saidAt = Date.now();
      const filled = Math.round(share * width);
      out.write(
        `\r\u001b[K[${'#'.repeat(filled)}${'.'.repeat(width - filled)}] ${Math.floor(share * 100)} %  ${words}`,
      );
      isOpen = true;
    },
  };
}
