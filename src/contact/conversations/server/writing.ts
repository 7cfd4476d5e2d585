import { actorId } from '#kernel/server/actor.ts';
import { answer, handle } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { statement } from '#kernel/server/sql.ts';
import { chooseWriting, getWriting, writingChosen } from '../contract-writing.ts';
import { conversationPolicy } from './policy.ts';

/** Long enough to see a wrong name, short enough for a chat. */
const proposedSeconds = 5;

const chosen = statement<{ undo_seconds: number }>(
  'writing_choice_get',
  'SELECT undo_seconds FROM writing_choice WHERE workspace_id = $1 AND account_id = $2',
);
const choose = statement(
  'writing_choice_set',
  `INSERT INTO writing_choice (workspace_id, account_id, undo_seconds) VALUES ($1, $2, $3)
   ON CONFLICT (workspace_id, account_id) DO UPDATE SET undo_seconds = excluded.undo_seconds`,
);

export const writing = answer(getWriting, async (ctx) => {
  demand(ctx, conversationPolicy, 'draft');
  const row = await ctx.tx.first(chosen, [ctx.workspaceId, actorId(ctx.actor)]);
  return { undoSeconds: row?.undo_seconds ?? proposedSeconds };
});

/** Chooses for oneself how long a reply can be taken back. */
export const chooseOwnWriting = handle(chooseWriting, async (ctx, { undoSeconds }) => {
  demand(ctx, conversationPolicy, 'draft');
  await ctx.tx.rows(choose, [ctx.workspaceId, actorId(ctx.actor), undoSeconds]);
  ctx.emit(writingChosen, { undoSeconds });
  return { undoSeconds };
});
