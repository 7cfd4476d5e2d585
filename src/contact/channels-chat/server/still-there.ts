import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext, Push } from '#kernel/server/capability.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { describeError } from '#kernel/server/log.ts';
import { runOwnCommand } from '#kernel/server/own-command.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';
import { visitorSought } from '../contract-service.ts';

/** A chat as those see it who would go on with it elsewhere. */
export interface LeftChat {
  /** The visits in which it is open, on whatever device. */
  visitIds: Id[];
  /** When one of them was last found on a socket. */
  hereAt: Date | null;
  /** What the widget's settings say. */
  goesOn: boolean;
  minutes: number;
  /** The address that was typed for our answer, if any. It is a claim, and proves nothing (decision 23). */
  typedAddress: string | null;
}

const load = statement<{
  visit_ids: Id[] | null;
  here_at: Date | null;
  goes_on: boolean | null;
  minutes: number | null;
  typed: string | null;
}>(
  'chat_left',
  `SELECT array_agg(v.id) AS visit_ids, max(v.here_at) AS here_at, bool_and(coalesce(s.goes_on_by_mail, true)) AS goes_on,
     max(coalesce(s.goes_on_minutes, 10)) AS minutes,
     max((SELECT a.value ->> 'value' FROM chat_opening o, jsonb_array_elements(o.answers) a
       WHERE o.workspace_id = $1 AND o.conversation_id = f.id AND a.value ->> 'ask' = 'email' LIMIT 1)) AS typed
   FROM conversation r
   JOIN conversation f ON f.workspace_id = r.workspace_id AND f.customer_id = r.customer_id
     AND (f.id = r.id OR f.merged_into_id = r.id)
   JOIN visit v ON v.workspace_id = f.workspace_id AND v.customer_id = f.customer_id AND v.conversation_id = f.id
   LEFT JOIN widget_service s ON s.workspace_id = v.workspace_id AND s.widget_id = v.widget_id
   WHERE r.workspace_id = $1 AND r.id = $2`,
);

/** The chat of a conversation, with those that were merged into it; undefined where no visitor has it. */
export async function chatOf(tx: Tx, workspaceId: Id, conversationId: Id): Promise<LeftChat | undefined> {
  const row = await tx.first(load, [workspaceId, conversationId]);
  if (!row?.visit_ids) return undefined;
  return {
    ...{ visitIds: row.visit_ids, hereAt: row.here_at, goesOn: row.goes_on ?? true, minutes: row.minutes ?? 10 },
    typedAddress: row.typed,
  };
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
