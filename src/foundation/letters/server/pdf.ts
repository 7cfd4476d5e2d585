import type { LetterBlock } from '../contract-render.ts';
import type { Printed } from './forms.ts';
import {
  demandPrintable,
  ink,
  lineGap,
  margins,
  numberPages,
  openPdf,
  type Pdf,
  quiet,
  say,
  textWidth,
} from './pdf-document.ts';

const size = 10.5;

/**
 * The letter as PDF. Latin of every language, Greek and Cyrillic are shown.
 * @throws Problem letter.unprintable for other signs, naming them: a box would be an empty hole
 */
export async function pdfOf(letter: Printed): Promise<Buffer> {
  const { doc, finish } = await openPdf({
    ...{ title: letter.subject, author: letter.sender, reference: letter.reference },
    ...{ language: letter.language, madeAt: letter.madeAt },
  });
  demandPrintable(
    doc,
    [letter.sender, letter.recipient, letter.subject, letter.date, JSON.stringify(letter.blocks)].join(''),
  );
  write(doc, letter);
  numberPages(doc, `${letter.sender} · ${letter.reference}`);
  return finish();
}

/** What is drawn and where it stands in the order of reading. */
interface Sheet {
  doc: Pdf;
  root: PDFKit.PDFStructureElement;
}

/** One element of the structure with its text. */
function element({ doc, root }: Sheet, tag: string, draw: () => void): void {
  root.add(doc.struct(tag, {}, draw));
}

function write(doc: Pdf, letter: Printed): void {
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

function rule(doc: Pdf): void {
  doc.markContent('Artifact', { type: 'Layout' });
  doc
    .moveTo(margins.left, 92)
    .lineTo(margins.left + textWidth, 92)
    .lineWidth(1.2)
    .strokeColor(ink)
    .stroke();
  doc.endMarkedContent();
}
