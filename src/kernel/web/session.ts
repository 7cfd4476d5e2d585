import { createContext, useContext, useSyncExternalStore } from 'react';

export interface Workspace {
  id: string;
  name: string;
  kind: 'live' | 'practice';
}

/** Who works here; told to the shell by the capability that knows people. */
export interface Session {
  person: { id: string; name: string; email: string; role: string; teamIds: readonly string[] };
  workspace: Workspace & { timeZone: string };
  workspaces: readonly Workspace[];
  /** Whether the role has this action at all, e.g. `people.invite`. */
  can: (ability: string) => boolean;
  signOut: () => void;
  switchTo: (workspaceId: string) => void;
}

export const SessionContext = createContext<Session | null>(null);

/** Throws outside the gate, where nobody is known. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession needs the gate above it.');
  return session;
}

let ended = false;
const listeners = new Set<() => void>();

/** Notes that the server knows this session no more, or that the reader is back. */
export function setSessionEnded(now: boolean): void {
  if (ended === now) return;
  ended = now;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether somebody who was signed in must sign in again. */
export function useSessionEnded(): boolean {
  return useSyncExternalStore(subscribe, () => ended);
}
