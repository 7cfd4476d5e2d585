/** A piece of what somebody wrote: plain, or as something. `inner` are the pieces that it consists of. */
export interface Styled {
  /** Where it begins. */
  at: number;
  text: string;
  as?: 'pre' | 'li' | 'code' | 'b' | 'i' | 'a';
  inner?: Styled[];
}

// The names of the groups are what a piece is. Lengths are bounded, so that many signs without their partners cost little.
const marks =
  /```\n?(?<pre>[\s\S]+?)\n?```\n?|^(?:(?<mark>\d{1,3}[.)])|[-*]) +(?<li>.+)\n?|`(?<code>[^`\n]+)`|\*\*(?=\S)(?<b>[^\n*]{1,500}?)(?<=\S)\*\*|(?<![\p{L}\p{N}*_])([*_])(?=\S)(?<i>[^\n*_]{1,500}?)(?<=\S)\6(?![\p{L}\p{N}*_])|https?:\/\/[^\s<>"]+/gmu;

/**
 * Finds in a message what Markdown would: **bold**, *italic* or _italic_, `code`, blocks of it, lists and web addresses.
 * An address shows itself: no label can hide where it leads. Whatever is nothing of that, or is nested deeper, stays as it was
 * written.
 */
export function styled(text: string, depth = 3): Styled[] {
  const pieces: Styled[] = [];
  let from = 0;
  for (const { 0: whole, index: at, groups } of depth > 0 ? text.matchAll(marks) : []) {
    const { mark = '•', ...kinds } = groups ?? {};
    const [as, said] = Object.entries(kinds).find((kind) => kind[1]) ?? [];
    // Closing punctuation belongs to the sentence, not to the address.
    const address = as ? '' : whole.replace(/[.,;:!?)\]}'»”’*_]+$/, '');
    if (at > from) pieces.push({ at: from, text: text.slice(from, at) });
    const piece: Styled = { at, text: said ?? address, as: (as ?? 'a') as 'a' };
    if (as === 'b' || as === 'i') piece.inner = styled(piece.text, depth - 1);
    if (as === 'li') piece.inner = [{ at: -1, text: `${mark} ` }, ...styled(piece.text, depth - 1)];
    pieces.push(piece);
    from = at + (address || whole).length;
  }
  if (from < text.length) pieces.push({ at: from, text: text.slice(from) });
  return pieces;
}
