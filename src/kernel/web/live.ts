import type { ClientFrame, ServerFrame } from '#kernel/contract/live.ts';
import { livePath, liveProtocol } from '#kernel/contract/live.ts';
import { firstState, heard, type LiveEffect, type LiveState, lost, withoutSilent } from './live-state.ts';

const silenceMs = 60_000;
const sweepMs = 2_000;

type Effect = Exclude<LiveEffect, { do: 'connect' }>;

export interface Live {
  /** Connects unless it is connected; cuts a wait short. */
  connect(): void;
  /** Ends this connection; with `forget` the next one starts without a cursor (another person or workspace). */
  close(forget?: boolean): void;
  /** Watches a topic until the returned function is called. Several watchers of one topic share it. */
  watch(topic: string): () => void;
  /** Says that the reader types there, or stopped. */
  typing(topic: string, on: boolean): void;
  subscribe(listener: () => void): () => void;
  current(): LiveState;
}

/** The live store: one socket for the whole desk. What frames ask for goes to `onEffect`. */
export function createLive(onEffect: (effect: Effect) => void): Live {
  let state = firstState;
  let socket: WebSocket | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<() => void>();
  const watched = new Map<string, number>();

  const become = (next: LiveState) => {
    if (next === state) return;
    state = next;
    for (const listener of listeners) listener();
  };
  const send = (frame: ClientFrame) => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
  };
  const sendWatched = () => {
    if (state.connection === 'up') send({ t: 'watch', topics: [...watched.keys()] });
  };
  const drop = () => {
    clearTimeout(again);
    clearTimeout(silence);
    const old = socket;
    socket = undefined;
    old?.close();
  };
  const apply = (after: { state: LiveState; effects: LiveEffect[] }) => {
    become(after.state);
    for (const effect of after.effects) {
      if (effect.do === 'connect') {
        drop();
        again = setTimeout(connect, effect.afterMs);
      } else {
        if (effect.do === 'sign-in') drop();
        onEffect(effect);
      }
    }
  };
  const listen = () => {
    clearTimeout(silence);
    silence = setTimeout(() => apply(lost(state)), silenceMs);
  };
  const receive = (data: unknown) => {
    listen();
    const frame = parse(data);
    if (!frame) return;
    apply(heard(state, frame, Date.now()));
    if (frame.t !== 'welcome' && frame.t !== 'regressed') return;
    sendWatched();
    if (document.hidden) send({ t: 'hidden', on: true });
  };
  function connect(): void {
    clearTimeout(again);
    if (socket) return;
    const mine = new WebSocket(location.origin.replace(/^http/, 'ws') + livePath, liveProtocol);
    socket = mine;
    listen();
    mine.onopen = () => {
      const { cursor } = state;
      mine.send(JSON.stringify({ t: 'hello', as: 'staff', ...(cursor !== undefined && { cursor }) }));
    };
    mine.onmessage = (event) => {
      if (socket === mine) receive(event.data);
    };
    mine.onclose = () => {
      if (socket === mine) apply(lost(state));
    };
  }

  document.addEventListener('visibilitychange', () => send({ t: 'hidden', on: document.hidden }));
  window.addEventListener('online', () => state.connection === 'down' && connect());
  // A dead line is noticed at once, not after a minute of silence.
  window.addEventListener('offline', () => state.connection === 'up' && apply(lost(state)));
  setInterval(() => become(withoutSilent(state, Date.now())), sweepMs);

  return {
    connect,
    close(forget = false) {
      drop();
      if (forget) become(firstState);
    },
    watch(topic) {
      watched.set(topic, (watched.get(topic) ?? 0) + 1);
      sendWatched();
      return () => {
        const left = (watched.get(topic) ?? 1) - 1;
        if (left > 0) watched.set(topic, left);
        else watched.delete(topic);
        sendWatched();
      };
    },
    typing: (topic, on) => send({ t: 'typing', topic, on }),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    current: () => state,
  };
}

function parse(data: unknown): ServerFrame | undefined {
  try {
    return JSON.parse(String(data)) as ServerFrame;
  } catch {
    return undefined;
  }
}
