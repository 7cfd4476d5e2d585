import sanitize from 'sanitize-html';
import { type Element, writeHtml } from './tree.ts';

const tags = [
  'a',
  'abbr',
  'address',
  'b',
  'bdi',
  'bdo',
  'big',
  'blockquote',
  'br',
  'caption',
  'center',
  'cite',
  'code',
  'col',
  'colgroup',
  'dd',
  'del',
  'dfn',
  'div',
  'dl',
  'dt',
  'em',
  'figcaption',
  'figure',
  'font',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'hr',
  'i',
  'img',
  'ins',
  'kbd',
  'li',
  'mark',
  'ol',
  'p',
  'pre',
  'q',
  's',
  'samp',
  'small',
  'span',
  'strike',
  'strong',
  'sub',
  'sup',
  'table',
  'tbody',
  'td',
  'tfoot',
  'th',
  'thead',
  'tr',
  'tt',
  'u',
  'ul',
  'var',
];

/** Styles that cannot reach beyond the words they belong to: no place, no size of the page, nothing fetched. */
const styles = new Set([
  'color',
  'background-color',
  'font-weight',
  'font-style',
  'font-family',
  'font-size',
  'text-align',
  'text-decoration',
  'text-transform',
  'line-height',
  'white-space',
  'vertical-align',
  'direction',
  'padding',
  'padding-left',
  'padding-right',
  'padding-top',
  'padding-bottom',
  'margin-left',
  'border',
  'border-left',
  'border-top',
  'border-right',
  'border-bottom',
  'border-collapse',
  'list-style-type',
  'width',
]);
const harmless = /^[\w\s.,#%()'"+/-]{1,120}$/;
const reaching = /url|expression|javascript|import|var\s*\(|attr\s*\(/i;

const options: sanitize.IOptions = {
  allowedTags: tags,
  allowedAttributes: {
    '*': ['style', 'dir', 'lang', 'align', 'valign', 'bgcolor'],
    a: ['href', 'title'],
    img: ['src', 'alt', 'title', 'width', 'height', 'data-remote-src'],
    font: ['color', 'face', 'size'],
    td: ['colspan', 'rowspan', 'width'],
    th: ['colspan', 'rowspan', 'width', 'scope'],
    table: ['width', 'border', 'cellpadding', 'cellspacing'],
    ol: ['start', 'type'],
    blockquote: ['type'],
  },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowedSchemesByTag: { img: ['cid', 'data'] },
  allowProtocolRelative: false,
  // Styles are gone through below: the parser for them takes more time than all the rest.
  parseStyleAttributes: false,
  nestingLimit: 200,
  nonTextTags: [
    'script',
    'style',
    'textarea',
    'option',
    'noscript',
    'title',
    'template',
    'svg',
    'math',
    'select',
    'object',
    'xml',
  ],
};

/**
 * A tree as HTML that can be shown: no script, frame, form or style sheet, and nothing that fetches. It is written anew,
 * well formed and not too deep, before sanitize-html has the last word.
 */
export function sanitisedHtml(tree: Element): string {
  return sanitize(writeHtml(tree, shown), options)
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

const kept = new Set(Object.values(options.allowedAttributes || {}).flat());

/** The attributes of an element that may be shown, styles and addresses of pictures gone through. */
function shown({ tag, attributes }: Element): [string, string][] {
  const list: [string, string][] = [];
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'src') list.push(...picture(tag, value.trim()));
    else if (name === 'style') list.push(...styled(value));
    else if (kept.has(name) && name !== 'data-remote-src') list.push([name, value]);
  }
  return list;
}

function styled(style: string): [string, string][] {
  const safe = style
    .slice(0, 4_000)
    .split(';')
    .map((one) => one.split(':'))
    .filter(([name = '', value = '', ...more]) => {
      const text = value.trim();
      return more.length === 0 && styles.has(name.trim().toLowerCase()) && harmless.test(text) && !reaching.test(text);
    })
    .map(([name = '', value = '']) => `${name.trim().toLowerCase()}:${value.trim()}`);
  return safe.length > 0 ? [['style', safe.join(';')]] : [];
}

/** A remote picture tells its sender when and where it was seen, so its address waits until somebody asks for it. */
function picture(tag: string, address: string): [string, string][] {
  if (tag !== 'img') return [];
  if (/^https?:\/\//i.test(address)) return [['data-remote-src', address]];
  return /^cid:|^data:image\/(?:png|jpe?g|gif|webp);base64,/i.test(address) ? [['src', address]] : [];
}
