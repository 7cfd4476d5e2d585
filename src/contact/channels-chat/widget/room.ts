import type { OutputOf } from '#kernel/contract/contract.ts';
import type { chatSeen, LiveSeen, WidgetMessage } from '../contract.ts';
import type { Delivery } from './delivery.ts';
import type { Draft } from './draft.ts';
import type { History, Page } from './history.ts';
import type { Live } from './live.ts';
import type { Lock } from './lock.ts';
import type { Log } from './log.ts';
import { newId } from './new-id.ts';
import type { Entry, Outbox } from './outbox.ts';
import type { ServiceNews } from './service.ts';
import type { Session } from './session.ts';
import type { Tabs } from './tabs.ts';
import type { createTypingIn } from './typing.ts';

/** Everything one tab holds of a conversation; the functions below and beside it change it. */
export interface Room {
  key: string;
  session: Session;
  outbox: Outbox;
  log: Log;
  /** What all tabs of this visitor share. */
  lock: Lock;
  live: Live;
  history: History;
  delivery: Delivery;
  tabs: Tabs;
  draft: Draft;
  service: ServiceNews;
  /** Where the customer can say how it went. */
  feedback: string | null;
  goesOn?: Page['goesOn'];
  typingIn: ReturnType<typeof createTypingIn>;
  /** Per conversation, the number up to which staff, and the customer, have seen. */
  staffSeen: Map<string, number>;
  mySeen: Map<string, number>;
  /** Acknowledged in this tab: offered again should the server have lost them. */
  acknowledged: Map<string, Entry>;
  /** The conversation so far is loaded. */
  ready: boolean;
  /** After `regressed`, until what was lost is offered again. */
  offering: boolean;
  liveDown: boolean;
  sendDown: boolean;
  /** The customer has the open panel before them. */
  watching: boolean;
  /** The token that the socket said. */
  liveToken: string;
  changed: () => void;
  arrived: (message: WidgetMessage) => void;
  wiped: () => void;
  opened: (on: boolean) => void;
}

/** Connects with the token of the day: another tab may have begun a new visit. */
export function connect({ live, liveToken, session }: Room): void {
  if (liveToken && liveToken !== session.visit().token) live.close();
  live.connect();
}

/** Takes in one message, from wherever it came. */
export function receive(room: Room, message: WidgetMessage): void {
  const { log, outbox, session } = room;
  if (log.has(message.id)) return;
  const whole = log.push(message);
  outbox.remove(message.id);
  session.reached(message.conversationId, log.upTo(message.conversationId));
  if (!whole) room.history.catchUp();
  if (message.by === 'staff') {
    room.typingIn.heard(null);
    room.arrived(message);
  }
  markSeen(room);
  room.changed();
}

/** Staff messages of the present conversation that the customer has not had before them. */
export function unread({ log, mySeen, session }: Room): WidgetMessage[] {
  const { conversationId = '' } = session.visit();
  const upTo = mySeen.get(conversationId) ?? 0;
  return log.list().filter((one) => one.by === 'staff' && one.conversationId === conversationId && one.number > upTo);
}

/** Tells server and other tabs what the customer has seen, while the panel is before them. */
export function markSeen(room: Room): void {
  const { mySeen, session, tabs } = room;
  const last = room.watching && room.ready ? unread(room).at(-1) : undefined;
  if (!last) return;
  const { conversationId, number } = last;
  const before = mySeen.get(conversationId) ?? 0;
  mySeen.set(conversationId, number);
  tabs.tell({ t: 'seen', conversationId, number });
  const body = { conversationId, number };
  void session
    .ask<OutputOf<typeof chatSeen>>({ method: 'PUT', path: '/chat/seen', body, id: newId() })
    .then((answer) => {
      // Said again with the next message or the next look.
      if (!answer.ok && mySeen.get(conversationId) === number) mySeen.set(conversationId, before);
    });
}

/** Moves a read mark forward; marks never go back. */
export function sawUpTo(room: Room, { by, conversationId, number }: LiveSeen): void {
  raise(by === 'staff' ? room.staffSeen : room.mySeen, conversationId, number);
  room.changed();
}

export function raise(marks: Map<string, number>, conversationId: string, number: number): void {
  marks.set(conversationId, Math.max(number, marks.get(conversationId) ?? 0));
}
