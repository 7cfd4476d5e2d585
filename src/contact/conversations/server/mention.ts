import type { z } from 'zod';
import { type NoticeKind, notify } from '#foundation/notices/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext, QueryContext } from '#kernel/server/capability.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import type { Mentions } from '../contract-colleagues.ts';
import { conversationReaders } from './policy.ts';

type Named = z.output<typeof Mentions>;

const people = statement<{ id: Id; name: string; role: string; active: boolean }>(
  'mention_people',
  `SELECT m.account_id AS id, a.name, m.role, m.active FROM membership m JOIN account a ON a.id = m.account_id
   WHERE m.workspace_id = $1 AND m.account_id = ANY ($2::uuid[])`,
);
const teams = statement<{ id: Id; name: string; readers: Id[] }>(
  'mention_teams',
  `SELECT t.id, t.name, ARRAY(SELECT m.account_id FROM team_member b JOIN membership m
       ON m.workspace_id = b.workspace_id AND m.account_id = b.account_id
     WHERE b.workspace_id = t.workspace_id AND b.team_id = t.id AND m.active AND m.role = ANY ($3::text[])) AS readers
   FROM team t WHERE t.workspace_id = $1 AND t.id = ANY ($2::uuid[])`,
);
const insert = statement(
  'mention_insert',
  `INSERT INTO mention (workspace_id, account_id, message_id, conversation_id)
   SELECT $1, unnest($2::uuid[]), $3, $4`,
);

/** Everybody whom a note names, themselves or through their team. @throws Problem conversation.cannot_mention */
export async function demandMentioned(ctx: QueryContext, named: Named): Promise<Id[]> {
  const found = new Map((await ctx.tx.rows(people, [ctx.workspaceId, named.people])).map((one) => [one.id, one]));
  for (const id of named.people) {
    const one = found.get(id);
    if (!one?.active) cannot(`${one?.name ?? 'One of the people named'} has no access to this workspace.`);
    if (!conversationReaders.includes(one.role)) {
      cannot(`${one.name} may not see conversations with the role ${one.role}. Name somebody else.`);
    }
  }
  const groups = await ctx.tx.rows(teams, [ctx.workspaceId, named.teams, conversationReaders]);
  if (groups.length < new Set(named.teams).size) cannot('One of the teams named is not in this workspace.');
  const empty = groups.find((team) => team.readers.length === 0);
  if (empty) cannot(`Nobody in ${empty.name} may see conversations. Name a person instead.`);
  return [...new Set([...named.people, ...groups.flatMap((team) => team.readers)])];
}

function cannot(detail: string): never {
  return refuse('conversation.cannot_mention', `${detail} Nothing was written.`);
}

/** Keeps who was named in a note that is written by now, and tells them. Nobody is told of what they wrote themselves. */
export async function mention(
  ctx: CommandContext,
  conversation: { id: Id; customer_id: Id },
  note: { messageId: Id; authorId: Id | null },
  named: readonly Id[],
): Promise<void> {
  const others = named.filter((id) => id !== note.authorId);
  if (others.length === 0) return;
  await ctx.tx.rows(insert, [ctx.workspaceId, others, note.messageId, conversation.id]);
  await notify(ctx, {
    kind: 'conversation.mentioned',
    to: { people: others },
    about: { kind: 'conversation', id: conversation.id },
    customerId: conversation.customer_id,
    data: { byId: note.authorId },
  });
}

export const mentionKind: NoticeKind = {
  name: 'conversation.mentioned',
  label: 'Somebody mentioned me or my team in a note',
  help: 'When a colleague writes @ and your name, or that of a team of yours.',
  importance: 'normal',
  asks: 'read',
  roles: ['owner', 'manager', 'lead', 'adviser', 'viewer'],
  words: (data, names) =>
    names.many > 1
      ? { words: `You were mentioned in ${names.many} conversations`, link: '/inbox/mentions' }
      : {
          words: `${names.person(data.byId)} mentioned you in ${names.about?.reference ?? 'a conversation'}`,
          detail: names.about?.title ?? null,
        },
};
