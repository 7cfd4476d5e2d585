import type { ServerFrame } from '#kernel/contract/live.ts';
import type { Chooser } from './chooser.ts';
import type { History } from './history.ts';
import { ask } from './http.ts';
import { createLink, type Link } from './link.ts';
import { createReader, type Reader } from './reader.ts';
import { type Acknowledged, write } from './writer.ts';

export interface AdviserParts {
  name: string;
  cookie: string;
  chooser: Chooser;
  history: History;
}

export interface Adviser {
  name: string;
  link: Link;
  reader: Reader;
  followed: ReadonlySet<string>;
  /** Has the conversation on screen from now on; at most 50. */
  follow(conversationId: string): void;
  reply(conversationId: string, token: string): Promise<Acknowledged | undefined>;
  stop(): void;
}

interface DeskPage {
  messages: { number: number; text: string }[];
}

interface PushedMessage {
  conversationId: string;
  message: { number: number; text: string };
}

const pageSize = 200;
const graceMs = 2_000;

/**
 * An adviser's desk: replies, watches conversations and resumes by its cursor after a break. After a resume it
 * fetches only what the replayed hints name, so that a hint which does not come shows as a missed message.
 */
export function createAdviser(parts: AdviserParts): Adviser {
  const { name, chooser, history } = parts;
  const headers = { cookie: parts.cookie };
  const followed = new Set<string>();
  let cursor: string | undefined;
  /** When each conversation was confirmed to be watched on this connection; ever, whether on any. */
  const confirmed = new Map<string, number>();
  const ever = new Set<string>();
  const reader = createReader(name, history, async (id, after) => {
    const url = `${chooser.next()}/api/v1/conversations/${id}/messages?after=${after}&limit=${pageSize}`;
    const answer = await ask(url, { headers });
    if (answer.status !== 200) throw new Error(String(answer.status));
    const { messages } = JSON.parse(answer.text) as DeskPage;
    const read = messages.map((one) => ({ number: one.number, token: one.text }));
    return { messages: read, more: read.length === pageSize };
  });
  const watch = () => link.send({ t: 'watch', topics: [...followed].map((id) => `conversation:${id}`) });
  const fetchAll = () => {
    for (const id of followed) reader.catchUp(id);
  };
  const hinted = (subjects: readonly string[]) => {
    for (const id of followed) {
      // Once it is watched, messages come as data; what happened before comes as a hint only, which may be late.
      const isData = performance.now() - (confirmed.get(id) ?? Number.POSITIVE_INFINITY) > graceMs;
      if (!isData && subjects.includes(`conversation:${id}`)) reader.catchUp(id);
    }
  };
  const watching = (topics: readonly string[]) => {
    for (const id of topics.map((topic) => topic.slice('conversation:'.length))) {
      if (!confirmed.has(id)) confirmed.set(id, performance.now());
      if (!ever.has(id)) reader.catchUp(id);
      ever.add(id);
    }
  };
  const frame = (said: ServerFrame, connection: number) => {
    if ('cursor' in said) cursor = said.cursor;
    if (said.t === 'welcome') {
      confirmed.clear();
      history.note({ type: 'welcome', reader: name, connection, resumed: said.resumed });
      watch();
      if (!said.resumed) fetchAll();
    } else if (said.t === 'reload') fetchAll();
    else if (said.t === 'hint') hinted(said.subjects);
    else if (said.t === 'watching') watching(said.topics);
    else if (said.t === 'data' && said.kind === 'message') {
      const { conversationId, message } = said.data as PushedMessage;
      reader.heard(connection, conversationId, { number: message.number, token: message.text });
    }
  };
  const link = createLink({
    chooser,
    headers,
    hello: () => ({ t: 'hello', as: 'staff', ...(cursor ? { cursor } : {}) }),
    frame,
  });
  link.connect();
  return {
    name,
    link,
    reader,
    followed,
    follow: (id) => {
      followed.add(id);
      watch();
      reader.catchUp(id);
    },
    reply: (id, token) => write({ name, history, chooser, headers }, `/conversations/${id}/replies`, token),
    stop: () => {
      reader.stop();
      link.close();
    },
  };
}
