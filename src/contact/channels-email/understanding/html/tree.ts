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

/** What HTML consists of, however broken. Time and memory grow with its length only. */
export function readHtml(html: string): Element {
  const root: Element = { tag: '#root', attributes: {}, children: [] };
  const open: Element[] = [root];
  let tooDeep = 0;
  const parser = new Parser(
    {
      onopentag: (tag, attributes) => {
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
      ontext: (text) => {
        const siblings = open.at(-1)?.children ?? [];
        const last = siblings.at(-1);
        if (last && !isElement(last)) last.text += text;
        else siblings.push({ text });
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  parser.write(html);
  parser.end();
  return root;
}

const empty = new Set(['br', 'hr', 'img', 'input', 'meta', 'link', 'col', 'area', 'base', 'wbr', 'source']);

/** The tree as HTML again, without what is hidden and what is left without content. */
export function writeHtml(node: Node): string {
  if (node.isHidden) return '';
  if (!isElement(node)) return escaped(node.text);
  const inner = node.children.map(writeHtml).join('');
  if (node.tag === '#root') return inner;
  const attributes = Object.entries(node.attributes)
    .map(([name, value]) => ` ${name}="${escaped(value)}"`)
    .join('');
  if (empty.has(node.tag)) return `<${node.tag}${attributes}>`;
  const hadContent = node.children.length > 0;
  return hadContent && inner === '' ? '' : `<${node.tag}${attributes}>${inner}</${node.tag}>`;
}

export function escaped(text: string): string {
  return /[&<>"]/.test(text)
    ? text.replace(/[&<>"]/g, (sign) =>
        sign === '&' ? '&amp;' : sign === '<' ? '&lt;' : sign === '>' ? '&gt;' : '&quot;',
      )
    : text;
}
