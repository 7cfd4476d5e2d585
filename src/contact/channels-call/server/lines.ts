import { createHash, randomBytes } from 'node:crypto';
import type { Id } from '#kernel/contract/ids.ts';
import { answer, type CommandContext, handle } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { addLine, changeLine, lineChanged, listLines, makeLineToken, retireLine, telephonyPath } from '../contract.ts';
import { callPolicy } from './policy.ts';

export interface LineRecord {
  id: Id;
  name: string;
  team_id: Id | null;
  call_back_minutes: number;
  calendar_id: Id | null;
  token_hash: Buffer | null;
  heard_at: Date | null;
  version: number;
}

const columns = 'id, name, team_id, call_back_minutes, calendar_id, token_hash, heard_at, version';
const all = statement<LineRecord>(
  'phone_lines',
  `SELECT ${columns} FROM phone_line WHERE workspace_id = $1 AND retired_at IS NULL ORDER BY made_at, id`,
);
const lock = statement<LineRecord>(
  'phone_line_lock',
  `SELECT ${columns} FROM phone_line WHERE workspace_id = $1 AND id = $2 AND retired_at IS NULL FOR UPDATE`,
);
const insert = statement(
  'phone_line_insert',
  `INSERT INTO phone_line (workspace_id, id, name, team_id, call_back_minutes, calendar_id)
   VALUES ($1, $2, $3, $4, $5, $6)`,
);
const update = statement<{ version: number }>(
  'phone_line_update',
  `UPDATE phone_line SET name = $3, team_id = $4, call_back_minutes = $5, calendar_id = $6, version = version + 1
   WHERE workspace_id = $1 AND id = $2 RETURNING version`,
);
const retire = statement(
  'phone_line_retire',
  `UPDATE phone_line SET retired_at = heed_now(), token_hash = NULL, version = version + 1
   WHERE workspace_id = $1 AND id = $2`,
);
const setToken = statement(
  'phone_line_token',
  'UPDATE phone_line SET token_hash = $3, version = version + 1 WHERE workspace_id = $1 AND id = $2',
);
const team = statement<{ id: Id }>('phone_line_team', 'SELECT id FROM team WHERE workspace_id = $1 AND id = $2');
const calendar = statement<{ id: Id }>(
  'phone_line_calendar',
  'SELECT id FROM calendar WHERE workspace_id = $1 AND id = $2 AND retired_at IS NULL',
);

/** A token as it is kept: its SHA-256. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

export const lines = answer(listLines, async (ctx, _input, kernel) => {
  demand(ctx, callPolicy, 'list');
  const rows = await ctx.tx.rows(all, [ctx.workspaceId]);
  return {
    lines: rows.map((row) => ({
      ...{ id: row.id, name: row.name, teamId: row.team_id, callBackMinutes: row.call_back_minutes },
      ...{ calendarId: row.calendar_id, hasToken: row.token_hash !== null, version: row.version },
      heardAt: row.heard_at?.toISOString() ?? null,
    })),
    eventsUrl: `${kernel.publicUrl()}${telephonyPath}`,
    popUrl: `${kernel.publicUrl()}/desk/calls/pop?number={number}&call={call}`,
  };
});

interface Settings {
  name: string;
  teamId: Id | null;
  callBackMinutes: number;
  calendarId: Id | null;
}

const valuesOf = ({ name, teamId, callBackMinutes, calendarId }: Settings) => [
  name,
  teamId,
  callBackMinutes,
  calendarId,
];

async function demandKnown(
  ctx: CommandContext,
  { teamId, calendarId }: { teamId?: Id | null | undefined; calendarId?: Id | null | undefined },
): Promise<void> {
  if (teamId && !(await ctx.tx.first(team, [ctx.workspaceId, teamId]))) {
    refuse('calls.unknown_team', 'It may have been removed meanwhile. Choose another one.');
  }
  if (calendarId && !(await ctx.tx.first(calendar, [ctx.workspaceId, calendarId]))) {
    refuse('calls.unknown_calendar', 'It may have been taken off meanwhile. Choose another one.');
  }
}

export const add = handle(addLine, async (ctx, settings) => {
  demand(ctx, callPolicy, 'keep_lines');
  await demandKnown(ctx, settings);
  const lineId = ctx.key;
  await ctx.tx.rows(insert, [ctx.workspaceId, lineId, ...valuesOf(settings)]);
  ctx.emit(lineChanged, { lineId, what: 'added' });
  return { lineId, version: 1 };
});

async function access(ctx: CommandContext, lineId: Id): Promise<LineRecord> {
  demand(ctx, callPolicy, 'keep_lines');
  return (await ctx.tx.first(lock, [ctx.workspaceId, lineId])) ?? notFound('telephone system');
}

export const change = handle(changeLine, async (ctx, { lineId, version, ...given }) => {
  const line = await access(ctx, lineId);
  if (line.version !== version) {
    refuse('record.stale', `You saw version ${version}; it is now ${line.version}. Load it again.`, {
      facts: { version: line.version },
    });
  }
  await demandKnown(ctx, given);
  const { name = line.name, teamId = line.team_id, callBackMinutes = line.call_back_minutes } = given;
  const { calendarId = line.calendar_id } = given;
  const values = valuesOf({ name, teamId, callBackMinutes, calendarId });
  const saved = await ctx.tx.first(update, [ctx.workspaceId, lineId, ...values]);
  ctx.emit(lineChanged, { lineId, what: 'changed' });
  return { lineId, version: saved?.version ?? version };
});

export const takeOff = handle(retireLine, async (ctx, { lineId }) => {
  await access(ctx, lineId);
  await ctx.tx.rows(retire, [ctx.workspaceId, lineId]);
  ctx.emit(lineChanged, { lineId, what: 'retired' });
  return { lineId };
});

export const makeToken = handle(makeLineToken, async (ctx, { lineId }) => {
  await access(ctx, lineId);
  const token = `ht_${randomBytes(32).toString('base64url')}`;
  await ctx.tx.rows(setToken, [ctx.workspaceId, lineId, tokenHash(token)]);
  ctx.emit(lineChanged, { lineId, what: 'token_made' });
  return { lineId, token };
});
