import { z } from 'zod';
import { Id } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import type { NoticeData } from './kinds.ts';

/** Finds the devices for what came to people; then one job for each device, tried again by itself. */
export const pushTask = 'notices.push';
export const sendTask = 'notices.push-send';

/** What is told to one device: a line of the list, something for devices alone, or a trial. Ids and codes only. */
export const What = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('line'), id: Id }),
  z.object({
    kind: z.literal('nudge'),
    name: z.string(),
    about: z.object({ kind: z.string(), id: Id }),
    data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  }),
  z.object({ kind: z.literal('try') }),
]);
export type What = z.output<typeof What>;

/** For devices alone: what the desk shows anyway, such as a reply in one's own conversation. */
export interface Nudge {
  kind: string;
  to: Id;
  about: { kind: string; id: Id };
  data?: NoticeData;
}

const somebody = statement<{ person_id: Id }>(
  'push_people',
  'SELECT DISTINCT person_id FROM push_device WHERE workspace_id = $1 AND person_id = ANY ($2::uuid[])',
);

/** Which of these people have a device at all; most have none, and then nothing more is done. */
export async function whoHasDevices(ctx: CommandContext, people: readonly Id[]): Promise<Set<Id>> {
  const rows = await ctx.tx.rows(somebody, [ctx.workspaceId, [...new Set(people)]]);
  return new Set(rows.map((row) => row.person_id));
}

/** Tells somebody's devices, after their preferences and quiet hours. What they hold is dropped: the desk shows it. */
export async function nudge(ctx: CommandContext, { kind, to, about, data = {} }: Nudge): Promise<void> {
  if (!(await whoHasDevices(ctx, [to])).has(to)) return;
  const what = { kind: 'nudge', name: kind, about, data };
  ctx.enqueue(pushTask, { workspaceId: ctx.workspaceId, personId: to, what }, `push:${to}:${kind}:${about.id}`);
}

/** The same for lines that came to people's lists. */
export async function pushLines(ctx: CommandContext, lines: readonly { id: Id; person_id: Id }[]): Promise<void> {
  const having = await whoHasDevices(
    ctx,
    lines.map((line) => line.person_id),
  );
  for (const { id, person_id } of lines) {
    if (!having.has(person_id)) continue;
    const payload = { workspaceId: ctx.workspaceId, personId: person_id, what: { kind: 'line', id } };
    ctx.enqueue(pushTask, payload, `push:${id}`);
  }
}
