import type { Id } from '#kernel/contract/ids.ts';
import { actorId } from '#kernel/server/actor.ts';
import { answer, type QueryContext } from '#kernel/server/capability.ts';
import { cursorOf, readCursor } from '#kernel/server/page.ts';
import { abilities, demand } from '#kernel/server/policy.ts';
import { statement } from '#kernel/server/sql.ts';
import { listStandards } from '../contract.ts';
import { standardPolicy } from './policy.ts';
import type { VersionRow } from './rows.ts';

interface ListRow {
  id: Id;
  name: string;
  sort: string;
  about: string;
  audience: string[];
  is_retired: boolean;
}
const page = statement<ListRow>(
  'standard_list',
  `SELECT id, name, lower(name) AS sort, about, audience, retired_at IS NOT NULL AS is_retired FROM standard
   WHERE workspace_id = $1 AND ($2::boolean IS NULL
     OR (retired_at IS NOT NULL, lower(name), id) > ($2, $3::text, $4::uuid))
   ORDER BY retired_at IS NOT NULL, lower(name), id LIMIT $5`,
);
export type Brief = Pick<
  VersionRow,
  'id' | 'standard_id' | 'major' | 'minor' | 'state' | 'created_at' | 'effective_from' | 'published_at' | 'retired_at'
>;
const current = statement<Brief>(
  'standard_versions_current',
  `SELECT id, standard_id, major, minor, state, created_at, effective_from, published_at, retired_at FROM standard_version
   WHERE workspace_id = $1 AND standard_id = ANY($2::uuid[]) AND state <> 'retired'`,
);
const signed = statement<{ standard_id: Id; major: number }>(
  'standard_signed',
  `SELECT DISTINCT v.standard_id, v.major FROM standard_signature g
   JOIN standard_version v ON v.workspace_id = g.workspace_id AND v.id = g.version_id
   WHERE g.workspace_id = $1 AND g.person_id = $2 AND v.standard_id = ANY($3::uuid[])`,
);

const iso = (at: Date | null) => at?.toISOString() ?? null;

export function presentBrief(row: Brief) {
  return {
    id: row.id,
    major: row.major,
    minor: row.minor,
    state: row.state,
    createdAt: row.created_at.toISOString(),
    effectiveFrom: iso(row.effective_from),
    publishedAt: iso(row.published_at),
    retiredAt: iso(row.retired_at),
  };
}

/** Which of these standards the reader has signed, and in which MAJOR version. */
export async function signedBy(ctx: QueryContext, standardIds: readonly Id[]): Promise<(of: Brief) => boolean> {
  const rows = await ctx.tx.rows(signed, [ctx.workspaceId, actorId(ctx.actor), standardIds]);
  return (of) => rows.some((row) => row.standard_id === of.standard_id && row.major === of.major);
}

/** Whether the reader is of those who must sign. */
export function isReader(ctx: QueryContext, audience: readonly string[]): boolean {
  return ctx.actor.kind === 'person' && audience.includes(ctx.actor.role);
}

export const standardList = answer(listStandards, async (ctx, { after, limit }) => {
  demand(ctx, standardPolicy, 'list');
  const [retired, name, id] = after ? readCursor(after, ['text', 'text', 'id']) : [null, null, null];
  const place = [retired === null ? null : retired === 'retired', name, id];
  const rows = await ctx.tx.rows(page, [ctx.workspaceId, ...place, limit + 1]);
  const shown = rows.slice(0, limit);
  const ids = shown.map((row) => row.id);
  const versions = await ctx.tx.rows(current, [ctx.workspaceId, ids]);
  const hasSigned = await signedBy(ctx, ids);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    standards: shown.map((row) => {
      const own = versions.filter((one) => one.standard_id === row.id);
      const inForce = own.find((one) => one.state === 'published');
      const open = own.find((one) => one.state !== 'published');
      return {
        id: row.id,
        name: row.name,
        about: row.about,
        isRetired: row.is_retired,
        inForce: inForce ? presentBrief(inForce) : null,
        open: open ? presentBrief(open) : null,
        mustSign: inForce !== undefined && isReader(ctx, row.audience) && !hasSigned(inForce),
      };
    }),
    next: last ? cursorOf([last.is_retired ? 'retired' : 'used', last.sort, last.id]) : null,
    abilities: abilities(standardPolicy, ctx.actor, undefined),
  };
});
