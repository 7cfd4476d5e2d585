import { openingOf } from '#foundation/promises/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { answer, type QueryContext } from '#kernel/server/capability.ts';
import { cursorOf, readCursor } from '#kernel/server/page.ts';
import { abilities, demand } from '#kernel/server/policy.ts';
import { notFound } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { listTouchpoints, type TouchpointState } from '../contract.ts';
import { touchpointPolicy } from './policy.ts';

export interface TouchpointRow {
  id: Id;
  name: string;
  channel: string;
  state: TouchpointState;
  purpose: string;
  owner_id: Id | null;
  calendar_id: Id | null;
  technology: string;
  accessibility: string;
  limits: string;
  pros: string;
  cons: string;
  cost: string;
  seats: number | null;
  version: number;
}

const columns = `t.id, t.name, t.channel, t.state, t.purpose, t.owner_id, t.calendar_id, t.technology, t.accessibility,
  t.limits, t.pros, t.cons, t.cost, t.seats, t.version`;
const page = statement<TouchpointRow & { owner: string | null; calendar: string | null; place: string }>(
  'touchpoints_page',
  `SELECT ${columns}, a.name AS owner, c.name AS calendar, t.created_at::text AS place
   FROM touchpoint t LEFT JOIN account a ON a.id = t.owner_id
   LEFT JOIN calendar c ON c.workspace_id = t.workspace_id AND c.id = t.calendar_id
   WHERE t.workspace_id = $1 AND ($2::timestamptz IS NULL OR (t.created_at, t.id) > ($2, $3::uuid))
   ORDER BY t.created_at, t.id LIMIT $4`,
);
const one = statement<TouchpointRow>(
  'touchpoint_one',
  `SELECT ${columns} FROM touchpoint t WHERE t.workspace_id = $1 AND t.id = $2`,
);
const locked = statement<TouchpointRow>(
  'touchpoint_locked',
  `SELECT ${columns} FROM touchpoint t WHERE t.workspace_id = $1 AND t.id = $2 FOR UPDATE`,
);

/** A touchpoint of this workspace. @throws Problem record.not_found */
export async function loadTouchpoint(ctx: QueryContext, id: Id, how: { lock?: boolean } = {}): Promise<TouchpointRow> {
  return (await ctx.tx.first(how.lock ? locked : one, [ctx.workspaceId, id])) ?? notFound('touchpoint');
}

const always = { isOpen: true, opensAt: null };

/** Whether each of these calendars is open now. */
async function openingsOf(ctx: QueryContext, calendarIds: readonly (Id | null)[]) {
  const openings = new Map<Id | null, { isOpen: boolean; opensAt: string | null }>([[null, always]]);
  for (const id of new Set(calendarIds)) {
    if (id === null) continue;
    const { isOpen, opensAt } = await openingOf(ctx, id);
    openings.set(id, { isOpen, opensAt: opensAt?.toISOString() ?? null });
  }
  return openings;
}

export const touchpoints = answer(listTouchpoints, async (ctx, { after, limit }) => {
  demand(ctx, touchpointPolicy, 'list');
  const place = after ? readCursor(after, ['instant', 'id']) : [];
  const found = await ctx.tx.rows(page, [ctx.workspaceId, place[0] ?? null, place[1] ?? null, limit + 1]);
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  const openings = await openingsOf(
    ctx,
    shown.map((row) => row.calendar_id),
  );
  return {
    touchpoints: shown.map(({ owner_id, calendar_id, place: _, ...row }) => ({
      ...row,
      ownerId: owner_id,
      calendarId: calendar_id,
      ...(openings.get(calendar_id) ?? always),
    })),
    abilities: abilities(touchpointPolicy, ctx.actor, undefined),
    next: last && found.length > limit ? cursorOf([last.place, last.id]) : null,
  };
});
