import {
  type Pdf as Doc,
  pdfInk as ink,
  pdfMargins as margins,
  numberPages,
  openPdf,
  pdfQuiet as quiet,
  pdfTextWidth as width,
} from '#foundation/letters/index.ts';
import type { PackMetric, PackSection, PackTable } from '../contract.ts';
import type { Printable } from './file.ts';
import { barsOf, valueWords } from './print-words.ts';

const line = '#c9cfcc';
const good = '#1d6b4f';
const bad = '#a3341f';

/** The review as PDF on A4: the numbers with their trend, what was said, evaluations, findings, meetings. */
export async function pdfOf({ content, signed }: Printable): Promise<Buffer> {
  const { review } = content;
  const title = `Review of ${review.standard} ${review.version}`;
  const reference = `${review.from} to ${review.to}`;
  const madeAt = signed ? new Date(signed.at) : new Date();
  const { doc, finish } = await openPdf({ title, author: 'Heed', reference, language: 'en', madeAt });
  heading(doc, title, 18);
  say(doc, reference, quiet);
  const { days, needed, missing } = content.pack.coverage;
  say(doc, `${days} days are covered by data${missing > 0 ? `; ${missing} of ${needed} are missing` : ''}.`);
  say(doc, signed ? `Signed by ${signed.by ?? 'somebody'} on ${signed.at.slice(0, 10)}` : 'Not signed yet', quiet);
  const evaluations = new Map(content.evaluations.map((one) => [one.metric, one.text]));
  for (const section of content.pack.sections) writeSection(doc, section, evaluations);
  writeFindings(doc, content);
  writeMeetings(doc, content);
  if (signed) say(doc, `SHA-256 of what was signed: ${signed.contentHash}`, quiet, 8);
  numberPages(doc, title);
  return finish();
}

function say(doc: Doc, text: string, colour = ink, size = 10): void {
  doc.font('regular').fontSize(size).fillColor(colour);
  doc.text(text.normalize('NFC'), margins.left, doc.y, { width, lineGap: 2.5 });
}

/** Keeps what belongs together on one page. */
function room(doc: Doc, height: number): void {
  if (doc.y + height > doc.page.height - margins.bottom) doc.addPage();
}

function heading(doc: Doc, text: string, size = 13): void {
  room(doc, 70);
  if (doc.y > margins.top) doc.y += 14;
  doc.font('semiBold').fontSize(size).fillColor(ink);
  doc.text(text.normalize('NFC'), margins.left, doc.y, { width });
  doc.y += 4;
}

function writeSection(doc: Doc, section: PackSection, evaluations: ReadonlyMap<string, string>): void {
  heading(doc, section.title);
  if (section.empty) say(doc, section.empty, quiet);
  for (const metric of section.metrics) writeMetric(doc, metric, evaluations.get(metric.key));
  for (const table of section.tables) writeTable(doc, table);
  for (const { about, at, words } of section.quotes) {
    room(doc, 34);
    say(doc, words ? `“${words}”` : 'Erased since.', words ? ink : quiet);
    say(doc, `${about}, ${at.slice(0, 10)}`, quiet, 8.5);
    doc.y += 4;
  }
}

/** Name and clause, the number beside its target, thirteen bars, and what people make of it. */
function writeMetric(doc: Doc, metric: PackMetric, evaluation: string | undefined): void {
  room(doc, 74);
  const top = doc.y + 3;
  doc
    .moveTo(margins.left, top)
    .lineTo(margins.left + width, top)
    .lineWidth(0.6)
    .strokeColor(line)
    .stroke();
  doc.font('semiBold').fontSize(10).fillColor(ink);
  doc.text(metric.name, margins.left, top + 6, { width: width * 0.42 });
  doc
    .font('regular')
    .fontSize(8.5)
    .fillColor(quiet)
    .text(metric.clause, { width: width * 0.42 });
  const below = doc.y;
  const { value, isMet, detail } = valueWords(metric);
  doc
    .font('semiBold')
    .fontSize(13)
    .fillColor(isMet === null ? quiet : isMet ? good : bad);
  doc.text(value, margins.left + width * 0.45, top + 5, { width: width * 0.26 });
  doc
    .font('regular')
    .fontSize(8.5)
    .fillColor(quiet)
    .text(detail, { width: width * 0.26 });
  const left = margins.left + width * 0.74;
  const size = (width * 0.26) / Math.max(13, metric.trend.length);
  for (const [place, height] of barsOf(metric).entries()) {
    const bar = Math.max(0.8, height * 26);
    doc.rect(left + place * size, top + 34 - bar, size - 2, bar).fill(height > 0 ? ink : line);
  }
  doc.y = Math.max(below, doc.y, top + 38) + 2;
  if (metric.missing) say(doc, metric.missing, quiet, 8.5);
  if (evaluation) say(doc, evaluation);
  doc.y += 4;
}

function writeTable(doc: Doc, { caption, head, rows }: PackTable): void {
  room(doc, 50);
  doc
    .font('semiBold')
    .fontSize(9.5)
    .fillColor(ink)
    .text(caption, margins.left, doc.y + 6, { width });
  const widths = head.map((_, column) => width * (column === 0 ? 0.34 : 0.66 / Math.max(1, head.length - 1)));
  for (const [index, row] of [head, ...rows].entries()) {
    const isHead = index === 0;
    doc.font('regular').fontSize(8.5);
    const height = Math.max(
      ...row.map((cell, column) => doc.heightOfString(String(cell), { width: widths[column] ?? 60 })),
    );
    room(doc, height + 6);
    const y = doc.y + 3;
    let x = margins.left;
    for (const [column, cell] of row.entries()) {
      const wide = widths[column] ?? 60;
      doc
        .fillColor(isHead ? quiet : ink)
        .text(String(cell), x, y, { width: wide - 6, align: column === 0 ? 'left' : 'right' });
      x += wide;
    }
    doc.y = y + height;
    if (isHead)
      doc
        .moveTo(margins.left, doc.y + 1)
        .lineTo(margins.left + width, doc.y + 1)
        .lineWidth(0.6)
        .strokeColor(line)
        .stroke();
  }
  doc.x = margins.left;
  doc.y += 6;
}

const decided = { keep: 'Keep', change: 'Change', stop: 'Stop' } as const;

function writeFindings(doc: Doc, { findings }: Printable['content']): void {
  heading(doc, 'Findings and decisions');
  if (findings.length === 0) say(doc, 'None.', quiet);
  for (const { text, decision, notNow } of findings) {
    room(doc, 30);
    say(doc, `${decided[decision]}: ${text}`);
    if (notNow) say(doc, `Not before ${notNow.until}: ${notNow.reason}`, quiet, 8.5);
  }
}

function writeMeetings(doc: Doc, { meetings }: Printable['content']): void {
  heading(doc, 'Meetings');
  if (meetings.length === 0) say(doc, 'None.', quiet);
  for (const { heldOn, attendees, items } of meetings) {
    room(doc, 40);
    say(doc, `${heldOn}: ${attendees.join(', ')}`, quiet);
    for (const { words, actions } of items) {
      say(doc, `• ${words}`);
      for (const one of actions)
        say(doc, `    → ${one.words} (${one.ownerName ?? 'nobody'}, by ${one.dueAt.slice(0, 10)})`);
    }
  }
  doc.y += 8;
}
