import { demandSignatureFields, type SignatureSource } from '#contact/channels-email/index.ts';
import { setBrandEntries } from '#contact/conversations/index.ts';
import type { BrandSource } from '#foundation/promises/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { answer, type CommandContext, handlePrepared } from '#kernel/server/capability.ts';
import { noScope } from '#kernel/server/database.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { cursorOf, readCursor } from '#kernel/server/page.ts';
import { demand } from '#kernel/server/policy.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';
import { addBrand, brandChanged, changeBrand, listBrands } from '../contract.ts';
import { demandEntries, entriesOf, entriesOfBrands } from './entries.ts';
import { portalPolicy } from './policy.ts';

export interface BrandRecord {
  id: Id;
  key: string;
  name: string;
  accent: string | null;
  host: string | null;
  mailbox_id: Id | null;
  signature: string;
  is_open: boolean;
  version: number;
}

const columns = 'b.id, b.key, b.name, b.accent, b.host, b.mailbox_id, b.signature, b.is_open, b.version';
const page = statement<BrandRecord & { at: string; mailbox: string | null }>(
  'brands_page_with_signature',
  `SELECT ${columns}, b.created_at::text AS at, m.address AS mailbox FROM brand b
   LEFT JOIN mailbox m ON m.workspace_id = b.workspace_id AND m.id = b.mailbox_id AND m.retired_at IS NULL
   WHERE b.workspace_id = $1 AND ($2::timestamptz IS NULL OR (b.created_at, b.id) > ($2, $3::uuid))
   ORDER BY b.created_at, b.id LIMIT $4`,
);
const sending = statement<{ can: boolean }>(
  'brands_can_mail',
  `SELECT EXISTS (SELECT FROM mailbox WHERE workspace_id = $1 AND retired_at IS NULL AND relay_host <> '') AS can`,
);
const load = statement<BrandRecord>(
  'brand_load_with_signature',
  `SELECT ${columns} FROM brand b WHERE workspace_id = $1 AND id = $2`,
);
const lock = statement<BrandRecord>(
  'brand_lock_with_signature',
  `SELECT ${columns} FROM brand b WHERE workspace_id = $1 AND id = $2 FOR UPDATE`,
);

/** Where a brand's portal is: under its own host where it has one. */
export function portalUrl(kernel: Kernel, brand: Pick<BrandRecord, 'key' | 'host'>): string {
  const own = new URL(kernel.publicUrl());
  return brand.host ? `${own.protocol}//${brand.host}/portal/${brand.key}` : `${own.origin}/portal/${brand.key}`;
}

export const brands = answer(listBrands, async (ctx, { after, limit }, kernel) => {
  demand(ctx, portalPolicy, 'list');
  const place = after ? readCursor(after, ['instant', 'id']) : [];
  const found = await ctx.tx.rows(page, [ctx.workspaceId, place[0] ?? null, place[1] ?? null, limit + 1]);
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  const [entries, own] = [await entriesOf(ctx), await entriesOfBrands(ctx, shown)];
  return {
    brands: shown.map((row) => ({
      ...{ id: row.id, key: row.key, name: row.name, accent: row.accent, host: row.host, isOpen: row.is_open },
      ...{
        mailboxId: row.mailbox_id,
        mailbox: row.mailbox,
        signature: row.signature,
        url: portalUrl(kernel, row),
        version: row.version,
      },
      entryIds: own.filter((one) => one.brandId === row.id).map((one) => one.id),
    })),
    next: last && found.length > limit ? cursorOf([last.at, last.id]) : null,
    canMail: (await ctx.tx.first(sending, [ctx.workspaceId]))?.can ?? false,
    // Those of the brands that are shown are there however many there are.
    entries: [...new Map([...entries, ...own].map((one) => [one.id, one])).values()],
  };
});

const ownMailbox = statement(
  'brand_mailbox',
  'SELECT FROM mailbox WHERE workspace_id = $1 AND id = $2 AND retired_at IS NULL',
);

async function demandMailbox(ctx: CommandContext, id: Id | null): Promise<void> {
  if (id && !(await ctx.tx.first(ownMailbox, [ctx.workspaceId, id]))) {
    refuse('portal.unknown_mailbox', 'No address of this workspace has this id.');
  }
}

// Whichever of the two is taken, by whomever: the words are the same.
const insert = statement<{ version: number }>(
  'brand_insert_with_signature',
  `INSERT INTO brand (workspace_id, id, key, name, accent, host, mailbox_id, is_open, signature)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING RETURNING version`,
);
const hostTaken = statement('brand_host_taken', 'SELECT FROM heed_brand(NULL, $1) WHERE brand_id <> $2');
const save = statement<{ version: number }>(
  'brand_save_with_signature',
  `UPDATE brand SET name = $3, accent = $4, host = $5, mailbox_id = $6, is_open = $7, signature = $8, version = version + 1
   WHERE workspace_id = $1 AND id = $2 RETURNING version`,
);

const taken = () => refuse('portal.key_taken', 'Another brand of this installation is reached there.');

/** Whoever had the host of the desk would take it from every workspace. @throws Problem portal.own_host */
function demandOther(own: string, host: string | null | undefined): void {
  if (host === own) refuse('portal.own_host', `Heed itself is at ${own}.`);
}
const ownHost = async (kernel: Kernel) => new URL(kernel.publicUrl()).hostname;

export const add = handlePrepared(addBrand, ownHost, async (ctx, { key, name, entryIds, ...given }, own) => {
  demand(ctx, portalPolicy, 'keep');
  const { accent, host, mailboxId, isOpen, signature } = given;
  demandOther(own, host);
  demandSignatureFields(signature);
  await demandMailbox(ctx, mailboxId);
  await demandEntries(ctx, entryIds);
  const values = [key, name, accent, host, mailboxId, isOpen, signature];
  const row = await ctx.tx.first(insert, [ctx.workspaceId, ctx.key, ...values]);
  if (!row) return taken();
  await setBrandEntries(ctx, ctx.key, entryIds);
  ctx.emit(brandChanged, { brandId: ctx.key, what: 'added' });
  return { brandId: ctx.key, version: row.version };
});

export const change = handlePrepared(changeBrand, ownHost, async (ctx, { brandId, version, ...given }, own) => {
  demand(ctx, portalPolicy, 'keep');
  const before = await ctx.tx.first(lock, [ctx.workspaceId, brandId]);
  if (!before) return notFound('brand');
  if (before.version !== version) {
    refuse('record.stale', `You saw version ${version}; it is now ${before.version}. Load it again.`, {
      facts: { version: before.version },
    });
  }
  const { name = before.name, accent = before.accent, host = before.host } = given;
  const { mailboxId = before.mailbox_id, isOpen = before.is_open, signature = before.signature } = given;
  demandOther(own, given.host);
  demandSignatureFields(signature);
  if (given.mailboxId) await demandMailbox(ctx, given.mailboxId);
  if (given.entryIds) {
    await demandEntries(ctx, given.entryIds);
    await setBrandEntries(ctx, brandId, given.entryIds);
  }
  if (host && (await ctx.tx.first(hostTaken, [host, brandId]))) taken();
  const values = [name, accent, host, mailboxId, isOpen, signature];
  const saved = await ctx.tx.first(save, [ctx.workspaceId, brandId, ...values]);
  ctx.emit(brandChanged, { brandId, what: 'changed' });
  return { brandId, version: saved?.version ?? version };
});

const place = statement<{ workspace_id: Id; brand_id: Id }>(
  'brand_place',
  'SELECT workspace_id, brand_id FROM heed_brand($1, $2)',
);

/** The brand that an address names, whose portal is open. @throws Problem portal.unknown */
export async function openBrand(kernel: Kernel, key: string): Promise<{ workspaceId: Id; brand: BrandRecord }> {
  const isKey = /^[a-z0-9-]{3,60}$/.test(key);
  const found = isKey ? await kernel.database.read(noScope, (tx) => tx.first(place, [key, null])) : undefined;
  if (!found) return unknown();
  const workspaceId = found.workspace_id;
  const brand = await kernel.database.read({ workspaceId, customerId: null }, (tx) =>
    brandOf(tx, workspaceId, found.brand_id),
  );
  return brand?.is_open ? { workspaceId, brand } : unknown();
}

/** A host as brands have theirs: without port, and without the dot with which a name may end. */
const plainHost = (host: string | undefined) => (host ?? '').toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '');

/**
 * Under the host of one brand nobody finds another one's portal, least of all of another workspace. Hosts that are
 * nobody's show every portal, as the installation's own does. @throws Problem portal.unknown
 */
export async function demandBrandOfHost(
  kernel: Kernel,
  brand: Pick<BrandRecord, 'key' | 'host'>,
  header: string | undefined,
): Promise<void> {
  const host = plainHost(header);
  if (host === brand.host || host === new URL(kernel.publicUrl()).hostname) return;
  const key = await keyOfHost(kernel, host);
  if (key && key !== brand.key) unknown();
}

/** The brand that has this host; undefined where none has. */
export async function brandOfHost(
  kernel: Kernel,
  header: string | undefined,
): Promise<{ workspaceId: Id; brandId: Id } | undefined> {
  const [found] = await kernel.database.alone(place, [null, plainHost(header)]);
  return found && { workspaceId: found.workspace_id, brandId: found.brand_id };
}

/** The key of the brand that has this host; undefined where none has. */
export async function keyOfHost(kernel: Kernel, header: string | undefined): Promise<string | undefined> {
  const found = await brandOfHost(kernel, header);
  if (!found) return undefined;
  const { workspaceId, brandId } = found;
  return (await kernel.database.read({ workspaceId, customerId: null }, (tx) => brandOf(tx, workspaceId, brandId)))
    ?.key;
}

export function brandOf(tx: Tx, workspaceId: Id, id: Id): Promise<BrandRecord | undefined> {
  return tx.first(load, [workspaceId, id]);
}

const names = statement<{ id: Id; name: string }>(
  'brand_names',
  'SELECT id, name FROM brand WHERE workspace_id = $1 AND id = ANY ($2::uuid[])',
);

/** The brands of which promises can be. */
export const brandSource: BrandSource = {
  name: 'portal',
  namesOf: (tx, workspaceId, ids) => tx.rows(names, [workspaceId, ids]),
};

function unknown(): never {
  return refuse('portal.unknown', 'Check the address, or ask whoever gave it to you.');
}

const signatureFor = statement<{ text: string; is_first: boolean }>(
  'brand_signature_for_mail',
  `SELECT signature AS text, $3::uuid IS NOT NULL AND mailbox_id IS DISTINCT FROM $2 AND NOT EXISTS (
       SELECT FROM brand_entry e WHERE e.workspace_id = $1 AND e.entry_id = $2 AND e.brand_id = b.id) AS is_first
   FROM brand b WHERE workspace_id = $1 AND signature <> '' AND CASE WHEN $3::uuid IS NULL THEN mailbox_id = $2 ELSE id = $3 END
   ORDER BY created_at, id LIMIT 1`,
);

/**
 * Below mails of an address that has no signature of its own stands that of its brand, of several the oldest. What is of a
 * brand has that brand's, also where it leaves from an address that is not the brand's.
 */
export const brandSignature: SignatureSource = {
  of: async (ctx, { mailboxId, brandId }) => {
    const found = await ctx.tx.first(signatureFor, [ctx.workspaceId, mailboxId, brandId]);
    return found && { text: found.text, isFirst: found.is_first };
  },
};
