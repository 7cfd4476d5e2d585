import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext, Job } from '#kernel/server/capability.ts';
import { runOwnCommand } from '#kernel/server/own-command.ts';
import { statement } from '#kernel/server/sql.ts';
import { updatesPath } from '../contract.ts';
import { accountOf, connectorOf, lineOfAccount, secretOf, serviceErrorOf } from './rows.ts';
import { sendSoon } from './sending/soon.ts';
import { sayAccountState, setAccountState } from './state.ts';

const task = 'social.connect';

/** Tells the service where to tell of what comes, or that it is asked instead. */
export function connectSoon(ctx: CommandContext, accountId: Id): void {
  ctx.enqueue(task, { workspaceId: ctx.workspaceId, accountId }, `${task} ${accountId}`);
}

const forget = statement(
  'social_account_forget',
  "UPDATE social_account SET token_sealed = '' WHERE workspace_id = $1 AND id = $2 AND retired_at IS NOT NULL",
);

export const connectJob: Job = {
  task,
  run: async (kernel, payload) => {
    const [workspaceId, accountId] = [String(payload.workspaceId), String(payload.accountId)];
    const scope = { workspaceId, customerId: null };
    const account = await kernel.database.read(scope, (tx) => accountOf(tx, workspaceId, accountId));
    if (!account || account.token_sealed.length === 0) return;
    const connector = connectorOf(account.connector);
    const isHeard = account.way === 'webhook' && account.retired_at === null;
    try {
      const secret = isHeard ? secretOf(kernel, 'secret', account) : '';
      const url = `${kernel.publicUrl()}${updatesPath}/${account.id}`;
      await connector.listen(lineOfAccount(kernel, workspaceId, account), isHeard ? { url, secret } : null);
    } catch (error) {
      const failed = serviceErrorOf(error);
      if (account.retired_at === null) await sayAccountState(kernel, workspaceId, accountId, failed);
      // Tried again by the queue; what the service refuses for good is for people.
      // Of an account that was taken off the token goes in any case.
      if (account.retired_at === null) {
        if (failed.as === 'later') throw error;
        return;
      }
    }
    await runOwnCommand(kernel, task, { workspaceId, onBehalfOf: null }, async (ctx) => {
      if (account.retired_at) await ctx.tx.rows(forget, [workspaceId, accountId]);
      else {
        await setAccountState(ctx, accountId);
        sendSoon(ctx, accountId);
      }
    });
  },
};
