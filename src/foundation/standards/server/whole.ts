import type { Role } from '#foundation/people/contract.ts';
import { brandNames } from '#foundation/promises/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { statement } from '#kernel/server/sql.ts';
import type { ClauseBody } from '../contract-words.ts';
import { versionParts } from './document.ts';
import { evidenceOf } from './evidence.ts';
import { figuresOf } from './figures.ts';
import { standardPolicy } from './policy.ts';
import { loadStandard, loadVersion } from './rows.ts';

interface SignatureRow {
  name: string;
  role: Role | null;
  signed_at: Date;
  content_hash: string;
}
const signatures = statement<SignatureRow>(
  'standard_signatures',
  `SELECT a.name, m.role, g.signed_at, g.content_hash FROM standard_signature g JOIN account a ON a.id = g.person_id
   LEFT JOIN membership m ON m.workspace_id = g.workspace_id AND m.account_id = g.person_id
   WHERE g.workspace_id = $1 AND g.version_id = $2 ORDER BY g.signed_at, g.person_id LIMIT 5000`,
);
const house = statement<{ name: string; time_zone: string }>(
  'standard_house',
  'SELECT name, time_zone FROM workspace WHERE id = $1',
);

/**
 * Everything that belongs to a version, as it leaves the house: the document, what it is founded on, who said what, and
 * who has signed. @throws Problem access.forbidden, record.not_found
 */
export async function wholeOf(ctx: QueryContext, versionId: Id) {
  demand(ctx, standardPolicy, 'export');
  const row = await loadVersion(ctx, versionId);
  const standard = await loadStandard(ctx, row.standard_id);
  const { version, clauses, dropped, invitees, comments, rounds } = await versionParts(ctx, row);
  const signed = await ctx.tx.rows(signatures, [ctx.workspaceId, versionId]);
  const workspace = await ctx.tx.first(house, [ctx.workspaceId]);
  return {
    format: 'heed.standard/1' as const,
    exportedAt: ctx.now.toISOString(),
    workspace: workspace?.name ?? '',
    timeZone: workspace?.time_zone ?? 'UTC',
    standard: { id: standard.id, name: standard.name, about: standard.about, audience: standard.audience },
    version,
    clauses,
    /** Names of the brands that clauses name. */
    brands: await brandsIn(ctx, clauses),
    dropped,
    research: { ...(await evidenceOf(ctx, versionId)), own: await figuresOf(ctx, versionId) },
    consultation: { rounds, invitees, comments },
    signatures: signed.map((one) => ({
      ...{ name: one.name, role: one.role, contentHash: one.content_hash },
      signedAt: one.signed_at.toISOString(),
    })),
  };
}
type Carrying = { body: ClauseBody | null };

async function brandsIn(ctx: QueryContext, clauses: readonly Carrying[]): Promise<{ id: Id; name: string }[]> {
  const ids = clauses.flatMap(({ body }) => {
    if (body?.does === 'promise') return body.lines.map((line) => line.brandId);
    return body?.does === 'procedure' ? [body.brandId] : [];
  });
  const names = await brandNames(
    ctx,
    ids.filter((id) => id != null),
  );
  return [...names].map(([id, name]) => ({ id, name }));
}

export type Whole = Awaited<ReturnType<typeof wholeOf>>;
