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

/** One socket at a time to the server; frames of an older one are not heard any more. */
interface Link {
  connect(): void;
  connectAfter(ms: number): void;
  drop(): void;
  send(frame: ClientFrame): void;
}

function createLink(on: { open: () => ClientFrame; frame: (frame: ServerFrame) => void; lost: () => void }): Link {
  let socket: WebSocket | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  const listen = () => {
    clearTimeout(silence);
    silence = setTimeout(on.lost, silenceMs);
  };
  const drop = () => {
    clearTimeout(again);
    clearTimeout(silence);
    const old = socket;
    socket = undefined;
    old?.close();
  };
  const connect = () => {
    clearTimeout(again);
    if (socket) return;
    const mine = new WebSocket(location.origin.replace(/^http/, 'ws') + livePath, liveProtocol);
    socket = mine;
    listen();
    mine.onopen = () => mine.send(JSON.stringify(on.open()));
    mine.onmessage = (event) => {
      if (socket !== mine) return;
      listen();
      const frame = parse(event.data);
      if (frame) on.frame(frame);
    };
    mine.onclose = () => {
      if (socket === mine) on.lost();
    };
  };
  return {
    connect,
    connectAfter: (ms) => {
      drop();
      again = setTimeout(connect, ms);
    },
    drop,
    send: (frame) => {
      if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
    },
  };
}

/** The live store: one socket for the whole desk. What frames ask for goes to `onEffect`. */
export function createLive(onEffect: (effect: Effect) => void): Live {
  let state = firstState;
  const listeners = new Set<() => void>();
  const watched = createWatched(() => {
    if (state.connection === 'up') link.send({ t: 'watch', topics: watched.topics() });
  });
  const become = (next: LiveState) => {
    if (next === state) return;
    state = next;
    for (const listener of listeners) listener();
  };
  const apply = (after: { state: LiveState; effects: LiveEffect[] }) => {
    become(after.state);
    for (const effect of after.effects) {
      if (effect.do === 'connect') {
        link.connectAfter(effect.afterMs);
        continue;
      }
      if (effect.do === 'sign-in') link.drop();
      onEffect(effect);
    }
  };
  const link = createLink({
    open: () => ({ t: 'hello', as: 'staff', ...(state.cursor !== undefined && { cursor: state.cursor }) }),
    frame: (frame) => {
      apply(heard(state, frame, Date.now()));
      if (frame.t !== 'welcome' && frame.t !== 'regressed') return;
      link.send({ t: 'watch', topics: watched.topics() });
      if (document.hidden) link.send({ t: 'hidden', on: true });
    },
    lost: () => apply(lost(state)),
  });

  document.addEventListener('visibilitychange', () => link.send({ t: 'hidden', on: document.hidden }));
  window.addEventListener('online', () => state.connection === 'down' && link.connect());
  // A dead line is noticed at once, not after a minute of silence.
  window.addEventListener('offline', () => state.connection === 'up' && apply(lost(state)));
  setInterval(() => become(withoutSilent(state, Date.now())), sweepMs);

  return {
    connect: link.connect,
    close(forget = false) {
      link.drop();
      if (forget) become(firstState);
    },
    watch: watched.add,
    typing: (topic, on) => link.send({ t: 'typing', topic, on }),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    current: () => state,
  };
}

/** Topics with how many parts of the screen watch each; `changed` is called when the set may have. */
function createWatched(changed: () => void): { add(topic: string): () => void; topics(): string[] } {
  const counts = new Map<string, number>();
  return {
    add(topic) {
      counts.set(topic, (counts.get(topic) ?? 0) + 1);
      changed();
      return () => {
        const left = (counts.get(topic) ?? 1) - 1;
        if (left > 0) counts.set(topic, left);
        else counts.delete(topic);
        changed();
      };
    },
    topics: () => [...counts.keys()],
  };
}

function parse(data: unknown): ServerFrame | undefined {
  try {
    return JSON.parse(String(data)) as ServerFrame;
  } catch {
    return undefined;
  }
}
