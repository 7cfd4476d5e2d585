import { createHash } from 'node:crypto';
import type { AutomaticMail } from '#contact/channels-email/index.ts';
import { mailSoon } from '#contact/channels-email/index.ts';
import { verifyPassphrase } from '#foundation/people/index.ts';
import { type Id, newId } from '#kernel/contract/ids.ts';
import { localeFrom } from '#kernel/pages/language.ts';
import { readSigned, signIds } from '#kernel/seal/signed.ts';
import { nobody } from '#kernel/server/actor.ts';
import { type Caller, type CommandContext, handlePrepared } from '#kernel/server/capability.ts';
import { noScope } from '#kernel/server/database.ts';
import { isOwnOrigin } from '#kernel/server/http/origin.ts';
import { networkOf } from '#kernel/server/http/request.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { demand } from '#kernel/server/policy.ts';
import { Problem, refuse } from '#kernel/server/problem.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';
import { createGate } from '#kernel/turnstile/turnstile.ts';
import { askLink, enterByLink, enterByPassphrase, linkMinutes } from '../contract.ts';
import { linkMailWords } from '../portal/words/mail.ts';
import { brandOf, openBrand, portalUrl } from './brands.ts';
import { portalPolicy } from './policy.ts';
import { beginSession } from './session.ts';

const take = statement<{ allowed: boolean; wait_s: number }>('rate_take', 'SELECT * FROM heed_take($1, $2, $3)');

/** Tries of one network, at asking for links, at using them and at passphrases: 20 of each at once, then one in half a minute. */
const ofNetwork = { size: 20, refillS: 30 };
/** Links to one address: three at once, then one in 20 minutes. More are asked for in vain. */
const toAddress = { size: 3, refillS: 1_200 };
/** Tries at the passphrase of one address: five at once, then one in three minutes. */
const atPassphrase = { size: 5, refillS: 180 };

const digest = (text: string) => createHash('sha256').update(text).digest('base64url');

function tooMany(waitS: number): Problem {
  return new Problem('limit.too_many', `Wait ${waitS} s, then try again.`, { retryAfterS: waitS });
}
const gate = createGate(() => tooMany(2));

async function counted(kernel: Kernel, key: string, { size, refillS }: typeof ofNetwork): Promise<number> {
  const rate = await kernel.database.write(noScope, (tx) => tx.first(take, [key, size, refillS]));
  return rate?.allowed === false ? rate.wait_s : 0;
}

/** Counts a stranger's try apart from what becomes of it. @throws Problem limit.too_many */
async function takeTurn(kernel: Kernel, { request }: Caller, at: 'ask' | 'link' | 'passphrase'): Promise<void> {
  const network = networkOf(request.address);
  const waitS = await gate(network, () => counted(kernel, `portal-${at}:${network}`, ofNetwork));
  if (waitS > 0) throw tooMany(waitS);
}

const keepLink = statement(
  'portal_link_insert',
  `INSERT INTO portal_link (workspace_id, id, brand_id, address_key, locale, expires_at)
   VALUES ($1, $2, $3, $4, $5, heed_now() + make_interval(mins => $6))`,
);

/**
 * The same steps and the same answer whether anybody has the address: a link is kept in any case, and whether it is mailed
 * is decided later, where nobody waits for it.
 */
export const ask = handlePrepared(
  askLink,
  async (kernel, { key, address }, caller) => {
    await takeTurn(kernel, caller, 'ask');
    const opened = await openBrand(kernel, key);
    const waitS = await counted(kernel, `portal-link:${opened.workspaceId}:${digest(address)}`, toAddress);
    return { ...opened, isInVain: waitS > 0 };
  },
  async (ctx, { address, locale }, { workspaceId, brand, isInVain }) => {
    demand(ctx, portalPolicy, 'enter');
    if (isInVain) return { minutes: linkMinutes };
    await ctx.enter(workspaceId, nobody);
    const id = newId();
    await ctx.tx.rows(keepLink, [workspaceId, id, brand.id, address, localeFrom(locale).locale, linkMinutes]);
    mailSoon(ctx, 'portal.link', id);
    return { minutes: linkMinutes };
  },
);

const purpose = 'heed portal link';

/** The last part of the link to sign in by. */
export function linkToken(kernel: Kernel, workspaceId: Id, linkId: Id): string {
  return signIds(kernel.config.sealWords, purpose, [workspaceId, linkId]);
}

const holder = statement<{ customer_id: Id }>(
  'portal_holder',
  `SELECT customer_id FROM customer_address WHERE workspace_id = $1 AND kind = 'email' AND value_key = $2`,
);
const waiting = statement<{ brand_id: Id; address_key: string; locale: string }>(
  'portal_link_waiting',
  `SELECT brand_id, address_key, locale FROM portal_link
   WHERE workspace_id = $1 AND id = $2 AND used_at IS NULL AND expires_at > heed_now()`,
);

/** The mail with the link; none for an address that no customer has. */
export const linkMail = {
  kind: 'portal.link',
  compose: async (kernel: Kernel, tx: Tx, workspaceId: Id, ref: Id): Promise<AutomaticMail | undefined> => {
    const link = await tx.first(waiting, [workspaceId, ref]);
    const brand = link && (await brandOf(tx, workspaceId, link.brand_id));
    if (!brand || !(await tx.first(holder, [workspaceId, link.address_key]))) return undefined;
    const url = `${portalUrl(kernel, brand)}/enter/${linkToken(kernel, workspaceId, ref)}`;
    const { subject, text } = linkMailWords(localeFrom(link.locale).language, { brand: brand.name, url });
    return { to: link.address_key, subject, text, fromName: brand.name, mailboxId: brand.mailbox_id };
  },
};

const use = statement<{ address_key: string }>(
  'portal_link_use',
  `UPDATE portal_link SET used_at = heed_now()
   WHERE workspace_id = $1 AND id = $2 AND used_at IS NULL AND expires_at > heed_now() RETURNING address_key`,
);

/** Somebody else's page must not sign a browser in as whom it likes. @throws Problem access.origin */
function demandOwnPage(ctx: CommandContext, kernel: Kernel): void {
  if (!isOwnOrigin(kernel, ctx.request)) refuse('access.origin', 'Sign in on the portal’s own page.');
}

/** Of two who use one link at once one gets in. */
export const enter = handlePrepared(
  enterByLink,
  async (kernel, { key }, caller) => {
    await takeTurn(kernel, caller, 'link');
    return { kernel, ...(await openBrand(kernel, key)) };
  },
  async (ctx, { token }, { kernel, workspaceId }) => {
    demand(ctx, portalPolicy, 'enter');
    demandOwnPage(ctx, kernel);
    const [place, linkId] = readSigned(kernel.config.sealWords, purpose, token, 2) ?? [];
    if (place !== workspaceId) return linkOver();
    await ctx.enter(workspaceId, nobody);
    const link = await ctx.tx.first(use, [workspaceId, linkId]);
    const owner = link && (await ctx.tx.first(holder, [workspaceId, link.address_key]));
    if (!owner) return linkOver();
    await beginSession(ctx, kernel, { customerId: owner.customer_id, address: link.address_key, by: 'link' });
    return { customerId: owner.customer_id };
  },
);

function linkOver(): never {
  return refuse('portal.link_over', 'It was used already, is older than 15 minutes, or is not whole.');
}

const secretOf = statement<{ secret: string; customer_id: Id }>(
  'portal_passphrase_of',
  `SELECT p.secret, a.customer_id FROM portal_passphrase p
   JOIN customer_address a ON a.workspace_id = p.workspace_id AND a.kind = 'email' AND a.value_key = p.address_key
   WHERE p.workspace_id = $1 AND p.address_key = $2`,
);

/** Known and unknown addresses take the same steps and the same time. */
export const enterWithPassphrase = handlePrepared(
  enterByPassphrase,
  async (kernel, { key, address, passphrase }, caller) => {
    await takeTurn(kernel, caller, 'passphrase');
    const opened = await openBrand(kernel, key);
    const { workspaceId } = opened;
    const waitS = await counted(kernel, `portal-passphrase:${workspaceId}:${digest(address)}`, atPassphrase);
    if (waitS > 0) throw tooMany(waitS);
    const scope = { workspaceId, customerId: null };
    const known = await kernel.database.read(scope, (tx) => tx.first(secretOf, [workspaceId, address]));
    const fits = await verifyPassphrase(known?.secret, passphrase);
    return { kernel, workspaceId, secret: fits ? known?.secret : undefined };
  },
  async (ctx, { address }, { kernel, workspaceId, secret }) => {
    demand(ctx, portalPolicy, 'enter');
    demandOwnPage(ctx, kernel);
    await ctx.enter(workspaceId, nobody);
    // Looked at again: it may have been changed while the hash was reckoned.
    const now = await ctx.tx.first(secretOf, [workspaceId, address]);
    if (!now || now.secret !== secret) {
      return refuse('portal.wrong_passphrase', 'Check both, or ask for a link by mail instead.');
    }
    await beginSession(ctx, kernel, { customerId: now.customer_id, address, by: 'passphrase' });
    return { customerId: now.customer_id };
  },
);
