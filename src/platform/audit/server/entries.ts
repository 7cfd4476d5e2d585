import { answer } from '#kernel/server/capability.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { cursorOf, readCursor } from '#kernel/server/page.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { auditEntries } from '../contract.ts';
import { inWords, type Place, placesOf } from './about.ts';
import { headOf, instantBefore, type LogRow, lookBack, readFilter } from './look.ts';
import { auditPolicy } from './policy.ts';

/** The sentence of a row, in the words of whichever capability's event it is. */
export function sentenceOf(kernel: Pick<Kernel, 'events'>, row: Pick<LogRow, 'type' | 'data'>): string {
  return inWords(kernel.events.get(row.type)?.sentence ?? row.type, row.data);
}

/** A page of the log in words. */
export const entries = answer(auditEntries, async (ctx, { after, limit, ...filter }, kernel) => {
  demand(ctx, auditPolicy, 'entries');
  const { tx, workspaceId } = ctx;
  const by = await readFilter(ctx, kernel.capabilities, filter);
  const before = after === undefined ? (await headOf(tx, workspaceId)) + 1 : readSeq(after);
  const { rows, next } = await lookBack(tx, workspaceId, by, before, limit);
  const places = await placesOf(tx, workspaceId, rows);
  const reached = next !== null && rows.length < limit ? await instantBefore(tx, workspaceId, next) : null;
  return {
    entries: rows.map((row) => present(kernel, row, places.get(row.seq) ?? [])),
    next: next === null ? null : cursorOf([String(next)]),
    lookedBackTo: reached?.toISOString() ?? null,
  };
});

function readSeq(cursor: string): number {
  const seq = Number(readCursor(cursor, ['text'])[0]);
  if (!Number.isSafeInteger(seq)) refuse('input.invalid', 'Use the cursor `next` of the page before, unchanged.');
  return seq;
}

function present(kernel: Kernel, row: LogRow, about: Place[]) {
  return {
    seq: row.seq,
    type: row.type,
    at: row.at.toISOString(),
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    actorName: row.actor_name,
    onBehalfOf: row.on_behalf_of,
    onBehalfOfName: row.on_behalf_of_name,
    customerId: row.customer_id,
    requestId: row.request_id,
    causeSeq: row.cause_seq,
    reason: row.reason,
    subjects: row.subjects,
    data: row.data,
    sentence: sentenceOf(kernel, row),
    about,
  };
}
