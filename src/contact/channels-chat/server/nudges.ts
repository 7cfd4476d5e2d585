import { type conversationForCustomer, writeMessage } from '#contact/conversations/index.ts';
import { type Id, newId } from '#kernel/contract/ids.ts';
import { nobody, system } from '#kernel/server/actor.ts';
import { answer, type CommandContext, handle, type QueryContext } from '#kernel/server/capability.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { demand } from '#kernel/server/policy.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { addNudge, changeNudge, listNudges, type Nudge, nudgeChanged, nudgeShown, removeNudge } from '../contract.ts';
import { openWidget, originCheck } from './access.ts';
import { chatPolicy } from './policy.ts';

interface NudgeRecord {
  id: Id;
  text: string;
  pages: string;
  after_s: number;
  cap: Nudge['cap'];
  is_on: boolean;
  shown: number;
  answered: number;
  version: number;
}

/** More would tell the visitor nothing and the page too much. */
const most = 20;

const columns = 'id, text, pages, after_s, cap, is_on, shown, answered, version';
const list = statement<NudgeRecord>(
  'nudge_list',
  `SELECT ${columns} FROM nudge WHERE workspace_id = $1 AND retired_at IS NULL ORDER BY created_at, id LIMIT ${most}`,
);
const load = statement<NudgeRecord>(
  'nudge_lock',
  `SELECT ${columns} FROM nudge WHERE workspace_id = $1 AND id = $2 AND retired_at IS NULL FOR UPDATE`,
);
// The widget's row is the turnstile: two that add at once are counted one after the other.
const count = statement<{ count: number }>(
  'nudge_count',
  `SELECT (SELECT count(*)::int FROM nudge WHERE workspace_id = $1 AND retired_at IS NULL) AS count
   FROM widget WHERE workspace_id = $1 LIMIT 1 FOR UPDATE`,
);
const insert = statement(
  'nudge_insert',
  'INSERT INTO nudge (workspace_id, id, text, pages, after_s, cap, is_on) VALUES ($1, $2, $3, $4, $5, $6, $7)',
);
const save = statement<{ version: number }>(
  'nudge_save',
  `UPDATE nudge SET text = $3, pages = $4, after_s = $5, cap = $6, is_on = $7, version = version + 1
   WHERE workspace_id = $1 AND id = $2 RETURNING version`,
);
const retire = statement<{ version: number }>(
  'nudge_retire',
  `UPDATE nudge SET retired_at = heed_now(), is_on = false, version = version + 1
   WHERE workspace_id = $1 AND id = $2 RETURNING version`,
);
const countedShown = statement<{ id: Id }>(
  'nudge_shown',
  'UPDATE nudge SET shown = shown + 1 WHERE workspace_id = $1 AND id = $2 AND is_on RETURNING id',
);
const countedAnswered = statement<{ text: string }>(
  'nudge_answered',
  'UPDATE nudge SET answered = answered + 1 WHERE workspace_id = $1 AND id = $2 RETURNING text',
);

const present = ({ after_s: afterS, is_on: isOn, ...row }: NudgeRecord): Nudge => ({ ...row, afterS, isOn });

export const nudgeList = answer(listNudges, async (ctx) => {
  demand(ctx, chatPolicy, 'see_widget');
  return { nudges: (await ctx.tx.rows(list, [ctx.workspaceId])).map(present) };
});

/** Those that are on, as a page is told of them. */
export async function nudgesOn(ctx: QueryContext) {
  const rows = await ctx.tx.rows(list, [ctx.workspaceId]);
  return rows
    .filter((row) => row.is_on)
    .map(({ id, text, pages, after_s: afterS, cap }) => ({ id, text, pages, afterS, cap }));
}

/**
 * Patterns of paths, tidied: each begins with a slash.
 * @throws Problem chat.bad_pages
 */
function tidyPages(given: string): string {
  const lines = given
    .split(/\s+/)
    .map((one) => one.trim())
    .filter(Boolean);
  const bad = lines.find((one) => !/^[/*][^\s?#]*$/.test(one));
  if (bad)
    refuse('chat.bad_pages', `“${bad.slice(0, 100)}” begins with neither / nor *. Write /kettles/*, without host.`);
  return lines.join('\n');
}

export const addOneNudge = handle(addNudge, async (ctx, { text, pages, afterS, cap, isOn }) => {
  demand(ctx, chatPolicy, 'change_widget');
  const there = await ctx.tx.first(count, [ctx.workspaceId]);
  if ((there?.count ?? 0) >= most) refuse('chat.too_many_nudges', `There are ${most} already. Remove one first.`);
  await ctx.tx.rows(insert, [ctx.workspaceId, ctx.key, text, tidyPages(pages), afterS, cap, isOn]);
  ctx.emit(nudgeChanged, { nudgeId: ctx.key, what: 'added' });
  return { nudgeId: ctx.key, version: 1 };
});

async function accessNudge(ctx: CommandContext, id: Id, version: number): Promise<Nudge> {
  demand(ctx, chatPolicy, 'change_widget');
  const row = await ctx.tx.first(load, [ctx.workspaceId, id]);
  if (!row) notFound('message');
  if (row.version !== version) {
    refuse('record.stale', `You saw version ${version}; it is now ${row.version}. Load it again.`, {
      facts: { version: row.version },
    });
  }
  return present(row);
}

export const changeOneNudge = handle(changeNudge, async (ctx, { nudgeId, version, ...changes }) => {
  const before = await accessNudge(ctx, nudgeId, version);
  const { text = before.text, pages = before.pages, afterS = before.afterS, cap = before.cap } = changes;
  const { isOn = before.isOn } = changes;
  const values = [ctx.workspaceId, nudgeId, text, tidyPages(pages), afterS, cap, isOn];
  const saved = await ctx.tx.first(save, values);
  const what = isOn === before.isOn ? 'changed' : isOn ? 'switched_on' : 'switched_off';
  ctx.emit(nudgeChanged, { nudgeId, what });
  return { nudgeId, version: saved?.version ?? version + 1 };
});

export const removeOneNudge = handle(removeNudge, async (ctx, { nudgeId, version }) => {
  await accessNudge(ctx, nudgeId, version);
  const gone = await ctx.tx.first(retire, [ctx.workspaceId, nudgeId]);
  ctx.emit(nudgeChanged, { nudgeId, what: 'removed' });
  return { nudgeId, version: gone?.version ?? version + 1 };
});

/** Counts that a page showed one. Whatever it names, it learns nothing. */
export const countShown = (kernelOf: () => Kernel) =>
  handle(nudgeShown, async (ctx, { nudgeId, key }) => {
    demand(ctx, chatPolicy, 'load');
    await openWidget(ctx, (workspaceId) => ctx.enter(workspaceId, nobody), key, originCheck(kernelOf(), ctx.request));
    await ctx.tx.rows(countedShown, [ctx.workspaceId, nudgeId]);
    return { nudgeId };
  });

type Before = NonNullable<Awaited<ReturnType<typeof conversationForCustomer>>>;

/**
 * Writes the message that the widget showed by itself before the customer's answer to it, so that whoever reads it knows
 * what they answer to. It is nobody's reply: it ends no wait. Returns the conversation as it is then.
 */
export async function writeNudge(ctx: CommandContext, conversation: Before, nudgeId: Id): Promise<Before> {
  const nudge = await ctx.tx.first(countedAnswered, [ctx.workspaceId, nudgeId]);
  if (!nudge) return conversation;
  const { actor } = ctx;
  const message = { id: newId(), kind: 'reply', channel: 'chat', authorId: null, text: nudge.text } as const;
  ctx.actor = system;
  try {
    const { number } = await writeMessage(ctx, conversation, { ...message, status: conversation.status });
    return { ...conversation, last_number: number };
  } finally {
    ctx.actor = actor;
  }
}
