import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext, Push } from '#kernel/server/capability.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { describeError } from '#kernel/server/log.ts';
import { runOwnCommand } from '#kernel/server/own-command.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';
import { visitorSought } from '../contract-service.ts';

/** What the widget's settings say of a chat whose visitor leaves. */
export interface LeftChat {
  goesOn: boolean;
  minutes: number;
}

const load = statement<{ goes_on: boolean; minutes: number }>(
  'chat_left_by_rule',
  'SELECT goes_on, minutes FROM heed_chat_left($1)',
);

/** The chat of a conversation, with those that were merged into it; undefined where no visitor has it. */
export async function chatOf(tx: Tx, conversationId: Id): Promise<LeftChat | undefined> {
  const row = await tx.first(load, [conversationId]);
  return row && { goesOn: row.goes_on, minutes: row.minutes };
}

/** Asks every process whether the visitor is on a socket of theirs; what they find stands in `hereAt` within seconds. */
export function seekVisitor(ctx: CommandContext, of: { conversationId: Id; customerId: Id; visitIds: Id[] }): void {
  ctx.emit(visitorSought, of);
}

const found = statement(
  'visit_found_here',
  'UPDATE visit SET here_at = heed_now() WHERE workspace_id = $1 AND id = ANY ($2::uuid[])',
);

/** Heard by the processes alone on whose sockets one of the visits is: a process without any is not asked to load. */
export function seekVisitors(kernelOf: () => Kernel): Push {
  const visitsIn = (data: Record<string, unknown>) => data.visitIds as Id[];
  return {
    event: visitorSought.type,
    topics: (data) => visitsIn(data).map((id) => `visit:${id}`),
    load: async (_tx, workspaceId, events) => {
      const kernel = kernelOf();
      const ids = events.flatMap(({ data }) => visitsIn(data));
      // In a write of its own, beside the reading of events, which waits for nobody.
      void runOwnCommand(kernel, 'chat.visitor-here', { workspaceId, onBehalfOf: null }, async (ctx) => {
        await ctx.tx.rows(found, [workspaceId, ids]);
      }).catch((error: unknown) => kernel.log.warn({ error: describeError(error) }, 'a visitor was not noted as here'));
      return [];
    },
  };
}
