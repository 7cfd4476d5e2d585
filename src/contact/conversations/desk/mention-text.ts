/** Whom a note can name. */
export type Mentionable = { kind: 'person' | 'team'; id: string; name: string };

export type Named = { people: string[]; teams: string[] };

/** Letters of a name, so far, between an @ and the caret: up to three words. */
const begun = /(?:^|[\s([])@((?:[\p{L}\p{N}.'’&-]+ ){0,2}[\p{L}\p{N}.'’&-]*)$/u;

/** What is being typed after an @ before the caret; null when nobody is being named there. */
export function queryAt(text: string, caret: number): string | null {
  return begun.exec(text.slice(0, caret))?.[1] ?? null;
}

const most = 7;
const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();

/** Who fits what was typed so far, whose name begins with it first. */
export function fitting(query: string, all: readonly Mentionable[]): Mentionable[] {
  const wanted = folded(query);
  const begins = all.filter((one) => folded(one.name).startsWith(wanted));
  const inside = all.filter((one) => !begins.includes(one) && folded(one.name).includes(` ${wanted}`));
  return [...begins, ...inside].slice(0, most);
}

/** The text with the name in the place of what was typed, and where the caret stands then. */
export function withName(text: string, caret: number, name: string): { text: string; caret: number } {
  const query = queryAt(text, caret) ?? '';
  const before = text.slice(0, caret - query.length);
  const after = text.slice(caret);
  const space = after.startsWith(' ') ? '' : ' ';
  return { text: `${before}${name}${space}${after}`, caret: before.length + name.length + 1 };
}

export type Piece = { text: string; named?: Mentionable[] };

/** The text cut into what is said and whom it names; the longest name counts, so "@Jun Petrak" is not "@Jun". Pure. */
export function piecesOf(text: string, all: readonly Mentionable[]): Piece[] {
  const byLength = all.toSorted((a, b) => b.name.length - a.name.length);
  const pieces: Piece[] = [];
  let said = 0;
  for (const match of text.matchAll(/(?<![\p{L}\p{N}])@/gu)) {
    const at = match.index;
    if (at < said) continue;
    const named = byLength.find(({ name }) => isNamed(text, at + 1, name));
    if (!named) continue;
    const end = at + 1 + named.name.length;
    const same = all.filter((one) => folded(one.name) === folded(named.name));
    if (at > said) pieces.push({ text: text.slice(said, at) });
    pieces.push({ text: text.slice(at, end), named: same });
    said = end;
  }
  if (said < text.length) pieces.push({ text: text.slice(said) });
  return pieces;
}

function isNamed(text: string, from: number, name: string): boolean {
  const end = from + name.length;
  return folded(text.slice(from, end)) === folded(name) && !/^[\p{L}\p{N}]/u.test(text.slice(end));
}

/** Everybody whom a note names. Of two with the same name both are meant, for nobody can tell which. */
export function namedIn(text: string, all: readonly Mentionable[]): Named {
  const named = piecesOf(text, all).flatMap((piece) => piece.named ?? []);
  const idsOf = (kind: Mentionable['kind']) => [
    ...new Set(named.filter((one) => one.kind === kind).map((one) => one.id)),
  ];
  return { people: idsOf('person'), teams: idsOf('team') };
}
