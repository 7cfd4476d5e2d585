import type { z } from 'zod';
import type { promiseBroken } from '#foundation/promises/contract.ts';
import type { Reaction } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import type { NoticeData, NoticeKind, NoticeNames, NoticeTopic } from './kinds.ts';
import { type NoticeRequest, notifyAll, type Recipients } from './notify.ts';

type Clock = z.output<typeof promiseBroken.data>;

const servers = ['owner', 'manager', 'lead', 'adviser'] as const;
const leaders = ['owner', 'manager', 'lead'] as const;
/** A watch that Heed keeps itself: when it ends, an update falls due, and that is what people hear of. */
const unspoken = 'silence';

const measureWords: Readonly<Record<string, string>> = { call_back: 'call-back', update: 'update to the customer' };
const measureOf = (data: NoticeData) =>
  measureWords[String(data.measure)] ?? String(data.measure).replaceAll('_', ' ').toLowerCase();
const forWhat = (names: NoticeNames) => (names.about ? ` for ${names.about.reference}` : '');
const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** "First response for H-1042 is due Mon 23 Nov, 14:05". */
function clockWords(verb: string, several: string) {
  return (data: NoticeData, names: NoticeNames) =>
    names.many > 1
      ? { words: `${names.many} ${several}`, detail: 'Too many to list one by one', link: '/promises' }
      : {
          words: upperFirst(`${measureOf(data)}${forWhat(names)} ${verb} ${names.time(data.dueAt)}`),
          detail: names.promised(data.promiseId) ?? names.about?.title ?? null,
          link: names.about?.link ?? '/promises',
        };
}

export const promiseNoticeKinds: readonly NoticeKind[] = [
  {
    name: 'promise.warned',
    label: 'A promise is about to be broken',
    help: 'For whoever owes it and who leads the team, at the warn point of its target.',
    importance: 'normal',
    asks: 'read',
    roles: servers,
    words: clockWords('is due', 'promises are about to be broken'),
  },
  {
    name: 'promise.broken',
    label: 'A promise that I owe is broken',
    help: 'For whoever owes it; where nobody does, for who leads the team. Asks to be acknowledged.',
    importance: 'important',
    asks: 'acknowledge',
    chaseAfterMinutes: 60,
    roles: servers,
    words: clockWords('was due', 'promises were broken'),
  },
  {
    name: 'promise.broken_in_team',
    label: 'A promise of my team is broken',
    help: 'For who leads the team, besides whoever owes it.',
    importance: 'important',
    asks: 'read',
    roles: leaders,
    words: clockWords('was due', 'promises of your team were broken'),
  },
  {
    name: 'promise.topic',
    label: 'A topic about promises that I follow',
    help: 'For people and roles that follow warned or broken promises of everybody.',
    importance: 'normal',
    asks: 'read',
    roles: servers,
    words: (data, names) =>
      clockWords(
        data.what === 'broken' ? 'was due' : 'is due',
        data.what === 'broken' ? 'promises were broken' : 'promises are about to be broken',
      )(data, names),
  },
];

export const promiseTopics: readonly NoticeTopic[] = [
  {
    name: 'promises:warned',
    label: 'Every promise about to be broken',
    help: 'Also those of other teams and people.',
    roles: [],
    hearers: servers,
  },
  {
    name: 'promises:broken',
    label: 'Every broken promise',
    help: 'Also those of other teams and people.',
    roles: [],
    hearers: servers,
  },
];

function requestOf(kind: string, to: Recipients, clock: Clock, more: NoticeData = {}): NoticeRequest {
  const { promiseId, measure, dueAt, subjectKind, subjectId, customerId } = clock;
  return {
    kind,
    to,
    about: { kind: subjectKind, id: subjectId },
    customerId,
    data: { promiseId, measure, dueAt, ...more },
  };
}

/** Who leads: of the team where there is one; else the role that owes it or to which it was raised. */
function leadersOf({ teamId, role }: Clock): Recipients {
  if (teamId) return { leadsOf: [teamId] };
  return role ? { roles: [role] } : {};
}

const followers = (what: 'warned' | 'broken', clock: Clock, except: readonly string[]) =>
  requestOf('promise.topic', { topics: [`promises:${what}`], except }, clock, { what });

function onWarned(clock: Clock): NoticeRequest[] {
  const { ownerId } = clock;
  const to = { people: ownerId ? [ownerId] : [], ...leadersOf(clock), otherwise: ['owner'] };
  return [requestOf('promise.warned', to, clock), followers('warned', clock, ownerId ? [ownerId] : [])];
}

function onBroken(clock: Clock): NoticeRequest[] {
  const { ownerId } = clock;
  const supervisors = leadersOf(clock);
  const followed = followers('broken', clock, ownerId ? [ownerId] : []);
  if (!ownerId) return [requestOf('promise.broken', { ...supervisors, otherwise: ['owner'] }, clock), followed];
  return [
    requestOf('promise.broken', { people: [ownerId], otherwise: ['owner'] }, clock),
    requestOf('promise.broken_in_team', { ...supervisors, except: [ownerId] }, clock),
    followed,
  ];
}

// No role follows these topics unless somebody said so, so a row is what shows that anybody does.
const anyFollower = statement<{ followed: boolean }>(
  'notice_any_follower',
  `SELECT EXISTS (SELECT FROM notice_subscription WHERE workspace_id = $1 AND topic = ANY ($2::text[]) AND subscribed)
     OR EXISTS (SELECT FROM notice_topic_role WHERE workspace_id = $1 AND topic = ANY ($2::text[]) AND subscribed)
     AS followed`,
);
const worthAsking = 20;

function reaction(event: string, requestsOf: (clock: Clock) => NoticeRequest[]): Reaction {
  const runAll: Reaction['runAll'] = async (ctx, events) => {
    const clocks = (events as Clock[]).filter((clock) => clock.measure !== unspoken);
    const requests = clocks.flatMap(requestsOf);
    const topics = promiseTopics.map((topic) => topic.name);
    const mayFollow =
      clocks.length < worthAsking || (await ctx.tx.first(anyFollower, [ctx.workspaceId, topics]))?.followed;
    await notifyAll(ctx, mayFollow ? requests : requests.filter((request) => !request.to.topics));
  };
  return { event, inline: true, name: `notices.${event}`, run: (ctx, data) => runAll(ctx, [data]), runAll };
}

export const promiseReactions: readonly Reaction[] = [
  reaction('promise.warned', onWarned),
  reaction('promise.broken', onBroken),
];
