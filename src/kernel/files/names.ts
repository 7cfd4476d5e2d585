import { longestFileName } from '#kernel/contract/files.ts';
import type { FileKind } from './kinds.ts';

/** Names that belong to devices where the file may be saved, whatever follows the dot. */
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;
const parts = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * A name as it is shown and offered for saving: one line without folders, without signs that cannot be seen or that turn
 * writing round, of reasonable length, and with an ending that tells what the content is.
 */
export function tidyName(given: string, kind: FileKind): string {
  const [usual = 'bin'] = kind.endings;
  const last = given.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const bare = last
    // Control and format signs (zero width, right-to-left override), halves of signs, and what file systems refuse.
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/(\p{M}{3})\p{M}+/gu, '$1')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  const dot = bare.lastIndexOf('.');
  const ending = dot > 0 ? bare.slice(dot + 1).toLowerCase() : '';
  const isTrue = kind.endings.includes(ending);
  const stem = (isTrue ? bare.slice(0, dot) : bare).replace(/[\s.]+$/, '');
  const named = stem === '' ? 'file' : device.test(stem) ? `_${stem}` : stem;
  const tail = `.${isTrue ? ending : usual}`;
  return cut(named, longestFileName - tail.length) + tail;
}

/** The beginning, cut between whole signs as people count them. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  let kept = '';
  for (const { segment } of parts.segment(text.slice(0, most + 50))) {
    if (kept.length + segment.length > most) break;
    kept += segment;
  }
  return kept.trimEnd();
}

/** The header with which a name travels (RFC 6266), in a form that no name can break out of. */
export function disposition(how: 'attachment' | 'inline', name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%;]/g, '_');
  const whole = encodeURIComponent(name).replace(
    /['()*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${how}; filename="${plain}"; filename*=UTF-8''${whole}`;
}
