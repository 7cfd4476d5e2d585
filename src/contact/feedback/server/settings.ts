import type { Id } from '#kernel/contract/ids.ts';
import { answer, handle } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';
import { changeSettings, getSettings, settingsChanged } from '../contract.ts';
import { feedbackPolicy } from './policy.ts';

export interface FeedbackSettings {
  is_on: boolean;
  rest_days: number;
  question: string;
  version: number;
}

/** Nobody is asked until somebody decides so. */
const proposed: FeedbackSettings = { is_on: false, rest_days: 7, question: 'How did we do?', version: 0 };

const load = statement<FeedbackSettings>(
  'feedback_settings',
  'SELECT is_on, rest_days, question, version FROM feedback_setting WHERE workspace_id = $1',
);
const save = statement<{ version: number }>(
  'feedback_settings_save',
  `INSERT INTO feedback_setting AS s (workspace_id, is_on, rest_days, question, version) VALUES ($1, $2, $3, $4, $5 + 1)
   ON CONFLICT (workspace_id) DO UPDATE SET is_on = $2, rest_days = $3, question = $4, version = $5 + 1
     WHERE s.version = $5 RETURNING version`,
);

export async function settingsOf(tx: Tx, workspaceId: Id): Promise<FeedbackSettings> {
  return (await tx.first(load, [workspaceId])) ?? proposed;
}

export const settings = answer(getSettings, async (ctx) => {
  demand(ctx, feedbackPolicy, 'list');
  const { is_on, rest_days, question, version } = await settingsOf(ctx.tx, ctx.workspaceId);
  return { isOn: is_on, restDays: rest_days, question, version };
});

export const change = handle(changeSettings, async (ctx, input) => {
  demand(ctx, feedbackPolicy, 'change_settings');
  const before = await settingsOf(ctx.tx, ctx.workspaceId);
  const isOn = input.isOn ?? before.is_on;
  const values = [isOn, input.restDays ?? before.rest_days, input.question ?? before.question, input.version];
  const saved = before.version === input.version && (await ctx.tx.first(save, [ctx.workspaceId, ...values]));
  if (!saved) {
    refuse('record.stale', `You saw version ${input.version}; there is a newer one. Load it again.`, {
      facts: { version: before.version },
    });
  }
  ctx.emit(settingsChanged, { isOn });
  return { version: saved.version };
});
