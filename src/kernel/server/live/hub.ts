import type { EventEnvelope } from '#kernel/contract/contract.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { liveLimits, type ServerFrame } from '#kernel/contract/live.ts';
import { startPresence } from '#kernel/presence/presence.ts';
import type { Push, TopicAccess, Whisper } from '../capability.ts';
import type { Kernel } from '../kernel.ts';
import { describeError } from '../log.ts';
import { statement, type Tx } from '../sql.ts';
import { dismiss, hint, type LiveSocket, send } from './sockets.ts';
import { createWakeUp } from './wake-up.ts';

interface EventRow {
  seq: number;
  type: string;
  at: Date;
  audience: 'staff' | 'customer';
  actor_kind: EventEnvelope['actorKind'];
  actor_id: Id | null;
  on_behalf_of: Id | null;
  reason: string | null;
  subjects: string[];
  data: Record<string, unknown>;
}

/** The sockets of one workspace in this process and how far they have been told. */
interface Room {
  workspaceId: Id;
  cursor: number;
  sockets: Set<LiveSocket>;
  byTopic: Map<string, Set<LiveSocket>>;
  reading: Promise<void> | undefined;
  wanted: number;
}

const heads = statement<{ workspace_id: Id; head: number }>(
  'hub_heads',
  'SELECT workspace_id, head FROM workspace_stream WHERE workspace_id = ANY ($1::uuid[])',
);
const since = statement<EventRow>(
  'hub_since',
  `SELECT seq, type, at, audience, actor_kind, actor_id, on_behalf_of, reason, subjects, data
   FROM event WHERE workspace_id = $1 AND seq > $2 ORDER BY seq LIMIT $3`,
);

/** A restored backup lacks fewer events than this; a cursor further ahead was never given out. */
const mostLost = 1_000_000;
const alarmEveryMs = 3_600_000;
/** Events come in bursts. Having read some, the hub rests as long as reading took, and at most so long (ms). */
const mostRestMs = 25;

export interface Hub {
  join(socket: LiveSocket, cursor: number | undefined): Promise<void>;
  leave(socket: LiveSocket): void;
  watch(socket: LiveSocket, topics: ReadonlyMap<string, TopicAccess>): void;
  /** The socket's page came to the front or went behind. */
  turned(socket: LiveSocket): void;
  typing(socket: LiveSocket, topics: string[], frame: ServerFrame): void;
  sockets(): Iterable<LiveSocket>;
  stop(): Promise<void>;
}

/**
 * The live hub of this process. It reads each new event once, in order, whoever wrote it, and tells the sockets that
 * are entitled to know. A wake-up only makes it look sooner; a poll each second means that a lost one costs a second.
 * `recheck` is called with the id of a person whose access may have changed.
 */
export function startHub(kernel: Kernel, recheck: (personId: Id) => void): Hub {
  const rooms = new Map<Id, Room>();
  const alarms = new Map<Id, number>();
  const pushes = new Map<string, Push[]>();
  for (const push of kernel.capabilities.flatMap((one) => one.pushes ?? [])) {
    pushes.set(push.event, [...(pushes.get(push.event) ?? []), push]);
  }
  const catchUp = (room: Room, head: number) => {
    room.wanted = Math.max(room.wanted, head);
    room.reading ??= readOn(kernel, room, pushes, recheck)
      .catch((error: unknown) =>
        kernel.log.warn({ error: describeError(error) }, 'the live hub waits for the database'),
      )
      .finally(() => {
        room.reading = undefined;
      });
    return room.reading;
  };
  const reach = (workspaceId: Id, head: number) => {
    const room = rooms.get(workspaceId);
    if (room && head > room.cursor) void catchUp(room, head);
  };
  const look = async () => {
    if (rooms.size === 0) return;
    const rows = await kernel.database.alone(heads, [[...rooms.keys()]]);
    for (const row of rows) reach(row.workspace_id, row.head);
  };
  const wakeUp = createWakeUp(kernel, {
    woken: reach,
    whispered: (workspaceId, frame) => presence.heard(workspaceId, frame) || tell(rooms.get(workspaceId), frame),
  });
  const presence = startPresence({
    tell: (workspaceId, frame) => tell(rooms.get(workspaceId), frame),
    tellOthers: wakeUp.whisperToOthers,
  });
  kernel.committed = (workspaceId, head) => {
    reach(workspaceId, head);
    wakeUp.wakeOthers(workspaceId, head);
  };
  kernel.whisper = (workspaceId, frame) => {
    tell(rooms.get(workspaceId), frame);
    wakeUp.whisperToOthers(workspaceId, frame);
  };
  const poll = setInterval(() => {
    look().catch(() => {});
  }, 1_000);
  const beat = setInterval(() => {
    const frame = JSON.stringify({ t: 'beat' } satisfies ServerFrame);
    for (const room of rooms.values()) for (const socket of room.sockets) send(socket, frame);
  }, liveLimits.beatMs);

  return {
    join: (socket, cursor) => join(kernel, rooms, alarms, socket, cursor),
    leave: (socket) => {
      leave(rooms, socket);
      presence.left(socket);
    },
    watch: (socket, topics) => {
      watch(rooms, socket, topics);
      presence.moved(socket);
    },
    turned: presence.moved,
    typing: (socket, topics, frame) => {
      const audience = 'all';
      const whisper: Whisper = { topics, audience, kind: 'typing', data: frame as unknown as Record<string, unknown> };
      tell(rooms.get(socket.workspaceId), whisper, socket);
      wakeUp.whisperToOthers(socket.workspaceId, whisper);
    },
    *sockets() {
      for (const room of rooms.values()) yield* room.sockets;
    },
    stop: async () => {
      clearInterval(poll);
      clearInterval(beat);
      presence.stop();
      await wakeUp.stop();
    },
  };
}

async function join(
  kernel: Kernel,
  rooms: Map<Id, Room>,
  alarms: Map<Id, number>,
  socket: LiveSocket,
  cursor: number | undefined,
): Promise<void> {
  const { workspaceId } = socket;
  const scope = { workspaceId, customerId: null };
  const [head] = await kernel.database.alone(heads, [[workspaceId]]);
  let room = rooms.get(workspaceId);
  if (!room) {
    room = {
      workspaceId,
      cursor: head?.head ?? 0,
      sockets: new Set(),
      byTopic: new Map(),
      reading: undefined,
      wanted: 0,
    };
    rooms.set(workspaceId, room);
  }
  room.sockets.add(socket);
  watch(rooms, socket, socket.topics);
  const now = room.cursor;
  const { actor } = socket;
  const lost = (cursor ?? 0) - Math.max(now, head?.head ?? 0);
  if (cursor === undefined || actor.kind !== 'person' || lost > mostLost) {
    send(socket, { t: 'welcome', cursor: String(now), resumed: false });
    return;
  }
  if (lost > 0) {
    alarm(kernel, alarms, actor.id, { workspaceId, known: cursor, head: now });
    send(socket, { t: 'regressed', cursor: String(now) });
    return;
  }
  send(socket, { t: 'welcome', cursor: String(now), resumed: true });
  if (cursor >= now) return;
  const missed = await kernel.database.read(scope, (tx) =>
    tx.rows(since, [workspaceId, cursor, liveLimits.replay + 1]),
  );
  if (missed.length > liveLimits.replay) send(socket, { t: 'reload', cursor: String(now) });
  else hint(socket, subjectsFor(kernel, missed, actor.role), now);
}

/** A client says what it knows, and nobody can prove it: each person is believed, once an hour, and named. */
function alarm(kernel: Kernel, alarms: Map<Id, number>, personId: Id, facts: Record<string, unknown>): void {
  const now = performance.now();
  if (now - (alarms.get(personId) ?? Number.NEGATIVE_INFINITY) < alarmEveryMs) return;
  alarms.set(personId, now);
  kernel.metrics.historyRegressions.inc();
  kernel.log.error({ ...facts, personId }, 'history went backwards: a client knows more than the database');
}

/** What a desk of this role is told of these events. */
function subjectsFor(kernel: Kernel, events: readonly EventRow[], role: string): string[] {
  const told = events.filter((event) => kernel.isFor(event.type, role));
  return [...new Set(told.flatMap((event) => event.subjects))];
}

function leave(rooms: Map<Id, Room>, socket: LiveSocket): void {
  clearTimeout(socket.timer);
  const room = rooms.get(socket.workspaceId);
  if (!room) return;
  watch(rooms, socket, new Map());
  room.sockets.delete(socket);
  if (room.sockets.size === 0) rooms.delete(socket.workspaceId);
}

/** Replaces what the socket watches. */
function watch(rooms: Map<Id, Room>, socket: LiveSocket, topics: ReadonlyMap<string, TopicAccess>): void {
  const room = rooms.get(socket.workspaceId);
  if (!room) return;
  for (const topic of socket.topics.keys()) {
    const watchers = room.byTopic.get(topic);
    watchers?.delete(socket);
    if (watchers?.size === 0) room.byTopic.delete(topic);
  }
  socket.topics = topics;
  for (const topic of topics.keys()) {
    const watchers = room.byTopic.get(topic) ?? new Set();
    room.byTopic.set(topic, watchers.add(socket));
  }
}

async function readOn(
  kernel: Kernel,
  room: Room,
  pushes: Map<string, Push[]>,
  recheck: (personId: Id) => void,
): Promise<void> {
  while (room.cursor < room.wanted && room.sockets.size > 0) {
    const scope = { workspaceId: room.workspaceId, customerId: null };
    const startedAt = performance.now();
    const { events, pushed } = await kernel.database.read(scope, async (tx) => {
      const rows = await tx.rows(since, [room.workspaceId, room.cursor, 500]);
      return { events: rows, pushed: await load(tx, room, pushes, rows) };
    });
    const last = events.at(-1);
    if (!last) return;
    // Told only now: a read that fails at its end is repeated whole, and nobody shall hear it twice.
    for (const whisper of pushed) tell(room, whisper);
    room.cursor = last.seq;
    tellDesks(kernel, room, events);
    kernel.metrics.hubEvents.inc(events.length);
    const people = new Set(events.map((event) => event.data.personId).filter((id) => typeof id === 'string'));
    for (const personId of people) recheck(personId);
    const moved = new Set(events.map((event) => event.data.movedId).filter((id) => typeof id === 'string'));
    if (moved.size > 0) dismissMoved(room, moved);
    kernel.metrics.hubLag.observe(Math.max(0, (kernel.now().getTime() - last.at.getTime()) / 1_000));
    const restMs = Math.min(mostRestMs, performance.now() - startedAt);
    await new Promise((done) => setTimeout(done, restMs));
  }
}

/** Customers who are known as somebody else from now on: their sockets come back and are told who they are. */
function dismissMoved(room: Room, moved: ReadonlySet<unknown>): void {
  for (const socket of room.sockets) {
    const isMoved = socket.actor.kind === 'customer' && moved.has(socket.actor.id);
    if (isMoved) dismiss(socket, { reason: 'restart', retryInMs: 200 });
  }
}

function tellDesks(kernel: Kernel, room: Room, events: readonly EventRow[]): void {
  const byRole = new Map<string, string[]>();
  for (const socket of room.sockets) {
    if (socket.actor.kind !== 'person') continue;
    const { role } = socket.actor;
    const subjects = byRole.get(role) ?? subjectsFor(kernel, events, role);
    byRole.set(role, subjects);
    if (subjects.length > 0) hint(socket, subjects, room.cursor);
  }
}

/** Loads what travels as data, only for topics that somebody watches here. */
async function load(tx: Tx, room: Room, pushes: Map<string, Push[]>, events: EventRow[]): Promise<Whisper[]> {
  const whispers: Whisper[] = [];
  for (const [type, list] of pushes) {
    const ofType = events.filter((event) => event.type === type);
    for (const one of list) {
      const heard = ofType.filter((event) => one.topics(event.data).some((topic) => room.byTopic.has(topic)));
      if (heard.length === 0) continue;
      for (const { topic, to, kind, data } of await one.load(tx, room.workspaceId, heard.map(envelope))) {
        const audience = to === 'staff' ? 'staff' : 'customer';
        whispers.push({ topics: [topic], audience, kind, data: data as Record<string, unknown> });
      }
    }
  }
  return whispers;
}

function envelope(row: EventRow): EventEnvelope {
  return {
    seq: row.seq,
    type: row.type,
    at: row.at.toISOString(),
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    onBehalfOf: row.on_behalf_of,
    reason: row.reason,
    data: row.data,
  };
}

/** Delivers to the watchers of the topics whose kind of actor matches. */
function tell(room: Room | undefined, whisper: Whisper, except?: LiveSocket): void {
  if (!room) return;
  for (const topic of whisper.topics) {
    const watchers = room.byTopic.get(topic);
    if (!watchers) continue;
    const frame =
      whisper.kind === 'typing'
        ? JSON.stringify(whisper.data)
        : JSON.stringify({ t: 'data', topic, kind: whisper.kind, data: whisper.data } satisfies ServerFrame);
    for (const socket of watchers) {
      const kind = socket.actor.kind === 'person' ? 'staff' : 'customer';
      if (socket !== except && (whisper.audience === 'all' || whisper.audience === kind)) send(socket, frame);
    }
  }
}
