import { statement } from '#kernel/server/sql.ts';
import type { ReviewSection } from './sections.ts';

interface Cause {
  measure: string;
  broken: number;
  unowned: number;
  paused: number;
  still_open: number;
  late_minutes: number | null;
}
const within = `p.broken_at >= $2::date::timestamp AT TIME ZONE $4
  AND p.broken_at < ($3::date + 1)::timestamp AT TIME ZONE $4 AND p.started_at >= ($2::date::timestamp AT TIME ZONE $4)
  - interval '183 days' AND p.started_at < ($3::date + 1)::timestamp AT TIME ZONE $4`;
const measured = `p.measure IN ('first_response', 'next_response', 'full_resolution', 'ownership', 'periodic_update',
  'update', 'task', 'call_back')`;

const causes = statement<Cause>(
  'review_broken',
  `SELECT p.measure, count(*)::int AS broken, (count(*) FILTER (WHERE p.owner_id IS NULL))::int AS unowned,
     (count(*) FILTER (WHERE cardinality(p.pauses) > 0))::int AS paused,
     (count(*) FILTER (WHERE p.ended_at IS NULL))::int AS still_open,
     (percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM p.ended_at - p.broken_at) / 60)
       FILTER (WHERE p.ended_at IS NOT NULL))::float8 AS late_minutes
   FROM promise p WHERE p.workspace_id = $1 AND ${measured} AND ${within} GROUP BY 1 ORDER BY 2 DESC, 1`,
);
const reasons = statement<{ name: string | null; channel: string; broken: number }>(
  'review_broken_reasons',
  `SELECT w.name, c.channel, count(*)::int AS broken FROM promise p
   JOIN conversation c ON c.workspace_id = p.workspace_id AND c.id = p.subject_id
   LEFT JOIN wrap_up_reason w ON w.workspace_id = c.workspace_id AND w.id = c.wrap_up_reason_id
   WHERE p.workspace_id = $1 AND ${measured} AND ${within} GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT 12`,
);

const minutes = (value: number | null) => (value === null ? '–' : `${Math.round(value)} min`);

/** Which promises were broken and what stands behind it: nobody had it, it waited, or what it was about. */
export const brokenSection: ReviewSection = {
  name: 'broken',
  title: 'Broken promises by cause',
  order: 30,
  gather: async (ctx, { from, to, timeZone }) => {
    const values = [ctx.workspaceId, from, to, timeZone];
    const found = await ctx.tx.rows(causes, values);
    if (found.length === 0) return { empty: 'No promise was broken in this period.' };
    const about = await ctx.tx.rows(reasons, values);
    return {
      tables: [
        {
          caption: 'What was broken',
          head: ['Promise', 'Broken', 'Nobody had it', 'Had waited for the customer', 'Still open', 'Late by, median'],
          rows: found.map((row) => [
            row.measure.replaceAll('_', ' '),
            ...[row.broken, row.unowned, row.paused, row.still_open, minutes(row.late_minutes)],
          ]),
        },
        {
          caption: 'In which conversations',
          head: ['Reason', 'Channel', 'Broken'],
          rows: about.map((row) => [row.name ?? 'No reason given', row.channel, row.broken]),
        },
      ],
      empty: '',
    };
  },
};
