import { settleNotices } from '#foundation/notices/index.ts';
import type { Role } from '#foundation/people/contract.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { actorId } from '#kernel/server/actor.ts';
import { answer, handle } from '#kernel/server/capability.ts';
import { cursorOf, readCursor } from '#kernel/server/page.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { listReaders, sign, standardSigned } from '../contract.ts';
import { standardPolicy } from './policy.ts';
import { attemptsOf } from './quiz.ts';
import { questionsOf } from './quiz-questions.ts';
import { accessVersion, clausesOf, loadVersion } from './rows.ts';

const insert = statement(
  'standard_sign',
  `INSERT INTO standard_signature (workspace_id, version_id, person_id, content_hash) VALUES ($1, $2, $3, $4)
   ON CONFLICT DO NOTHING`,
);

export const signVersion = handle(sign, async (ctx, { versionId, contentHash }) => {
  const version = await accessVersion(ctx, versionId, 'sign');
  if (version.content_hash !== contentHash) {
    refuse('standard.other_content', 'What you read is not what is in force. Load it again.');
  }
  const personId = actorId(ctx.actor) ?? '';
  await ctx.tx.rows(insert, [ctx.workspaceId, versionId, personId, contentHash]);
  ctx.emit(standardSigned, { standardId: version.standard_id, versionId, contentHash });
  await settleNotices(ctx, ['standard.published'], [version.standard_id], [personId]);
  return { versionId };
});

// Whoever signed a version of the same MAJOR need not sign again.
const signedAt = `(SELECT min(g.signed_at) FROM standard_signature g
  JOIN standard_version w ON w.workspace_id = g.workspace_id AND w.id = g.version_id
  WHERE g.workspace_id = m.workspace_id AND g.person_id = m.account_id AND w.standard_id = $2 AND w.major = $3)`;
const source = `FROM membership m JOIN account a ON a.id = m.account_id
  WHERE m.workspace_id = $1 AND m.active AND m.role = ANY($4::text[])`;

const page = statement<{ id: Id; name: string; sort: string; role: Role; signed_at: Date | null }>(
  'standard_readers',
  `SELECT a.id, a.name, lower(a.name) AS sort, m.role, ${signedAt} AS signed_at ${source}
     AND (lower(a.name), a.id) > (coalesce($5, ''), coalesce($6::uuid, '00000000-0000-0000-0000-000000000000'))
   ORDER BY lower(a.name), a.id LIMIT $7`,
);
const sums = statement<{ must: number; signed: number; passed: number }>(
  'standard_reader_sums',
  `SELECT count(*)::int AS must, count(${signedAt})::int AS signed, (count(*) FILTER (WHERE EXISTS (
     SELECT FROM standard_quiz_attempt q WHERE q.workspace_id = m.workspace_id AND q.version_id = $5
       AND q.person_id = m.account_id AND q.is_passed)))::int AS passed ${source}`,
);

export const readerList = answer(listReaders, async (ctx, { versionId, after, limit }) => {
  demand(ctx, standardPolicy, 'readers');
  const version = await loadVersion(ctx, versionId);
  const { standard_id, major, audience } = version;
  const [name, id] = after ? readCursor(after, ['text', 'id']) : [null, null];
  const of = [ctx.workspaceId, standard_id, major, audience];
  const rows = await ctx.tx.rows(page, [...of, name, id, limit + 1]);
  const { must = 0, signed = 0, passed = 0 } = (await ctx.tx.first(sums, [...of, versionId])) ?? {};
  const shown = rows.slice(0, limit);
  const attempts = await attemptsOf(
    ctx,
    versionId,
    shown.map((row) => row.id),
  );
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    ...{ must, signed, passed },
    coveragePercent: must === 0 ? 0 : Math.floor((signed * 100) / must),
    questions: questionsOf(await clausesOf(ctx, versionId)).length,
    readers: shown.map((row) => ({
      id: row.id,
      name: row.name,
      role: row.role,
      signedAt: row.signed_at?.toISOString() ?? null,
      quiz: attempts.get(row.id) ?? null,
    })),
    next: last ? cursorOf([last.sort, last.id]) : null,
  };
});
