const steps: (() => Promise<void>)[] = [];

/** Keeps what must be done when this run ends, however it ends; the last one is done first. */
export function atEnd(step: () => Promise<void>): void {
  steps.push(step);
}

let undoing: Promise<void> | undefined;

/** Undoes everything, once, however often it is asked to. A failing step is told and keeps no other from being done. */
export function undoAll(): Promise<void> {
  undoing ??= undoEach();
  return undoing;
}

async function undoEach(): Promise<void> {
  for (let step = steps.pop(); step; step = steps.pop()) {
    try {
      await step();
    } catch (error) {
      console.error(`While clearing up: ${error instanceof Error ? error.message : error}`);
    }
  }
}

/** A terminal's Ctrl+C also ends the servers that were started and removes their data. */
export function undoOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void undoAll().finally(() => process.exit(130)));
  }
}
