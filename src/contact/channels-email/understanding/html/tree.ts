import { Parser } from 'htmlparser2';

export interface Element {
  tag: string;
  attributes: Record<string, string>;
  children: Node[];
  /** Set by whoever folds; then it and all within it are left out. */
  isHidden?: boolean;
}

export interface Text {
  text: string;
  isHidden?: boolean;
}

export type Node = Element | Text;

export function isElement(node: Node): node is Element {
  return 'tag' in node;
}

/** Deeper elements stand beside each other instead of within; no mail of a person has them. */
const deepest = 200;
/** The parser takes time by depth for every element, so at this depth a new one goes on with the rest. */
const renewedAt = 250;
const pieceLength = 2_048;

/** What HTML consists of, however broken. Time and memory grow with its length only. */
export function readHtml(html: string): Element {
  const root: Element = { tag: '#root', attributes: {}, children: [] };
  const open: Element[] = [root];
  let tooDeep = 0;
  const handler = {
    onopentag: (tag: string, attributes: Record<string, string>) => {
      if (open.length > deepest) {
        tooDeep++;
        return;
      }
      const element: Element = { tag, attributes, children: [] };
      open.at(-1)?.children.push(element);
      open.push(element);
    },
    onclosetag: () => {
      if (tooDeep > 0) tooDeep--;
      else if (open.length > 1) open.pop();
    },
    ontext: (text: string) => {
      const siblings = open.at(-1)?.children ?? [];
      const last = siblings.at(-1);
      if (last && !isElement(last)) last.text += text;
      else siblings.push({ text });
    },
  };
  let parser = new Parser(handler, { decodeEntities: true });
  for (const piece of pieces(html)) {
    parser.write(piece);
    if (open.length + tooDeep < renewedAt) continue;
    parser.end();
    parser = new Parser(handler, { decodeEntities: true });
  }
  parser.end();
  return root;
}

/** Pieces that end before a tag begins, as far as that can be seen. */
function* pieces(html: string): Generator<string> {
  for (let at = 0; at < html.length; ) {
    const tag = html.indexOf('<', at + pieceLength);
    const end = tag < 0 ? html.length : tag;
    yield html.slice(at, end);
    at = end;
  }
}

/** What is never shown, and for which sanitising would only take time. */
const unseen = new Set(['script', 'style', 'title', 'template', 'textarea', 'select', 'object', 'noframes']);
const empty = new Set(['br', 'hr', 'img', 'input', 'meta', 'link', 'col', 'area', 'base', 'wbr', 'source']);

/** The tree as HTML again, with the attributes that are given, and without what is hidden and what that leaves empty. */
export function writeHtml(root: Element, attributesOf: (element: Element) => [string, string][]): string {
  const out: string[] = [];
  /** Whether anything was written. */
  const write = (node: Node): boolean => {
    if (node.isHidden) return false;
    if (!isElement(node)) {
      out.push(escaped(node.text));
      return node.text !== '';
    }
    if (unseen.has(node.tag)) return false;
    const before = out.length;
    out.push(`<${node.tag}`);
    for (const [name, value] of attributesOf(node)) out.push(` ${name}="${escaped(value)}"`);
    out.push('>');
    if (empty.has(node.tag)) return true;
    let isFilled = node.children.length === 0;
    for (const child of node.children) isFilled = write(child) || isFilled;
    if (isFilled) out.push(`</${node.tag}>`);
    else out.length = before;
    return isFilled;
  };
  for (const child of root.children) write(child);
  return out.join('');
}

export function escaped(text: string): string {
  return /[&<>"]/.test(text)
    ? text.replace(/[&<>"]/g, (sign) =>
        sign === '&' ? '&amp;' : sign === '<' ? '&lt;' : sign === '>' ? '&gt;' : '&quot;',
      )
    : text;
}
