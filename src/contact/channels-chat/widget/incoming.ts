import type { ServerFrame } from '#kernel/contract/live.ts';
import type { LiveSeen, WidgetMessage } from '../contract.ts';
import type { Page } from './history.ts';
import { connect, markSeen, type Room, raise, receive, sawUpTo } from './room.ts';
import type { TabNews } from './tabs.ts';

/** What the socket says. Hints are for desks; a widget gets its news as data. */
export function onFrame(room: Room, said: ServerFrame): void {
  if (said.t === 'welcome' || said.t === 'reload') room.history.catchUp();
  else if (said.t === 'regressed') onRegressed(room);
  else if (said.t === 'typing' && said.who.kind === 'person') room.typingIn.heard(said.on ? said.who.name : null);
  else if (said.t === 'bye' && (said.reason === 'signed_out' || said.code === 'chat.visitor_over')) {
    room.session.over(room.liveToken);
    room.delivery.kick();
  } else if (said.t === 'data') {
    if (said.kind === 'message') receive(room, said.data as WidgetMessage);
    else if (said.kind === 'seen') sawUpTo(room, said.data as LiveSeen);
    // How the chat stands otherwise is said with its history.
    else room.history.catchUp();
  }
}

/** `failures`: connections in vain so far. */
export function onLine(room: Room, up: boolean, failures: number): void {
  room.liveDown = !up;
  if (up) room.delivery.kick();
  // Where sockets do not get through at all, the conversation goes on by asking.
  else if (failures > 2) room.history.catchUp();
  room.changed();
}

export function onPage(room: Room, page: Page): void {
  const { conversationId, messages, staffSeen, mySeen, feedback, goesOn } = page;
  room.feedback = feedback?.url ?? null;
  room.goesOn = goesOn;
  if (conversationId) {
    raise(room.staffSeen, conversationId, staffSeen);
    raise(room.mySeen, conversationId, mySeen);
  }
  for (const message of messages) room.outbox.remove(message.id);
}

export function onHistory(room: Room, gone: boolean): void {
  room.ready = true;
  room.liveDown = false;
  if (room.offering && !gone) {
    room.offering = false;
    for (const [id, entry] of room.acknowledged) if (!room.log.has(id)) room.outbox.restore(entry);
    room.delivery.kick();
  }
  markSeen(room);
  room.changed();
}

/** The server was restored to an earlier state: believe its history, then give it back what it lost. */
export function onRegressed(room: Room): void {
  room.log.clear();
  room.session.rewind();
  room.offering = true;
  room.history.catchUp();
}

export function onTab(room: Room, news: TabNews): void {
  if (news.t === 'wiped') {
    room.wiped();
    return;
  }
  if (news.t === 'draft') {
    room.draft.heard(news.text);
    return;
  }
  if (news.t === 'open') {
    room.opened(news.on);
    return;
  }
  if (news.t === 'seen') sawUpTo(room, { ...news, by: 'customer' });
  if (news.t === 'messages') for (const message of news.messages) receive(room, message);
  connect(room);
  room.delivery.kick(navigator.onLine);
  room.changed();
}
