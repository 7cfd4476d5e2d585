import type { Id } from '#kernel/contract/ids.ts';
import { readSigned, signIds } from '#kernel/seal/signed.ts';
import { nobody, system } from '#kernel/server/actor.ts';
import { handlePrepared } from '#kernel/server/capability.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';
import { type Asks, acknowledgeByLink, linkDays } from '../contract.ts';
import { takeNote } from './answer.ts';
import { noticePolicy } from './policy.ts';
import { type Sayable, sayAll } from './words.ts';

const purpose = 'heed notice acknowledged by mail';

/** The last part of the link by which a line is acknowledged: good for this line and for nothing else. */
export function noticeLinkToken(kernel: Kernel, workspaceId: Id, receiptId: Id): string {
  return signIds(kernel.config.sealWords, purpose, [workspaceId, receiptId]);
}

interface Mailed extends Sayable {
  asks: Asks;
  email: string;
  locale: string | null;
  acknowledged_at: Date | null;
  is_over: boolean;
  is_answered: boolean;
}
const answered = `n.acknowledged_at IS NOT NULL OR n.acted_at IS NOT NULL OR n.settled_at IS NOT NULL
  OR (n.asks = 'read' AND n.read_at IS NOT NULL)`;
const mailed = statement<Mailed>(
  'notice_mailed',
  `SELECT o.kind, o.about_kind, o.about_id, o.data, n.count, n.is_many, n.at, n.asks, a.email, a.locale, n.acknowledged_at,
     n.mailed_at + interval '${linkDays} days' < heed_now() AS is_over, (${answered}) AS is_answered
   FROM notice_receipt n JOIN notice o ON o.workspace_id = n.workspace_id AND o.id = n.notice_id
   JOIN membership m ON m.workspace_id = n.workspace_id AND m.account_id = n.person_id AND m.active
   JOIN account a ON a.id = n.person_id
   WHERE n.workspace_id = $1 AND n.id = $2 AND n.mailed_at IS NOT NULL`,
);

async function load(kernel: Kernel, tx: Tx, workspaceId: Id, receiptId: Id) {
  const row = await tx.first(mailed, [workspaceId, receiptId]);
  if (!row) return undefined;
  const [said] = await sayAll({ tx, workspaceId, contributed: kernel.contributed }, [row]);
  return said;
}

/** A notice as it goes out. */
export interface NoticeToSend {
  to: string;
  words: string;
  detail: string | null;
  /** Where it opens on the desk. */
  url: string;
  /** Where it is acknowledged without signing in; null where it is enough to read it. */
  acknowledgeUrl: string | null;
}

/** Put into words only when it is sent, so that no queue holds them. Undefined where it was answered meanwhile. */
export async function noticeToSend(
  kernel: Kernel,
  tx: Tx,
  workspaceId: Id,
  receiptId: Id,
): Promise<NoticeToSend | undefined> {
  const row = await load(kernel, tx, workspaceId, receiptId);
  if (!row || row.is_answered || row.is_over) return undefined;
  const own = new URL(kernel.publicUrl()).origin;
  const { words, detail, link } = row.said;
  return {
    ...{ to: row.email, words, detail, url: `${own}/desk${link ?? '/notices'}` },
    acknowledgeUrl: row.asks === 'read' ? null : `${own}/notice/${noticeLinkToken(kernel, workspaceId, receiptId)}`,
  };
}

function behind(kernel: Kernel, token: string): { workspaceId: Id; receiptId: Id } {
  const [workspaceId, receiptId] = readSigned(kernel.config.sealWords, purpose, token, 2) ?? [];
  if (!workspaceId || !receiptId) {
    return refuse('notice.wrong_link', 'Something is missing in this link, or it was changed.');
  }
  return { workspaceId, receiptId };
}

function demandOpen(row: Pick<Mailed, 'is_over' | 'is_answered'> | undefined): void {
  if (!row || (row.is_over && !row.is_answered)) refuse('notice.link_over', `It worked for ${linkDays} days.`);
}

interface MailedPage {
  words: string;
  isAnswered: boolean;
  /** Which language whoever was mailed chose for their desk. */
  locale: string | null;
}

/** What the page behind a link shows. Looking changes nothing: programs that check mail follow every link. */
export function readByLink(kernel: Kernel, token: string): Promise<MailedPage> {
  const { workspaceId, receiptId } = behind(kernel, token);
  return kernel.database.read({ workspaceId, customerId: null }, async (tx) => {
    const row = await load(kernel, tx, workspaceId, receiptId);
    demandOpen(row);
    return { words: row?.said.words ?? '', isAnswered: row?.is_answered ?? true, locale: row?.locale ?? null };
  });
}

const lock = statement<{ id: Id; personId: Id; asks: Asks; is_over: boolean; is_answered: boolean }>(
  'notice_mailed_lock',
  `SELECT n.id, n.person_id AS "personId", n.asks, n.mailed_at + interval '${linkDays} days' < heed_now() AS is_over,
     (${answered}) AS is_answered
   FROM notice_receipt n WHERE n.workspace_id = $1 AND n.id = $2 AND n.mailed_at IS NOT NULL FOR UPDATE`,
);

/** By the link of a mail: whoever has it was sent it. Used again it changes nothing. */
export const acknowledgeFromMail = handlePrepared(
  acknowledgeByLink,
  async (kernel) => kernel,
  async (ctx, { link }, kernel) => {
    demand(ctx, noticePolicy, 'acknowledge-by-link');
    const { workspaceId, receiptId } = behind(kernel, link);
    await ctx.enter(workspaceId, nobody);
    const row = await ctx.tx.first(lock, [workspaceId, receiptId]);
    demandOpen(row);
    if (!row || row.is_answered) return { noticeId: receiptId };
    await ctx.enter(workspaceId, { ...system, onBehalfOf: row.personId });
    await takeNote(ctx, row);
    return { noticeId: receiptId };
  },
);
