/**
 * The live protocol: JSON frames over one WebSocket, sub-protocol `heed.v1`, at /api/v1/live.
 *
 * Staff are known by their session cookie (and a same-origin Origin header); a customer's widget by its public key
 * and visitor token in the first frame, never in the URL. The server speaks only after `hello`.
 * Hints say *what* changed; the client fetches it again through the ordinary queries, which check access anew.
 * Message text, typing and seen marks are small and urgent: they travel as `data`.
 */
export const liveProtocol = 'heed.v1';
export const livePath = '/api/v1/live';

export type ClientFrame =
  /** First frame of a desk. `cursor`: the last one it was given. */
  | { t: 'hello'; as: 'staff'; cursor?: string }
  /** First frame of a widget. `since`: the last message number it has, per conversation. */
  | { t: 'hello'; as: 'customer'; key: string; token: string; since?: Record<string, number> }
  /** Replaces what is watched: topics like `conversation:ID`. Refused ones are named in the answer. */
  | { t: 'watch'; topics: string[] }
  /** Ephemeral, never stored: typing in a topic that is watched. */
  | { t: 'typing'; topic: string; on: boolean }
  /** A hidden tab gets no hints; when it is shown again it gets what it missed. */
  | { t: 'hidden'; on: boolean };

export type ServerFrame =
  /** `resumed`: everything since the cursor follows as hints. Otherwise load what is on screen. */
  | { t: 'welcome'; cursor: string; resumed: boolean }
  | { t: 'watching'; topics: string[]; refused: string[] }
  | { t: 'hint'; cursor: string; subjects: string[] }
  /** Too much happened since the cursor: load everything on screen again. */
  | { t: 'reload'; cursor: string }
  /** The server knows less than this client was told (a bad restore): the client offers its messages again. */
  | { t: 'regressed'; cursor: string }
  /** What a capability pushes: `kind` is e.g. `message` or `seen`; `data` its own shape. */
  | { t: 'data'; topic: string; kind: string; data: unknown }
  | { t: 'typing'; topic: string; who: { kind: 'person' | 'customer'; id: string; name: string }; on: boolean }
  /** Sent every 25 s; a client that has heard nothing for 60 s connects again. */
  | { t: 'beat' }
  /** The server is leaving or the session ended; come back after the delay, or not at all. */
  | { t: 'bye'; reason: 'restart' | 'signed_out' | 'refused'; code?: string; detail?: string; retryInMs?: number };

export const liveLimits = {
  /** Bytes in one client frame. */
  frameBytes: 65_536,
  /** Client frames in ten seconds before the socket is closed. */
  framesPer10s: 200,
  /** Hints replayed after a reconnect before the client is told to reload. */
  replay: 1_000,
  /** Milliseconds in which hints of one socket are gathered. */
  gatherMs: 250,
  beatMs: 25_000,
  watchedTopics: 50,
  /** A customer has one conversation, at times an older one beside it. */
  customerTopics: 5,
} as const;
