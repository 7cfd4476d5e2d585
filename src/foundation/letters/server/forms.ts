import type { LetterBlock } from '../contract-render.ts';

/** A letter as it goes out, whatever the form. */
export interface Printed {
  language: string;
  reference: string;
  date: string;
  subject: string;
  /** Lines. */
  recipient: string;
  sender: string;
  author: string | null;
  madeAt: Date;
  blocks: readonly LetterBlock[];
}

/** Headings, paragraphs and lists as plain text. */
export function textOf(blocks: readonly LetterBlock[]): string {
  return blocks
    .map((block) => {
      if (block.kind === 'heading') return block.text;
      return block.kind === 'list' ? block.items.map((item) => `- ${item}`).join('\n') : block.lines.join('\n');
    })
    .join('\n\n');
}

/** The whole letter as plain text. */
export function plainLetter(letter: Printed): string {
  const head = `${letter.sender}\n\n${letter.recipient}\n\n${letter.date}\nReference: ${letter.reference}`;
  return `${head}\n\n${letter.subject}\n\n${textOf(letter.blocks)}\n`;
}

/** A text as it may stand in HTML, in an element or in a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

const ink = '#1c2321';
const quiet = '#5a6663';

/**
 * The whole letter as a page or mail: styles inline, no script, no picture, nothing loaded from anywhere. Every value
 * is escaped here, once.
 */
export function htmlLetter(letter: Printed): string {
  const linesOf = (text: string) => text.split('\n').map(escapeHtml).join('<br>');
  const blocks = letter.blocks.map(htmlBlock).join('\n');
  return `<!doctype html>
<html lang="${escapeHtml(letter.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(letter.subject)}</title>
</head>
<body style="margin:0;padding:32px 20px;background:#ffffff;color:${ink};font:16px/1.6 'Segoe UI',Helvetica,Arial,sans-serif">
<main style="max-width:38em;margin:0 auto">
<p style="margin:0 0 28px;padding-bottom:12px;border-bottom:2px solid ${ink};font-size:20px;font-weight:600">${escapeHtml(letter.sender)}</p>
<p style="margin:0 0 24px">${linesOf(letter.recipient)}</p>
<p style="margin:0 0 24px;color:${quiet};font-size:14px">${escapeHtml(letter.date)}<br>Reference: ${escapeHtml(letter.reference)}</p>
<h1 style="margin:0 0 20px;font-size:19px;line-height:1.35">${escapeHtml(letter.subject)}</h1>
${blocks}
</main>
</body>
</html>
`;
}

function htmlBlock(block: LetterBlock): string {
  if (block.kind === 'heading') {
    return `<h2 style="margin:28px 0 8px;font-size:16px;line-height:1.4">${escapeHtml(block.text)}</h2>`;
  }
  if (block.kind === 'list') {
    const items = block.items.map((item) => `<li style="margin:0 0 4px">${escapeHtml(item)}</li>`).join('');
    return `<ul style="margin:0 0 16px;padding-left:22px">${items}</ul>`;
  }
  return `<p style="margin:0 0 16px">${block.lines.map(escapeHtml).join('<br>')}</p>`;
}
