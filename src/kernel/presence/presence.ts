import type { Id } from '#kernel/contract/ids.ts';
import { newId } from '#kernel/contract/new-id.ts';
import type { Whisper } from '#kernel/server/capability.ts';
import { type LiveSocket, send } from '#kernel/server/live/sockets.ts';

/** How often a process repeats who is present on its sockets, and how long the others believe it without a word. */
const beatMs = 5_000;
const forgetMs = 12_000;
/** Entries in one whisper; what a NOTIFY may carry is small. */
const together = 12;
const longestName = 60;
const wire = 'heed.presence';

/** One socket whose holder looks at a topic. `shownIn` is the topic whose watchers are told. */
interface Entry {
  socketId: Id;
  at: string;
  shownIn: string;
  personId: Id;
  name: string;
}
/** What processes say to each other. */
interface News {
  here?: Entry[];
  gone?: Pick<Entry, 'socketId' | 'at'>[];
  /** A process that knows nothing yet asks the others to repeat what they know. */
  ask?: boolean;
}

/** Who is present at one topic: each person with the sockets that say so, and until when that is believed. */
interface Place {
  shownIn: string;
  people: Map<Id, { name: string; sockets: Map<Id, number> }>;
}
interface Own {
  id: Id;
  entries: Map<string, Entry>;
  shows: Set<string>;
}
interface House {
  places: Map<string, Place>;
  own: Map<LiveSocket, Own>;
}

/** The shape in which desks are told (`data` of a `presence` frame). `isAll`: whatever is not named is empty. */
export interface PresenceData {
  isAll: boolean;
  present: { at: string; people: { id: Id; name: string }[] }[];
}

export interface Presence {
  /** Looks again at what the socket watches and whether its page is in front. */
  moved(socket: LiveSocket): void;
  left(socket: LiveSocket): void;
  /** True when this was news of another process about presence. */
  heard(workspaceId: Id, whisper: Whisper): boolean;
  stop(): void;
}

interface Wires {
  /** To the sockets of this process. */
  tell(workspaceId: Id, whisper: Whisper): void;
  tellOthers(workspaceId: Id, whisper: Whisper): void;
}

/**
 * Who looks at what, kept in memory only. A socket that watches a topic with `shownIn`, from a page in front, is
 * present there. Each process tells the others what changes on its own sockets and repeats it every few seconds, so
 * what a killed process said is forgotten soon; a socket that closes is gone at once.
 */
export function startPresence(wires: Wires): Presence {
  const houses = new Map<Id, House>();
  const say = (workspaceId: Id, news: News) =>
    wires.tellOthers(workspaceId, { topics: [], audience: 'staff', kind: wire, data: { ...news } });
  const changed = (workspaceId: Id, house: House, at: string, shownIn: string) => {
    const data: PresenceData = { isAll: false, present: [presentAt(house, at)] };
    wires.tell(workspaceId, { topics: [shownIn], audience: 'staff', kind: 'presence', data: { ...data } });
  };
  const put = (workspaceId: Id, house: House, entry: Entry, until: number) => {
    if (enter(house, entry, until)) changed(workspaceId, house, entry.at, entry.shownIn);
  };
  const drop = (workspaceId: Id, house: House, at: string, isOver: (socketId: Id, until: number) => boolean) => {
    const place = house.places.get(at);
    if (place && leave(house, at, place, isOver)) changed(workspaceId, house, at, place.shownIn);
  };
  const beat = setInterval(() => {
    const now = performance.now();
    for (const [workspaceId, house] of houses) {
      repeat(workspaceId, house, say);
      for (const at of [...house.places.keys()]) drop(workspaceId, house, at, (_, until) => until < now);
    }
  }, beatMs);

  const houseOf = (workspaceId: Id): House => {
    const known = houses.get(workspaceId);
    if (known) return known;
    const house: House = { places: new Map(), own: new Map() };
    houses.set(workspaceId, house);
    say(workspaceId, { ask: true });
    return house;
  };
  const settle = (socket: LiveSocket, own: Own, wanted: Map<string, Entry>) => {
    const house = houseOf(socket.workspaceId);
    const gone = [...own.entries.values()].filter(({ at }) => !wanted.has(at));
    const here = [...wanted.values()].filter(({ at }) => !own.entries.has(at));
    own.entries = wanted;
    for (const { at, socketId } of gone) drop(socket.workspaceId, house, at, (id) => id === socketId);
    for (const entry of here) put(socket.workspaceId, house, entry, Number.POSITIVE_INFINITY);
    if (gone.length > 0) say(socket.workspaceId, { gone: gone.map(({ at, socketId }) => ({ at, socketId })) });
    if (here.length > 0) say(socket.workspaceId, { here });
  };

  return {
    moved: (socket) => {
      if (socket.actor.kind !== 'person') return;
      const house = houseOf(socket.workspaceId);
      const own = house.own.get(socket) ?? { id: newId(), entries: new Map(), shows: new Set() };
      house.own.set(socket, own);
      settle(socket, own, entriesOf(socket, own));
      greet(socket, house, own);
    },
    left: (socket) => {
      const house = houses.get(socket.workspaceId);
      const own = house?.own.get(socket);
      if (!house || !own) return;
      settle(socket, own, new Map());
      house.own.delete(socket);
      if (house.own.size === 0) houses.delete(socket.workspaceId);
    },
    heard: (workspaceId, whisper) => {
      if (whisper.kind !== wire) return false;
      const house = houses.get(workspaceId);
      const { here = [], gone = [], ask = false } = whisper.data as News;
      if (!house) return true;
      if (ask) repeat(workspaceId, house, say);
      for (const entry of here) put(workspaceId, house, entry, performance.now() + forgetMs);
      for (const { at, socketId } of gone) drop(workspaceId, house, at, (id) => id === socketId);
      return true;
    },
    stop: () => clearInterval(beat),
  };
}

function entriesOf(socket: LiveSocket, own: Own): Map<string, Entry> {
  const { actor } = socket;
  if (actor.kind !== 'person' || socket.hidden) return new Map();
  const name = actor.name.slice(0, longestName);
  return new Map(
    [...socket.topics].flatMap(([at, { shownIn }]) =>
      shownIn ? [[at, { socketId: own.id, at, shownIn, personId: actor.id, name }] as const] : [],
    ),
  );
}

/** Whoever begins to watch is told at once who is there; afterwards only what changes. */
function greet(socket: LiveSocket, house: House, own: Own): void {
  const shows = new Set([...socket.topics].filter(([, access]) => access.showsPresence).map(([topic]) => topic));
  for (const topic of shows) {
    if (own.shows.has(topic)) continue;
    const places = [...house.places].filter(([, place]) => place.shownIn === topic);
    const data: PresenceData = { isAll: true, present: places.map(([at]) => presentAt(house, at)) };
    send(socket, { t: 'data', topic, kind: 'presence', data });
  }
  own.shows = shows;
}

function repeat(workspaceId: Id, house: House, say: (workspaceId: Id, news: News) => void): void {
  const entries = [...house.own.values()].flatMap((own) => [...own.entries.values()]);
  for (let i = 0; i < entries.length; i += together) say(workspaceId, { here: entries.slice(i, i + together) });
}

function presentAt(house: House, at: string): PresenceData['present'][number] {
  const people = house.places.get(at)?.people ?? new Map<Id, { name: string }>();
  return { at, people: [...people].map(([id, { name }]) => ({ id, name })) };
}

/** Whether somebody is there now who was not. */
function enter(house: House, { at, shownIn, personId, name, socketId }: Entry, until: number): boolean {
  const place = house.places.get(at) ?? { shownIn, people: new Map() };
  house.places.set(at, place);
  const known = place.people.get(personId);
  const person = known ?? { name, sockets: new Map<Id, number>() };
  person.sockets.set(socketId, until);
  place.people.set(personId, person);
  return known === undefined;
}

/** Whether somebody is not there any more. */
function leave(house: House, at: string, place: Place, isOver: (socketId: Id, until: number) => boolean): boolean {
  const before = place.people.size;
  for (const [personId, { sockets }] of place.people) {
    for (const [socketId, until] of sockets) if (isOver(socketId, until)) sockets.delete(socketId);
    if (sockets.size === 0) place.people.delete(personId);
  }
  const after = place.people.size;
  if (after === 0) house.places.delete(at);
  return after < before;
}
