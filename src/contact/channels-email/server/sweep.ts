import type { Id } from '#kernel/contract/ids.ts';
import type { Job } from '#kernel/server/capability.ts';
import { runOwnCommand } from '#kernel/server/own-command.ts';
import { statement } from '#kernel/server/sql.ts';
import { readSoon } from './arriving/store.ts';
import { lockOut, sendSoon } from './sending/out.ts';

const left = statement<{ workspace_id: Id; id: Id; is_in: boolean }>(
  'mail_left',
  'SELECT workspace_id, id, is_in FROM heed_mail_left()',
);

/** Takes up again what should have been read or handed over long ago, whatever became of its job. */
export const sweepJob: Job = {
  task: 'mail.sweep',
  cron: '*/10 * * * *',
  run: async (kernel) => {
    for (const { workspace_id: workspaceId, id, is_in } of await kernel.database.alone(left, [])) {
      await runOwnCommand(kernel, 'mail.sweep', { workspaceId, onBehalfOf: null }, async (ctx) => {
        if (is_in) return readSoon(ctx, id);
        const out = await lockOut(ctx, id);
        if (out?.mailbox_id) sendSoon(ctx, out.mailbox_id);
      });
    }
  },
};
