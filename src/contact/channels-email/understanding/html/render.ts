import { signs } from '../reply/signs.ts';
import { type Mark, markOf } from './marks.ts';
import { type Element, isElement, type Node } from './tree.ts';

/** A line of HTML as text, and the nodes of which it was made. */
export interface Line {
  text: string;
  nodes: Node[];
}

const skipped = new Set([
  'head',
  'style',
  'script',
  'title',
  'template',
  'select',
  'textarea',
  'object',
  'iframe',
  'noframes',
  'svg',
  'math',
  'audio',
  'video',
  'map',
]);
const paragraphs = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'pre', 'blockquote', 'dl', 'figure']);
const blocks = new Set([
  'div',
  'section',
  'article',
  'header',
  'footer',
  'main',
  'aside',
  'nav',
  'address',
  'table',
  'tbody',
  'thead',
  'tfoot',
  'tr',
  'caption',
  'center',
  'fieldset',
  'form',
  'dt',
  'dd',
  'li',
  'body',
  'html',
  'figcaption',
  'details',
  'summary',
  'hr',
]);
const cells = new Set(['td', 'th']);
const hiddenStyle = /(?:^|;)\s*(?:display\s*:\s*none|mso-hide\s*:\s*all)/i;
const opened: Record<Mark, string | undefined> = {
  history: signs.history,
  lead: signs.lead,
  quote: undefined,
  signature: signs.signatureBegins,
};

/** Renders a tree as lines of text: quotations with `>`, lists with `-`, and the signs that folding goes by. */
export function renderLines(root: Element): Line[] {
  const page = new Page();
  walk(root, page, { depth: 0, isPre: false, list: undefined });
  return page.end();
}

/** The lines as one text, for reading. */
export function textOf(lines: readonly Line[]): string {
  return lines
    .filter((line) => !isSign(line.text))
    .map((line) => line.text)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

export function isSign(text: string): boolean {
  return text.length === 1 && text >= signs.history && text <= signs.signatureEnds;
}

interface Place {
  depth: number;
  isPre: boolean;
  list: { next: number | undefined } | undefined;
}

/** More lines are not made; the HTML has them all. */
const mostLines = 50_000;

class Page {
  private readonly lines: Line[] = [];
  private words = '';
  private nodes: Node[] = [];
  private depth = 0;
  private wantsBlank = false;
  private wantsSpace = false;

  add(text: string, node: Node | undefined, depth: number): void {
    if (this.words === '' && this.nodes.length === 0) this.depth = depth;
    if (this.wantsSpace && this.words !== '' && !this.words.endsWith(' ')) this.words += ' ';
    this.wantsSpace = false;
    this.words += text;
    if (node) this.nodes.push(node);
  }

  space(): void {
    this.wantsSpace = true;
  }

  /** Ends the line; one that holds nothing is none. */
  breakLine(): void {
    if (this.words.trim() !== '') this.push();
    else this.words = '';
    this.wantsSpace = false;
  }

  /** Ends the line, also an empty one. */
  newLine(node: Node, depth: number): void {
    this.nodes.push(node);
    if (this.words.trim() === '') this.depth = depth;
    this.push();
    this.wantsSpace = false;
  }

  blank(): void {
    this.breakLine();
    this.wantsBlank = this.lines.length > 0;
  }

  sign(text: string): void {
    this.breakLine();
    this.lines.push({ text, nodes: [] });
  }

  end(): Line[] {
    this.breakLine();
    return this.lines;
  }

  get isFull(): boolean {
    return this.lines.length >= mostLines;
  }

  private push(): void {
    const marks = this.depth > 0 ? `${'>'.repeat(this.depth)} ` : '';
    const last = this.lines.at(-1)?.text;
    if (this.wantsBlank && last !== undefined && last !== '' && !/^>+ ?$/.test(last)) {
      const quoted = Math.min(this.depth, /^>*/.exec(last)?.[0].length ?? 0);
      this.lines.push({ text: '>'.repeat(quoted), nodes: [] });
    }
    this.wantsBlank = false;
    this.lines.push({ text: `${marks}${this.words.trim()}`.trimEnd(), nodes: this.nodes });
    this.words = '';
    this.nodes = [];
  }
}

function walk(element: Element, page: Page, place: Place): void {
  for (const node of element.children) {
    if (page.isFull) return;
    if (!isElement(node)) addText(node.text, node, page, place);
    else if (!skipped.has(node.tag) && !hiddenStyle.test(node.attributes.style ?? '')) addElement(node, page, place);
  }
}

function addText(text: string, node: Node, page: Page, place: Place): void {
  const clean = text.replace(/[\ue000-\ue003]/g, '');
  if (place.isPre) {
    const [first = '', ...rest] = clean.split(/\r?\n/);
    page.add(first, node, place.depth);
    for (const line of rest.slice(0, mostLines)) {
      page.newLine(node, place.depth);
      page.add(line, node, place.depth);
    }
    return;
  }
  const words = clean.replace(/[\s\u00a0]+/g, ' ');
  if (words.startsWith(' ')) page.space();
  const trimmed = words.trim();
  if (trimmed !== '') page.add(trimmed, node, place.depth);
  if (words.endsWith(' ')) page.space();
}

function addElement(node: Element, page: Page, place: Place): void {
  if (node.tag === 'br') {
    page.newLine(node, place.depth);
    return;
  }
  const mark = markOf(node);
  const sign = mark && opened[mark];
  if (sign) page.sign(sign);
  if (node.tag === 'img' || node.tag === 'a') {
    (node.tag === 'img' ? addPicture : addLink)(node, page, place);
    return;
  }
  const isQuote = mark === 'quote';
  const inner: Place = {
    depth: place.depth + (isQuote ? 1 : 0),
    isPre: place.isPre || node.tag === 'pre' || /white-space\s*:\s*pre/i.test(node.attributes.style ?? ''),
    list: node.tag === 'ol' ? { next: 1 } : node.tag === 'ul' ? { next: undefined } : place.list,
  };
  const isParagraph = paragraphs.has(node.tag) || isQuote;
  if (isParagraph) page.blank();
  else if (blocks.has(node.tag)) page.breakLine();
  else if (cells.has(node.tag)) page.space();
  if (node.tag === 'li')
    page.add(place.list?.next === undefined ? '- ' : `${place.list.next++}. `, undefined, place.depth);
  walk(node, page, inner);
  if (isParagraph) page.blank();
  else if (blocks.has(node.tag)) page.breakLine();
  else if (cells.has(node.tag)) page.space();
  if (mark === 'signature') page.sign(signs.signatureEnds);
}

function addPicture(node: Element, page: Page, place: Place): void {
  const alt = (node.attributes.alt ?? '').replace(/\s+/g, ' ').trim();
  page.add(alt === '' ? '' : `[${alt}]`, node, place.depth);
}

/** A link's address follows its words unless they are it. */
function addLink(node: Element, page: Page, place: Place): void {
  walk(node, page, place);
  const address = (node.attributes.href ?? '').trim();
  if (!/^https?:/i.test(address) || address.length > 500) return;
  const words = wordsOf(node, 0);
  const bare = (text: string) =>
    text
      .toLowerCase()
      .replace(/^https?:\/\/(?:www\.)?|^www\.|\/+$/g, '')
      .trim();
  if (words.trim() === '' || bare(words) === bare(address)) return;
  page.add(` <${address}>`, undefined, place.depth);
}

function wordsOf(node: Node, depth: number): string {
  if (!isElement(node)) return node.text;
  return depth > 50 ? '' : node.children.map((child) => wordsOf(child, depth + 1)).join('');
}
