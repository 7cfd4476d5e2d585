import { setTimeout as pause } from 'node:timers/promises';
import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext, Job, Slot } from '#kernel/server/capability.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';
import { isOwnAddress, type MailboxRecord, mailboxColumns } from '../mailboxes/rows.ts';
import { headerIdFor } from '../tokens.ts';
import { composeMail } from './compose.ts';
import { handOver } from './relay.ts';

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
  ctx.enqueue(task, { workspaceId: ctx.workspaceId, kind, ref }, `${task} ${kind} ${ref}`);
}

const boxes = statement<MailboxRecord>(
  'mailbox_for_automatic',
  `SELECT ${mailboxColumns} FROM mailbox b WHERE b.workspace_id = $1 AND b.retired_at IS NULL AND b.relay_host <> ''
   ORDER BY b.id = $2 DESC NULLS LAST, b.team_id = $3 DESC NULLS LAST, b.created_at, b.id LIMIT 1`,
);

/**
 * Sends one. A relay that does not take it now lets the job fail, and so be tried again, until it is not to be sent any
 * more; one that refuses it has its reason in the log. Run twice it is the same mail by its Message-ID.
 */
export const automaticJob: Job = {
  task,
  run: async (kernel, { workspaceId: workspace, kind, ref: about }) => {
    const [workspaceId, ref] = [String(workspace), String(about)];
    const sender = kernel.contributed(automaticMails).find((one) => one.kind === kind);
    const ready = await kernel.database.read({ workspaceId, customerId: null }, async (tx) => {
      const mail = await sender?.compose(kernel, tx, workspaceId, ref);
      if (!mail || (await isOwnAddress(tx, workspaceId, mail.to))) return undefined;
      const box = await tx.first(boxes, [workspaceId, mail.mailboxId ?? null, mail.teamId ?? null]);
      return box && { mail, box };
    });
    if (!ready) return;
    const { mail, box } = ready;
    const mailed = handOver(kernel, workspaceId, box, composeMail(wholeOf(mail, box, ref, kernel.now())));
    const handed = await Promise.race([mailed, after(patienceMs)]);
    if (!handed) throw new Error(`${kind}: the relay is silent`);
    if (handed.as === 'later') throw new Error(`${kind}: ${handed.reason}`);
    if (handed.as === 'refused') kernel.log.warn({ kind, mailboxId: box.id }, 'an automatic mail was refused');
  },
};

/** A silent relay holds no place among the jobs; what is tried again is the same mail. */
const patienceMs = 20_000;
const after = (ms: number) => pause(ms, undefined, { ref: false });

function wholeOf(mail: AutomaticMail, box: MailboxRecord, ref: Id, at: Date) {
  return {
    from: { name: mail.fromName ?? box.name, address: box.address },
    recipients: [{ name: '', address: mail.to, how: 'to' as const }],
    done: [],
    replyTo: box.address,
    headerId: headerIdFor('automatic', ref, box.address),
    ...{ subject: mail.subject, text: mail.text, signature: box.signature, references: [], files: [], at },
    isAutomatic: true,
  };
}
