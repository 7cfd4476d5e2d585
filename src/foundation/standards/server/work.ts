import { brandNames, demandSubject } from '#foundation/promises/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { actorId } from '#kernel/server/actor.ts';
import { answer, handle } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { notFound } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { standardsAtWork, stepTicked, tickStep } from '../contract.ts';
import type { ClauseBody, SectionName } from '../contract-words.ts';
import { standardPolicy } from './policy.ts';
import { clausesOf, loadVersion, numbersOf } from './rows.ts';

interface AtWork {
  standard_id: Id;
  standard_name: string;
  version_id: Id;
  major: number;
  minor: number;
  id: Id;
  section: SectionName;
  title: string;
  text: string;
  body: ClauseBody | null;
  measures: string[];
  /** Of the targets behind its clocks, or its own. */
  brand_ids: Id[];
}
const columns = `v.standard_id, s.name AS standard_name, v.id AS version_id, v.major, v.minor, c.id, c.section, c.title,
  c.text, c.body`;
const joins = `JOIN standard_version v ON v.workspace_id = c.workspace_id AND v.id = c.version_id
  JOIN standard s ON s.workspace_id = v.workspace_id AND s.id = v.standard_id`;

/** Clauses behind the open clocks: each in the version with which its clock started. */
const behindClocks = statement<AtWork>(
  'standard_behind_clocks_of_brands',
  `SELECT ${columns}, clocks.measures, clocks.brand_ids FROM (
     SELECT o.version_id, o.clause_id, array_agg(DISTINCT p.measure) AS measures, min(p.due_at) AS due_at,
       array_remove(array_agg(DISTINCT t.brand_id), NULL) AS brand_ids
     FROM promise p JOIN standard_target o ON o.workspace_id = p.workspace_id AND o.target_id = p.target_id
     JOIN target t ON t.workspace_id = p.workspace_id AND t.id = p.target_id
     WHERE p.workspace_id = $1 AND p.subject_id = $2 AND p.ended_at IS NULL AND p.target_id IS NOT NULL
     GROUP BY o.version_id, o.clause_id) clocks
   JOIN standard_clause c ON c.workspace_id = $1 AND c.version_id = clocks.version_id AND c.id = clocks.clause_id
   ${joins} ORDER BY clocks.due_at, c.id LIMIT 20`,
);
const procedures = statement<AtWork>(
  'standard_procedures_in_force_of_brands',
  `SELECT ${columns}, '{}'::text[] AS measures,
     array_remove(ARRAY[(c.body->>'brandId')::uuid], NULL) AS brand_ids FROM standard_clause c ${joins}
   WHERE c.workspace_id = $1 AND v.state = 'published' AND c.kind = 'procedure'
     AND (c.body->>'channel' IS NULL OR c.body->>'channel' = $2)
     AND (c.body->>'brandId' IS NULL OR c.body->>'brandId' = $3)
   ORDER BY c.body->>'brandId' IS NULL, c.body->>'channel' IS NULL, lower(s.name), c.section, c.place LIMIT 20`,
);
const ticks = statement<{ version_id: Id; clause_id: Id; step: number; name: string | null; ticked_at: Date }>(
  'standard_ticks',
  `SELECT t.version_id, t.clause_id, t.step, a.name, t.ticked_at FROM standard_tick t
   LEFT JOIN account a ON a.id = t.person_id WHERE t.workspace_id = $1 AND t.conversation_id = $2 LIMIT 1000`,
);

/** The clauses that apply to a conversation: those behind its clocks first, then the procedures for its brand and channel. */
export const atWork = answer(standardsAtWork, async (ctx, { conversationId }) => {
  demand(ctx, standardPolicy, 'work');
  const about = await demandSubject(ctx, 'conversation', conversationId);
  const rows = [
    ...(await ctx.tx.rows(behindClocks, [ctx.workspaceId, conversationId])),
    ...(await ctx.tx.rows(procedures, [ctx.workspaceId, about.channel ?? null, about.brandId ?? null])),
  ];
  const brands = await brandNames(
    ctx,
    rows.flatMap((row) => row.brand_ids),
  );
  const ofBrand = ({ brand_ids }: AtWork) => brand_ids.flatMap((id) => brands.get(id) ?? []).join(', ') || null;
  const done = await ctx.tx.rows(ticks, [ctx.workspaceId, conversationId]);
  const numbers = new Map<Id, Map<Id, string>>();
  for (const id of new Set(rows.map((row) => row.version_id))) numbers.set(id, numbersOf(await clausesOf(ctx, id)));
  const stepsOf = ({ body, id, version_id }: AtWork) =>
    body?.does !== 'procedure'
      ? []
      : body.steps.map(({ words, facts }, step) => {
          const tick = done.find((one) => one.version_id === version_id && one.clause_id === id && one.step === step);
          return { words, facts, doneAt: tick?.ticked_at.toISOString() ?? null, doneBy: tick?.name ?? null };
        });
  return {
    clauses: rows.map((row) => ({
      standardId: row.standard_id,
      standardName: row.standard_name,
      versionId: row.version_id,
      major: row.major,
      minor: row.minor,
      clauseId: row.id,
      number: numbers.get(row.version_id)?.get(row.id) ?? '',
      title: row.title,
      text: row.text,
      measures: row.measures,
      ofBrand: ofBrand(row),
      steps: stepsOf(row),
    })),
  };
});

const tick = statement(
  'standard_tick_insert',
  `INSERT INTO standard_tick (workspace_id, conversation_id, version_id, clause_id, step, person_id)
   VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
);
const untick = statement(
  'standard_tick_delete',
  `DELETE FROM standard_tick WHERE workspace_id = $1 AND conversation_id = $2 AND version_id = $3 AND clause_id = $4
     AND step = $5`,
);

export const tickOneStep = handle(tickStep, async (ctx, { conversationId, versionId, clauseId, step, done }) => {
  demand(ctx, standardPolicy, 'tick');
  await demandSubject(ctx, 'conversation', conversationId);
  await loadVersion(ctx, versionId);
  const clause = (await clausesOf(ctx, versionId)).find((one) => one.id === clauseId);
  if (clause?.body?.does !== 'procedure' || step >= clause.body.steps.length) notFound('step');
  const place = [ctx.workspaceId, conversationId, versionId, clauseId, step];
  await ctx.tx.rows(done ? tick : untick, done ? [...place, actorId(ctx.actor)] : place);
  ctx.emit(stepTicked, { conversationId, clauseId, step, done });
  return { conversationId, clauseId, step };
});
