import type { Id } from '#kernel/contract/ids.ts';
import { egress } from '#kernel/egress/egress.ts';
import { egressOf } from '#kernel/egress/own.ts';
import { portsFor } from '#kernel/egress/ports.ts';
import { seal, unseal } from '#kernel/seal/seal.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { Problem } from '#kernel/server/problem.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';
import type { Connector as ConnectorName, SocialProblem, SocialWay } from '../contract.ts';
import { type Connector, type Line, ServiceError } from './connector.ts';
import { telegram } from './telegram/telegram.ts';

const connectors: Record<ConnectorName, Connector> = { telegram };
export const connectorOf = (name: ConnectorName): Connector => connectors[name];

export interface AccountRecord {
  id: Id;
  connector: ConnectorName;
  name: string;
  handle: string;
  ref: string;
  team_id: Id | null;
  api_url: string;
  token_sealed: Buffer;
  way: SocialWay;
  secret_sealed: Buffer;
  state: 'waiting' | 'connected' | 'failed';
  problem: SocialProblem | null;
  said: string;
  at: Date;
  heard_at: Date | null;
  place: string;
  paused_until: Date | null;
  retired_at: Date | null;
  version: number;
}
export const accountColumns = `a.id, a.connector, a.name, a.handle, a.ref, a.team_id, a.api_url, a.token_sealed, a.way,
  a.secret_sealed, a.state, a.problem, a.said, a.at, a.heard_at, a.place, a.paused_until, a.retired_at, a.version`;

const load = statement<AccountRecord>(
  'social_account_get',
  `SELECT ${accountColumns} FROM social_account a WHERE a.workspace_id = $1 AND a.id = $2`,
);

/** An account of the workspace, also one that was taken off. */
export function accountOf(tx: Tx, workspaceId: Id, id: Id): Promise<AccountRecord | undefined> {
  return tx.first(load, [workspaceId, id]);
}

type Secret = 'token' | 'secret';
export const sealFor = (words: readonly string[], what: Secret, accountId: Id, value: string) =>
  seal(words, value, `social-${what}:${accountId}`);

/** The secret again. @throws ServiceError where it cannot be unsealed any more */
export function secretOf(kernel: Kernel, what: Secret, account: AccountRecord): string {
  const found = unseal(kernel.config.sealWords, account[`${what}_sealed`], `social-${what}:${account.id}`);
  if (found !== undefined) return found;
  throw new ServiceError('account', 'Its token cannot be read any more. Enter it again.', { problem: 'token' });
}

/** The way to a service: the one client for outgoing requests, and what failed in the words of connectors. */
export function lineOf(kernel: Kernel, workspaceId: Id, of: { token: string; apiUrl: string }): Line {
  return {
    ...of,
    call: async ({ url, ...request }) => {
      try {
        const ports = await portsFor(kernel, url);
        const method = request.body === undefined ? 'GET' : 'POST';
        return await egress(egressOf(kernel), { workspaceId, url, method, ports, ...request });
      } catch (error) {
        if (error instanceof Problem) throw new ServiceError('account', error.message, { problem: 'not_allowed' });
        // Of what the network says only the host is told: the address holds the token.
        throw new ServiceError('later', error instanceof Error ? error.message : 'It did not answer.', {
          problem: 'no_answer',
        });
      }
    },
  };
}

export function lineOfAccount(kernel: Kernel, workspaceId: Id, account: AccountRecord): Line {
  return lineOf(kernel, workspaceId, { token: secretOf(kernel, 'token', account), apiUrl: account.api_url });
}

/** Whatever was thrown, as connectors say it. */
export function serviceErrorOf(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  return new ServiceError('later', 'Something went wrong here, and not at the service.', { problem: 'no_answer' });
}
