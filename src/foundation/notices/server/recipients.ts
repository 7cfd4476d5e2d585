import { type Id, newId } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import type { Asks, Importance } from '../contract.ts';
import type { NoticeData, NoticeTopic } from './kinds.ts';

/** Who is to know, as it goes into the first statement. Notices with the same audience share one. */
export interface Audience {
  people: readonly Id[];
  teams: readonly Id[];
  leads: readonly Id[];
  roles: readonly string[];
  topics: readonly string[];
  otherwise: readonly string[];
  except: readonly Id[];
  may_get: readonly string[] | null;
}

/** A notice as it goes into the first statement; names are those of the columns. */
export interface Told {
  id: Id;
  /** Its place in the list of audiences. */
  audience: number;
  kind: string;
  about_kind: string;
  about_id: Id;
  customer_id: Id | null;
  data: NoticeData;
  importance: Importance;
  asks: Asks;
  group_key: string;
  cause: string | null;
}

/** What is to stand on one person's list. */
export interface Line {
  id: Id;
  person_id: Id;
  notice_id: Id;
  kind: string;
  importance: Importance;
  asks: Asks;
  group_key: string;
  is_many: boolean;
  count: number;
  at: Date;
  withheld: 'muted' | 'quiet_hours' | null;
  mail_ready: boolean;
}
export type StoredLine = Line & { is_new: boolean };

/** How long a further notice joins a line that is still unread, and from how many on a kind comes as one line. */
const join = "interval '10 minutes'";
const flood = 20;

/*
 * Finds who is to know and keeps what happened, in one statement; what concerns nobody is not kept. Audiences are few
 * even where notices are many, and of many that stand in one line only the newest is kept, unless a cause must be
 * remembered. `leader`: of a team its leads, else managers and owners in it, else the owners. `stale`
 * closes lines that are too old to be joined.
 */
const columns = `workspace_id, id, kind, about_kind, about_id, customer_id, data, importance, asks, group_key, cause,
  created_at`;
const values = `$1, id, kind, about_kind, about_id, customer_id, data, importance, asks, group_key, cause,
  $3::timestamptz`;
const resolve = statement<Omit<Line, 'id'>>(
  'notice_resolve',
  `WITH item AS MATERIALIZED (
     SELECT * FROM jsonb_to_recordset($2::jsonb) AS x (id uuid, audience int, kind text, about_kind text, about_id uuid,
       customer_id uuid, data jsonb, importance text, asks text, group_key text, cause text)
   ), audience AS MATERIALIZED (
     SELECT a.n::int - 1 AS audience, x.* FROM jsonb_array_elements($5::jsonb) WITH ORDINALITY AS a (value, n),
       jsonb_to_record(a.value) AS x (people uuid[], teams uuid[], leads uuid[], roles text[], topics text[],
         otherwise text[], "except" uuid[], may_get text[])
   ), member AS (SELECT account_id, role FROM membership WHERE workspace_id = $1 AND active
   ), leader AS (
     SELECT team_id, account_id FROM (
       SELECT c.*, rank() OVER (PARTITION BY team_id ORDER BY nearness) AS place FROM (
         SELECT x.team_id, m.account_id,
           CASE WHEN t.account_id IS NULL THEN 3 WHEN m.role = 'lead' THEN 1 ELSE 2 END AS nearness
         FROM (SELECT DISTINCT unnest(leads) AS team_id FROM audience) x
         JOIN member m ON m.role IN ('lead', 'manager', 'owner')
         LEFT JOIN team_member t ON t.workspace_id = $1 AND t.team_id = x.team_id AND t.account_id = m.account_id
         WHERE t.account_id IS NOT NULL OR m.role = 'owner') c) r
     WHERE place = 1
   ), topic AS (SELECT * FROM jsonb_to_recordset($4::jsonb) AS x (name text, roles text[], hearers text[])
   ), follower AS (
     SELECT t.name, m.account_id FROM topic t JOIN member m ON m.role = ANY (t.hearers)
     LEFT JOIN notice_subscription s ON s.workspace_id = $1 AND s.topic = t.name AND s.person_id = m.account_id
     LEFT JOIN notice_topic_role r ON r.workspace_id = $1 AND r.topic = t.name AND r.role = m.role
     WHERE coalesce(s.subscribed, r.subscribed, m.role = ANY (t.roles))
   ), wanted AS (
     SELECT audience, unnest(people) AS person_id FROM audience
     UNION SELECT a.audience, t.account_id FROM audience a
       JOIN team_member t ON t.workspace_id = $1 AND t.team_id = ANY (a.teams)
     UNION SELECT a.audience, l.account_id FROM audience a JOIN leader l ON l.team_id = ANY (a.leads)
     UNION SELECT a.audience, m.account_id FROM audience a JOIN member m ON m.role = ANY (a.roles)
     UNION SELECT a.audience, f.account_id FROM audience a JOIN follower f ON f.name = ANY (a.topics)
   ), found AS (
     SELECT w.audience, w.person_id FROM wanted w JOIN audience a USING (audience)
     JOIN member m ON m.account_id = w.person_id
     WHERE w.person_id <> ALL (a."except") AND (a.may_get IS NULL OR m.role = ANY (a.may_get))
   ), recipient AS MATERIALIZED (
     SELECT * FROM found
     UNION ALL SELECT a.audience, m.account_id FROM audience a JOIN member m ON m.role = ANY (a.otherwise)
     WHERE m.account_id <> ALL (a."except") AND NOT EXISTS (SELECT FROM found f WHERE f.audience = a.audience)
   ), caused AS (
     INSERT INTO notice (${columns})
     SELECT ${values} FROM item WHERE cause IS NOT NULL AND audience IN (SELECT audience FROM recipient)
     ON CONFLICT (workspace_id, cause) WHERE cause IS NOT NULL DO NOTHING RETURNING id
   ), told AS MATERIALIZED (
     SELECT r.person_id, i.* FROM item i JOIN recipient r USING (audience)
     WHERE i.cause IS NULL OR i.id IN (SELECT id FROM caused)
   ), chosen AS (
     SELECT i.person_id, i.id, i.kind, i.importance, i.asks,
       count(*) OVER (PARTITION BY i.person_id, i.kind) > ${flood} OR EXISTS (
         SELECT FROM notice_receipt n WHERE n.workspace_id = $1 AND n.person_id = i.person_id
           AND n.group_key = i.kind AND n.last_at >= $3::timestamptz - ${join}) AS is_many,
       i.group_key,
       i.importance <> 'important' AND NOT coalesce(p.desk, true) AS is_muted,
       coalesce(p.mail, false) AS mail,
       CASE WHEN i.importance <> 'important' AND q.person_id IS NOT NULL
         THEN heed_quiet_until(q.from_minute, q.to_minute, q.days, q.time_zone, $3::timestamptz) END AS held_until
     FROM told i
     LEFT JOIN notice_preference p ON p.workspace_id = $1 AND p.person_id = i.person_id AND p.kind = i.kind
     LEFT JOIN notice_quiet_hours q ON q.workspace_id = $1 AND q.person_id = i.person_id
   ), line AS MATERIALIZED (
     SELECT person_id, kind, importance, asks, is_many, CASE WHEN is_many THEN kind ELSE group_key END AS group_key,
       (array_agg(id ORDER BY id DESC))[1] AS notice_id, count(*)::int AS count, is_muted, mail,
       coalesce(held_until, $3::timestamptz) AS at,
       CASE WHEN is_muted THEN 'muted' WHEN held_until IS NOT NULL THEN 'quiet_hours' END AS withheld
     FROM chosen GROUP BY 1, 2, 3, 4, 5, 6, is_muted, mail, held_until
   ), free AS (
     INSERT INTO notice (${columns})
     SELECT ${values} FROM item WHERE cause IS NULL AND id IN (SELECT notice_id FROM line)
   ), stale AS (
     UPDATE notice_receipt n SET group_key = NULL FROM line l
     WHERE n.workspace_id = $1 AND n.person_id = l.person_id AND n.group_key = l.group_key
       AND n.last_at < $3::timestamptz - ${join}
   )
   SELECT person_id, notice_id, kind, importance, asks, group_key, is_many, count, at, withheld,
     mail AND NOT is_muted AS mail_ready
   FROM line`,
);

/** Stores the notices and finds the lines they become. Repeated causes are dropped. */
export async function tellWhom(
  ctx: CommandContext,
  told: readonly Told[],
  audiences: readonly Audience[],
  topics: readonly NoticeTopic[],
): Promise<Line[]> {
  const followed = topics.map(({ name, roles, hearers }) => ({ name, roles, hearers }));
  const given = [ctx.workspaceId, JSON.stringify(told), ctx.now, JSON.stringify(followed), JSON.stringify(audiences)];
  const rows = await ctx.tx.rows(resolve, given);
  return rows.map((row) => ({ id: newId(), ...row }));
}

// In one order everywhere, so that two writes that tell the same people wait for each other and never in a circle.
const save = statement<{ id: Id; person_id: Id; group_key: string; at: Date; is_new: boolean }>(
  'notice_save_lines',
  `INSERT INTO notice_receipt AS n (workspace_id, id, person_id, notice_id, importance, asks, group_key, is_many, count,
     at, last_at, withheld, mail_ready)
   SELECT $1, id, person_id, notice_id, importance, asks, group_key, is_many, count, at, $3::timestamptz, withheld,
     mail_ready
   FROM jsonb_to_recordset($2::jsonb) AS x (id uuid, person_id uuid, notice_id uuid, importance text, asks text,
     group_key text, is_many boolean, count int, at timestamptz, withheld text, mail_ready boolean)
   ORDER BY person_id, group_key
   ON CONFLICT (workspace_id, person_id, group_key) WHERE group_key IS NOT NULL DO UPDATE SET
     count = n.count + excluded.count, notice_id = excluded.notice_id, at = excluded.at, last_at = excluded.last_at,
     withheld = excluded.withheld, mail_ready = n.mail_ready OR excluded.mail_ready
   RETURNING id, person_id, group_key, at, xmax = 0 AS is_new`,
);

/** Writes the lines or joins them to those that are still unread. */
export async function saveLines(ctx: CommandContext, lines: readonly Line[]): Promise<StoredLine[]> {
  const rows = await ctx.tx.rows(save, [ctx.workspaceId, JSON.stringify(lines), ctx.now]);
  const byKey = new Map(rows.map((row) => [`${row.person_id} ${row.group_key}`, row]));
  return lines.flatMap((line) => {
    const row = byKey.get(`${line.person_id} ${line.group_key}`);
    return row ? [{ ...line, id: row.id, is_new: row.is_new }] : [];
  });
}
