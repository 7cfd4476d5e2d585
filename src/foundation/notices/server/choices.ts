import { accessPerson } from '#foundation/people/index.ts';
import { handle, type QueryContext } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import {
  noticePreferencesChanged,
  noticeTopicChanged,
  setNoticePreference,
  setTopicRoles,
  subscribeTopic,
} from '../contract.ts';
import { chooser } from './access.ts';
import { type NoticeTopic, noticeKinds, noticeTopics } from './kinds.ts';
import { noticePolicy } from './policy.ts';

const prefer = statement(
  'notice_prefer',
  `INSERT INTO notice_preference (workspace_id, person_id, kind, desk, mail, push) VALUES ($1, $2, $3, $4, $5, coalesce($6, true))
   ON CONFLICT (workspace_id, person_id, kind) DO UPDATE SET desk = excluded.desk, mail = excluded.mail,
     push = coalesce($6, notice_preference.push)`,
);

/** Where notices of a kind come to me, from now on. */
export const choosePreference = handle(setNoticePreference, async (ctx, { kind: name, desk, mail, push }) => {
  const personId = chooser(ctx);
  const kind = ctx.contributed(noticeKinds).find((one) => one.name === name);
  if (!kind) return refuse('notice.unknown_kind', `There is no kind of notice ${name}. The settings list them all.`);
  if (!desk && kind.importance === 'important') {
    refuse(
      'notice.important',
      `“${kind.label}” always comes to the desk. You may choose whether it also comes by mail.`,
    );
  }
  await ctx.tx.rows(prefer, [ctx.workspaceId, personId, name, desk, mail, push ?? null]);
  ctx.emit(noticePreferencesChanged, { recipientId: personId, what: 'kind' });
  return { desk, mail };
});

const follow = statement(
  'notice_follow',
  `INSERT INTO notice_subscription (workspace_id, topic, person_id, subscribed) VALUES ($1, $2, $3, $4)
   ON CONFLICT (workspace_id, topic, person_id) DO UPDATE SET subscribed = excluded.subscribed`,
);
const unfollow = statement<{ topic: string }>(
  'notice_unfollow',
  `DELETE FROM notice_subscription WHERE workspace_id = $1 AND topic = $2 AND person_id = $3 RETURNING topic`,
);

/** I follow a topic or not, whatever my role does; null goes back to that. */
export const subscribe = handle(subscribeTopic, async (ctx, { topic: name, subscribed }) => {
  const personId = chooser(ctx);
  const topic = topicNamed(ctx, name);
  const { role } = await accessPerson(ctx, personId);
  if (subscribed && !topic.hearers.includes(role)) refuseRoles(topic, [role]);
  const values = [ctx.workspaceId, name, personId];
  const isChanged =
    subscribed === null
      ? (await ctx.tx.rows(unfollow, values)).length > 0
      : (await ctx.tx.rows(follow, [...values, subscribed])) !== undefined;
  if (isChanged) ctx.emit(noticePreferencesChanged, { recipientId: personId, what: 'topic' });
  return { subscribed };
});

const setRoles = statement(
  'notice_topic_roles',
  `INSERT INTO notice_topic_role (workspace_id, topic, role, subscribed)
   SELECT $1, $2, role, role = ANY ($4::text[]) FROM unnest($3::text[]) AS role
   ON CONFLICT (workspace_id, topic, role) DO UPDATE SET subscribed = excluded.subscribed`,
);

/** Which roles hear of a topic; people who chose themselves keep their choice. */
export const chooseTopicRoles = handle(setTopicRoles, async (ctx, { topic: name, roles }) => {
  demand(ctx, noticePolicy, 'set-topic-roles');
  const topic = topicNamed(ctx, name);
  const strangers = roles.filter((role) => !topic.hearers.includes(role));
  if (strangers.length > 0) refuseRoles(topic, strangers);
  await ctx.tx.rows(setRoles, [ctx.workspaceId, name, topic.hearers, roles]);
  ctx.emit(noticeTopicChanged, { topic: name, roles });
  return { roles };
});

function topicNamed(ctx: QueryContext, name: string): NoticeTopic {
  const topic = ctx.contributed(noticeTopics).find((one) => one.name === name);
  return topic ?? refuse('notice.unknown_kind', `There is no topic ${name}. The settings list them all.`);
}

function refuseRoles(topic: NoticeTopic, roles: readonly string[]): never {
  const words = `“${topic.label}” may be followed by ${topic.hearers.join(', ')}, not by ${roles.join(', ')}.`;
  return refuse('notice.not_for_role', words);
}
