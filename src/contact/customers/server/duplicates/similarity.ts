/** The groups of three signs of which a text consists, each word padded, as PostgreSQL's pg_trgm makes them. */
function trigrams(text: string): Set<string> {
  const found = new Set<string>();
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    const signs = [...`  ${word} `];
    for (let i = 0; i + 3 <= signs.length; i++) found.add(signs.slice(i, i + 3).join(''));
  }
  return found;
}

/** How alike two texts are, from 0 to 1: the trigrams that they share among all that they have. */
export function similarity(one: string, other: string): number {
  const [a, b] = [trigrams(one), trigrams(other)];
  const shared = [...a].filter((each) => b.has(each)).length;
  const all = a.size + b.size - shared;
  return all === 0 ? 0 : shared / all;
}
