import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { refuse } from '#kernel/server/problem.ts';

/** The document as pdfkit draws it. */
export type Pdf = PDFKit.PDFDocument;

interface Fonts {
  regular: Buffer;
  semiBold: Buffer;
}

export const ink = '#1c2321';
export const quiet = '#5a6663';
/** Points: 72 an inch. A4 is 595 by 842. */
export const margins = { top: 62, bottom: 78, left: 71, right: 71 };
export const textWidth = 595 - margins.left - margins.right;
export const lineGap = 3.6;

let loaded: Promise<Fonts> | undefined;

const packages = createRequire(import.meta.url);
const font = (style: string) =>
  readFile(packages.resolve(`@expo-google-fonts/ibm-plex-sans/${style}/IBMPlexSans_${style}.ttf`));

/** Read with the first document: a desk that makes none pays nothing for them. */
function fonts(): Promise<Fonts> {
  loaded ??= Promise.all([font('400Regular'), font('600SemiBold')]).then(([regular, semiBold]) => ({
    regular,
    semiBold,
  }));
  return loaded;
}

export interface PdfAbout {
  title: string;
  author: string;
  reference: string;
  language: string;
  madeAt: Date;
}

/**
 * Opens a PDF 1.7 on A4: tagged, with its language and title, fonts embedded as `regular` and `semiBold`. `finish` ends it
 * and gives its bytes.
 */
export async function openPdf(about: PdfAbout): Promise<{ doc: Pdf; finish: () => Promise<Buffer> }> {
  const [{ default: PDFDocument }, { regular, semiBold }] = await Promise.all([import('pdfkit'), fonts()]);
  const doc = new PDFDocument({
    ...{ size: 'A4', margins, pdfVersion: '1.7', tagged: true, lang: about.language, displayTitle: true },
    bufferPages: true,
    info: {
      Title: about.title,
      Author: about.author,
      Subject: about.reference,
      Creator: 'Heed',
      Producer: 'Heed',
      CreationDate: about.madeAt,
    },
  });
  doc.registerFont('regular', regular);
  doc.registerFont('semiBold', semiBold);
  const chunks: Buffer[] = [];
  const ended = new Promise<Buffer>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
  const finish = () => {
    doc.end();
    return ended;
  };
  return { doc, finish };
}

/** Signs of a text that the fonts do not hold: latin of every language, Greek and Cyrillic are there. */
export function unknownSigns(doc: Pdf, text: string): string[] {
  doc.font('regular');
  const { font } = (doc as unknown as { _font: { font: { hasGlyphForCodePoint(code: number): boolean } } })._font;
  return [...new Set(text.normalize('NFC').replace(/\s/g, ''))].filter(
    (sign) => !font.hasGlyphForCodePoint(sign.codePointAt(0) ?? 0),
  );
}

/** @throws Problem letter.unprintable for signs that would be empty boxes, naming them */
export function demandPrintable(doc: Pdf, text: string): void {
  const unknown = unknownSigns(doc, text);
  if (unknown.length === 0) return;
  refuse('letter.unprintable', `The PDF cannot show: ${unknown.slice(0, 12).join(' ')}. Take it as text or HTML.`);
}

/** Text goes through NFC, which is what the font holds. */
export function say(doc: Pdf, text: string, options: PDFKit.Mixins.TextOptions = {}): void {
  doc.text(text.normalize('NFC'), { lineGap, ...options });
}

/** The foot of every page: whose it is, and which page. Read aloud it would only disturb. */
export function numberPages(doc: Pdf, foot: string): void {
  const { count } = doc.bufferedPageRange();
  for (let page = 0; page < count; page++) {
    doc.switchToPage(page);
    // Below the margin text would open a new page.
    doc.page.margins.bottom = 0;
    doc.markContent('Artifact', { type: 'Pagination' });
    doc.font('regular').fontSize(8.5).fillColor(quiet);
    const y = doc.page.height - 48;
    doc.text(foot.normalize('NFC'), margins.left, y, { lineBreak: false });
    if (count > 1)
      doc.text(`${page + 1} / ${count}`, margins.left, y, { width: textWidth, align: 'right', lineBreak: false });
    doc.endMarkedContent();
    doc.page.margins.bottom = margins.bottom;
  }
}
