import { isCalendarInUse } from '#foundation/promises/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { type CommandContext, type Guard, handle, type Reaction } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { Problem, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import {
  addTouchpoint,
  changeTouchpoint,
  setTouchpointState,
  type TouchpointState,
  touchpointChanged,
} from '../contract.ts';
import { touchpointChannels } from './channels.ts';
import { loadTouchpoint, type TouchpointRow } from './list.ts';
import { touchpointPolicy } from './policy.ts';

const insert = statement(
  'touchpoint_insert',
  `INSERT INTO touchpoint (workspace_id, id, name, channel, state, purpose, owner_id, calendar_id, technology,
     accessibility, limits, pros, cons, cost, seats)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
);
const update = statement(
  'touchpoint_update',
  `UPDATE touchpoint SET name = $3, channel = $4, state = $5, purpose = $6, owner_id = $7, calendar_id = $8,
     technology = $9, accessibility = $10, limits = $11, pros = $12, cons = $13, cost = $14, seats = $15,
     version = version + 1 WHERE workspace_id = $1 AND id = $2`,
);
const named = statement(
  'touchpoint_named',
  `SELECT FROM touchpoint WHERE workspace_id = $1 AND lower(name) = lower($2) AND id <> $3 AND state <> 'retired'`,
);
const member = statement(
  'touchpoint_owner',
  'SELECT FROM membership WHERE workspace_id = $1 AND account_id = $2 AND active',
);
// Two who name a touchpoint at once come one after the other.
const takeTurns = statement(
  'touchpoint_turns',
  "SELECT pg_advisory_xact_lock(hashtextextended('touchpoint ' || $1::text, 38))",
);

async function demandCalendar(ctx: CommandContext, id: Id | null): Promise<void> {
  if (id === null) return;
  try {
    if (await isCalendarInUse(ctx, id)) return;
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'record.not_found') throw error;
  }
  refuse('touchpoint.unknown_calendar', 'There is no such calendar in use.');
}

/** @throws Problem when nobody could work by it */
async function demandSound(ctx: CommandContext, row: Omit<TouchpointRow, 'version'>): Promise<void> {
  await ctx.tx.rows(takeTurns, [ctx.workspaceId]);
  if (row.state !== 'retired' && (await ctx.tx.first(named, [ctx.workspaceId, row.name, row.id]))) {
    refuse('touchpoint.name_taken', `There is a touchpoint “${row.name}” already.`);
  }
  if (row.owner_id && !(await ctx.tx.first(member, [ctx.workspaceId, row.owner_id]))) {
    refuse('touchpoint.unknown_owner', 'The owner is not an active member of this workspace.');
  }
  await demandCalendar(ctx, row.calendar_id);
  if (row.state !== 'live') return;
  if (row.purpose === '') refuse('touchpoint.incomplete', 'It says nothing of its purpose.');
  if (row.owner_id === null) refuse('touchpoint.incomplete', 'It has no owner.');
}

const valuesOf = (ctx: CommandContext, row: Omit<TouchpointRow, 'version'>) => [
  ...[ctx.workspaceId, row.id, row.name, row.channel, row.state, row.purpose, row.owner_id, row.calendar_id],
  ...[row.technology, row.accessibility, row.limits, row.pros, row.cons, row.cost, row.seats],
];

export const add = handle(addTouchpoint, async (ctx, { ownerId, calendarId, ...rest }) => {
  demand(ctx, touchpointPolicy, 'keep');
  if (!ctx.contributed(touchpointChannels).some((one) => one.channel === rest.channel)) {
    refuse('touchpoint.unknown_channel', `No channel is called ${rest.channel}.`);
  }
  const row = { ...rest, id: ctx.key, owner_id: ownerId, calendar_id: calendarId, state: 'planned' as const };
  await demandSound(ctx, row);
  await ctx.tx.rows(insert, valuesOf(ctx, row));
  ctx.emit(touchpointChanged, { touchpointId: ctx.key, what: 'added' });
  return { touchpointId: ctx.key, version: 1 };
});

type Change = (before: TouchpointRow) => TouchpointRow;

async function write(
  ctx: CommandContext,
  { touchpointId, version }: { touchpointId: Id; version: number },
  what: 'changed' | TouchpointState,
  change: Change,
) {
  demand(ctx, touchpointPolicy, 'keep');
  const before = await loadTouchpoint(ctx, touchpointId, { lock: true });
  if (before.version !== version) {
    refuse('record.stale', `You saw version ${version}; it is now ${before.version}. Load it again.`, {
      facts: { version: before.version },
    });
  }
  const row = change(before);
  await demandSound(ctx, row);
  await ctx.tx.rows(update, valuesOf(ctx, row));
  ctx.emit(touchpointChanged, { touchpointId, what });
  return { touchpointId, version: version + 1, state: row.state };
}

export const change = handle(changeTouchpoint, async (ctx, { touchpointId, version, ...given }) => {
  const { ownerId, calendarId, ...rest } = given;
  const words = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  const written = await write(ctx, { touchpointId, version }, 'changed', (before) => ({
    ...before,
    ...words,
    ...(ownerId !== undefined && { owner_id: ownerId }),
    ...(calendarId !== undefined && { calendar_id: calendarId }),
  }));
  return { touchpointId, version: written.version };
});

export const setState = handle(setTouchpointState, (ctx, { state, ...which }) =>
  write(ctx, which, state, (before) => ({ ...before, state })),
);

const inUse = statement<{ name: string }>(
  'touchpoint_calendar_in_use',
  `SELECT name FROM touchpoint WHERE workspace_id = $1 AND calendar_id = $2 AND state = 'live' ORDER BY name LIMIT 1`,
);

/** The hours of a live touchpoint are said to customers, so their calendar cannot go. */
export const calendarGuard: Guard = {
  command: 'calendars.retire',
  check: async (ctx, input) => {
    const { calendarId } = input as { calendarId: Id };
    const row = await ctx.tx.first(inUse, [ctx.workspaceId, calendarId]);
    if (row) refuse('calendar.in_use', `The touchpoint “${row.name}” has these hours. Give it another calendar first.`);
  },
};

const firstCalendar = statement<{ id: Id }>(
  'touchpoint_first_calendar',
  'SELECT id FROM calendar WHERE workspace_id = $1 AND retired_at IS NULL ORDER BY created_at, id LIMIT 1',
);
const insertFirst = statement(
  'touchpoint_insert_first',
  `INSERT INTO touchpoint (workspace_id, id, name, channel, purpose, calendar_id)
   SELECT $1, gen_random_uuid(), x.name, x.channel, x.purpose, $2
   FROM jsonb_to_recordset($3::jsonb) AS x (name text, channel text, purpose text)`,
);
const first = [
  { name: 'Chat', channel: 'chat', purpose: 'Quick questions while somebody is in the shop.' },
  { name: 'Mail', channel: 'email', purpose: 'What needs time, files or several people.' },
  { name: 'Phone', channel: 'call', purpose: 'What is urgent or hard to write down.' },
];

/** A new workspace begins with the touchpoints that most have, to be decided on. */
export const onSetUp: Reaction = {
  event: 'workspace.set_up',
  inline: true,
  name: 'touchpoints.first-touchpoints',
  run: async (ctx) => {
    const calendarId = (await ctx.tx.first(firstCalendar, [ctx.workspaceId]))?.id ?? null;
    await ctx.tx.rows(insertFirst, [ctx.workspaceId, calendarId, JSON.stringify(first)]);
  },
};
