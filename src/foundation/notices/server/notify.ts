import { type Id, newId } from '#kernel/contract/ids.ts';
import { actorId } from '#kernel/server/actor.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import { announce } from './announce.ts';
import { startChases } from './chase-clock.ts';
import { kindNamed, type NoticeData, type NoticeKind, noticeTopics } from './kinds.ts';
import { waitForQuietEnd } from './quiet-end.ts';
import { type Audience, saveLines, type Told, tellWhom } from './recipients.ts';

/** Who is to know. What is given adds up; a person is told once. */
export interface Recipients {
  people?: readonly Id[];
  /** Everybody in these teams. */
  teams?: readonly Id[];
  /** Who leads these teams: their leads, else managers and owners in them, else the owners. */
  leadsOf?: readonly Id[];
  roles?: readonly string[];
  topics?: readonly string[];
  /** Roles that are told when nobody else is found. */
  otherwise?: readonly string[];
  /** Never these, besides whoever acted. */
  except?: readonly Id[];
}

export interface NoticeRequest {
  kind: string;
  to: Recipients;
  about: { kind: string; id: Id };
  customerId?: Id | null;
  /** Ids, codes, numbers and ISO dates. */
  data?: NoticeData;
  /** Keeps apart what is of one kind about one thing and yet must not join in one line. */
  group?: Id;
  /** Names what caused it where that may be told twice (a job): of equal ones only the first is kept. */
  cause?: string;
}

const batch = 1_000;
/** Prose has no place in a notice: whoever is erased must not live on in one. */
const code = /^[\w:.+/@-]{0,100}$/;

/** Tells one thing; see `notifyAll`. */
export function notify(ctx: CommandContext, request: NoticeRequest): Promise<void> {
  return notifyAll(ctx, [request]);
}

/**
 * Tells people what happened, in the same transaction: active members only, never whoever acted, after their
 * preferences and quiet hours. Further ones of the same kind about the same thing join an unread line for ten minutes;
 * more than twenty of one kind at once come as one line. Set-based: thousands cost three or four statements a
 * thousand. Not for a customer's own write, whose connection sees no members: react to its event as a job.
 */
export async function notifyAll(ctx: CommandContext, requests: readonly NoticeRequest[]): Promise<void> {
  for (let from = 0; from < requests.length; from += batch) await tell(ctx, requests.slice(from, from + batch));
}

async function tell(ctx: CommandContext, requests: readonly NoticeRequest[]): Promise<void> {
  const kinds = new Map<string, NoticeKind>();
  for (const { kind } of requests) if (!kinds.has(kind)) kinds.set(kind, kindNamed(ctx, kind));
  const acted = ctx.actor.kind === 'system' ? ctx.actor.onBehalfOf : actorId(ctx.actor);
  const audiences = new Map<string, Audience & { n: number }>();
  const told = requests.map((request) => {
    const kind = kinds.get(request.kind);
    const audience = audienceOf(request.to, kind, acted);
    const key = JSON.stringify(audience);
    const known = audiences.get(key) ?? { ...audience, n: audiences.size };
    audiences.set(key, known);
    return toldOf(request, kind, known.n);
  });
  const named = new Set(requests.flatMap((request) => request.to.topics ?? []));
  const topics = ctx.contributed(noticeTopics).filter((topic) => named.has(topic.name));
  const lines = await tellWhom(ctx, told, [...audiences.values()], topics);
  if (lines.length === 0) return;
  const saved = await saveLines(ctx, lines);
  const shown = saved.filter((line) => line.withheld !== 'muted');
  await startChases(
    ctx,
    shown.filter((line) => line.is_new),
    kinds,
  );
  await waitForQuietEnd(ctx, shown);
  await announce(
    ctx,
    shown.filter((line) => line.at <= ctx.now),
  );
}

function audienceOf(to: Recipients, kind: NoticeKind | undefined, acted: Id | null): Audience {
  return {
    people: to.people ?? [],
    teams: to.teams ?? [],
    leads: to.leadsOf ?? [],
    roles: to.roles ?? [],
    topics: to.topics ?? [],
    otherwise: to.otherwise ?? [],
    except: [...(to.except ?? []), ...(acted ? [acted] : [])],
    may_get: kind?.roles ?? null,
  };
}

function toldOf(request: NoticeRequest, kind: NoticeKind | undefined, audience: number): Told {
  const { about, data = {} } = request;
  for (const [field, value] of Object.entries(data)) {
    if (typeof value === 'string' && !code.test(value)) throw new Error(`${request.kind}: ${field} is no code or date`);
  }
  return {
    id: newId(),
    audience,
    kind: request.kind,
    about_kind: about.kind,
    about_id: about.id,
    customer_id: request.customerId ?? null,
    data,
    importance: kind?.importance ?? 'normal',
    asks: kind?.asks ?? 'read',
    group_key: [request.kind, about.kind, about.id, ...(request.group ? [request.group] : [])].join('|'),
    cause: request.cause ?? null,
  };
}
