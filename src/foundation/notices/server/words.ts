import { decisionKinds } from '#foundation/authority/index.ts';
import { promiseSubjects, wordsOfPromises } from '#foundation/promises/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import {
  type Described,
  type NoticeData,
  type NoticeKind,
  type NoticeNames,
  type NoticeWords,
  noticeKinds,
  noticeSubjects,
} from './kinds.ts';

/** What a notice's sentence is made of. */
export interface Sayable {
  kind: string;
  about_kind: string;
  about_id: Id;
  data: NoticeData;
  count: number;
  is_many: boolean;
  at: Date;
}

/** As much of a query as words need; a mail is put into words outside of any. */
export type Speaking = Pick<QueryContext, 'tx' | 'workspaceId' | 'contributed'>;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const people = statement<{ id: Id; name: string }>(
  'notice_people',
  `SELECT a.id, a.name FROM membership m JOIN account a ON a.id = m.account_id
   WHERE m.workspace_id = $1 AND m.account_id = ANY ($2::uuid[])`,
);
const zone = statement<{ time_zone: string }>('notice_zone', 'SELECT time_zone FROM workspace WHERE id = $1');

/** Looks up, for a page of notices at once, what their sentences need, and says each. */
export async function sayAll<Row extends Sayable>(
  ctx: Speaking,
  rows: readonly Row[],
): Promise<(Row & { said: Required<NoticeWords> })[]> {
  if (rows.length === 0) return [];
  const ids = rows.flatMap((row) => Object.values(row.data).filter((value) => uuid.test(String(value))));
  const named = ids.length > 0 ? await ctx.tx.rows(people, [ctx.workspaceId, [...new Set(ids)]]) : [];
  const byId = new Map(named.map((one) => [one.id, one.name]));
  const timeZone = (await ctx.tx.first(zone, [ctx.workspaceId]))?.time_zone ?? 'UTC';
  const promises = rows.flatMap((row) => (typeof row.data.promiseId === 'string' ? [row.data.promiseId] : []));
  const promised = await wordsOfPromises(ctx.tx, ctx.workspaceId, promises);
  const described = await describeAll(ctx, rows);
  const kinds = new Map(ctx.contributed(noticeKinds).map((kind) => [kind.name, kind]));
  const decisions = new Map(ctx.contributed(decisionKinds).map((kind) => [kind.name, kind.title]));
  return rows.map((row) => {
    const names: NoticeNames = {
      about: described.get(`${row.about_kind} ${row.about_id}`) ?? null,
      person: (id) => byId.get(String(id)) ?? 'Somebody',
      time: (instant) => timeWords(instant, row.at, timeZone),
      called: (code) => decisions.get(String(code)) ?? String(code),
      promised: (id) => promised.get(String(id)) ?? null,
      many: row.is_many ? row.count : 1,
    };
    return { ...row, said: say(kinds.get(row.kind), row.data, names) };
  });
}

async function describeAll(ctx: Speaking, rows: readonly Sayable[]): Promise<Map<string, Described>> {
  const result = new Map<string, Described>();
  // What something can be promised about is described there already.
  for (const subject of [...ctx.contributed(promiseSubjects), ...ctx.contributed(noticeSubjects)]) {
    const ids = new Set(rows.filter((row) => row.about_kind === subject.name).map((row) => row.about_id));
    if (ids.size === 0) continue;
    for (const one of await subject.describe(ctx.tx, ctx.workspaceId, [...ids])) {
      result.set(`${subject.name} ${one.id}`, one);
    }
  }
  return result;
}

/** The sentence of one notice. Pure. A kind that is gone, e.g. of a capability that was removed, still says itself. */
export function say(kind: NoticeKind | undefined, data: NoticeData, names: NoticeNames): Required<NoticeWords> {
  const { words, detail, link } = kind?.words(data, names) ?? { words: names.about?.title ?? 'Something happened' };
  return {
    words,
    detail: detail ?? null,
    // One line for many things leads to none of them.
    link: link ?? (names.many > 1 ? null : (names.about?.link ?? null)),
  };
}

/** The time alone on the day of the notice itself, e.g. `14:05`; otherwise with its day: `Mon 23 Nov, 14:05`. */
export function timeWords(instant: unknown, told: Date, timeZone: string): string {
  const at = Date.parse(String(instant));
  if (Number.isNaN(at)) return 'a time that is not known';
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat('en-AU', { ...options, timeZone });
  const day = format({ weekday: 'short', day: 'numeric', month: 'short' });
  const time = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
  return day.format(at) === day.format(told) ? time : `${day.format(at).replaceAll(',', '')}, ${time}`;
}
