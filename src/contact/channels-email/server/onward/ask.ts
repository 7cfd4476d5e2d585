import type { Id } from '#kernel/contract/ids.ts';
import { localeFrom } from '#kernel/pages/language.ts';
import { readSigned, signIds } from '#kernel/seal/signed.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';
import { chatTopic } from '../../contract-onward.ts';
import { onwardWords } from '../../portal/words.ts';
import type { AutomaticKind } from '../sending/automatic.ts';
import { goOnNow } from './go-on.ts';
import { setOnward } from './rows.ts';
import { shopName } from './shop.ts';

const purpose = 'heed mail onward';

/** The last part of the link to a question. */
export const askToken = (words: readonly string[], workspaceId: Id, askId: Id) =>
  signIds(words, purpose, [workspaceId, askId]);

interface Asked {
  conversation_id: Id;
  customer_id: Id;
  brand_id: Id | null;
  mailbox_id: Id | null;
  state: string;
  address: string;
  locale: string | null;
  /** Whom they wrote to: the chat's brand, else the workspace. */
  shop: string;
  is_over: boolean;
}
const load = statement<Asked>(
  'mail_onward_asked_where',
  `SELECT o.conversation_id, c.customer_id, c.brand_id, (SELECT mailbox_id FROM heed_mailbox_for(c.id, true)), o.state,
     o.address, p.locale, w.name AS shop, o.asked_at < heed_now() - interval '3 days' AS is_over
   FROM mail_onward o
   JOIN conversation c ON c.workspace_id = o.workspace_id AND c.id = o.conversation_id
   JOIN customer p ON p.workspace_id = c.workspace_id AND p.id = c.customer_id
   JOIN workspace w ON w.id = o.workspace_id
   WHERE o.workspace_id = $1 AND o.ask_id = $2`,
);

async function loadAsked(kernel: Kernel, tx: Tx, workspaceId: Id, askId: Id | undefined): Promise<Asked | undefined> {
  const asked = await tx.first(load, [workspaceId, askId]);
  const { contributed } = kernel;
  return asked && { ...asked, shop: await shopName({ tx, workspaceId, contributed }, asked.brand_id, asked.shop) };
}

/** What asks whoever has a typed address whether it is theirs: words of ours alone, since it may be anybody's. */
export const askMail: AutomaticKind = {
  kind: 'mail.onward',
  compose: async (kernel, tx, workspaceId, askId) => {
    const asked = await loadAsked(kernel, tx, workspaceId, askId);
    if (asked?.state !== 'asked' || asked.is_over) return undefined;
    const { language } = localeFrom(asked.locale ?? undefined);
    const url = `${kernel.publicUrl()}/mail/onward/${askToken(kernel.config.sealWords, workspaceId, askId)}`;
    const { brand_id: brandId, mailbox_id: mailboxId } = asked;
    return { to: asked.address, ...onwardWords(language).ask(asked.shop, url), topic: chatTopic, brandId, mailboxId };
  },
};

/** What a link asks; looking at it changes nothing. @throws Problem mail.link_over */
export async function readAsk(kernel: Kernel, token: string): Promise<Asked & { workspaceId: Id }> {
  const [workspaceId, askId] = readSigned(kernel.config.sealWords, purpose, token, 2) ?? [];
  if (!workspaceId) return linkOver();
  const scope = { workspaceId, customerId: null };
  const asked = await kernel.database.read(scope, (tx: Tx) => loadAsked(kernel, tx, workspaceId, askId));
  return asked && (asked.state === 'on' || !asked.is_over) ? { ...asked, workspaceId } : linkOver();
}

/** It is theirs: what waits is mailed, and what they answer goes into the conversation. Said twice it is said once. */
export async function confirmAsk(ctx: CommandContext, asked: Asked): Promise<void> {
  if (asked.state !== 'asked') return;
  const about = { conversationId: asked.conversation_id, customerId: asked.customer_id };
  // In the order in which what fires takes the two, so that neither waits for the other.
  await goOnNow(ctx, about.conversationId);
  await setOnward(ctx, about, { state: 'on', address: asked.address, isConfirmed: true });
}

export function linkOver(): never {
  return refuse('mail.link_over', 'It is older than three days, was used for something else, or is not whole.');
}
