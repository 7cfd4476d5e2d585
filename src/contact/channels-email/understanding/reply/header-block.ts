import { hasDate } from './attribution.ts';
import { type HeaderRole, headerRole } from './words-headers.ts';

const mostLines = 14;

/**
 * Whether plain lines repeat the headers of an earlier mail from `at` on ("From: … Sent: … To: …"), in any order, wrapped or
 * with single blank lines between. It takes somebody and a time, and a third key where the time is not plainly one; a
 * form's fields are none.
 */
export function isHeaderBlock(lines: readonly string[], at: number): boolean {
  const seen = new Map<HeaderRole, string>();
  let strangers = 0;
  let blanks = 0;
  for (let index = at; index < lines.length && index < at + mostLines; index++) {
    const line = (lines[index] ?? '').replace(/^[\s>|]+/, '');
    if (line === '') {
      blanks++;
      if (blanks > 2 || index === at) break;
      continue;
    }
    const known = headerRole(line);
    if (!known) {
      if (index === at || ++strangers > 2 || seen.size === 0) break;
      continue;
    }
    strangers = 0;
    if (index === at && known.role === 'other') return false;
    if (seen.has(known.role) && known.role !== 'other' && known.role !== 'cc') break;
    seen.set(known.role, known.value);
  }
  seen.delete('other');
  if (!seen.has('from'))
    return seen.has('sent') && seen.has('subject') && seen.has('to') && hasDate(seen.get('sent') ?? '');
  const sent = seen.get('sent');
  // A contact form has somebody and a subject, and seldom says when.
  if (sent === undefined) return false;
  return seen.size >= 3 || hasDate(sent) || /\d{1,2}[:.]\d{2}/.test(sent);
}
