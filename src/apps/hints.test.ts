import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandContract, type Contract, fill, type QueryContract } from '#kernel/contract/contract.ts';
import { type Client, ProblemError } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { scenarios } from '#kernel/test/gather.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import type { Scenario } from '#kernel/test/scenario.ts';
import { greet } from '#kernel/test/socket.ts';
import { newSession, type Stage, setStage, shop } from '#kernel/test/stage.ts';
import { capabilities } from './capabilities.ts';
import { findDist } from './dist.ts';

/**
 * What a desk shows after refetching only what the hints name must equal what it would show after loading everything
 * again. Two desks watch: the owner's, with everything, and that of an adviser to whom things happen, with what depends
 * on who looks. After each command the desks look at its own capability and at every HEED_HINTS_EVERY-th other query, at
 * others after the next; the long suite looks at all.
 */
const every = Number(process.env.HEED_HINTS_EVERY ?? 12);

/** Quiet commands hint without an event; each may leave these answers old, for the reason given. */
const quietly: Record<string, { queries: string[]; because: string }> = {
  'conversations.mark-read': {
    queries: ['conversations.list', 'conversations.counts', 'conversations.get'],
    because: 'my own read marks; the desk that set them shows them at once, and no other shows them',
  },
  'conversations.save-draft': {
    queries: ['conversations.draft', 'conversations.drafts'],
    because: 'my own drafts; my other desks are told by a whisper, and nobody else shows them',
  },
  'mail.address-reply': {
    queries: ['mail.recipients'],
    because: 'whom my own next reply reaches; the desk that says so shows it at once, and no other shows it',
  },
  'mail.choose-signature': {
    queries: ['mail.recipients'],
    because: 'what stands under my own next reply; the desk that says so shows it at once, and no other shows it',
  },
  'chat.seen': {
    queries: ['conversations.get'],
    because: 'how far the customer has seen travels as data on the socket, not as a hint',
  },
  'chat.nudge-shown': {
    queries: ['chat.nudges'],
    because: 'a figure that grows while shops are looked at; whoever opens the page has it as it is then',
  },
};
/** Answers that follow the log some seconds behind and say as of when; the desk asks again by itself. */
const followers = [
  ...['measures.values', 'measures.rows', 'monitoring.goals', 'monitoring.goal', 'corrections.get'],
  ...['standards.figures', 'audit.entries', 'audit.state'],
];
/** Looking moves when somebody was seen; the expected reply time is a figure of the last weeks, made anew now and then. */
const drifting = ['seenAt', 'replies'];
/** Before this no desk is open anywhere. */
const withoutDesk = ['people.set-up'];

const handlers = capabilities(findDist());
const commands = handlers.flatMap((one) => one.commands ?? []).map((one) => one.contract);
const queries = handlers.flatMap((one) => one.queries ?? []).map((one) => one.contract);
const deskQueries = queries
  .filter((contract) => contract.for.includes('staff') && !contract.for.includes('customer'))
  .filter((contract) => !followers.includes(contract.name));

let heed: TestHeed;
let stage: Stage;

beforeAll(async () => {
  heed = await startTestHeed();
  stage = await setStage(heed, ['adviser', 'lead', 'viewer', 'spare']);
});
afterAll(() => heed.stop());

function scenarioOf(contract: Contract): Scenario {
  const scenario = scenarios.get(contract.name);
  if (!scenario) throw new Error(`${contract.name} has no scenario; add one to test/scenarios.ts of its capability`);
  return scenario;
}

/** One open query of a desk: its answer, and the subjects on which that depends. */
interface Open {
  contract: QueryContract;
  input: Record<string, unknown>;
  subjects: string[];
  answer: unknown;
}

/** What the desk gets: the answer, or which refusal. */
async function ask(desk: Client, contract: QueryContract, input: Record<string, unknown>): Promise<unknown> {
  try {
    return await desk.call(contract, input);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { refused: error.code };
  }
}

/** What a desk has open, and the head of the log before it asked. */
interface Screen {
  since: number;
  open: Open[];
}

/** An answer that differs from person to person, or the lists in which other people's work shows. */
const isPersonal = (contract: QueryContract) =>
  contract.subjects.some((subject) => subject === 'me' || subject === 'inbox');

function openOn(desk: Client): QueryContract[] {
  return desk === stage.cast.adviser ? deskQueries.filter(isPersonal) : deskQueries;
}

/** What each desk has open whatever happens, prepared once. */
const prepared = new Map<Client, { contract: QueryContract; input: Record<string, unknown> }[]>();

async function prepareAll(desk: Client) {
  const known = prepared.get(desk);
  if (known) return known;
  const made = await inTurns(openOn(desk), async (contract) => ({
    contract,
    input: await scenarioOf(contract).prepare(stage, desk),
  }));
  prepared.set(desk, made);
  return made;
}

const capabilityOf = (contract: Contract) => contract.name.split('.')[0];

/** Which queries are looked at after this command. */
function lookedAt(command: CommandContract): (contract: QueryContract) => boolean {
  const turn = commands.indexOf(command) % every;
  const own = quietly[command.name]?.queries ?? [];
  return (query) =>
    capabilityOf(query) === capabilityOf(command) ||
    own.includes(query.name) ||
    deskQueries.indexOf(query) % every === turn;
}

/** What a desk was last given to a question, and the head of the log before it asked. */
interface Given {
  since: number;
  answer: unknown;
}
const given = new Map<Client, Map<string, Given>>();
const questionOf = (one: Pick<Open, 'contract' | 'input'>) => `${one.contract.name} ${JSON.stringify(one.input)}`;

function givenTo(desk: Client): Map<string, Given> {
  const known = given.get(desk) ?? new Map<string, Given>();
  given.set(desk, known);
  return known;
}

/**
 * What a desk has on screen, with what the scenario at hand concerns. As a desk does, it keeps what it was given before
 * and asks anew for what was hinted since.
 */
async function openAll(desk: Client, isLookedAt: (contract: QueryContract) => boolean = () => true): Promise<Screen> {
  // More at once than a network may guess: from the second on it is known who asks.
  await desk.raw('GET', '/api/v1/me');
  const concerned = openOn(desk).flatMap((contract) =>
    scenarioOf(contract)
      .screens(stage)
      .map((input) => ({ contract, input })),
  );
  const since = await head();
  const last = givenTo(desk);
  const events = await eventsSince(Math.min(since, ...[...last.values()].map((one) => one.since)));
  const isOld = (subjects: string[], from: number) =>
    events.some((event) => event.seq > from && event.subjects.some((subject) => subjects.includes(subject)));
  const shown = [...(await prepareAll(desk)), ...concerned].filter((one) => isLookedAt(one.contract));
  const open = await inTurns(shown, async ({ contract, input }) => {
    const subjects = contract.subjects.map((subject) => fill(subject, input));
    const kept = last.get(questionOf({ contract, input }));
    const isKept = kept && !isOld(subjects, kept.since);
    return { contract, input, subjects, answer: isKept ? kept.answer : await ask(desk, contract, input) };
  });
  return { since, open };
}

/** A few at a time: no desk asks everything at once. */
async function inTurns<One, Done>(all: readonly One[], work: (one: One) => Promise<Done>): Promise<Done[]> {
  const done: Done[] = [];
  for (let from = 0; from < all.length; from += 12) {
    done.push(...(await Promise.all(all.slice(from, from + 12).map(work))));
  }
  return done;
}

/** The owner, signed in a second time. */
let otherBrowser: Promise<Client> | undefined;

/** Who calls: the visitor concerned, nobody known, or the owner in another browser; one's session somebody else. */
async function callerOf(contract: Contract): Promise<Client> {
  if (contract.for.includes('nobody')) return heed.anonymous();
  if (contract.for.includes('customer')) return scenarioOf(contract).customer?.(stage) ?? stage.cast.concerned;
  if (scenarioOf(contract).isAboutSession) return newSession(heed, stage.cast.viewer);
  otherBrowser ??= newSession(heed, stage.cast.owner);
  return otherBrowser;
}

async function eventsSince(seq: number): Promise<{ seq: number; subjects: string[] }[]> {
  return asOwner(heed.ownerUrl, 'SELECT seq::int, subjects FROM event WHERE workspace_id = $1 AND seq > $2', [
    stage.house.workspaceId,
    seq,
  ]);
}

async function head(): Promise<number> {
  const rows = await asOwner<{ head: number }>(
    heed.ownerUrl,
    'SELECT head::int FROM workspace_stream WHERE workspace_id = $1',
    [stage.house.workspaceId],
  );
  return rows[0]?.head ?? 0;
}

/** A desk's socket that has been told of everything so far, though jobs go on writing. */
async function upToDate() {
  for (let tries = 0; tries < 50; tries++) {
    const socket = await greet(stage.cast.owner);
    const { cursor } = await socket.next('welcome');
    if (Number(cursor) === (await head())) return { socket, before: Number(cursor) };
    socket.close();
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error('no socket is up to date');
}

/** Runs the command and returns the subjects of which a desk's socket was told. */
async function hintedBy(work: () => Promise<unknown>): Promise<Set<string>> {
  const { socket, before } = await upToDate();
  await work();
  const expected = new Set((await eventsSince(before)).flatMap((event) => event.subjects));
  const heard = () => new Set(socket.frames.flatMap((frame) => (frame.t === 'hint' ? frame.subjects : [])));
  const isAll = () => [...expected].every((subject) => heard().has(subject));
  for (let waited = 0; !isAll() && waited < 2_000; waited += 20) await new Promise((done) => setTimeout(done, 20));
  expect([...heard()].sort(), 'hints of the socket').toEqual([...expected].sort());
  socket.close();
  return heard();
}

/** Places in which two answers differ, as `people[2].role: "viewer" → "adviser"`. */
function differences(one: unknown, other: unknown, path = ''): string[] {
  if (isDeepStrictEqual(one, other)) return [];
  const isPlain = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
  if (!isPlain(one) || !isPlain(other))
    return [`${path || 'answer'}: ${JSON.stringify(one)} → ${JSON.stringify(other)}`];
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((key) => !drifting.includes(key));
  return keys.flatMap((key) => differences(one[key], other[key], path ? `${path}.${key}` : key)).slice(0, 4);
}

/** What stays old on this desk when it refetches only what was hinted. */
async function oldAfter(desk: Client, shown: Screen, hinted: Set<string>): Promise<Map<string, string[]>> {
  const old = new Map<string, string[]>();
  const isIn = (subjects: Set<string>) => (open: Open) => open.subjects.some((subject) => subjects.has(subject));
  const notRefetched = shown.open.filter((open) => !isIn(hinted)(open));
  const since = await head();
  const reloaded = await inTurns(notRefetched, (open) => ask(desk, open.contract, open.input));
  const last = givenTo(desk);
  for (const open of shown.open) last.delete(questionOf(open));
  for (const [i, open] of notRefetched.entries()) last.set(questionOf(open), { since, answer: reloaded[i] });
  // A job or a deadline may have gone on meanwhile; its events hint for themselves.
  const isElse = isIn(new Set((await eventsSince(shown.since)).flatMap((event) => event.subjects)));
  for (const [i, open] of notRefetched.entries()) {
    const found = differences(open.answer, reloaded[i]);
    if (found.length === 0 || isElse(open)) continue;
    const { name } = open.contract;
    old.set(name, [...(old.get(name) ?? []), `${name} ${JSON.stringify(open.input)} stays old: ${found.join('; ')}`]);
  }
  return old;
}

/** Runs the command before the eyes of two desks; returns what stays old on each, and what was hinted. */
async function watch(contract: CommandContract) {
  const scenario = scenarioOf(contract);
  const by = await callerOf(contract);
  const desks = [stage.cast.owner, stage.cast.adviser];
  for (const desk of desks) await prepareAll(desk);
  const input = await scenario.prepare(stage, by);
  const shown = await Promise.all(desks.map((desk) => openAll(desk, lookedAt(contract))));
  const headers: Record<string, string> = scenario.isFromPage ? { Origin: shop } : {};
  const hinted = await hintedBy(() => by.call(contract, input, { headers }));
  const old = await Promise.all(desks.map((desk, i) => oldAfter(desk, shown[i] ?? { since: 0, open: [] }, hinted)));
  return { hinted, old };
}

describe('hints tell a desk everything that changed', () => {
  it('and every command has a scenario that shows it', () => {
    const names = commands.map((contract) => contract.name);
    expect(names.filter((name) => !scenarios.has(name))).toEqual([]);
    expect([...Object.keys(quietly), ...withoutDesk].filter((name) => !names.includes(name))).toEqual([]);
    expect(Object.keys(quietly).filter((name) => !commands.find((one) => one.name === name)?.quiet)).toEqual([]);
  });

  it.each(
    commands.map((contract) => contract.name).filter((name) => !withoutDesk.includes(name)),
  )('%s', async (name) => {
    const contract = commands.find((one) => one.name === name);
    if (!contract) throw new Error(`no command ${name}`);
    // The eyes of the desks are fresh for a quiet command, whose own traces are looked for.
    if (quietly[name]) given.clear();
    let { hinted, old } = await watch(contract);
    if (!quietly[name] && old.some((one) => one.size > 0)) {
      // A quiet step of the preparation leaves traces too; the command alone is judged by desks that load everything.
      given.clear();
      ({ hinted, old } = await watch(contract));
    }
    const allowed = quietly[name]?.queries ?? [];
    const missing = old.flatMap((one) => [...one].flatMap(([query, lines]) => (allowed.includes(query) ? [] : lines)));
    expect(missing, `${name} hinted ${[...hinted].join(', ') || 'nothing'}`).toEqual([]);
    if (!quietly[name]) return;
    const changed = old.flatMap((one) => [...one.keys()]);
    expect(changed.length, `${name} needs no exception (${quietly[name].because})`).toBeGreaterThan(0);
  });

  it('also to the person whose role changes while a conversation is open', async () => {
    const { changeRole, listPeople } = await import('#foundation/people/contract.ts');
    const { owner, lead } = stage.cast;
    await prepareAll(lead);
    await stage.freshConversation();
    given.clear();
    const { people } = await owner.call(listPeople, {});
    const version = people.find((one) => one.id === lead.personId)?.version ?? 0;
    const shown = await openAll(lead);
    const hinted = await hintedBy(() => owner.call(changeRole, { personId: lead.personId, role: 'viewer', version }));
    expect([...(await oldAfter(lead, shown, hinted)).values()].flat()).toEqual([]);
  });
});
