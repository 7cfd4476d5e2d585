import {
  numberPages,
  openPdf,
  type Pdf,
  pdfInk,
  pdfMargins,
  pdfQuiet,
  pdfTextWidth,
  sayInPdf,
  unknownSigns,
} from '#foundation/letters/index.ts';
import { refuse } from '#kernel/server/problem.ts';
import type { ClauseBody } from '../contract-words.ts';
import { benchmarkCells, dateOf, disposedWords, minutesWords, sectionTitles, sourceWords } from './pdf-words.ts';
import type { Whole } from './whole.ts';

/** What is drawn and where it stands in the order of reading. */
interface Sheet {
  doc: Pdf;
  root: PDFKit.PDFStructureElement;
}
const foot = 842 - pdfMargins.bottom;
const indent = 40;

/**
 * A version as a document to be read, filed and audited: clauses, research with its sources, comments, signatures.
 * @throws Problem standard.unprintable for signs that the font does not hold
 */
export async function pdfOf(whole: Whole): Promise<Buffer> {
  const { standard, version } = whole;
  const reference = `${standard.name} ${version.major}.${version.minor}`;
  const { doc, finish } = await openPdf({
    ...{ title: reference, author: whole.workspace, reference, language: 'en' },
    madeAt: new Date(whole.exportedAt),
  });
  const unknown = unknownSigns(doc, JSON.stringify(whole));
  if (unknown.length > 0) {
    refuse('standard.unprintable', `The PDF cannot show: ${unknown.slice(0, 12).join(' ')}. Take the JSON instead.`);
  }
  const root = doc.struct('Document');
  doc.addStructure(root);
  const sheet = { doc, root };
  writeHead(sheet, whole, reference);
  writeClauses(sheet, whole);
  writeNeeds(sheet, whole);
  writeBenchmarks(sheet, whole);
  writeComments(sheet, whole);
  writeSignatures(sheet, whole);
  root.end();
  numberPages(doc, `${whole.workspace} · ${reference}`);
  return finish();
}

interface Look {
  size?: number;
  bold?: boolean;
  color?: string;
  left?: number;
  after?: number;
}

/** One element of the structure with its text. */
function put({ doc, root }: Sheet, tag: string, text: string, look: Look = {}): void {
  const { size = 10, bold = false, color = pdfInk, left = 0, after = 4 } = look;
  if (text === '') return;
  const draw = () => {
    doc
      .font(bold ? 'semiBold' : 'regular')
      .fontSize(size)
      .fillColor(color);
    doc.x = pdfMargins.left + left;
    sayInPdf(doc, text, { width: pdfTextWidth - left });
  };
  root.add(doc.struct(tag, {}, draw));
  doc.x = pdfMargins.left;
  doc.y += after;
}

/** A new page where less than this is left: a heading never stands alone at the foot. */
function keep({ doc }: Sheet, room: number): void {
  if (doc.y > foot - room) doc.addPage();
}

function rule({ doc }: Sheet, strong = false): void {
  doc.markContent('Artifact', { type: 'Layout' });
  const y = doc.y;
  doc
    .moveTo(pdfMargins.left, y)
    .lineTo(pdfMargins.left + pdfTextWidth, y)
    .lineWidth(strong ? 1.2 : 0.5)
    .strokeColor(strong ? pdfInk : '#c9d2cf')
    .stroke();
  doc.endMarkedContent();
  doc.y = y + 8;
}

function chapter(sheet: Sheet, title: string): void {
  keep(sheet, 110);
  sheet.doc.y += 14;
  put(sheet, 'H2', title, { size: 14, bold: true, after: 4 });
  rule(sheet);
}

function writeHead(sheet: Sheet, whole: Whole, reference: string): void {
  const { version, standard, timeZone } = whole;
  put(sheet, 'P', whole.workspace, { size: 11, bold: true, after: 6 });
  rule(sheet, true);
  put(sheet, 'H1', reference, { size: 20, bold: true, after: 2 });
  const date = (at: string | null) => (at ? dateOf(at, timeZone) : null);
  const facts = [
    version.authorName && `Written by ${version.authorName}`,
    version.approverName && `approved by ${version.approverName} on ${date(version.approvedAt)}`,
    version.effectiveFrom && `in force from ${date(version.effectiveFrom)}`,
    version.retiredAt && `until ${date(version.retiredAt)}`,
  ].filter(Boolean);
  put(sheet, 'P', facts.length > 0 ? `${facts.join(', ')}.` : `State: ${version.state}.`, { color: pdfQuiet });
  put(sheet, 'P', standard.about, { size: 11, after: 6 });
  if (version.reason) put(sheet, 'P', `Why this version: ${version.reason}`);
  if (version.contentHash)
    put(sheet, 'P', `SHA-256 of what was approved: ${version.contentHash}`, { size: 7.5, color: pdfQuiet });
}

/** What the software carries out of a clause, a line each. */
function bodyLines(body: ClauseBody | null, brands: ReadonlyMap<string, string>): string[] {
  const ofBrand = (id: string | null | undefined) => (id ? `, for ${brands.get(id) ?? 'one brand'} only` : '');
  if (body?.does === 'promise') {
    return body.lines.map(
      (line) =>
        `${line.measure.replaceAll('_', ' ')}${line.channel ? ` by ${line.channel}` : ''}: within ${minutesWords(line.minutes)}${line.calendarId ? ' of opening hours' : ''}, for ${line.sharePercent} % of cases${ofBrand(line.brandId)}`,
    );
  }
  if (body?.does === 'metric') {
    return body.lines.map((line) => `${line.measure.replaceAll('_', ' ')}: ${line.is.replace('_', ' ')} ${line.goal}`);
  }
  const steps = body?.steps ?? [];
  return steps.map(
    ({ words, facts }, at) => `${at + 1}. ${words}${facts.length > 0 ? ` (needed: ${facts.join(', ')})` : ''}`,
  );
}

function writeClauses(sheet: Sheet, { clauses, dropped, brands: known }: Whole): void {
  const brands = new Map(known.map(({ id, name }) => [id, name]));
  let section = '';
  for (const clause of clauses) {
    if (clause.section !== section) chapter(sheet, `${clause.number.split('.')[0]}  ${sectionTitles[clause.section]}`);
    section = clause.section;
    keep(sheet, 50);
    put(sheet, 'H3', `${clause.number}  ${clause.title}`, { size: 11, bold: true, after: 2 });
    put(sheet, 'P', clause.text, { left: indent, after: 3 });
    for (const line of bodyLines(clause.body, brands)) put(sheet, 'P', line, { left: indent, after: 1 });
    if (clause.reason) put(sheet, 'P', `Changed because: ${clause.reason}`, { left: indent, size: 9, color: pdfQuiet });
    sheet.doc.y += 6;
  }
  if (dropped.length > 0) chapter(sheet, 'Left out of this version');
  for (const one of dropped) put(sheet, 'P', `${one.title}: ${one.reason}`);
}

function writeNeeds(sheet: Sheet, { research, clauses, timeZone }: Whole): void {
  chapter(sheet, 'Research: what customers need');
  if (research.findings.length === 0) put(sheet, 'P', 'No findings.', { color: pdfQuiet });
  const numberOf = new Map(clauses.map((one) => [one.id, one.number]));
  for (const one of research.findings) {
    keep(sheet, 60);
    put(sheet, 'H3', one.need, { size: 11, bold: true, after: 2 });
    put(sheet, 'P', one.learnt, { after: 2 });
    for (const source of one.sources) {
      put(sheet, 'P', `• ${sourceWords(source)}`, { left: 10, size: 9, color: pdfQuiet, after: 1 });
    }
    const answered = one.clauseIds
      .map((id) => numberOf.get(id))
      .filter(Boolean)
      .join(', ');
    const by = [
      one.authorName,
      dateOf(one.writtenAt, timeZone),
      one.carriedFrom && `taken over from ${one.carriedFrom}`,
    ];
    const words = `${answered ? `Answered by ${answered}` : 'No clause answers it'} · ${by.filter(Boolean).join(', ')}`;
    put(sheet, 'P', words, { size: 9, color: pdfQuiet, after: 8 });
  }
}

const widths = [104, 48, 62, 58, 181];

/** A row of cells, each as high as the highest. */
function row({ doc, root }: Sheet, table: PDFKit.PDFStructureElement, cells: readonly string[], isHead: boolean): void {
  doc.font(isHead ? 'semiBold' : 'regular').fontSize(8.5);
  const heights = cells.map((cell, at) => doc.heightOfString(cell, { width: (widths[at] ?? 0) - 8, lineGap: 2 }));
  const height = Math.max(...heights);
  keep({ doc, root }, height + 10);
  const y = doc.y;
  const line = doc.struct('TR');
  table.add(line);
  let x = pdfMargins.left;
  for (const [at, cell] of cells.entries()) {
    const width = (widths[at] ?? 0) - 8;
    const draw = () => {
      doc
        .font(isHead ? 'semiBold' : 'regular')
        .fontSize(8.5)
        .fillColor(isHead ? pdfQuiet : pdfInk);
      doc.text(cell.normalize('NFC'), x, y, { width, lineGap: 2 });
    };
    line.add(doc.struct(isHead ? 'TH' : 'TD', {}, draw));
    x += widths[at] ?? 0;
  }
  line.end();
  doc.x = pdfMargins.left;
  doc.y = y + height + 3;
  rule({ doc, root });
  doc.y -= 3;
}

function writeBenchmarks(sheet: Sheet, { research }: Whole): void {
  chapter(sheet, 'Research: benchmarks');
  const { own, benchmarks, goals } = research;
  put(
    sheet,
    'P',
    `Our own values are of ${own.from} to ${own.to}${own.keptAt ? ', as they were at the approval' : ''}.`,
    {
      size: 9,
      color: pdfQuiet,
    },
  );
  if (benchmarks.length > 0) {
    const table = sheet.doc.struct('Table');
    sheet.root.add(table);
    row(sheet, table, ['Measure', 'Others', 'We', 'Gap', 'Source'], true);
    for (const one of benchmarks) {
      row(
        sheet,
        table,
        benchmarkCells(
          one,
          own.figures.find((figure) => figure.id === one.id),
        ),
        false,
      );
    }
    table.end();
  }
  for (const goal of goals.filter((one) => one.benchmarkIds.length === 0)) {
    const name = `${goal.number} ${goal.title}, ${goal.measure.replaceAll('_', ' ')}${goal.channel ? ` by ${goal.channel}` : ''}`;
    put(sheet, 'P', `No benchmark for ${name}: ${goal.reason ?? 'no reason is written'}`, { size: 9 });
  }
}

function writeComments(sheet: Sheet, { consultation, clauses, timeZone }: Whole): void {
  const { rounds, invitees, comments } = consultation;
  chapter(sheet, 'Consultation');
  const asked = invitees.map((one) => one.name).join(', ');
  put(sheet, 'P', asked ? `Asked: ${asked}.` : 'Nobody was asked yet.', { after: 2 });
  for (const one of rounds)
    put(sheet, 'P', `Round ${one.number} until ${one.until}.`, { size: 9, color: pdfQuiet, after: 2 });
  for (const one of comments) {
    keep(sheet, 40);
    const clause = clauses.find((each) => each.id === one.clauseId);
    const head = `${one.authorName}, ${dateOf(one.writtenAt, timeZone)}${clause ? `, on ${clause.number} ${clause.title}` : ''}`;
    put(sheet, 'P', head, { size: 9, color: pdfQuiet, after: 1 });
    put(sheet, 'P', one.text, { after: 1 });
    put(sheet, 'P', disposedWords(one.disposition, one.dispositionReason), { size: 9, bold: true, after: 7 });
  }
}

function writeSignatures(sheet: Sheet, { signatures, timeZone }: Whole): void {
  chapter(sheet, 'Read and signed');
  if (signatures.length === 0) put(sheet, 'P', 'Nobody has signed this version yet.', { color: pdfQuiet });
  for (const one of signatures) {
    put(sheet, 'P', `${one.name}${one.role ? ` (${one.role})` : ''}, ${dateOf(one.signedAt, timeZone)}`, { after: 2 });
  }
}
