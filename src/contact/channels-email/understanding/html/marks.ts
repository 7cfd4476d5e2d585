import type { Element } from './tree.ts';

/**
 * What an element says of what stands in it: `history` begins here and goes on to the end; `lead` introduces a quotation
 * (what follows is quoted, or history to the end); `quote` is quoted; `signature` is what its name says.
 */
export type Mark = 'history' | 'lead' | 'quote' | 'signature';

/** Marks by id, class or name, in small letters and without the `x_` that Outlook puts before them. */
const byName: Record<string, Mark> = {
  // Outlook, Outlook on the web and on phones, Hotmail
  divrplyfwdmsg: 'history',
  appendonsend: 'history',
  stopspelling: 'history',
  outlookmessageheader: 'history',
  olk_src_body_section: 'history',
  'mail-editor-reference-message-container': 'history',
  'ms-outlook-mobile-reference-message': 'history',
  'ms-outlook-mobile-signature': 'signature',
  // Gmail
  gmail_quote: 'lead',
  gmail_quote_container: 'lead',
  gmail_signature: 'signature',
  gmail_signature_prefix: 'signature',
  // Yahoo, AOL
  yahoo_quoted: 'history',
  yahooquoted: 'history',
  aolreplacedbody: 'history',
  // Thunderbird, Apple Mail
  'moz-cite-prefix': 'lead',
  'moz-forward-container': 'history',
  'moz-signature': 'signature',
  applemailsignature: 'signature',
  // Zimbra
  zwchr: 'history',
  // Proton, Tuta, Zoho, Spark, mail.ru, Yandex, NetEase, QQ
  protonmail_quote: 'lead',
  protonmail_signature_block: 'signature',
  tutanota_quote: 'quote',
  zmail_extra: 'lead',
  messagereplysection: 'lead',
  messagesignaturesection: 'signature',
  'mailru-blockquote': 'quote',
  'yandex-mail-quote': 'lead',
  isreplycontent: 'quote',
  isforwardcontent: 'history',
  'ntes-mailmaster-quote': 'history',
  qmbox_reply: 'history',
  // Other desks
  freshdesk_quote: 'quote',
  'front-blockquote': 'quote',
  missive_quote: 'quote',
  zendesk_quote: 'lead',
  superhuman_quote: 'lead',
  'sh-signature': 'signature',
};

/** Zimbra names its parts in an attribute of its own. */
const byMarker: Record<string, Mark> = {
  __quoted_text__: 'quote',
  __headers__: 'history',
  __divider__: 'history',
  __sig_pre__: 'signature',
  __sig_post__: 'signature',
};

/** Borders by which Outlook (2003 to 365, for Windows and Mac) and Windows Mail set history off. */
const historyBorder =
  /border-top: ?(?:solid |1(?:\.0)?pt |1px )*(?:#b5c4df|#e1e1e1|#e5e5e5|rgb\(225, ?225, ?225\)|rgb\(229, ?229, ?229\))|border-top: ?solid #?\w+ 1(?:\.0)?pt.{0,80}padding: ?3(?:\.0)?pt 0|border-top-color: ?rgb\(229, ?229, ?229\)|border: ?none; ?border-top: ?solid windowtext 1(?:\.0)?pt/i;

const quoteBorder = /border-left(?:-style)?:[^;]{0,60}(?:solid|\d+px)|margin:? ?0 0 0 \.8ex/i;

export function markOf({ tag, attributes }: Element): Mark | undefined {
  for (const name of [attributes.id, attributes.class, attributes.name]) {
    if (!name) continue;
    for (const word of name.toLowerCase().split(/\s+/, 20)) {
      const bare = word.replace(/^(?:x_|ecx|ydp[0-9a-f]{4,12})+/, '');
      const mark = byName[bare] ?? (bare.startsWith('yahoo_quoted') ? 'history' : undefined);
      if (mark) return tag === 'blockquote' && mark === 'lead' ? 'quote' : mark;
      if (/^(?:.{0,30}[-_])?(?:e?mail-?)?signature(?:[-_].{0,30})?$/.test(bare)) return 'signature';
    }
  }
  const marker = byMarker[attributes['data-marker']?.toLowerCase() ?? ''];
  if (marker) return marker;
  if (tag === 'div' || tag === 'table' || tag === 'p') {
    if (attributes.style && historyBorder.test(attributes.style.slice(0, 500))) return 'history';
  }
  if (tag === 'blockquote') return 'quote';
  if (attributes.type === 'cite') return 'quote';
  return tag === 'div' && attributes.cite !== undefined && quoteBorder.test(attributes.style ?? '')
    ? 'quote'
    : undefined;
}
