import type { Id } from '#kernel/contract/ids.ts';
import { answer, handle } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';
import { changeSettings, getSettings, monitoringChanged } from '../contract.ts';
import { monitoringPolicy } from './policy.ts';

export interface SettingsRow {
  isOn: boolean;
  missedWeeks: number;
  smallest: number;
  dueDays: number;
  breachMinutes: number | null;
  version: number;
}
const usual: SettingsRow = { isOn: true, missedWeeks: 2, smallest: 5, dueDays: 14, breachMinutes: null, version: 0 };

const columns = `is_on AS "isOn", missed_weeks AS "missedWeeks", smallest, due_days AS "dueDays",
  breach_minutes AS "breachMinutes", version`;
const load = statement<SettingsRow>(
  'monitoring_settings_load',
  `SELECT ${columns} FROM monitoring_settings WHERE workspace_id = $1`,
);
// Of two who say the first word at once the second saw version 0 as well, and gets none back.
const save = statement<{ version: number }>(
  'monitoring_settings_save',
  `INSERT INTO monitoring_settings AS s (workspace_id, is_on, missed_weeks, smallest, due_days, breach_minutes)
   VALUES ($1, $3, $4, $5, $6, $7)
   ON CONFLICT (workspace_id) DO UPDATE SET is_on = $3, missed_weeks = $4, smallest = $5, due_days = $6,
     breach_minutes = $7, version = s.version + 1 WHERE s.version = $2
   RETURNING version`,
);

export async function settingsOf(tx: Tx, workspaceId: Id): Promise<SettingsRow> {
  return (await tx.first(load, [workspaceId])) ?? usual;
}

export const settings = answer(getSettings, async (ctx) => {
  demand(ctx, monitoringPolicy, 'read');
  return settingsOf(ctx.tx, ctx.workspaceId);
});

export const changeOwnSettings = handle(changeSettings, async (ctx, { version, ...given }) => {
  demand(ctx, monitoringPolicy, 'keep');
  const { isOn, missedWeeks, smallest, dueDays, breachMinutes } = given;
  const before = await settingsOf(ctx.tx, ctx.workspaceId);
  const values = [ctx.workspaceId, version, isOn, missedWeeks, smallest, dueDays, breachMinutes];
  const saved = before.version === version ? await ctx.tx.first(save, values) : undefined;
  if (!saved) {
    return refuse('record.stale', 'Somebody else changed these settings. Load them again.', {
      facts: { version: before.version },
    });
  }
  ctx.emit(monitoringChanged, { isOn });
  return { version: saved.version };
});
