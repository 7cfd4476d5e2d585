/** What is needed of a line of the timeline to see that it says the same as its neighbour. */
interface Said {
  type: string;
  actorName: string | null;
  actorKind: string;
  sentence: string;
}

/** Lines that say the same one after the other, as one line with how often; the newest stands for all. */
export function runsOf<Entry extends Said>(entries: readonly Entry[]): { entry: Entry; times: number }[] {
  const runs: { entry: Entry; times: number }[] = [];
  for (const entry of entries) {
    const last = runs.at(-1);
    if (last && isSame(last.entry, entry)) last.times++;
    else runs.push({ entry, times: 1 });
  }
  return runs;
}

function isSame(a: Said, b: Said): boolean {
  return a.type === b.type && a.sentence === b.sentence && a.actorKind === b.actorKind && a.actorName === b.actorName;
}
