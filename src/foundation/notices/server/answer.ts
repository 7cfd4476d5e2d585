import type { Id } from '#kernel/contract/ids.ts';
import { type CommandContext, handle } from '#kernel/server/capability.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { acknowledgeNotice, markNoticeActed, noticeAnswered } from '../contract.ts';
import { accessNotice } from './access.ts';
import { stopChases } from './chase-clock.ts';

const save = (column: 'acknowledged_at' | 'acted_at') =>
  statement(
    `notice_${column}`,
    `UPDATE notice_receipt SET ${column} = $3, read_at = coalesce(read_at, $3), group_key = NULL
     WHERE workspace_id = $1 AND id = $2`,
  );
const acknowledged = save('acknowledged_at');
const acted = save('acted_at');

/** Takes note. What asks to act stays open until that is done. */
export const acknowledge = handle(acknowledgeNotice, async (ctx, { noticeId }) => {
  const row = await accessNotice(ctx, noticeId);
  if (row.asks === 'read') refuseAnswer('It is enough to read this notice.');
  if (!row.acknowledged_at) await takeNote(ctx, row);
  return { noticeId };
});

/** Of a line that is locked: it is acknowledged. Policy is the caller's. */
export async function takeNote(ctx: CommandContext, row: { id: Id; personId: Id; asks: string }): Promise<void> {
  await ctx.tx.rows(acknowledged, [ctx.workspaceId, row.id, ctx.now]);
  await done(ctx, row.personId, row.id, 'acknowledged', row.asks === 'acknowledge');
}

/** Says that it is done. */
export const markActed = handle(markNoticeActed, async (ctx, { noticeId }) => {
  const row = await accessNotice(ctx, noticeId);
  if (row.asks !== 'act') refuseAnswer('This notice asks for nothing to be done. Acknowledge or read it.');
  if (row.acted_at) return { noticeId };
  await ctx.tx.rows(acted, [ctx.workspaceId, noticeId, ctx.now]);
  await done(ctx, row.personId, noticeId, 'acted', true);
  return { noticeId };
});

async function done(
  ctx: CommandContext,
  recipientId: Id,
  noticeId: Id,
  how: 'acknowledged' | 'acted',
  isAnswer: boolean,
): Promise<void> {
  if (isAnswer) await stopChases(ctx, [noticeId]);
  ctx.emit(noticeAnswered, { recipientId, noticeId, how });
}

function refuseAnswer(words: string): never {
  refuse('notice.asks_nothing', words);
}
