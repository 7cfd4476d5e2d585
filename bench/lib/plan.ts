import pg from 'pg';
import { conversationList } from '#contact/conversations/server/list.ts';
import { newId } from '#kernel/contract/ids.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { scopeSql } from '#kernel/server/database.ts';
import { internalRequest } from '#kernel/server/http/request.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { appUrlFor } from '#kernel/server/postgres/migrate.ts';
import type { Tx } from '#kernel/server/sql.ts';
import type { Product } from './product.ts';
import { rowsOf } from './sql.ts';

interface Node {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  Plans?: Node[];
}

/**
 * Asks PostgreSQL how it answers the list of open conversations, as the application's role and under its row-level
 * security, with and without knowing the values. Returns the plans in a line each.
 * @throws Error when a table is read through or sorted, instead of following an index.
 */
export async function demandIndexScans(product: Product): Promise<string[]> {
  const [row] = await rowsOf<{ workspace_id: string; account_id: string }>(
    product.ownerUrl,
    `SELECT m.workspace_id, m.account_id FROM membership m JOIN workspace w ON w.id = m.workspace_id
     WHERE w.kind = 'live' AND m.role = 'adviser' LIMIT 1`,
  );
  if (!row) throw new Error('Nobody is there to ask for a list.');
  const { text, values } = await askedOf(row.workspace_id, row.account_id);
  const client = new pg.Client({ connectionString: appUrlFor(product.ownerUrl) });
  await client.connect();
  try {
    await client.query(`BEGIN READ ONLY; ${scopeSql({ workspaceId: row.workspace_id, customerId: null }, null)}`);
    const known = await client.query(`EXPLAIN (FORMAT JSON) ${text}`, [...values]);
    const generic = await client.query(`EXPLAIN (FORMAT JSON, GENERIC_PLAN) ${text}`);
    return [known, generic].map((result) => demandIndexed(result.rows[0]?.['QUERY PLAN'][0].Plan));
  } finally {
    await client.end();
  }
}

/** The statement and values that the list's own handler would send. */
async function askedOf(workspaceId: string, id: string): Promise<{ text: string; values: readonly unknown[] }> {
  let asked: { text: string; values: readonly unknown[] } | undefined;
  const tx = {
    rows: async (query: { text: string }, values: readonly unknown[]) => {
      asked = { text: query.text, values };
      return [];
    },
  } as unknown as Tx;
  const ctx: QueryContext = {
    actor: { kind: 'person', id, name: '', role: 'adviser', teamIds: [], sessionId: newId(), provedAt: new Date() },
    workspaceId,
    tx,
    request: internalRequest(newId()),
    now: new Date(),
    decided: false,
    contributed: () => [],
  };
  await conversationList.run(ctx, { view: 'open', limit: 50 }, {} as Kernel);
  if (!asked) throw new Error('The list asked nothing of the database.');
  return asked;
}

function demandIndexed(plan: Node): string {
  const nodes = flatten(plan);
  const through = nodes.filter((node) => /Seq Scan|Bitmap/.test(node['Node Type']));
  const onConversations = nodes.filter((node) => node['Relation Name'] === 'conversation');
  const line = nodes
    .filter((node) => node['Node Type'] !== 'Result')
    .map((node) => `${node['Node Type']}${node['Index Name'] ? ` ${node['Index Name']}` : ''}`)
    .join(', ');
  // Both are in the list's order and hold what it asks for.
  const indexes = ['conversation_status', 'conversation_work'];
  const isIndexed = onConversations.length === 1 && indexes.includes(onConversations[0]?.['Index Name'] ?? '');
  if (!isIndexed || through.length > 0) throw new Error(`The list does not follow its index: ${line}.`);
  return line;
}

function flatten(node: Node): Node[] {
  return [node, ...(node.Plans ?? []).flatMap(flatten)];
}
