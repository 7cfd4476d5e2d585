import { inflateSync } from 'node:zlib';

const pieces = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match.slice(1));
const characters = (hex: string) =>
  String.fromCharCode(...(hex.match(/.{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16)));

function streamsIn(pdf: Buffer): string[] {
  return pieces(pdf.toString('latin1'), /stream\r?\n([\s\S]*?)\r?\nendstream/g).flatMap(([bytes = '']) => {
    try {
      return [inflateSync(Buffer.from(bytes, 'latin1')).toString('latin1')];
    } catch {
      return [];
    }
  });
}

/** Which signs the glyphs of a font stand for, by the font's own table. */
function glyphsOf(table: string): Map<string, string> {
  const glyphs = new Map<string, string>();
  for (const [from = '', signs = ''] of pieces(table, /<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/gi)) {
    for (const [place, [hex = '']] of pieces(signs, /<([0-9a-f ]*)>/gi).entries()) {
      const glyph = (Number.parseInt(from, 16) + place).toString(16).padStart(4, '0');
      glyphs.set(glyph, characters(hex.replaceAll(' ', '')));
    }
  }
  return glyphs;
}

/** The words of a PDF in the order in which they are drawn, once for each of its fonts; what is in another reads as nothing. */
export function wordsInPdf(pdf: Buffer): string[] {
  const streams = streamsIn(pdf);
  const fonts = streams.filter((one) => one.includes('beginbfrange')).map(glyphsOf);
  const runs = streams.flatMap((one) => pieces(one, /\[([^\]]*)\] TJ/g).map(([run = '']) => run));
  const hex = runs.map((run) => pieces(run, /<([0-9a-f]+)>/gi).join(''));
  return fonts.map((glyphs) =>
    hex
      .map((run) => (run.match(/.{4}/g) ?? []).map((glyph) => glyphs.get(glyph.toLowerCase()) ?? '').join(''))
      .join(' ')
      .replace(/\s+/g, ' '),
  );
}
