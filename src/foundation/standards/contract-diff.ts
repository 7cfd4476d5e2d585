/** A run of words that both texts have, or only the newer, or only the older. */
export interface Piece {
  is: 'same' | 'added' | 'gone';
  text: string;
}

/** Above this many pairs of words a text is shown as replaced: nobody reads such a change word by word. */
const mostPairs = 4_000_000;

/** Words with the space behind them, so that the pieces joined give the text again. */
const wordsOf = (text: string) => text.match(/\s*\S+\s*?(?=\s|$)|\s+$/g) ?? [];

/** What changed from one text to another, word by word: the longest common run of words stays. */
export function wordDiff(before: string, after: string): Piece[] {
  const [old, now] = [wordsOf(before), wordsOf(after)];
  if (old.length * now.length > mostPairs) return joined([...gone(old), ...added(now)]);
  const common = commonLengths(old, now);
  const pieces: Piece[] = [];
  let [i, j] = [0, 0];
  while (i < old.length && j < now.length) {
    const [left, right] = [old[i] ?? '', now[j] ?? ''];
    // The newer text's space counts: a word that moved to a new line is still the same word.
    if (left.trim() === right.trim()) pieces.push({ is: 'same', text: right });
    else if (at(common, i + 1, j) >= at(common, i, j + 1)) pieces.push({ is: 'gone', text: left });
    else pieces.push({ is: 'added', text: right });
    const last = pieces.at(-1)?.is;
    if (last !== 'added') i++;
    if (last !== 'gone') j++;
  }
  return joined([...pieces, ...gone(old.slice(i)), ...added(now.slice(j))]);
}

const gone = (words: readonly string[]): Piece[] => words.map((text) => ({ is: 'gone', text }));
const added = (words: readonly string[]): Piece[] => words.map((text) => ({ is: 'added', text }));
const at = (table: readonly Uint16Array[], i: number, j: number) => table[i]?.[j] ?? 0;

/** For each pair of places: how many words the rests have in common, in order. */
function commonLengths(old: readonly string[], now: readonly string[]): Uint16Array[] {
  const table = Array.from({ length: old.length + 1 }, () => new Uint16Array(now.length + 1));
  for (let i = old.length - 1; i >= 0; i--) {
    const row = table[i];
    if (!row) continue;
    for (let j = now.length - 1; j >= 0; j--) {
      const isSame = old[i]?.trim() === now[j]?.trim();
      row[j] = isSame ? at(table, i + 1, j + 1) + 1 : Math.max(at(table, i + 1, j), at(table, i, j + 1));
    }
  }
  return table;
}

/** Neighbours of one kind become one piece. */
function joined(pieces: readonly Piece[]): Piece[] {
  const out: Piece[] = [];
  for (const piece of pieces) {
    const last = out.at(-1);
    if (last?.is === piece.is) last.text += piece.text;
    else out.push({ ...piece });
  }
  return out;
}
