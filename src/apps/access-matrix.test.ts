import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  assign,
  getConversation,
  reply,
  resolve,
  startConversation,
  writeNote,
} from '#contact/conversations/contract.ts';
import { createCustomer } from '#contact/customers/contract.ts';
import { changeAccess, changeRole, createTeam, invite } from '#foundation/people/contract.ts';
import type { Contract } from '#kernel/contract/contract.ts';
import { type Client, ProblemError } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { access, scenarios, topics } from '#kernel/test/gather.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { writtenIn } from '#kernel/test/refused.ts';
import type { Scenario } from '#kernel/test/scenario.ts';
import { greet } from '#kernel/test/socket.ts';
import { type Caller, callers, newSession, newVisitor, type Stage, setStage, shop } from '#kernel/test/stage.ts';
import { capabilities } from './capabilities.ts';
import { findDist } from './dist.ts';

const pause = (ms: number) => new Promise((resolved) => setTimeout(resolved, ms));

let heed: TestHeed;
let stage: Stage;

beforeAll(async () => {
  heed = await startTestHeed();
  stage = await setStage(heed);
});
afterAll(() => heed.stop());

const offered = capabilities(findDist());
const contracts: Contract[] = offered.flatMap((one) =>
  [...(one.commands ?? []), ...(one.queries ?? [])].map((handler) => handler.contract),
);
const refusals: Record<string, string> = {
  'access.forbidden': 'no',
  'record.not_found': 'none',
  'access.signed_out': 'out',
};

/** The headers with which a page would call: the shop's, or our own for those who are signed in. */
function pageHeaders(scenario: Scenario, caller: Caller): Record<string, string> {
  const isSignedIn = !['anonymous', 'concerned', 'stranger', 'shutOut'].includes(caller);
  return scenario.isFromPage ? { Origin: isSignedIn ? heed.url : shop } : {};
}

/** Calls for real. Returns `yes`, or the mark of the refusal, and what was answered. */
async function attempt(scenario: Scenario, caller: Caller, by: Client, input: Record<string, unknown>) {
  try {
    const answer = await by.call(scenario.contract, input, { headers: pageHeaders(scenario, caller) });
    return { mark: 'yes', answer: JSON.stringify(answer) };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { mark: refusals[error.code] ?? error.code, answer: JSON.stringify(error.body) };
  }
}

const written = () => writtenIn(heed);
const leaks = (answer: string) => stage.privateWords.filter((word) => answer.includes(word));

/** Those who are refused, all at once: each with the right word, and nothing is written. */
async function refused(scenario: Scenario, expected: [Caller, string][]): Promise<[string, string][]> {
  const input = await scenario.prepare(stage, stage.cast.owner);
  const before = await written();
  const found = await Promise.all(
    expected.map(async ([caller]) => {
      const { mark, answer } = await attempt(scenario, caller, stage.cast[caller], input);
      const given = new Set(leaks(JSON.stringify(input)));
      const told = leaks(answer).filter((word) => !given.has(word));
      return [caller, told.length > 0 ? `${mark}, and told ${told.join()}` : mark] as [string, string];
    }),
  );
  expect(await written(), `${scenario.contract.name}: a refusal wrote something`).toBe(before);
  return found;
}

/** What somebody who may gets: the mark of the table, or what it was instead. */
async function granted(
  scenario: Scenario,
  [caller, mark]: [Caller, string],
  by: Client,
  input: Record<string, unknown>,
) {
  const result = await attempt(scenario, caller, by, input);
  const told = mark === 'own' ? leaks(result.answer) : [];
  return [caller, result.mark !== 'yes' ? result.mark : told.length > 0 ? `yes, and told ${told.join()}` : mark] as [
    string,
    string,
  ];
}

/** Those who may: all at once where they only read the same; else one after the other, each on something fresh. */
async function allowed(scenario: Scenario, expected: [Caller, string][]): Promise<[string, string][]> {
  if (scenario.contract.kind === 'query' && scenario.isForAnybody) {
    const input = await scenario.prepare(stage, stage.cast.owner);
    return Promise.all(expected.map((cell) => granted(scenario, cell, stage.cast[cell[0]], input)));
  }
  const found: [string, string][] = [];
  for (const cell of expected) {
    const client = stage.cast[cell[0]];
    const by = scenario.isAboutSession ? await newSession(heed, client) : client;
    found.push(await granted(scenario, cell, by, await scenario.prepare(stage, by)));
    // Changing the passphrase ended the other sessions of this person.
    if (scenario.isAboutSession && client.cookie) client.cookie = (await newSession(heed, client)).cookie;
  }
  return found;
}

describe('the access matrix', () => {
  it('has a line and a scenario for every command and query, and none for anything else', () => {
    const names = contracts.map((contract) => contract.name).sort();
    expect([...access.keys()].sort()).toEqual(names);
    expect([...scenarios.keys()].sort()).toEqual(names);
  });

  it('has a line for every kind of live topic, and none for anything else', () => {
    const kinds = offered.flatMap((one) => one.topics ?? []).map((one) => one.kind);
    expect([...topics.table.keys()].sort()).toEqual(kinds.sort());
    expect(Object.keys(topics.ids).sort()).toEqual(kinds.sort());
  });

  it.each(contracts.map((contract) => contract.name))('%s', async (name) => {
    const scenario = scenarios.get(name);
    const line = access.get(name);
    if (!scenario || !line) throw new Error(`${name} has no line in a table of access or no scenario`);
    const cells = callers.map((caller): [Caller, string] => [caller, line[caller]]);
    const may = ([, mark]: [Caller, string]) => mark === 'yes' || mark === 'own';
    const outcome = [
      ...(await refused(
        scenario,
        cells.filter((cell) => !may(cell)),
      )),
      ...(await allowed(scenario, cells.filter(may))),
    ];
    expect(Object.fromEntries(outcome)).toEqual(line);
  });
});

describe('ids of another workspace in a body', () => {
  const codeOf = async (work: () => Promise<unknown>) => {
    const before = await written();
    const error: unknown = await work().catch((thrown: unknown) => thrown);
    expect(await written()).toBe(before);
    return error instanceof ProblemError ? error.code : error;
  };
  /** Somebody, a team, a customer and a reason of the practice workspace. */
  async function there() {
    const { elsewhere } = stage.cast;
    const { teamId } = await elsewhere.call(createTeam, { name: 'Over there', memberIds: [] });
    const { customerId } = await elsewhere.call(createCustomer, { name: 'Otis Other' });
    const { conversationId } = await elsewhere.call(startConversation, { customerId, text: 'Hello?' });
    return { teamId, customerId, conversationId, personId: elsewhere.personId };
  }

  it('are refused wherever a body may name one', async () => {
    const { owner } = stage.cast;
    const other = await there();
    const { conversationId } = await stage.freshConversation();
    const { version } = await owner.call(getConversation, { conversationId });
    const { customerId } = stage.visit;
    const on = { conversationId, version };
    const wrapUpReasonId = await reasonThere();
    expect({
      assigneeId: await codeOf(() => owner.call(assign, { ...on, assigneeId: other.personId })),
      teamId: await codeOf(() => owner.call(assign, { ...on, teamId: other.teamId })),
      wrapUpReasonId: await codeOf(() => owner.call(resolve, { ...on, wrapUpReasonId })),
      customerId: await codeOf(() => owner.call(startConversation, { customerId: other.customerId, text: 'Hi' })),
      teamOfStart: await codeOf(() => owner.call(startConversation, { customerId, text: 'Hi', teamId: other.teamId })),
      memberIds: await codeOf(() => owner.call(createTeam, { name: 'Mixed', memberIds: [other.personId] })),
      teamIds: await codeOf(() =>
        owner.call(invite, { email: 'm@x.example', role: 'viewer', teamIds: [other.teamId] }),
      ),
      conversationId: await codeOf(() => owner.call(getConversation, { conversationId: other.conversationId })),
    }).toEqual({
      assigneeId: 'conversation.unknown_assignee',
      teamId: 'conversation.unknown_assignee',
      wrapUpReasonId: 'conversation.wrap_up_needed',
      customerId: 'record.not_found',
      teamOfStart: 'conversation.unknown_assignee',
      memberIds: 'record.not_found',
      teamIds: 'record.not_found',
      conversationId: 'record.not_found',
    });
  });

  async function reasonThere(): Promise<string> {
    const rows = await asOwner<{ id: string }>(
      heed.ownerUrl,
      'SELECT id FROM wrap_up_reason WHERE workspace_id = $1 LIMIT 1',
      [stage.house.practiceWorkspaceId],
    );
    return rows[0]?.id ?? '';
  }

  it('and the visitor token of one customer opens nothing of another', async () => {
    const third = await newVisitor(heed, stage.widgetKey);
    const { conversationId } = stage.visit;
    const seen = scenarios.get('chat.seen');
    if (!seen) throw new Error('no scenario chat.seen');
    const { mark } = await attempt(seen, 'stranger', third, { conversationId, number: 1 });
    expect(mark).toBe('none');
  });
});

describe('on the socket', () => {
  /** Watches as this caller. Returns `yes`, `no`, or `out` where the socket is not even opened. */
  async function watchAs(caller: Caller, topic: string): Promise<string> {
    const socket = await greet(stage.cast[caller]);
    try {
      if (socket.frames.some((frame) => frame.t === 'bye' && frame.code === 'access.signed_out')) return 'out';
      socket.send({ t: 'watch', topics: [topic] });
      const answer = await socket.next('watching');
      // What a visitor's socket hears in any case, their own, is named too.
      expect([...answer.topics, ...answer.refused]).toContain(topic);
      return answer.topics.includes(topic) ? 'yes' : 'no';
    } finally {
      socket.close();
    }
  }

  it.each([...topics.table.keys()])('%s:ID is watched by those who may read it', async (kind) => {
    const topic = `${kind}:${topics.ids[kind]?.(stage)}`;
    const marks = await Promise.all(callers.map(async (caller) => [caller, await watchAs(caller, topic)]));
    expect(Object.fromEntries(marks)).toEqual(topics.table.get(kind));
  });

  it('nobody watches a customer, a workspace or a kind that does not exist by its name', async () => {
    for (const kind of ['customer', 'workspace', 'inbox', 'constructor', 'event']) {
      const marks = await Promise.all(
        (['owner', 'stranger', 'elsewhere'] as const).map((caller) =>
          watchAs(caller, `${kind}:${stage.visit.customerId}`),
        ),
      );
      expect(marks, kind).toEqual(['no', 'no', 'no']);
    }
  });

  it.each([
    '%',
    '_',
    '*',
    '%:%',
    'conversation:%',
    'conversation:*',
    'conversation:________-____-____-____-____________',
  ])('the name %s ends the socket, whoever asks', async (topic) => {
    for (const caller of ['owner', 'stranger'] as const) {
      const socket = await greet(stage.cast[caller]);
      socket.send({ t: 'watch', topics: [topic] });
      expect(await socket.next('bye')).toMatchObject({ reason: 'refused', code: 'input.invalid' });
      expect(await socket.closed).toBe(1008);
    }
  });

  it('a visitor hears what staff answer in their own conversation, and nothing of notes or of others', async () => {
    const { owner, concerned, stranger } = stage.cast;
    const [own, other] = await Promise.all([greet(concerned), greet(stranger)]);
    const { conversationId } = stage.visit;
    await owner.call(writeNote, { conversationId, text: 'A note for colleagues' });
    await owner.call(reply, { conversationId, text: 'It comes tomorrow' });
    const frame = await own.next('data');
    expect(JSON.stringify(frame)).toContain('It comes tomorrow');
    await pause(200);
    expect(JSON.stringify(own.frames)).not.toContain('A note for colleagues');
    expect(other.frames.filter((one) => one.t !== 'welcome')).toEqual([]);
    own.close();
    other.close();
  });

  it.each([
    ['a role that may not read', (personId: string, version: number) => roleTo('learner', personId, version)],
    ['being shut out', (personId: string, version: number) => shutOut(personId, version)],
  ])('%s ends delivery within a second', async (_, take) => {
    const { owner } = stage.cast;
    const person = await heed.member('adviser');
    const socket = await greet(person);
    const { conversationId } = stage.visit;
    socket.send({ t: 'watch', topics: [`conversation:${conversationId}`] });
    await socket.next('watching');
    await owner.call(writeNote, { conversationId, text: 'Before' });
    await socket.next('data', (frame) => JSON.stringify(frame).includes('Before'));
    await take(person.personId, 1);
    await pause(1_000);
    await owner.call(writeNote, { conversationId, text: 'After' });
    await pause(300);
    expect(JSON.stringify(socket.frames)).not.toContain('After');
    socket.close();
  });

  const roleTo = (role: 'learner', personId: string, version: number) =>
    stage.cast.owner.call(changeRole, { personId, role, version });
  const shutOut = (personId: string, version: number) =>
    stage.cast.owner.call(changeAccess, { personId, active: false, version });
});
