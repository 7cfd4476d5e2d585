// A language that nobody speaks: readable, accented, a third longer, and between brackets, so that what is not
// translated, cut off or put together from parts is seen at once.
const accents = Object.fromEntries(
  [...'aceinosuyACEINOSUYzZ'].map((one, index) => [one, 'åçéîñöšûýÅÇÉÎÑÖŠÛÝžŽ'[index]]),
);
/** Places and tags are not words. */
const kept = /(\{\w+\}|<\/?\w+\/?>)/;

/** A text, or the parts of one with plurals, made strange. */
export function pseudo(text) {
  if (typeof text === 'string') return text.trim() === '' ? text : `⟦${strange(text)}${longer(text)}⟧`;
  return ['⟦', ...text.map(part), '⟧'];
}

function part(one) {
  if (typeof one === 'string') return strange(one);
  const [name, kind, cases] = one;
  if (!cases) return one;
  const forms = Object.entries(cases).map(([form, words]) => [
    form,
    Array.isArray(words) ? words.map(part) : strange(words),
  ]);
  return [name, kind, Object.fromEntries(forms)];
}

function strange(words) {
  if (typeof words !== 'string') return words;
  return words
    .split(kept)
    .map((piece, index) => (index % 2 ? piece : piece.replaceAll(/\w/g, (letter) => accents[letter] ?? letter)))
    .join('');
}

/** German words are about a third longer than English ones. */
const longer = (text) => {
  const more = '~'.repeat(Math.ceil(text.replaceAll(/\{\w+\}|<[^>]*>/g, '').length / 3));
  // In words, so that it wraps like any other text.
  return more.replaceAll(/~{6}(?=~)/g, '~~~~~~ ');
};
