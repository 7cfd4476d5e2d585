import type { Role } from '#foundation/people/contract.ts';
import { accessPerson } from '#foundation/people/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { answer, type QueryContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import { noticeSettings } from '../contract.ts';
import { demandOwn } from './access.ts';
import { noticeKinds, noticeTopics } from './kinds.ts';

const preferences = statement<{ kind: string; desk: boolean; mail: boolean; push: boolean }>(
  'notice_preferences',
  'SELECT kind, desk, mail, push FROM notice_preference WHERE workspace_id = $1 AND person_id = $2',
);
const quiet = statement<{ from: number; to: number; days: number[]; timeZone: string }>(
  'notice_quiet_hours',
  `SELECT from_minute AS "from", to_minute AS "to", days, time_zone AS "timeZone" FROM notice_quiet_hours
   WHERE workspace_id = $1 AND person_id = $2`,
);
const followed = statement<{ topic: string; subscribed: boolean }>(
  'notice_followed',
  'SELECT topic, subscribed FROM notice_subscription WHERE workspace_id = $1 AND person_id = $2',
);
const topicRoles = statement<{ topic: string; role: Role; subscribed: boolean }>(
  'notice_roles_of_topics',
  'SELECT topic, role, subscribed FROM notice_topic_role WHERE workspace_id = $1',
);

/** Everything a person may choose about their notices, with what holds now. */
export const settingsOf = answer(noticeSettings, async (ctx, { personId }) => {
  demandOwn(ctx, personId);
  const { role } = await accessPerson(ctx, personId);
  const chosen = new Map((await ctx.tx.rows(preferences, [ctx.workspaceId, personId])).map((row) => [row.kind, row]));
  const kinds = ctx.contributed(noticeKinds).filter((kind) => !kind.roles || kind.roles.includes(role));
  return {
    kinds: kinds.map((kind) => ({
      kind: kind.name,
      label: kind.label,
      help: kind.help,
      importance: kind.importance,
      desk: kind.importance === 'important' || (chosen.get(kind.name)?.desk ?? true),
      mail: chosen.get(kind.name)?.mail ?? false,
      push: chosen.get(kind.name)?.push ?? true,
      isForDevices: kind.isForDevices ?? false,
    })),
    quietHours: (await ctx.tx.first(quiet, [ctx.workspaceId, personId])) ?? null,
    topics: await topicsOf(ctx, personId, role),
  };
});

async function topicsOf(ctx: QueryContext, personId: Id, role: Role) {
  const own = new Map(
    (await ctx.tx.rows(followed, [ctx.workspaceId, personId])).map((row) => [row.topic, row.subscribed]),
  );
  const changed = await ctx.tx.rows(topicRoles, [ctx.workspaceId]);
  return ctx.contributed(noticeTopics).map((topic) => {
    const isOn = (one: Role) =>
      changed.find((row) => row.topic === topic.name && row.role === one)?.subscribed ?? topic.roles.includes(one);
    const roles = topic.hearers.filter(isOn);
    const mayFollow = topic.hearers.includes(role);
    return {
      topic: topic.name,
      label: topic.label,
      help: topic.help,
      subscribed: mayFollow && (own.get(topic.name) ?? roles.includes(role)),
      isOwnChoice: own.has(topic.name),
      mayFollow,
      roles,
    };
  });
}
