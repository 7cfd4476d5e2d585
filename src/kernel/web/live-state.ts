import type { ServerFrame } from '#kernel/contract/live.ts';

/** `starting`: not welcomed yet. `down`: connecting again. `ended`: the session is over, nothing more comes. */
export type Connection = 'starting' | 'up' | 'down' | 'ended';

/** Somebody typing in a topic; forgotten at `until` (ms), because "stopped" may be lost with a socket. */
export interface Typer {
  kind: 'person' | 'customer';
  id: string;
  name: string;
  until: number;
}

export interface LiveState {
  connection: Connection;
  /** The last cursor the server gave; sent back with the next hello. */
  cursor: string | undefined;
  /** Connections in vain since the last welcome. */
  failures: number;
  typing: Readonly<Record<string, readonly Typer[]>>;
}

/** What a frame asks for besides the new state. */
export type LiveEffect =
  | { do: 'refetch'; subjects: readonly string[] }
  | { do: 'refetch-all' }
  | { do: 'offer-again' }
  | { do: 'push'; topic: string; kind: string; data: unknown }
  | { do: 'connect'; afterMs: number }
  | { do: 'sign-in' };

export const firstState: LiveState = { connection: 'starting', cursor: undefined, failures: 0, typing: {} };
const typingMs = 8_000;
const refusedMs = 30_000;

/** The state after a frame, and what is to be done about it. Pure; `now` in ms. */
export function heard(state: LiveState, frame: ServerFrame, now: number): { state: LiveState; effects: LiveEffect[] } {
  switch (frame.t) {
    case 'welcome': {
      const up: LiveState = { ...state, connection: 'up', cursor: frame.cursor, failures: 0, typing: {} };
      return { state: up, effects: frame.resumed ? [] : [{ do: 'refetch-all' }] };
    }
    case 'hint':
      return { state: { ...state, cursor: frame.cursor }, effects: [{ do: 'refetch', subjects: frame.subjects }] };
    case 'reload':
      return { state: { ...state, cursor: frame.cursor }, effects: [{ do: 'refetch-all' }] };
    case 'regressed': {
      const up: LiveState = { ...state, connection: 'up', cursor: frame.cursor, failures: 0 };
      return { state: up, effects: [{ do: 'offer-again' }, { do: 'refetch-all' }] };
    }
    case 'data':
      return { state, effects: [{ do: 'push', topic: frame.topic, kind: frame.kind, data: frame.data }] };
    case 'typing':
      return { state: withTyper(state, frame, now), effects: [] };
    case 'bye':
      return leave(state, frame);
    default:
      return { state, effects: [] };
  }
}

function withTyper(state: LiveState, frame: Extract<ServerFrame, { t: 'typing' }>, now: number): LiveState {
  const others = (state.typing[frame.topic] ?? []).filter((one) => one.id !== frame.who.id);
  const typers = frame.on ? [...others, { ...frame.who, until: now + typingMs }] : others;
  return { ...state, typing: { ...state.typing, [frame.topic]: typers } };
}

function leave(
  state: LiveState,
  frame: Extract<ServerFrame, { t: 'bye' }>,
): { state: LiveState; effects: LiveEffect[] } {
  if (frame.reason === 'signed_out') return { state: { ...state, connection: 'ended' }, effects: [{ do: 'sign-in' }] };
  const afterMs = frame.retryInMs ?? (frame.reason === 'refused' ? refusedMs : undefined);
  const down: LiveState = { ...state, connection: 'down', failures: state.failures + 1 };
  return { state: down, effects: [{ do: 'connect', afterMs: afterMs ?? backoff(down.failures) }] };
}

/** The state after the socket closed by itself or stayed silent. */
export function lost(state: LiveState): { state: LiveState; effects: LiveEffect[] } {
  if (state.connection === 'ended') return { state, effects: [] };
  const down: LiveState = { ...state, connection: 'down', failures: state.failures + 1, typing: {} };
  return { state: down, effects: [{ do: 'connect', afterMs: backoff(down.failures) }] };
}

/** Drops who has been silent for too long; the same object when nobody has. */
export function withoutSilent(state: LiveState, now: number): LiveState {
  const stale = Object.values(state.typing).some((typers) => typers.some((one) => one.until <= now));
  if (!stale) return state;
  const left = Object.entries(state.typing).map(([topic, typers]) => [topic, typers.filter((one) => one.until > now)]);
  return { ...state, typing: Object.fromEntries(left) };
}

/** Milliseconds before the next try: half a second, doubling to 20 s; jittered, so that desks do not return as one. */
export function backoff(failures: number, random: () => number = Math.random): number {
  return Math.min(20_000, 500 * 2 ** Math.max(0, failures - 1)) * (0.5 + random());
}
