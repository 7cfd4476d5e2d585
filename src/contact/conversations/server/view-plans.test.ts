import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addTag } from '#contact/conversations/contract.ts';
import { createCustomer } from '#contact/customers/contract.ts';
import type { InputOf } from '#kernel/contract/contract.ts';
import { newId } from '#kernel/contract/ids.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { internalRequest } from '#kernel/server/http/request.ts';
import type { Statement, Tx } from '#kernel/server/sql.ts';
import { asOwner } from '#kernel/test/database.ts';
import { type SetUp, startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import type { Condition, listConversations, Rule } from '../contract.ts';
import { conversationList } from './list.ts';
import { savedViewCounts } from './views.ts';

type Input = InputOf<typeof listConversations>;
interface Node {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  Plans?: Node[];
}

let heed: TestHeed;
let house: SetUp;
let tagId: string;
const rows = 30_000;

/** A shop with years behind it: one conversation in twenty is not resolved. */
beforeAll(async () => {
  heed = await startTestHeed();
  house = await heed.setUp();
  ({ tagId } = await house.owner.call(addTag, { name: 'Damaged' }));
  const { customerId } = await house.owner.call(createCustomer, { name: 'Ines Kaldor' });
  const { workspaceId, teamId, owner } = house;
  const values = [workspaceId, customerId, owner.personId, teamId, tagId, rows];
  await asOwner(
    heed.ownerUrl,
    `INSERT INTO conversation (workspace_id, id, number, customer_id, channel, subject, status, assignee_id, team_id,
       wrap_up_reason_id, started_at, resolved_at, last_message_at, preview_by, priority, tag_ids, snoozed_until)
     SELECT $1, gen_random_uuid(), 5000 + n, $2, 'chat', 'A kettle', s.status, CASE n % 3 WHEN 0 THEN $3::uuid END,
       CASE n % 5 WHEN 0 THEN $4::uuid END,
       CASE s.status WHEN 'resolved' THEN (SELECT id FROM wrap_up_reason WHERE workspace_id = $1 LIMIT 1) END,
       now() - n * interval '1 minute', CASE s.status WHEN 'resolved' THEN now() END, now() - n * interval '1 minute',
       CASE n % 2 WHEN 0 THEN 'customer' ELSE 'staff' END, CASE n % 50 WHEN 0 THEN 'urgent' ELSE 'normal' END,
       CASE n % 200 WHEN 0 THEN ARRAY[$5::uuid] ELSE '{}' END,
       CASE WHEN s.status <> 'resolved' AND n % 100 = 0 THEN now() + interval '1 day' END
     FROM generate_series(1, $6::int) n
     CROSS JOIN LATERAL (SELECT CASE WHEN n % 20 = 0 THEN 'open' WHEN n % 20 = 1 AND n % 3 = 0 THEN 'waiting'
       ELSE 'resolved' END AS status) s`,
    values,
  );
  await asOwner(
    heed.ownerUrl,
    `INSERT INTO promise (workspace_id, id, measure, subject_kind, subject_id, state, started_at, due_at)
     SELECT workspace_id, gen_random_uuid(), 'first_response', 'conversation', id, 'running', started_at,
       now() + (number % 5000) * interval '1 minute'
     FROM conversation WHERE workspace_id = $1 AND status = 'open'`,
    [workspaceId],
  );
  await asOwner(
    heed.ownerUrl,
    `INSERT INTO promise (workspace_id, id, measure, subject_kind, subject_id, state, started_at, due_at, ended_at)
     SELECT workspace_id, gen_random_uuid(), 'first_response', 'conversation', id, 'kept', started_at, started_at, now()
     FROM conversation WHERE workspace_id = $1 AND status = 'resolved'`,
    [workspaceId],
  );
  await asOwner(heed.ownerUrl, 'VACUUM ANALYZE conversation');
  await asOwner(heed.ownerUrl, 'ANALYZE promise, customer, read_mark');
});
afterAll(() => heed.stop());

const all = (...conditions: Condition[]): Rule => ({ match: 'all', conditions });

/** How PostgreSQL answers what a handler asks, as the application's role and under its row-level security. */
async function plansOf(work: (ctx: QueryContext) => Promise<unknown>): Promise<Node[][]> {
  const { workspaceId, teamId, owner } = house;
  return heed.running.kernel.database.read({ workspaceId, customerId: null }, async (tx) => {
    const plans: Node[][] = [];
    const explained = async (query: Statement<unknown>, values: readonly unknown[]) => {
      const result = await tx.client.query(`EXPLAIN (FORMAT JSON) ${query.text}`, [...values]);
      plans.push(flatten(result.rows[0]['QUERY PLAN'][0].Plan as Node));
      return tx.rows(query, values);
    };
    const watched = {
      ...tx,
      rows: explained,
      first: async (...asked: Parameters<typeof explained>) => (await explained(...asked))[0],
    };
    const ctx: QueryContext = {
      actor: {
        ...{ kind: 'person', id: owner.personId ?? '', name: '', role: 'owner', teamIds: [teamId] },
        ...{ sessionId: newId(), provedAt: new Date() },
      },
      workspaceId,
      tx: watched as unknown as Tx,
      request: internalRequest(newId()),
      now: new Date(),
      decided: false,
      contributed: heed.running.kernel.contributed,
    };
    await work(ctx);
    return plans;
  });
}

const flatten = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(flatten)];
const read = (plans: Node[][], relation: string) =>
  plans.flatMap((plan) => plan.filter((node) => node['Relation Name'] === relation));
const list = (input: Partial<Input>) =>
  plansOf((ctx) => conversationList.run(ctx, { view: 'open', limit: 50, ...input } as Input, heed.running.kernel));
const ruled = (rule: Rule, more: Partial<Input> = {}) => list({ view: 'rule', rule: JSON.stringify(rule), ...more });

describe('lists follow an index, whatever the view', () => {
  const mine: Condition = { on: 'assignee', is: 'any', of: ['me'] };
  const urgent: Condition = { on: 'priority', is: 'any', of: ['urgent'] };
  const everyState: Condition = { on: 'status', is: 'any', of: ['open', 'waiting', 'resolved'] };

  it.each<[string, () => Promise<Node[][]>, string[]]>([
    ['open', () => list({ view: 'open' }), ['conversation_status', 'conversation_work']],
    ['mine', () => list({ view: 'mine' }), ['conversation_assignee', 'conversation_work']],
    ['snoozed', () => list({ view: 'snoozed' }), ['conversation_snoozed', 'conversation_work']],
    ['resolved', () => list({ view: 'resolved' }), ['conversation_status', 'conversation_all']],
    ['all', () => list({ view: 'all' }), ['conversation_all']],
    ['of the reader', () => ruled(all(mine)), ['conversation_assignee', 'conversation_work']],
    ['of a tag', () => ruled(all({ on: 'tag', is: 'any', of: [tagId] })), ['conversation_work']],
    ['urgent', () => ruled(all(urgent)), ['conversation_work', 'conversation_priority']],
    [
      'urgent, also resolved',
      () => ruled(all(everyState, urgent)),
      ['conversation_priority', 'conversation_all', 'conversation_status'],
    ],
    [
      'one of several',
      () => ruled({ match: 'any', conditions: [mine, urgent, { on: 'waiting_on', whom: 'us' }] }),
      ['conversation_work'],
    ],
  ])('%s', async (_, plans, indexes) => {
    const nodes = read(await plans(), 'conversation');
    expect(nodes.length).toBeGreaterThan(0);
    for (const node of nodes) {
      expect(node['Node Type']).toMatch(/^Index (Only )?Scan$/);
      expect(indexes).toContain(node['Index Name']);
    }
  });

  it.each<[string, () => Promise<Node[][]>]>([
    ['a tag, also resolved', () => ruled(all(everyState, { on: 'tag', is: 'any', of: [tagId] }))],
    ['due soon', () => ruled(all({ on: 'due_within', hours: 1 }))],
    ['open, by next promise', () => list({ view: 'open', sort: 'due' })],
    ['urgent, by next promise', () => ruled(all(urgent), { sort: 'due' })],
  ])('%s, without reading a table through', async (_, plans) => {
    const found = await plans();
    const nodes = ['conversation', 'promise'].flatMap((relation) => read(found, relation));
    expect(nodes.length).toBeGreaterThan(0);
    expect(nodes.filter((node) => node['Node Type'] === 'Seq Scan')).toEqual([]);
  });
});

describe('counts of views', () => {
  it('read one index of what is not resolved, and nothing else of the conversations', async () => {
    const rules = [
      all({ on: 'tag', is: 'any', of: [tagId] }),
      all({ on: 'priority', is: 'any', of: ['urgent'] }, { on: 'waiting_on', whom: 'us' }),
      {
        match: 'any',
        conditions: [
          { on: 'team', is: 'any', of: ['none'] },
          { on: 'snoozed', snoozed: true },
        ],
      } as Rule,
    ];
    const { saveView } = await import('../contract.ts');
    for (const [i, rule] of rules.entries()) await house.owner.call(saveView, { name: `View ${i}`, rule });
    const nodes = read(await plansOf((ctx) => savedViewCounts.run(ctx, {}, heed.running.kernel)), 'conversation');
    expect(nodes.map((node) => `${node['Node Type']} ${node['Index Name']}`)).toEqual(
      rules.map(() => 'Index Only Scan conversation_work'),
    );
  });
});
