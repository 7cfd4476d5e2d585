import type { ClientFrame, livePath, liveProtocol, ServerFrame } from '#kernel/contract/live.ts';
import { backoff } from './backoff.ts';

const path: typeof livePath = '/api/v1/live';
const protocol: typeof liveProtocol = 'heed.v1';
const silenceMs = 60_000;

export interface LiveParts {
  origin: string;
  /** The first frame, made anew for each connection; null while there is no visit. */
  hello: () => Extract<ClientFrame, { t: 'hello' }> | null;
  frame: (frame: ServerFrame) => void;
  /** `up`: welcomed. `down`: connecting again, `failures` times in vain so far. */
  changed: (up: boolean, failures: number) => void;
}

export interface Live {
  /** Connects if it is not connected; cuts a wait short. */
  connect(): void;
  send(frame: ClientFrame): void;
  close(): void;
}

/**
 * The socket. Comes back by itself after a break with growing, jittered waits, and after 60 s of silence (the server
 * beats every 25 s). After `bye` it comes back when the server said, or not at all.
 */
export function createLive({ origin, hello, frame, changed }: LiveParts): Live {
  let socket: WebSocket | null = null;
  let failures = 0;
  let again: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;

  function drop(): void {
    clearTimeout(again);
    clearTimeout(silence);
    const old = socket;
    socket = null;
    old?.close();
  }

  function retry(afterMs: number): void {
    drop();
    again = setTimeout(connect, afterMs);
    changed(false, failures);
  }

  function listen(): void {
    clearTimeout(silence);
    silence = setTimeout(() => retry(backoff(failures++)), silenceMs);
  }

  function receive(data: unknown): void {
    listen();
    const said = parse(data);
    if (!said) return;
    if (said.t === 'welcome' || said.t === 'regressed') {
      failures = 0;
      changed(true, 0);
    }
    if (said.t === 'bye') {
      // A trouble of the server's own passes; any other refusal stands.
      const isPassing = said.reason === 'restart' || /^(service|limit)\./.test(said.code ?? '');
      if (said.retryInMs !== undefined) retry(said.retryInMs);
      else if (isPassing) retry(backoff(failures++));
      else drop();
    }
    frame(said);
  }

  function connect(): void {
    clearTimeout(again);
    const first = hello();
    if (socket || !first) return;
    const mine = new WebSocket(origin.replace(/^http/, 'ws') + path, protocol);
    socket = mine;
    listen();
    mine.onopen = () => mine.send(JSON.stringify(first));
    mine.onmessage = (event) => {
      if (socket === mine) receive(event.data);
    };
    mine.onclose = () => {
      if (socket === mine) retry(backoff(failures++));
    };
  }

  return {
    connect,
    send(message) {
      if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
    },
    close: drop,
  };
}

function parse(data: unknown): ServerFrame | null {
  try {
    return JSON.parse(String(data)) as ServerFrame;
  } catch {
    return null;
  }
}
