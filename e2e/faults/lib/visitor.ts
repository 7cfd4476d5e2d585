import type { ServerFrame } from '#kernel/contract/live.ts';
import type { Chooser } from './chooser.ts';
import type { History } from './history.ts';
import { ask } from './http.ts';
import { createLink, type Link } from './link.ts';
import { createReader, type Reader } from './reader.ts';
import { pause } from './timing.ts';
import { type Acknowledged, write } from './writer.ts';

/** The page the widget is shown on. */
export const shopOrigin = 'https://shop.example';

export interface VisitorParts {
  name: string;
  /** Counts from 0; makes the visitor's address. */
  index: number;
  widgetKey: string;
  chooser: Chooser;
  history: History;
  spreadMs?: number;
  /** Called for each message frame of the socket. */
  heard?: (token: string) => void;
}

export interface Visitor {
  name: string;
  link: Link;
  reader: Reader;
  conversationId(): string | undefined;
  write(token: string): Promise<Acknowledged | undefined>;
  stop(): void;
}

interface Page {
  conversationId: string | null;
  messages: { number: number; text: string }[];
  hasMore: boolean;
}

/** An address of its own for each visitor, from a private range. */
export function addressOf(index: number): string {
  return `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`;
}

/** Begins a visit, as a widget does when somebody first writes. Repeats it until somebody answers. */
export async function beginVisit(chooser: Chooser, widgetKey: string, index: number): Promise<string> {
  const headers = { origin: shopOrigin, 'x-forwarded-for': addressOf(index) };
  for (let tries = 0; tries < 200; tries++) {
    const url = `${chooser.next()}/api/v1/chat/visits`;
    const answer = await ask(url, { method: 'POST', headers, body: { key: widgetKey } }).catch(() => undefined);
    if (answer?.status === 200) return String((JSON.parse(answer.text) as { token: string }).token);
    if (answer && answer.status < 500) throw new Error(`no visit: ${answer.status} ${answer.text}`);
    await pause(200);
  }
  throw new Error('no visit after 200 tries');
}

/** A customer's widget: writes, listens, comes back after a break and fetches what it missed. */
export async function createVisitor(parts: VisitorParts): Promise<Visitor> {
  const { name, chooser, history, widgetKey } = parts;
  const token = await beginVisit(chooser, widgetKey, parts.index);
  const headers = {
    authorization: `Bearer ${token}`,
    'x-heed-key': widgetKey,
    origin: shopOrigin,
    'x-forwarded-for': addressOf(parts.index),
  };
  let conversationId: string | undefined;
  const reader = createReader(name, history, async (_, after) => {
    const url = `${chooser.next()}/api/v1/chat/messages?after=${after}`;
    const answer = await ask(url, { headers });
    if (answer.status !== 200) throw new Error(String(answer.status));
    const page = JSON.parse(answer.text) as Page;
    return { messages: page.messages.map((one) => ({ number: one.number, token: one.text })), more: page.hasMore };
  });
  const frame = (said: ServerFrame, connection: number) => {
    if (said.t === 'welcome') {
      history.note({ type: 'welcome', reader: name, connection, resumed: said.resumed });
      if (conversationId) reader.catchUp(conversationId);
    }
    if (said.t !== 'data' || said.kind !== 'message') return;
    const message = said.data as { conversationId: string; number: number; text: string };
    reader.heard(connection, message.conversationId, { number: message.number, token: message.text });
    parts.heard?.(message.text);
  };
  const link = createLink({
    chooser,
    headers: { origin: shopOrigin, 'x-forwarded-for': addressOf(parts.index) },
    hello: () => ({ t: 'hello', as: 'customer', key: widgetKey, token }),
    frame,
    ...(parts.spreadMs ? { spreadMs: parts.spreadMs } : {}),
  });
  link.connect();
  return {
    name,
    link,
    reader,
    conversationId: () => conversationId,
    write: async (text) => {
      const written = await write({ name, history, chooser, headers }, '/chat/messages', text);
      conversationId = written?.conversationId ?? conversationId;
      return written;
    },
    stop: () => {
      reader.stop();
      link.close();
    },
  };
}
