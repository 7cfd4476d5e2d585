import { useState } from 'react';

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
