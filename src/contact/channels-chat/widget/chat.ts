import type { OutputOf } from '#kernel/contract/contract.ts';
import type { ClientFrame } from '#kernel/contract/live.ts';
import type { chatSend, WidgetMessage } from '../contract.ts';
import { createCall } from './api.ts';
import { passes } from './backoff.ts';
import { type Attempt, createDelivery } from './delivery.ts';
import { createDraft, type Draft } from './draft.ts';
import type { Identity } from './frame.ts';
import { createHistory } from './history.ts';
import { onFrame, onHistory, onLine, onPage, onRegressed, onTab } from './incoming.ts';
import { createLive } from './live.ts';
import { createLock } from './lock.ts';
import { createLog } from './log.ts';
import { newId } from './new-id.ts';
import { createOutbox, type Entry, type More } from './outbox.ts';
import { connect, markSeen, type Room, receive, unread } from './room.ts';
import { createService, type Service } from './service.ts';
import { createSession, type Session } from './session.ts';
import type { Store } from './storage.ts';
import { createTabs } from './tabs.ts';
import { createTypingIn, createTypingOut } from './typing.ts';

/** How the line to the shop is: `again` while it is being connected again. */
export type Line = 'fine' | 'again' | 'offline';

export interface ChatState {
  messages: WidgetMessage[];
  /** Written here or in another tab, not acknowledged. */
  pending: Entry[];
  /** False until the conversation so far is loaded. */
  ready: boolean;
  line: Line;
  /** First name of the adviser who is typing. */
  typing: string | null;
  unread: number;
  /** Null until the shop has said it. */
  service: Service | null;
  /** How many wait before this customer; null where that is not so or not known. */
  before: number | null;
  /** Where the customer can say how it went. */
  feedback: string | null;
  /** How answers reach the customer who leaves, as far as it is not here alone. */
  goesOn: Room['goesOn'];
  isVerified: boolean;
  conversationId: string | undefined;
  /** Whether staff have seen this message of the customer. */
  seen: (message: WidgetMessage) => boolean;
}

export interface Chat {
  state(): ChatState;
  /** What stands in the text box. */
  draft: Draft;
  /** With `answer` it answers a message with an ask, and `text` says the same in words. */
  send(text: string, page: string, more?: More): void;
  /** The visitor's token, for files; `refused` is one that the server did not know any more. */
  token(refused?: string): Promise<string | null>;
  ask: Session['ask'];
  /** Goes on with another conversation of the same person, or with null begins a new one. */
  go(conversationId: string | null): Promise<void>;
  retry(id: string): void;
  remove(id: string): void;
  typed(): void;
  typingEnded(): void;
  /** Whether the customer has the open panel before them. */
  watch(on: boolean): void;
  /** Opened or closed by the customer here: the other tabs follow, and so does the next page. */
  turned(open: boolean): void;
  wasOpen(): boolean;
  dispose(): void;
}

export interface ChatParts {
  origin: string;
  key: string;
  store: Store;
  /** The storage key with which everything of this widget key begins. */
  storeKey: string;
  identity: () => Identity | undefined;
  changed: () => void;
  arrived: (message: WidgetMessage) => void;
  /** Another tab or the page itself wiped the device's memory. */
  wiped: () => void;
  /** Another tab opened or closed the panel. */
  opened: (on: boolean) => void;
}

/** One customer's conversation in one tab: outbox, session, socket, history and the other tabs put together. */
export function createChat(parts: ChatParts): Chat {
  const room = createRoom(parts);
  const typingOut = createTypingOut((on) => {
    const { conversationId } = room.session.visit();
    if (conversationId) room.live.send({ t: 'typing', topic: `conversation:${conversationId}`, on });
  });
  const outboxChanged = () => {
    room.tabs.tell({ t: 'outbox' });
    room.delivery.kick(navigator.onLine);
    room.changed();
  };
  const openKey = `${parts.storeKey}.open`;
  // Whoever has written nothing leaves nothing on the device.
  const keepOpen = (open: boolean) => {
    if (!open) parts.store.remove(openKey);
    else if (parts.store.get(parts.storeKey) !== null) parts.store.set(openKey, '1');
  };
  const onNetwork = () => {
    if (navigator.onLine) begin(room);
    room.changed();
  };
  addEventListener('online', onNetwork);
  addEventListener('offline', onNetwork);
  void meet(room);

  return {
    state: () => stateOf(room),
    draft: room.draft,
    send(text, page, more) {
      room.session.touch();
      room.feedback = null;
      room.outbox.add(text, page, more);
      keepOpen(true);
      typingOut.ended();
      outboxChanged();
    },
    token: (refused) =>
      room.lock(async () => {
        if (refused) room.session.over(refused);
        return room.session.token();
      }),
    ask: room.session.ask,
    go: (conversationId) => go(room, conversationId),
    retry(id) {
      room.outbox.retry(id);
      outboxChanged();
    },
    remove(id) {
      room.outbox.remove(id);
      outboxChanged();
    },
    typed: typingOut.typed,
    typingEnded: typingOut.ended,
    watch(on) {
      room.watching = on;
      if (!on) return;
      room.service.look();
      connect(room);
      markSeen(room);
      room.changed();
    },
    turned(open) {
      keepOpen(open);
      room.tabs.tell({ t: 'open', on: open });
    },
    wasOpen: () => parts.store.get(openKey) !== null,
    dispose() {
      removeEventListener('online', onNetwork);
      removeEventListener('offline', onNetwork);
      typingOut.ended();
      for (const part of [room.history, room.delivery, room.service]) part.stop();
      for (const part of [room.live, room.tabs]) part.close();
    },
  };
}

function createRoom({ origin, key, store, storeKey, identity, ...told }: ChatParts): Room {
  const call = createCall(origin, key);
  const session = createSession(store, storeKey, key, call, identity);
  const outbox = createOutbox(store, `${storeKey}.m.`);
  const log = createLog();
  const lock = createLock(storeKey, store, newId());
  const room: Room = {
    ...told,
    key,
    session,
    outbox,
    log,
    lock,
    live: createLive({
      origin,
      hello: () => hello(room),
      frame: (said) => onFrame(room, said),
      changed: (up, failures) => onLine(room, up, failures),
    }),
    history: createHistory({
      log,
      session,
      page: (page) => onPage(room, page),
      lost: () => onRegressed(room),
      failed: () => {
        room.liveDown = true;
        room.changed();
      },
      done: (gone) => onHistory(room, gone),
    }),
    delivery: createDelivery({
      outbox,
      lock,
      send: (entry) => attempt(room, entry),
      changed: () => {
        room.tabs.tell({ t: 'outbox' });
        room.changed();
      },
    }),
    tabs: createTabs(storeKey, (news) => onTab(room, news)),
    draft: createDraft(store, `${storeKey}.draft`, (text) => room.tabs.tell({ t: 'draft', text })),
    service: createService({
      ...{ key, call, session },
      waits: () => room.watching && Boolean(session.visit().token) && log.list().at(-1)?.by === 'me',
      changed: () => room.changed(),
    }),
    feedback: null,
    typingIn: createTypingIn(() => room.changed()),
    staffSeen: new Map(),
    mySeen: new Map(),
    acknowledged: new Map(),
    ready: false,
    offering: false,
    liveDown: false,
    sendDown: false,
    watching: false,
    liveToken: '',
  };
  return room;
}

/** Finds out who is there, where the page says so, then loads what they wrote and sends what waits. */
async function meet(room: Room): Promise<void> {
  const { session, outbox } = room;
  const { personId } = session.visit();
  if (await session.identify()) {
    room.log.clear();
    // What somebody else left unsent here is not sent in this one's name.
    if (personId && session.visit().personId !== personId) {
      for (const { id } of outbox.list()) outbox.remove(id);
      room.draft.set('');
      room.draft.heard('');
    }
  }
  if (session.visit().token) room.history.catchUp();
  else room.ready = true;
  begin(room);
  room.changed();
}

async function go(room: Room, conversationId: string | null): Promise<void> {
  const answer = await room.session.ask({
    method: 'PUT',
    path: '/chat/conversation',
    id: newId(),
    body: { conversationId },
  });
  if (!answer.ok) return;
  room.session.go(conversationId);
  room.log.clear();
  room.feedback = null;
  room.live.close();
  room.history.catchUp();
  connect(room);
  room.changed();
}

function begin(room: Room): void {
  connect(room);
  room.delivery.kick();
}

function hello(room: Room): Extract<ClientFrame, { t: 'hello' }> | null {
  const { token, conversationId, number = 0 } = room.session.visit();
  room.liveToken = token ?? '';
  if (!token) return null;
  const since = conversationId ? { [conversationId]: number } : {};
  return { t: 'hello', as: 'customer', key: room.key, token, since };
}

/** One attempt to send one message, in the lock. */
async function attempt(room: Room, entry: Entry): Promise<Attempt> {
  const { id, text, page, answer: given, nudgeId, opening, files } = entry;
  const answer = await room.session.askOrBegin<OutputOf<typeof chatSend>>({
    method: 'POST',
    path: given ? '/chat/answers' : '/chat/messages',
    body: given ?? { text, page, nudgeId, opening, fileIds: files?.map((file) => file.id) },
    id,
  });
  room.sendDown = !answer.ok && (answer.status === 401 || passes(answer.status));
  if (answer.ok) {
    const { conversationId, messageId, number, at } = answer.data;
    const own = { by: 'me', name: '', text, attachments: files ?? [] } as const;
    const message: WidgetMessage = { id: messageId, conversationId, number, at, ...own };
    if (given) message.answers = given.messageId;
    room.acknowledged.set(id, entry);
    receive(room, message);
    room.tabs.tell({ t: 'messages', messages: [message] });
    connect(room);
    room.service.look();
    return { kind: 'sent' };
  }
  room.changed();
  if (room.sendDown) return { kind: 'later', afterMs: answer.retryAfterMs };
  return { kind: 'refused', refusal: { code: answer.code, words: answer.words } };
}

function stateOf(room: Room): ChatState {
  const { log, outbox, session } = room;
  const pending = outbox.list().filter((entry) => !log.has(entry.id));
  const trouble = room.sendDown || (room.liveDown && Boolean(session.visit().token));
  return {
    messages: log.list(),
    pending,
    ready: room.ready,
    line: navigator.onLine ? (trouble ? 'again' : 'fine') : 'offline',
    typing: room.typingIn.name(),
    unread: unread(room).length,
    service: room.service.service(),
    before: room.service.before(),
    feedback: room.feedback,
    goesOn: room.goesOn,
    isVerified: Boolean(session.visit().personId),
    conversationId: session.visit().conversationId,
    seen: (message) => message.number <= (room.staffSeen.get(message.conversationId) ?? 0),
  };
}
