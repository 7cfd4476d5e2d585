/**
 * Words and rules of customers that browsers need too, without what checks shapes.
 */

/** Whether we know this person: new, returning, or probably returning under another record. */
export type Standing = 'new' | 'returning' | 'probably_returning';

/** What besides contacts speaks for knowing somebody, such as orders or a likely duplicate. */
export interface StandingReason {
  says: 'returning' | 'probably_returning';
}

/**
 * New or returning, from what is known: a second contact or a sure reason makes somebody returning, a likely reason
 * probably returning; whoever has neither is new.
 */
export function standingOf(known: { contacts: number; reasons: readonly StandingReason[] }): Standing {
  if (known.contacts >= 2 || known.reasons.some((reason) => reason.says === 'returning')) return 'returning';
  return known.reasons.length > 0 ? 'probably_returning' : 'new';
}

const standingNames: Record<Standing, string> = {
  new: 'New customer',
  returning: 'Returning',
  probably_returning: 'Probably returning',
};

/** How often somebody came to us: "no contact yet", "first contact", "6th contact". */
export function contactWords(contacts: number): string {
  if (contacts === 0) return 'no contact yet';
  if (contacts === 1) return 'first contact';
  const ending = { one: 'st', two: 'nd', few: 'rd', other: 'th' }[
    new Intl.PluralRules('en', { type: 'ordinal' }).select(contacts) as 'one' | 'two' | 'few' | 'other'
  ];
  return `${new Intl.NumberFormat('en-AU').format(contacts)}${ending} contact`;
}

/** The badge: "New customer · first contact", "Returning · 6th contact". */
export function standingWords(standing: Standing, contacts: number): string {
  return `${standingNames[standing]} · ${contactWords(contacts)}`;
}

/**
 * A name inside a sentence: what it holds to turn the direction of a line ends with it, and turns nothing around it.
 * For plain text, such as a title or a toast; elements have `bdi`.
 */
export function isolated(name: string): string {
  return `\u2068${name.replace(/[\u202a-\u202e\u2066-\u2069]/g, '')}\u2069`;
}
