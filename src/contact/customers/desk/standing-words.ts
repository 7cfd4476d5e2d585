import { selectOrdinal, t } from '@lingui/core/macro';
import type { Standing } from '../contract-words.ts';

const standingNames: Record<Standing, string> = {
  new: t`New customer`,
  returning: t`Returning`,
  probably_returning: t`Probably returning`,
};

/** How often somebody came to us: "no contact yet", "first contact", "6th contact". */
export function contactWords(contacts: number): string {
  if (contacts === 0) return t`no contact yet`;
  if (contacts === 1) return t`first contact`;
  return selectOrdinal(contacts, { one: '#st contact', two: '#nd contact', few: '#rd contact', other: '#th contact' });
}

/** The badge: "New customer · first contact", "Returning · 6th contact". */
export function standingWords(standing: Standing, contacts: number): string {
  return `${standingNames[standing]} · ${contactWords(contacts)}`;
}
