import { useState } from 'react';
import type { Data } from '#kernel/web/data.ts';
import { asProblem } from '#kernel/web/hooks.tsx';

/** The token behind # in a one-time link. Kept for this visit and taken out of the address, so that it is not shared. */
export function useLinkToken(): string {
  const [token] = useState(() => decodeURIComponent(location.hash.replace(/^#/, '')));
  return token;
}

/** Takes a token that is used up out of the address. */
export function dropToken(): void {
  history.replaceState(history.state, '', location.pathname);
}

/** Leaves the page for the start of the desk, so that nothing of another session stays in memory. */
export function startAfresh(path = '/desk/'): void {
  location.assign(path);
}

/** An answer that says that what was wanted may be there already. */
const mayBeDone = new Set(['people.already_set_up', 'people.link_over']);

/**
 * After a refusal: when an earlier try did its work and only its answer was lost, the person is there, and is signed in.
 * @throws the refusal, when it is about something else or they are not there
 */
export async function signInInstead(
  client: Data['client'],
  refusal: unknown,
  known: { email: string; passphrase: string },
): Promise<void> {
  if (!mayBeDone.has(asProblem(refusal).code)) throw refusal;
  await client.command('people.sign-in', known).catch(() => {
    throw refusal;
  });
}
