import { promiseSubjects } from '#foundation/promises/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { answer, type QueryContext } from '#kernel/server/capability.ts';
import { cursorOf, readCursor } from '#kernel/server/page.ts';
import { demand } from '#kernel/server/policy.ts';
import { statement } from '#kernel/server/sql.ts';
import { listSuggestions } from '../contract.ts';
import type { SuggestionState } from '../contract-suggestions.ts';
import { standardPolicy } from './policy.ts';
import { loadStandard } from './rows.ts';
import { mayAnswer, ownerNow } from './suggestions.ts';

interface SuggestionRow {
  id: Id;
  clause_id: Id;
  clause_title: string;
  version_id: Id;
  version_number: string;
  conversation_id: Id | null;
  author_id: Id;
  author_name: string;
  text: string;
  written_at: Date;
  at: string;
  state: SuggestionState;
  answer: string | null;
  answered_by: string | null;
  answered_at: Date | null;
  taken_into: string | null;
  owner_id: Id | null;
}
const select = `SELECT g.id, g.clause_id, g.clause_title, g.version_id, v.major || '.' || v.minor AS version_number,
    g.conversation_id, g.author_id, a.name AS author_name, g.text, g.written_at, g.written_at::text AS at, g.state, g.answer,
    w.name AS answered_by, g.answered_at, t.major || '.' || t.minor AS taken_into,
    ${ownerNow('g.clause_id', 'g.standard_id', 'g.workspace_id')} AS owner_id
  FROM standard_suggestion g JOIN account a ON a.id = g.author_id LEFT JOIN account w ON w.id = g.answered_by
  JOIN standard_version v ON v.workspace_id = g.workspace_id AND v.id = g.version_id
  LEFT JOIN standard_version t ON t.workspace_id = g.workspace_id AND t.id = g.taken_into`;
const page = statement<SuggestionRow>(
  'standard_suggestions',
  `${select} WHERE g.workspace_id = $1 AND g.standard_id = $2 AND ($3::text IS NULL OR g.state = $3)
     AND ($4::uuid IS NULL OR g.clause_id = $4)
     AND ($5::timestamptz IS NULL OR (g.written_at, g.id) < ($5, $6::uuid))
   ORDER BY g.written_at DESC, g.id DESC LIMIT $7`,
);
const open = statement<{ count: number }>(
  'standard_suggestions_open',
  `SELECT count(*)::int AS count FROM standard_suggestion
   WHERE workspace_id = $1 AND standard_id = $2 AND state IN ('new', 'considered')`,
);
const inPeriod = statement<SuggestionRow>(
  'standard_suggestions_in',
  `${select} WHERE g.workspace_id = $1 AND g.standard_id = $2 AND g.written_at >= $3 AND g.written_at < $4
   ORDER BY g.written_at, g.id LIMIT 1000`,
);

type Describe = (id: Id) => { reference: string; link: string } | null;

async function conversationsOf(ctx: QueryContext, rows: readonly SuggestionRow[]): Promise<Describe> {
  const ids = [...new Set(rows.flatMap((row) => row.conversation_id ?? []))];
  const kind = ctx.contributed(promiseSubjects).find((one) => one.name === 'conversation');
  const found = kind && ids.length > 0 ? await kind.describe(ctx.tx, ctx.workspaceId, ids) : [];
  const byId = new Map(found.map(({ id, reference, link }) => [id, { reference, link }]));
  return (id) => byId.get(id) ?? null;
}

function present(row: SuggestionRow, describe: Describe) {
  return {
    ...{ id: row.id, clauseId: row.clause_id, clauseTitle: row.clause_title, versionId: row.version_id },
    ...{ versionNumber: row.version_number, text: row.text, authorId: row.author_id, authorName: row.author_name },
    writtenAt: row.written_at.toISOString(),
    conversation: row.conversation_id ? describe(row.conversation_id) : null,
    ...{ state: row.state, answer: row.answer, answeredBy: row.answered_by, takenInto: row.taken_into },
    answeredAt: row.answered_at?.toISOString() ?? null,
  };
}

export const suggestionList = answer(listSuggestions, async (ctx, { standardId, state, clauseId, after, limit }) => {
  demand(ctx, standardPolicy, 'suggestions');
  await loadStandard(ctx, standardId);
  const [at, id] = after ? readCursor(after, ['instant', 'id']) : [null, null];
  const narrowed = [state ?? null, clauseId ?? null];
  const rows = await ctx.tx.rows(page, [ctx.workspaceId, standardId, ...narrowed, at, id, limit + 1]);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  const describe = await conversationsOf(ctx, shown);
  return {
    suggestions: shown.map((row) => ({ ...present(row, describe), mayAnswer: mayAnswer(ctx, row.owner_id) })),
    open: (await ctx.tx.first(open, [ctx.workspaceId, standardId]))?.count ?? 0,
    next: last ? cursorOf([last.at, last.id]) : null,
  };
});

/** What was suggested about a standard in a time, for whoever reviews it; at most 1,000. Policy is the caller's. */
export async function suggestionsOf(ctx: QueryContext, standardId: Id, from: Date, until: Date) {
  const rows = await ctx.tx.rows(inPeriod, [ctx.workspaceId, standardId, from, until]);
  const describe = await conversationsOf(ctx, rows);
  return rows.map((row) => present(row, describe));
}

const texts = statement<{ id: Id; text: string }>(
  'standard_suggestion_words',
  'SELECT id, text FROM standard_suggestion WHERE workspace_id = $1 AND id = ANY ($2::uuid[])',
);

/** The words of suggestions, by their id. Policy is the caller's. */
export async function suggestionWords(ctx: QueryContext, ids: readonly Id[]): Promise<Map<Id, string>> {
  const rows = ids.length > 0 ? await ctx.tx.rows(texts, [ctx.workspaceId, ids]) : [];
  return new Map(rows.map((row) => [row.id, row.text]));
}
