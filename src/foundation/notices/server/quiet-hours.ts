import type { Id } from '#kernel/contract/ids.ts';
import { type CommandContext, handle } from '#kernel/server/capability.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { type Importance, noticePreferencesChanged, type QuietHours, setQuietHours } from '../contract.ts';
import { chooser } from './access.ts';
import { announce } from './announce.ts';
import { waitForQuietEnd } from './quiet-end.ts';

const set = statement(
  'notice_quiet_set',
  `INSERT INTO notice_quiet_hours (workspace_id, person_id, from_minute, to_minute, days, time_zone)
   VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (workspace_id, person_id) DO UPDATE SET
     from_minute = excluded.from_minute, to_minute = excluded.to_minute, days = excluded.days,
     time_zone = excluded.time_zone`,
);
const clear = statement(
  'notice_quiet_clear',
  'DELETE FROM notice_quiet_hours WHERE workspace_id = $1 AND person_id = $2',
);
const holdAnew = statement<{ id: Id; person_id: Id; importance: Importance; mail_ready: boolean; at: Date }>(
  'notice_hold_anew',
  `UPDATE notice_receipt n SET at = coalesce((
       SELECT heed_quiet_until(q.from_minute, q.to_minute, q.days, q.time_zone, $3::timestamptz)
       FROM notice_quiet_hours q WHERE q.workspace_id = $1 AND q.person_id = $2), $3::timestamptz)
   WHERE n.workspace_id = $1 AND n.person_id = $2 AND n.at > $3 AND n.withheld = 'quiet_hours'
   RETURNING n.id, n.person_id, n.importance, n.mail_ready, n.at`,
);

/** My quiet hours from now on. What is held comes at once, or when the new ones end. */
export const chooseQuietHours = handle(setQuietHours, async (ctx, { quietHours }) => {
  const personId = chooser(ctx);
  if (quietHours) {
    await demandPossible(ctx, quietHours);
    const days = [...new Set(quietHours.days)].sort();
    const { from, to, timeZone } = quietHours;
    await ctx.tx.rows(set, [ctx.workspaceId, personId, from, to, days, timeZone]);
  } else {
    await ctx.tx.rows(clear, [ctx.workspaceId, personId]);
  }
  ctx.emit(noticePreferencesChanged, { recipientId: personId, what: 'quiet_hours' });
  return { held: await holdAgain(ctx, personId) };
});

async function holdAgain(ctx: CommandContext, personId: Id): Promise<number> {
  const lines = await ctx.tx.rows(holdAnew, [ctx.workspaceId, personId, ctx.now]);
  const held = lines.filter((line) => line.at > ctx.now);
  await waitForQuietEnd(ctx, held);
  await announce(
    ctx,
    lines.filter((line) => line.at <= ctx.now),
  );
  return held.length;
}

const knownZone = statement<{ name: string }>(
  'notice_known_zone',
  'SELECT name FROM pg_timezone_names WHERE lower(name) = lower($1) LIMIT 1',
);

async function demandPossible(ctx: CommandContext, { from, to, days, timeZone }: QuietHours): Promise<void> {
  if (from === to % 1_440) refusing('Let the quiet hours end at another time than they begin.');
  if (days.length === 0) refusing('Choose at least one day, or switch the quiet hours off.');
  // Both must know it: the desk shows times in it, the database reckons in it.
  const isKnown = isTimeZone(timeZone) && (await ctx.tx.first(knownZone, [timeZone])) !== undefined;
  if (!isKnown) refusing('Use a time zone of the IANA list, such as Australia/Melbourne.');
}

function refusing(words: string): never {
  refuse('notice.quiet_hours', words);
}

/** Names only: an offset such as +10:00 knows no summer time, and PostgreSQL reads its sign the other way round. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]+(?:[/_+-][A-Za-z0-9_+-]+)*$/.test(name)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}
