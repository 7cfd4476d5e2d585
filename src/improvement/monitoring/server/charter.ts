import { addDays } from '#foundation/measures/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { answer, handle } from '#kernel/server/capability.ts';
import { noScope } from '#kernel/server/database.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { cursorOf, readCursor } from '#kernel/server/page.ts';
import { abilities, demand } from '#kernel/server/policy.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { type CharterItem, changeCharter, charterChanged, isToldBy, listCharters } from '../contract.ts';
import type { Told } from '../portal/charter.tsx';
import { demandGoals, goalsInForce } from './goals.ts';
import { verdictOf } from './judge.ts';
import { measureGoal, type Period, today } from './measure.ts';
import { monitoringPolicy } from './policy.ts';

interface CharterRow {
  brand_id: Id;
  key: string;
  name: string;
  accent: string | null;
  host: string | null;
  is_open: boolean;
  intro: string;
  items: CharterItem[];
  version: number;
  at: string;
}
const columns = `b.id AS brand_id, b.key, b.name, b.accent, b.host, coalesce(c.is_open, false) AS is_open,
  coalesce(c.intro, '') AS intro, coalesce(c.items, '[]') AS items, coalesce(c.version, 0) AS version,
  b.created_at::text AS at`;
const source = `FROM brand b LEFT JOIN charter c ON c.workspace_id = b.workspace_id AND c.brand_id = b.id
  WHERE b.workspace_id = $1`;
const page = statement<CharterRow>(
  'charter_page',
  `SELECT ${columns} ${source} AND ($2::timestamptz IS NULL OR (b.created_at, b.id) > ($2, $3::uuid))
   ORDER BY b.created_at, b.id LIMIT $4`,
);
const one = statement<CharterRow>('charter_one', `SELECT ${columns} ${source} AND b.id = $2`);
const lock = statement('charter_brand_lock', 'SELECT FROM brand WHERE workspace_id = $1 AND id = $2 FOR UPDATE');
const save = statement<{ version: number }>(
  'charter_save',
  `INSERT INTO charter AS c (workspace_id, brand_id, is_open, intro, items) VALUES ($1, $2, $3, $4, $5)
   ON CONFLICT (workspace_id, brand_id) DO UPDATE SET is_open = excluded.is_open, intro = excluded.intro,
     items = excluded.items, version = c.version + 1 RETURNING version`,
);

function urlOf(kernel: Kernel, { key, host }: Pick<CharterRow, 'key' | 'host'>): string {
  const own = new URL(kernel.publicUrl());
  return host ? `${own.protocol}//${host}/charter/${key}` : `${own.origin}/charter/${key}`;
}

export const charterList = answer(listCharters, async (ctx, { after, limit }, kernel) => {
  demand(ctx, monitoringPolicy, 'read');
  const [at, id] = after ? readCursor(after, ['instant', 'id']) : [null, null];
  const rows = await ctx.tx.rows(page, [ctx.workspaceId, at, id, limit + 1]);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    charters: shown.map((row) => ({
      ...{ brandId: row.brand_id, brandName: row.name, url: urlOf(kernel, row), isOpen: row.is_open },
      ...{ intro: row.intro, items: row.items, version: row.version },
    })),
    next: last ? cursorOf([last.at, last.brand_id]) : null,
    abilities: abilities(monitoringPolicy, ctx.actor, undefined),
  };
});

export const changeOneCharter = handle(changeCharter, async (ctx, { brandId, version, isOpen, intro, items }) => {
  demand(ctx, monitoringPolicy, 'keep');
  if (!(await ctx.tx.first(lock, [ctx.workspaceId, brandId]))) notFound('brand');
  const before = await ctx.tx.first(one, [ctx.workspaceId, brandId]);
  if (before?.version !== version) {
    refuse('record.stale', 'Somebody else changed this charter. Load it again.', {
      facts: { version: before?.version ?? 0 },
    });
  }
  const chosen = await demandGoals(
    ctx.tx,
    ctx.workspaceId,
    items.map((item) => item.goalId),
  );
  const other = chosen.find((goal) => !isToldBy(brandId, goal.promise, []));
  if (other) refuse('goal.unknown', `“${other.clause.title}” is promised by another brand. Leave it out.`);
  const saved = await ctx.tx.first(save, [ctx.workspaceId, brandId, isOpen, intro, JSON.stringify(items)]);
  ctx.emit(charterChanged, { brandId, isOpen, items: items.length });
  return { brandId, version: saved?.version ?? 1 };
});

const place = statement<{ workspace_id: Id; brand_id: Id }>(
  'charter_place',
  'SELECT workspace_id, brand_id FROM heed_brand($1, NULL)',
);

/** Days of which a charter tells. */
const charterDays = 90;

export interface PublicCharter {
  brand: { key: string; name: string; accent: string | null; host: string | null };
  version: number;
  intro: string;
  timeZone: string;
  period: Period;
  items: Told[];
}

/** What a brand tells everybody; a promise that is in force no more is left out. @throws Problem charter.unknown */
export async function readCharter(kernel: Kernel, key: string): Promise<PublicCharter> {
  const isKey = /^[a-z0-9-]{3,60}$/.test(key);
  const found = isKey ? await kernel.database.read(noScope, (tx) => tx.first(place, [key])) : undefined;
  const unknown = () => refuse('charter.unknown', 'Check the address, or ask whoever gave it to you.');
  if (!found) return unknown();
  const { workspace_id: workspaceId, brand_id: brandId } = found;
  return kernel.database.read({ workspaceId, customerId: null }, async (tx) => {
    const row = await tx.first(one, [workspaceId, brandId]);
    if (!row?.is_open) return unknown();
    const ctx = { tx, workspaceId, now: kernel.now() };
    const { timeZone, today: day } = await today(ctx);
    const period = { from: addDays(day, 1 - charterDays), to: day };
    const all = await goalsInForce(tx, workspaceId);
    const lines = all.flatMap((goal) => goal.promise ?? []);
    const goals = all.filter(({ promise }) => isToldBy(brandId, promise, lines));
    const items: Told[] = [];
    for (const { goalId, words } of row.items) {
      const goal = goals.find((each) => each.id === goalId);
      if (!goal) continue;
      const { total, countedTo } = await measureGoal(ctx, goal, period);
      const { is, goal: target } = goal;
      const verdict = verdictOf(goal, total);
      items.push({ words, is, goal: target, unit: goal.measure.unit, actual: total, verdict, to: countedTo });
    }
    const brand = { key: row.key, name: row.name, accent: row.accent, host: row.host };
    return { brand, version: row.version, intro: row.intro, timeZone, period, items };
  });
}
