import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { runOwnCommand } from '#kernel/server/own-command.ts';
import { statement } from '#kernel/server/sql.ts';
import { accountChanged } from '../contract.ts';
import type { ServiceError } from './connector.ts';

const move = statement<{ id: Id }>(
  'social_account_state',
  `UPDATE social_account SET state = $3, problem = $4, said = $5, at = heed_now()
   WHERE workspace_id = $1 AND id = $2 AND retired_at IS NULL
     AND (state, coalesce(problem, ''), said) IS DISTINCT FROM ($3, coalesce($4, ''), $5) RETURNING id`,
);

/** Notes how an account goes, and says so where that is new. */
export async function setAccountState(ctx: CommandContext, accountId: Id, failed?: ServiceError): Promise<void> {
  const state = failed ? 'failed' : 'connected';
  const said = failed?.message.replaceAll('\0', '').slice(0, 300) ?? '';
  const values = [ctx.workspaceId, accountId, state, failed?.problem ?? null, said];
  if (await ctx.tx.first(move, values)) ctx.emit(accountChanged, { accountId, what: state });
}

/** The same in a transaction of its own. */
export function sayAccountState(kernel: Kernel, workspaceId: Id, accountId: Id, failed?: ServiceError): Promise<void> {
  return runOwnCommand(kernel, 'social.state', { workspaceId, onBehalfOf: null }, (ctx) =>
    setAccountState(ctx, accountId, failed),
  );
}
