import { type Id, newId } from '#kernel/contract/ids.ts';
import type { CommandContext, Job, Slot } from '#kernel/server/capability.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { runOwnCommand } from '#kernel/server/own-command.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';
import { isOwnAddress, type MailboxRecord, mailboxColumns } from '../mailboxes/rows.ts';
import { type OutRecord, queueOut } from './out.ts';

/** What a capability above mails of its own accord, as it is to be sent. */
export interface AutomaticMail {
  to: string;
  subject: string;
  text: string;
  /** The name it comes from; by default that of the address. */
  fromName?: string | undefined;
  /** From which address it leaves, if it still can; else by the team's, else by the first that can. */
  mailboxId?: Id | null;
  teamId?: Id | null;
  /** Of which brand what it is about is; that may sign it. */
  brandId?: Id | null;
  /** Where nobody asked for it: what whoever gets it can end by one click, as preferences are kept. */
  topic?: string;
}

/** A kind of such mails. It is composed when it is sent, so nothing that opens something lies in a queue meanwhile. */
export interface AutomaticKind {
  kind: string;
  /** Undefined where it is not to be sent any more. */
  compose(kernel: Kernel, tx: Tx, workspaceId: Id, ref: Id): Promise<AutomaticMail | undefined>;
}

export const automaticMails: Slot<AutomaticKind> = { slot: 'mail.automatic' };

const task = 'mail.automatic';

/** Mails something of this kind after the commit. Whoever asks sees to it that nobody gets many. */
export function mailSoon(ctx: CommandContext, kind: string, ref: Id): void {
  ctx.enqueue(task, { workspaceId: ctx.workspaceId, kind, ref, outId: newId() }, `${task} ${kind} ${ref}`);
}

const boxes = statement<MailboxRecord>(
  'mailbox_for_automatic',
  `SELECT ${mailboxColumns} FROM mailbox b WHERE b.workspace_id = $1 AND b.retired_at IS NULL AND b.relay_host <> ''
   ORDER BY b.id = $2 DESC NULLS LAST, b.team_id = $3 DESC NULLS LAST, b.created_at, b.id LIMIT 1`,
);
const ended = statement(
  'mail_topic_ended',
  `SELECT FROM mail_preference WHERE workspace_id = $1 AND address_key = lower($2) AND topic = $3 AND NOT is_wanted`,
);

/** Queues one as an answer is queued: it waits for no relay, and is tried again like any other. */
export const automaticJob: Job = {
  task,
  run: async (kernel, { workspaceId: workspace, kind: named, ref, outId }) => {
    const [workspaceId, kind, about] = [String(workspace), String(named), String(ref)];
    await runOwnCommand(kernel, task, { workspaceId, onBehalfOf: null }, async (ctx) => {
      const mail = await composed(kernel, ctx.tx, workspaceId, { automatic: kind, about });
      if (!mail || (await isOwnAddress(ctx.tx, workspaceId, mail.to))) return;
      const box = await ctx.tx.first(boxes, [workspaceId, mail.mailboxId ?? null, mail.teamId ?? null]);
      if (!box) return;
      await queueOut(ctx, {
        // A job of a version that named none is one mail all the same, by what it is about.
        ...{
          id: typeof outId === 'string' ? outId : about,
          message_id: null,
          conversation_id: null,
          mailbox_id: box.id,
        },
        ...{ kind: 'automatic', automatic: kind, about, topic: mail.topic ?? null },
        ...{ recipients: [{ name: '', address: mail.to, how: 'to' }], recipientKey: mail.to.trim().toLowerCase() },
      });
    });
  },
};

/** What it says now; undefined where it is not to be sent any more, or whoever would get it wants none of its kind. */
export async function composed(
  kernel: Kernel,
  tx: Tx,
  workspaceId: Id,
  { automatic, about }: Pick<OutRecord, 'automatic' | 'about'>,
): Promise<AutomaticMail | undefined> {
  const sender = kernel.contributed(automaticMails).find((one) => one.kind === automatic);
  const mail = about ? await sender?.compose(kernel, tx, workspaceId, about) : undefined;
  if (mail?.topic && (await tx.first(ended, [workspaceId, mail.to.trim(), mail.topic]))) return undefined;
  return mail;
}
