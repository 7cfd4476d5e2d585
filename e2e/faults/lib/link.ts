import WebSocket from 'ws';
import { type ClientFrame, livePath, liveProtocol, type ServerFrame } from '#kernel/contract/live.ts';
import type { Chooser } from './chooser.ts';

export interface LinkParts {
  chooser: Chooser;
  headers: Record<string, string>;
  /** The first frame, made anew for each connection. */
  hello(): ClientFrame;
  /** `connection` counts from 1. */
  frame(frame: ServerFrame, connection: number): void;
  /** The longest first wait before it connects again, in milliseconds; chance takes a part of it. */
  spreadMs?: number;
  /** The own address to connect from. */
  localAddress?: string;
}

export interface Link {
  connect(): void;
  send(frame: ClientFrame): void;
  /** Welcomed, and not cut since. */
  isUp(): boolean;
  /** Breaks the connection as a lost network does; it comes back by itself. */
  cut(): void;
  close(): void;
}

/** A socket of the live protocol that comes back by itself with growing, jittered waits, as widget and desk do. */
export function createLink(parts: LinkParts): Link {
  const first = parts.spreadMs ?? 300;
  let socket: WebSocket | undefined;
  let connection = 0;
  let failures = 0;
  let isUp = false;
  let isClosed = false;
  let asked: number | undefined;
  let timer: NodeJS.Timeout | undefined;

  const again = () => {
    if (isClosed) return;
    const grown = Math.min(5_000, first * 2 ** failures++);
    timer = setTimeout(connect, asked ?? grown * (0.3 + Math.random() * 0.7));
    asked = undefined;
  };
  const connect = () => {
    if (isClosed) return;
    const url = parts.chooser.next();
    const number = ++connection;
    const mine = new WebSocket(url.replace(/^http/, 'ws') + livePath, liveProtocol, {
      headers: parts.headers,
      handshakeTimeout: 15_000,
      perMessageDeflate: false,
      ...(parts.localAddress ? { localAddress: parts.localAddress } : {}),
    });
    socket = mine;
    mine.on('open', () => mine.send(JSON.stringify(parts.hello())));
    mine.on('message', (data) => {
      const frame = JSON.parse(String(data)) as ServerFrame;
      if (frame.t === 'welcome' || frame.t === 'regressed') {
        isUp = true;
        failures = 0;
      }
      if (frame.t === 'bye') asked = frame.retryInMs;
      parts.frame(frame, number);
    });
    mine.on('error', () => {});
    mine.on('close', () => {
      isUp = false;
      if (socket !== mine) return;
      if (number === connection && failures > 0) parts.chooser.failed(url);
      again();
    });
  };
  return {
    connect,
    send: (frame) => {
      if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
    },
    isUp: () => isUp,
    cut: () => {
      isUp = false;
      socket?.terminate();
    },
    close: () => {
      isClosed = true;
      clearTimeout(timer);
      socket?.terminate();
    },
  };
}
