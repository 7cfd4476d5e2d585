import type { Id } from '#kernel/contract/ids.ts';
import { actorId, system } from '#kernel/server/actor.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import type { Importance } from '../contract.ts';
import { noticeDelivered } from '../contract.ts';
import { carryLines } from './carriers.ts';
import { pushLines } from './push-tasks.ts';

interface Come {
  id: Id;
  person_id: Id;
  importance: Importance;
  mail_ready: boolean;
}

/** Says to each person's desks, devices and mailboxes that something came: one event a person, however many lines there are. */
export async function announce(ctx: CommandContext, lines: readonly Come[]): Promise<void> {
  if (lines.length === 0) return;
  const byPerson = new Map<Id, { count: number; important: number; firstId: Id }>();
  for (const line of lines) {
    const sum = byPerson.get(line.person_id) ?? { count: 0, important: 0, firstId: line.id };
    sum.count++;
    if (line.importance === 'important') sum.important++;
    byPerson.set(line.person_id, sum);
  }
  asHeed(ctx, () => {
    for (const [recipientId, sum] of byPerson) ctx.emit(noticeDelivered, { recipientId, ...sum });
  });
  await pushLines(ctx, lines);
  await carryLines(ctx, lines);
}

/** Heed speaks, on behalf of whoever acted: a command that leads to notices need not name their events. */
export function asHeed(ctx: CommandContext, work: () => void): void {
  const { actor } = ctx;
  ctx.actor = { ...system, onBehalfOf: actor.kind === 'system' ? actor.onBehalfOf : actorId(actor) };
  try {
    work();
  } finally {
    ctx.actor = actor;
  }
}
