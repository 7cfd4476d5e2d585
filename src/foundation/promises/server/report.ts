import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import type { PromiseState } from '../contract.ts';
import type { Milestone, Wish } from './measures.ts';
import type { PromiseSubject } from './milestone.ts';
import { type PromiseRecord, promiseColumns } from './record.ts';

/** Why a clock stands still while the next word is the customer's. */
export const waitingFor = 'waiting for the customer';

/** What became of one measure. */
export interface Reported {
  measure: string;
  /** The instant of the report. */
  at: Date;
  /** State of the promise before; null when none was open. */
  was: PromiseState | null;
  /** Done in SQL, except `resume` and `reopen`, which are locked and wait for the calendar. */
  act: 'keep' | 'waive' | 'pause' | 'resume' | 'reopen' | 'touch' | 'follow' | null;
  /** It was due before this and nothing had fired yet. */
  breaks: boolean;
  /** The promise afterwards, where something was done. */
  row: PromiseRecord | null;
  /** The target by which a new clock starts; `minutes` null: none starts. */
  minutes: number | null;
  warn_percent: number | null;
  target_id: Id | null;
  clause_ref: string | null;
  calendar_version_id: Id | null;
}

interface ReportRow extends PromiseRecord {
  asked: string;
  moment: Date;
  was: PromiseState | null;
  act: Reported['act'];
  breaks: boolean;
  to_minutes: number | null;
  to_warn_percent: number | null;
  to_target_id: Id | null;
  to_clause_ref: string | null;
  to_calendar_version_id: Id | null;
}

/** One call of the database's own function, which says what it does (0006_promises.sql, 0042_of_one_brand.sql). */
const report = statement<ReportRow>(
  'promise_report',
  `SELECT f.asked, f.moment, f.was, f.act, f.breaks, ${promiseColumns.replaceAll('p.', '(f.p).')},
     f.to_minutes, f.to_warn_percent, f.to_target_id, f.to_clause_ref, f.to_calendar_version_id
   FROM heed_report($1, $2::text[], $3::text[], $4::boolean[], $5::boolean[], $6::boolean[], $7::timestamptz, $8::uuid,
     $9::uuid, $10::uuid, $11, $12::uuid, $13, $14) AS f`,
);

interface Report {
  subject: PromiseSubject;
  wishes: readonly Wish[];
  reported: readonly Milestone[];
  at: Date | null;
  doer: Id | null;
}

/** Reports milestones. One answer for each promise that is open, and for each measure of which one may start. */
export async function reportMilestones(
  ctx: CommandContext,
  { subject, wishes, reported, at, doer }: Report,
): Promise<Reported[]> {
  const rows = await ctx.tx.rows(report, [
    subject.id,
    wishes.map((wish) => wish.measure.name),
    wishes.map((wish) => wish.ifOpen ?? ''),
    wishes.map((wish) => wish.mayStart),
    wishes.map((wish) => wish.mayReopen),
    wishes.map((wish) => wish.measure.kind === 'clock'),
    at,
    doer,
    subject.ownerId,
    subject.teamId,
    subject.channel,
    subject.brandId,
    waitingFor,
    reported.includes('closed') ? 'nothing is owed any more' : 'resolved without an answer',
  ]);
  return rows.map((row) => ({
    measure: row.asked,
    at: row.moment,
    was: row.was,
    act: row.act,
    breaks: row.breaks,
    row: row.id === null ? null : row,
    minutes: row.to_minutes,
    warn_percent: row.to_warn_percent,
    target_id: row.to_target_id,
    clause_ref: row.to_clause_ref,
    calendar_version_id: row.to_calendar_version_id,
  }));
}
