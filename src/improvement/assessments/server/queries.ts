import { type Column, csvOf } from '#kernel/exports/csv.ts';
import { actorId } from '#kernel/server/actor.ts';
import { answer } from '#kernel/server/capability.ts';
import { cursorOf, readCursor } from '#kernel/server/page.ts';
import { abilities, demand } from '#kernel/server/policy.ts';
import { type ConditionKind, exportChecklist, getAssessment, listAssessments } from '../contract.ts';
import { type Condition, checklistOf } from './checklist.ts';
import { assessmentPolicy, seesAll } from './policy.ts';
import { type AssessmentRow, accessAssessment, assessmentsAfter } from './rows.ts';

function presentBrief(row: AssessmentRow) {
  return {
    ...{ id: row.id, learnerId: row.learner_id, learnerName: row.learner_name },
    ...{ assessorId: row.assessor_id, assessorName: row.assessor_name },
    ...{ unitCode: row.unit_code, unitTitle: row.unit_title, state: row.state, plannedOn: row.planned_on },
    openedAt: row.opened_at?.toISOString() ?? null,
    closedAt: row.closed_at?.toISOString() ?? null,
    ...{ conditions: row.conditions, met: row.met, version: row.version },
  };
}

/** What may be done at all is asked of no row. */
const noneInParticular = { learner_id: '' };

export const assessmentList = answer(listAssessments, async (ctx, { state = null, after, limit }) => {
  demand(ctx, assessmentPolicy, 'list');
  const learnerId = seesAll(ctx.actor) ? null : actorId(ctx.actor);
  const place = after ? readCursor(after, ['instant', 'id']) : [];
  const found = await assessmentsAfter(ctx, { learnerId, state }, place, limit + 1);
  const shown = found.slice(0, limit);
  const last = found.length > limit ? shown.at(-1) : undefined;
  return {
    assessments: shown.map(presentBrief),
    next: last ? cursorOf([last.created, last.id]) : null,
    abilities: abilities(assessmentPolicy, ctx.actor, noneInParticular),
  };
});

export const oneAssessment = answer(getAssessment, async (ctx, { assessmentId }) => {
  const row = await accessAssessment(ctx, assessmentId, 'read');
  return {
    ...presentBrief(row),
    checklist: await checklistOf(ctx, assessmentId),
    abilities: abilities(assessmentPolicy, ctx.actor, row),
  };
});

const kindTitles: Record<ConditionKind, string> = {
  response_times: 'Response times',
  communication_styles: 'Communication styles',
  complaints: 'Complaints',
  reporting_issues: 'Reporting issues',
  professional_standards: 'Professional service standards',
  other: '',
};

/** A link with its condition, or a condition to which nothing is linked. */
interface Line {
  condition: Condition;
  link: Condition['links'][number] | null;
}

const columns: Column<Line>[] = [
  { heading: 'Condition', value: ({ condition }) => condition.title || kindTitles[condition.kind] },
  { heading: 'Met', value: ({ condition }) => (condition.isMet ? 'yes' : 'no') },
  { heading: 'Standard', value: ({ link }) => link?.clause?.standardName ?? null },
  { heading: 'Version', value: ({ link }) => (link?.clause ? `${link.clause.major}.${link.clause.minor}` : null) },
  { heading: 'Clause', value: ({ link }) => link?.clause?.number ?? null },
  { heading: 'Clause id', value: ({ link }) => link?.clause?.clauseId ?? null },
  { heading: 'Title', value: ({ link }) => link?.clause?.title ?? link?.item?.title ?? null },
  { heading: 'Text', value: ({ link }) => link?.clause?.text ?? link?.item?.text ?? null },
  { heading: 'Source', value: ({ link }) => link?.item?.address ?? null },
  { heading: 'Content hash', value: ({ link }) => link?.clause?.contentHash ?? null },
  { heading: 'Newer version', value: ({ link }) => (link?.newer ? `${link.newer.major}.${link.newer.minor}` : null) },
  { heading: 'Linked by', value: ({ link }) => link && (link.linkedBy ?? 'by itself') },
  { heading: 'Linked at', value: ({ link }) => link?.linkedAt ?? null },
];

export const exported = answer(exportChecklist, async (ctx, { assessmentId }) => {
  const { planned_on } = await accessAssessment(ctx, assessmentId, 'read');
  const lines = (await checklistOf(ctx, assessmentId)).flatMap((condition): Line[] =>
    condition.links.length > 0 ? condition.links.map((link) => ({ condition, link })) : [{ condition, link: null }],
  );
  return { fileName: `heed-assessment-${planned_on}.csv`, csv: csvOf(columns, lines) };
});
