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

/**
 * A name inside a sentence: what it holds to turn the direction of a line ends with it, and turns nothing around it.
 * For plain text, such as a title or a toast; elements have `bdi`.
 */
export function isolated(name: string): string {
  return `\u2068${name.replace(/[\u202a-\u202e\u2066-\u2069]/g, '')}\u2069`;
}
