import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { CommandContract, OutputOf, QueryContract } from '#kernel/contract/contract.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { localeFrom } from '#kernel/pages/language.ts';
import { type Identity, nobody } from '#kernel/server/actor.ts';
import type { CommandHandler } from '#kernel/server/capability.ts';
import { type CommandResult, runCommand } from '#kernel/server/command.ts';
import { scopeOf } from '#kernel/server/database.ts';
import { isOwnOrigin } from '#kernel/server/http/origin.ts';
import { type HttpRequest, requestFrom } from '#kernel/server/http/request.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { refuse } from '#kernel/server/problem.ts';
import { runQuery } from '#kernel/server/query.ts';
import { statement } from '#kernel/server/sql.ts';
import type { Around } from '../portal/parts.tsx';
import { type BrandRecord, demandBrandOfHost, openBrand } from './brands.ts';
import { linksOf } from './links.ts';
import { portalIdentity, tokenShown } from './session.ts';

type Page = Context<{ Bindings: HttpBindings }>;

/** One request for a page of a portal. */
export interface Call {
  kernel: Kernel;
  page: Page;
  request: HttpRequest;
  workspaceId: Id;
  brand: BrandRecord;
  /** Whoever is signed in, if they are of this portal's workspace. */
  identity: Awaited<ReturnType<typeof portalIdentity>>;
  around: Around;
}

const zone = statement<{ time_zone: string }>('portal_zone', 'SELECT time_zone FROM workspace WHERE id = $1');

/**
 * Whose portal is asked for, and who asks. A form counts only where it was sent from a page of ours.
 * @throws Problem portal.unknown, access.origin, limit.too_many
 */
export async function callOf(kernel: Kernel, page: Page): Promise<Call> {
  const request = requestFrom(page.env.incoming, kernel.config.trustProxy);
  const shown = tokenShown(kernel, request);
  const found = await kernel.limits.lookUp(shown, request, () => portalIdentity(kernel, request));
  kernel.limits.charge(found?.actor ?? nobody, request.address);
  const { workspaceId, brand } = await openBrand(kernel, page.req.param('key') ?? '');
  await demandBrandOfHost(kernel, brand, request.header('host'));
  if (page.req.method !== 'GET' && !isOwnOrigin(kernel, request)) {
    refuse('access.origin', 'Send the form from the portal’s own page.');
  }
  const [row] = await kernel.database.alone(zone, [workspaceId]);
  const language = localeFrom(request.header('accept-language'));
  const around = {
    ...{
      key: brand.key,
      version: brand.version,
      brand: brand.name,
      timeZone: row?.time_zone ?? 'UTC',
      now: kernel.now(),
    },
    ...language,
    links: await linksOf(kernel, workspaceId, brand.id, language.language),
  };
  const identity = found?.workspaceId === workspaceId ? found : null;
  return { kernel, page, request, workspaceId, brand, identity, around };
}

/** Around a page of no portal. */
export function aroundNobody(kernel: Kernel, page: Page): Around {
  const language = localeFrom(page.req.header('accept-language'));
  return { key: '', version: 0, brand: '', timeZone: 'UTC', now: kernel.now(), links: [], ...language };
}

const identityOf = ({ identity }: Call): Identity => identity ?? { actor: nobody, workspaceId: null };

/** Asks as whoever is here. @throws Problem input.invalid and what the query refuses */
export async function read<Q extends QueryContract>(
  call: Call,
  contract: Q,
  given: Record<string, unknown>,
): Promise<OutputOf<Q>> {
  const { kernel, request } = call;
  const input = contract.input.safeParse(given);
  if (!input.success) return refuse('input.invalid', 'Open it again from the list.');
  const handler = kernel.queries.get(contract.name);
  if (!handler) throw new Error(`no query ${contract.name}`);
  const output = await runQuery(kernel, handler, input.data, identityOf(call), request);
  return contract.output.parse(output) as OutputOf<Q>;
}

/** Writes as whoever is here; `handler` in place of the contract's own where the page brings something with it. */
export async function run(
  call: Call,
  contract: CommandContract,
  given: Record<string, unknown>,
  more: { key?: Id; handler?: CommandHandler } = {},
): Promise<CommandResult> {
  const { kernel, request } = call;
  const input = contract.input.safeParse(given);
  if (!input.success) return refuse('input.invalid', 'Something in the form is not as expected.');
  const handler = more.handler ?? kernel.commandNamed(contract.name);
  return runCommand(kernel, handler, input.data, { identity: identityOf(call), request, key: more.key });
}

const own = statement<{ address_key: string; has_passphrase: boolean }>(
  'portal_account',
  `SELECT s.address_key, EXISTS (SELECT FROM portal_passphrase p WHERE p.workspace_id = s.workspace_id
     AND p.address_key = s.address_key) AS has_passphrase
   FROM portal_session s WHERE s.workspace_id = $1 AND s.id = $2`,
);

/** By which address somebody is signed in. */
export async function accountOf({ kernel, identity }: Call): Promise<{ address: string; hasPassphrase: boolean }> {
  if (!identity) return refuse('portal.signed_out', 'Ask for a link by mail, then go on.');
  const { actor, workspaceId } = identity;
  const row = await kernel.database.read(scopeOf(actor, workspaceId), (tx) =>
    tx.first(own, [workspaceId, actor.visitId]),
  );
  return { address: row?.address_key ?? '', hasPassphrase: row?.has_passphrase ?? false };
}
