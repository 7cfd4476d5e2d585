import type { z } from 'zod';
import type { Id } from '#kernel/contract/ids.ts';
import { seal, unseal } from '#kernel/seal/seal.ts';
import type { Config } from '#kernel/server/config.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';
import type { JoinRole } from '../contract.ts';

/** The identity provider of a workspace; its id is the workspace's. */
export interface Provider {
  id: Id;
  name: string;
  issuer: string;
  clientId: string;
  clientSecret: Buffer | null;
  domains: string[];
  joinsAs: z.output<typeof JoinRole> | null;
  isOnly: boolean;
  version: number;
}

const one = statement<Provider>(
  'people_provider',
  `SELECT workspace_id AS id, name, issuer, client_id AS "clientId", client_secret AS "clientSecret", domains,
     joins_as AS "joinsAs", is_only AS "isOnly", version
   FROM sign_in_provider WHERE workspace_id = $1`,
);

export function providerOf(tx: Tx, workspaceId: Id): Promise<Provider | undefined> {
  return tx.first(one, [workspaceId]);
}

/** The provider, for somebody who is not in its workspace yet. @throws Problem people.no_provider */
export async function openProvider(kernel: Kernel, id: Id): Promise<Provider> {
  const scope = { workspaceId: id, customerId: null };
  const provider = await kernel.database.read(scope, (tx) => providerOf(tx, id));
  return provider ?? refuse('people.no_provider', 'Load the page again and sign in another way.');
}

export interface ListedProvider {
  id: Id;
  name: string;
  issuer: string;
  isOnly: boolean;
}

const listed = statement<ListedProvider>(
  'people_providers',
  `SELECT workspace_id AS id, name, issuer, is_only AS "isOnly" FROM heed_sign_in_providers()`,
);

/** The providers of every workspace, as the sign-in page shows them. */
export function allProviders(tx: Tx): Promise<ListedProvider[]> {
  return tx.rows(listed, []);
}

const about = (workspaceId: Id) => `sign-in-provider:${workspaceId}`;

export function sealSecret(config: Config, workspaceId: Id, secret: string): Buffer {
  return seal(config.sealWords, secret, about(workspaceId));
}

/** Null where the provider knows Heed without a secret. @throws Problem people.provider_down when it cannot be read */
export function secretOf(config: Config, provider: Provider): string | null {
  if (!provider.clientSecret) return null;
  const secret = unseal(config.sealWords, provider.clientSecret, about(provider.id));
  return (
    secret ?? refuse('people.provider_down', 'Heed cannot read its client secret any more. An owner enters it anew.')
  );
}

const only = statement<{ name: string | null }>('people_only_way', 'SELECT heed_only_way($1) AS name');

/** The name of the provider by which alone the account may sign in; null where every way is open. */
export async function onlyWayOf(tx: Tx, accountId: Id): Promise<string | null> {
  return (await tx.first(only, [accountId]))?.name ?? null;
}

/** The address to which providers send the browser back. */
export function callbackOf(kernel: Kernel): string {
  return `${kernel.publicUrl()}/desk/sign-in/back`;
}
