import { filterOf } from '#foundation/fields/index.ts';
import { quietNames } from '#foundation/promises/index.ts';
import type { InputOf } from '#kernel/contract/contract.ts';
import { actorId } from '#kernel/server/actor.ts';
import { answer, type QueryContext } from '#kernel/server/capability.ts';
import { cursorOf, readCursor } from '#kernel/server/page.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { type Statement, statement } from '#kernel/server/sql.ts';
import { listConversations, type Sort, type View } from '../contract.ts';
import { Values } from './condition-sql.ts';
import { readRule, whereOf, withFields } from './conditions.ts';
import { dueSql, type ListRow, newestSql, withoutPromise } from './list-sql.ts';
import { conversationPolicy } from './policy.ts';
import { ruleOfView } from './view-access.ts';

type Input = InputOf<typeof listConversations>;
type Fixed = Exclude<View, 'saved' | 'rule'> | 'customer';

const working = 'c.snoozed_until IS NULL';
/**
 * Each view is one condition with an index of its own (workspace_id …, last_message_at DESC, id DESC), so a page
 * costs the same at a million rows. `own` is the view's own value: the reader, a team or a customer.
 */
const conditions: Record<Fixed, (own: () => string) => string> = {
  mine: (own) => `c.assignee_id = ${own()}::uuid AND c.status <> 'resolved' AND ${working}`,
  unassigned: () => `c.status = 'open' AND c.assignee_id IS NULL AND ${working}`,
  mentions: (
    own,
  ) => `EXISTS (SELECT FROM mention n WHERE n.workspace_id = c.workspace_id AND n.account_id = ${own()}::uuid
    AND n.conversation_id = c.id)`,
  open: () => `c.status = 'open' AND ${working}`,
  waiting: () => `c.status = 'waiting' AND ${working}`,
  snoozed: () => "c.snoozed_until IS NOT NULL AND c.status <> 'resolved'",
  resolved: () => "c.status = 'resolved'",
  team: (own) => `c.team_id = ${own()}::uuid AND c.status <> 'resolved' AND ${working}`,
  customer: (own) => `c.customer_id = ${own()}::uuid`,
  all: () => 'true',
};

export const conversationList = answer(listConversations, async (ctx, input) => {
  demand(ctx, conversationPolicy, 'list');
  if (input.view === 'team' && !input.teamId) refuse('input.invalid', 'The view team needs teamId.');
  if (input.view === 'saved' && !input.viewId) refuse('input.invalid', 'The view saved needs viewId.');
  if (input.view === 'rule' && !input.rule) refuse('input.invalid', 'The view rule needs rule.');
  const asked = await askedOf(ctx, input);
  const { rows, next } = asked.sort === 'due' ? await byDue(ctx, asked, input) : await byNewest(ctx, asked, input);
  return { conversations: rows.map(present), next };
});

/** What a list is cut from: a condition written anew for each statement, because its values have their own places. */
interface Asked {
  where(values: Values, workspace: string): Promise<string>;
  sort: Sort;
  /** Prepared once; what people put together themselves is planned for its own values. */
  name: string;
}

async function askedOf(ctx: QueryContext, input: Input): Promise<Asked> {
  const wanted = input.fields ? await filterOf(ctx, 'conversation', input.fields) : null;
  const found = wanted && (await withFields(ctx, wanted));
  const narrowed = (values: Values) => {
    if (!found || found === 'common') return '';
    if ('holding' in found) return ` AND c.fields <> '{}' AND c.fields @> ${values.put(found.holding)}::jsonb`;
    return ` AND c.id = ANY (${values.put(found.ids)}::uuid[])`;
  };
  if (!input.customerId && (input.view === 'saved' || input.view === 'rule')) {
    const saved = input.view === 'saved' && input.viewId ? await ruleOfView(ctx, input.viewId) : null;
    const rule = saved?.rule ?? readRule(input.rule ?? '');
    const where: Asked['where'] = async (values, workspace) =>
      (await whereOf(ctx, values, workspace, rule)) + narrowed(values);
    return { where, sort: input.sort ?? saved?.sort ?? 'newest', name: '' };
  }
  const view = (input.customerId ? 'customer' : input.view) as Fixed;
  const own =
    view === 'mine' || view === 'mentions' ? actorId(ctx.actor) : view === 'team' ? input.teamId : input.customerId;
  const how = !found ? 'all' : found !== 'common' && 'holding' in found ? 'holding' : 'among';
  return {
    where: async (values) => conditions[view](() => values.put(own)) + narrowed(values),
    sort: input.sort ?? 'newest',
    name: `conversation_list_${view}_${how}`,
  };
}

interface Page {
  rows: ListRow[];
  next: string | null;
}

async function ask(
  ctx: QueryContext,
  name: string,
  limit: number,
  place: string[] | null,
  text: (values: Values, places: Parameters<typeof newestSql>[1]) => Promise<string>,
): Promise<ListRow[]> {
  const values = new Values();
  const places = {
    workspace: values.put(ctx.workspaceId),
    reader: values.put(actorId(ctx.actor)),
    limit: values.put(limit),
    at: place ? values.put(place[0]) : null,
    id: place ? values.put(place[1]) : null,
  };
  const list: Statement<ListRow> = statement(
    name === '' ? '' : `${name}_${place ? 'next' : 'first'}`,
    await text(values, places),
  );
  return ctx.tx.rows(list, values.all);
}

async function byNewest(ctx: QueryContext, asked: Asked, { after, limit }: Input): Promise<Page> {
  const place = after ? readCursor(after, ['instant', 'id']) : null;
  const rows = await ask(ctx, asked.name, limit, place, async (values, places) =>
    newestSql(await asked.where(values, places.workspace), places),
  );
  const last = rows.length === limit ? rows.at(-1) : undefined;
  return { rows, next: last ? cursorOf([last.at_text, last.at_id]) : null };
}

/** First what has a clock, in due order; then the rest, the newest first. */
async function byDue(ctx: QueryContext, asked: Asked, { after, limit }: Input): Promise<Page> {
  const [part, ...from] = after ? readCursor(after, ['text', 'instant', 'id']) : [];
  const place = after ? from : null;
  const quiet = quietNames(ctx);
  const named = (what: string) => asked.name && `${asked.name}_${what}`;
  const clocks =
    part === 'rest'
      ? []
      : await ask(ctx, named('due'), limit, place, async (values, places) =>
          dueSql(await asked.where(values, places.workspace), places, values.put(quiet)),
        );
  const lastClock = clocks.at(-1);
  if (lastClock && clocks.length === limit)
    return { rows: clocks, next: cursorOf(['due', lastClock.at_text, lastClock.at_id]) };
  const left = limit - clocks.length;
  const rest = await ask(ctx, named('rest'), left, part === 'rest' ? place : null, async (values, places) => {
    const where = await asked.where(values, places.workspace);
    return newestSql(`${where} AND ${withoutPromise(places.workspace, values.put(quiet))}`, places);
  });
  const last = rest.length === left ? rest.at(-1) : undefined;
  return { rows: [...clocks, ...rest], next: last ? cursorOf(['rest', last.at_text, last.at_id]) : null };
}

function present(row: ListRow) {
  const isBack = row.woken_at !== null && row.woken_at > row.last_message_at;
  return {
    id: row.id,
    reference: `H-${row.number}`,
    channel: row.channel,
    customerId: row.customer_id,
    customerName: row.customer_name,
    subject: row.subject,
    preview: row.preview,
    previewBy: row.preview_by,
    previewPictures: row.preview_pictures,
    previewFiles: row.preview_files,
    status: row.status,
    assigneeId: row.assignee_id,
    teamId: row.team_id,
    priority: row.priority,
    tagIds: row.tag_ids,
    snoozedUntil: row.snoozed_until?.toISOString() ?? null,
    wokenAt: isBack ? (row.woken_at?.toISOString() ?? null) : null,
    lastMessageAt: row.last_message_at.toISOString(),
    isUnread: row.is_unread,
    version: row.version,
  };
}
