import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { refuse } from '#kernel/server/problem.ts';
import type { LetterBlock } from '../contract-render.ts';
import type { Printed } from './forms.ts';

type Document = PDFKit.PDFDocument;

interface Fonts {
  regular: Buffer;
  semiBold: Buffer;
}

const ink = '#1c2321';
const quiet = '#5a6663';
/** Points: 72 an inch. A4 is 595 by 842. */
const margins = { top: 62, bottom: 78, left: 71, right: 71 };
const textWidth = 595 - margins.left - margins.right;
const size = 10.5;
const lineGap = 3.6;

let loaded: Promise<Fonts> | undefined;

const packages = createRequire(import.meta.url);
const font = (style: string) =>
  readFile(packages.resolve(`@expo-google-fonts/ibm-plex-sans/${style}/IBMPlexSans_${style}.ttf`));

/** Read with the first letter: a desk that makes none pays nothing for them. */
export function documentFonts(): Promise<Fonts> {
  loaded ??= Promise.all([font('400Regular'), font('600SemiBold')]).then(([regular, semiBold]) => ({
    regular,
    semiBold,
  }));
  return loaded;
}

/**
 * The letter as PDF 1.7 on A4: tagged, with its language and title, fonts embedded. Latin of every language, Greek and
 * Cyrillic are shown.
 * @throws Problem letter.unprintable for other signs, naming them: a box would be an empty hole
 */
export async function pdfOf(letter: Printed): Promise<Buffer> {
  const [{ default: PDFDocument }, { regular, semiBold }] = await Promise.all([import('pdfkit'), documentFonts()]);
  const doc = new PDFDocument({
    ...{ size: 'A4', margins, pdfVersion: '1.7', tagged: true, lang: letter.language, displayTitle: true },
    bufferPages: true,
    info: {
      Title: letter.subject,
      Author: letter.sender,
      Subject: letter.reference,
      Creator: 'Heed',
      Producer: 'Heed',
      CreationDate: letter.madeAt,
    },
  });
  doc.registerFont('regular', regular);
  doc.registerFont('semiBold', semiBold);
  demandPrintable(doc, letter);
  const chunks: Buffer[] = [];
  const ended = new Promise<Buffer>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
  write(doc, letter);
  number(doc, letter);
  doc.end();
  return ended;
}

function demandPrintable(doc: Document, letter: Printed): void {
  doc.font('regular');
  const { font } = (doc as unknown as { _font: { font: { hasGlyphForCodePoint(code: number): boolean } } })._font;
  const all = [letter.sender, letter.recipient, letter.subject, letter.date, JSON.stringify(letter.blocks)].join('');
  const unknown = [...new Set(all.normalize('NFC').replace(/\s/g, ''))].filter(
    (sign) => !font.hasGlyphForCodePoint(sign.codePointAt(0) ?? 0),
  );
  if (unknown.length === 0) return;
  refuse('letter.unprintable', `The PDF cannot show: ${unknown.slice(0, 12).join(' ')}. Take it as text or HTML.`);
}

/** What is drawn and where it stands in the order of reading. */
interface Sheet {
  doc: Document;
  root: PDFKit.PDFStructureElement;
}

/** One element of the structure with its text. */
function element({ doc, root }: Sheet, tag: string, draw: () => void): void {
  root.add(doc.struct(tag, {}, draw));
}

/** Text goes through NFC, which is what the font holds. */
function say(doc: Document, text: string, options: PDFKit.Mixins.TextOptions = {}): void {
  doc.text(text.normalize('NFC'), { lineGap, ...options });
}

function write(doc: Document, letter: Printed): void {
  const root = doc.struct('Document');
  doc.addStructure(root);
  const sheet = { doc, root };
  element(sheet, 'P', () => {
    doc.font('semiBold').fontSize(15).fillColor(ink);
    say(doc, letter.sender, { width: textWidth });
  });
  rule(doc);
  doc.font('regular').fontSize(size).fillColor(ink);
  const top = 158;
  doc.y = top;
  element(sheet, 'P', () => say(doc, letter.recipient, { width: textWidth * 0.55 }));
  const below = doc.y;
  const left = margins.left + textWidth * 0.6;
  doc.fillColor(quiet).fontSize(9);
  element(sheet, 'P', () => {
    doc.text(`${letter.date} `.normalize('NFC'), left, top + 1, { width: textWidth * 0.4, align: 'right', lineGap });
    doc.text(`Reference ${letter.reference}`, left, doc.y, { width: textWidth * 0.4, align: 'right', lineGap });
  });
  doc.x = margins.left;
  doc.y = Math.max(below, doc.y, 236) + 26;
  element(sheet, 'H1', () => {
    doc.font('semiBold').fontSize(13).fillColor(ink);
    say(doc, letter.subject, { width: textWidth });
  });
  doc.y += 9;
  for (const block of letter.blocks) writeBlock(sheet, block);
  root.end();
}

function writeBlock(sheet: Sheet, block: LetterBlock): void {
  const { doc } = sheet;
  doc.font('regular').fontSize(size).fillColor(ink);
  if (block.kind === 'heading') {
    // A heading never stands alone at the foot of a page.
    if (doc.y > doc.page.height - margins.bottom - 64) doc.addPage();
    doc.y += 5;
    element(sheet, 'H2', () => {
      doc.font('semiBold').fontSize(11);
      say(doc, block.text, { width: textWidth });
    });
    doc.y += 2;
    return;
  }
  if (block.kind === 'paragraph') {
    element(sheet, 'P', () => say(doc, block.lines.join(' \n'), { width: textWidth }));
    doc.y += 8;
    return;
  }
  writeList(sheet, block.items);
}

function writeList({ doc, root }: Sheet, items: readonly string[]): void {
  const list = doc.struct('L');
  root.add(list);
  for (const item of items) {
    const entry = doc.struct('LI');
    list.add(entry);
    if (doc.y > doc.page.height - margins.bottom - 18) doc.addPage();
    const { y } = doc;
    entry.add(doc.struct('Lbl', {}, () => doc.text('• ', margins.left + 4, y, { lineBreak: false })));
    const draw = () => doc.text(item.normalize('NFC'), margins.left + 16, y, { width: textWidth - 16, lineGap });
    entry.add(doc.struct('LBody', {}, draw));
    entry.end();
    doc.y += 2;
  }
  list.end();
  doc.x = margins.left;
  doc.y += 6;
}

function rule(doc: Document): void {
  doc.markContent('Artifact', { type: 'Layout' });
  doc
    .moveTo(margins.left, 92)
    .lineTo(margins.left + textWidth, 92)
    .lineWidth(1.2)
    .strokeColor(ink)
    .stroke();
  doc.endMarkedContent();
}

/** The foot of every page: who, which letter, which page. Read aloud it would only disturb. */
function number(doc: Document, letter: Printed): void {
  const { count } = doc.bufferedPageRange();
  for (let page = 0; page < count; page++) {
    doc.switchToPage(page);
    // Below the margin text would open a new page.
    doc.page.margins.bottom = 0;
    doc.markContent('Artifact', { type: 'Pagination' });
    doc.font('regular').fontSize(8.5).fillColor(quiet);
    const y = doc.page.height - 48;
    doc.text(`${letter.sender} · ${letter.reference}`.normalize('NFC'), margins.left, y, { lineBreak: false });
    if (count > 1)
      doc.text(`${page + 1} / ${count}`, margins.left, y, { width: textWidth, align: 'right', lineBreak: false });
    doc.endMarkedContent();
    doc.page.margins.bottom = margins.bottom;
  }
}
