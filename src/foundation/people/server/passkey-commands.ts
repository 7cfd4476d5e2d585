import { randomBytes } from 'node:crypto';
import { verifyRegistrationResponse } from '@simplewebauthn/server';
import type { InputOf } from '#kernel/contract/contract.ts';
import { type Id, newId } from '#kernel/contract/ids.ts';
import { type Caller, type CommandContext, handle, handlePrepared } from '#kernel/server/capability.ts';
import { noScope } from '#kernel/server/database.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { demand } from '#kernel/server/policy.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import {
  addPasskey,
  passkeyChallenge,
  removePasskey,
  renamePasskey,
  secondStepChanged,
  startPasskey,
} from '../contract.ts';
import { accountById } from './accounts.ts';
import { challengeMinutes, challengeMs, refusePasskey, relyingParty } from './passkeys.ts';
import { doorPolicy } from './policy.ts';
import { afterRemoval, firstCodes, holdAccount } from './second-step.ts';
import { emitEverywhere, selfOf } from './session.ts';
import { beginStep, findStep, takeStep } from './steps.ts';
import { atTheDoor, countChallenge } from './tries.ts';

/** ES256, EdDSA and RS256: what browsers and keys of today have. */
const algorithms = [-7, -8, -257];
const most = 20;

const newChallenge = () => randomBytes(32).toString('base64url');

/** A challenge that any passkey may answer. The passkey itself says whose it is. */
export const makePasskeyChallenge = handlePrepared(
  passkeyChallenge,
  async (kernel, _input, { request, identity }) => {
    if (identity.actor.kind === 'nobody') await atTheDoor(request, () => countChallenge(kernel, request));
    return relyingParty(kernel);
  },
  async (ctx, _input, party) => {
    demand(ctx, doorPolicy, 'passkey-challenge');
    const challenge = newChallenge();
    const step = { purpose: 'passkey', accountId: null, data: challenge } as const;
    const token = await beginStep(ctx.tx, ctx.now, challengeMinutes, step);
    return { token, challenge, rpId: party.id, timeoutMs: challengeMs };
  },
);

interface Known {
  credential_id: string;
  transports: string[];
}

const known = statement<Known>(
  'people_passkeys_known',
  'SELECT credential_id, transports FROM passkey WHERE account_id = $1 ORDER BY created_at, id',
);

async function demandRoom(ctx: CommandContext, accountId: Id): Promise<Known[]> {
  const rows = await ctx.tx.rows(known, [accountId]);
  if (rows.length >= most) refuse('people.too_many_passkeys', 'Remove one that you no longer use first.');
  return rows;
}

/** Begins a passkey: what the browser needs to make it. */
export const beginPasskey = handlePrepared(
  startPasskey,
  async (kernel) => relyingParty(kernel),
  async (ctx, _input, party) => {
    demand(ctx, doorPolicy, 'change-methods');
    const { id } = selfOf(ctx);
    const account = (await accountById(ctx.tx, id)) ?? notFound('account');
    const rows = await demandRoom(ctx, id);
    const challenge = newChallenge();
    const step = { purpose: 'new_passkey', accountId: id, data: challenge } as const;
    const handle = Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');
    return {
      token: await beginStep(ctx.tx, ctx.now, challengeMinutes, step),
      challenge,
      rp: { id: party.id, name: 'Heed' },
      user: { id: handle, name: account.email, displayName: account.name },
      algorithms,
      known: rows.map((row) => ({ id: row.credential_id, transports: row.transports })),
      timeoutMs: challengeMs,
    };
  },
);

const insert = statement<{ id: Id }>(
  'people_passkey_insert',
  `INSERT INTO passkey (id, account_id, credential_id, public_key, counter, transports, name, created_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (credential_id) DO NOTHING RETURNING id`,
);

/** Keeps a passkey that the browser made. */
export const keepPasskey = handlePrepared(addPasskey, verifyNew, async (ctx, input, { accountId, made }) => {
  demand(ctx, doorPolicy, 'change-methods');
  await holdAccount(ctx, accountId);
  await takeStep(ctx.tx, ctx.now, input.token, 'new_passkey');
  await demandRoom(ctx, accountId);
  const { id, publicKey, counter } = made;
  const row = [newId(), accountId, id, Buffer.from(publicKey), counter, input.transports, input.name, ctx.now];
  const kept = (await ctx.tx.first(insert, row)) ?? refusePasskey();
  const recoveryCodes = await firstCodes(ctx, accountId);
  await emitEverywhere(ctx, accountId, secondStepChanged, { personId: accountId, what: 'passkey_added' });
  return { passkeyId: kept.id, recoveryCodes };
});

async function verifyNew(kernel: Kernel, input: InputOf<typeof addPasskey>, { identity: { actor } }: Caller) {
  const party = relyingParty(kernel);
  const step = await kernel.database.read(noScope, (tx) => findStep(tx, kernel.now(), input.token, 'new_passkey'));
  if (actor.kind !== 'person' || step.accountId !== actor.id) return refusePasskey();
  const { id, clientDataJSON, attestationObject } = input;
  const result = await verifyRegistrationResponse({
    response: {
      id,
      rawId: id,
      type: 'public-key',
      clientExtensionResults: {},
      response: { clientDataJSON, attestationObject, transports: input.transports },
    },
    expectedChallenge: step.data,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
    supportedAlgorithmIDs: algorithms,
  }).catch(() => undefined);
  if (!result?.verified) return refusePasskey();
  return { accountId: actor.id, made: result.registrationInfo.credential };
}

const rename = statement<{ id: Id }>(
  'people_passkey_rename',
  'UPDATE passkey SET name = $3 WHERE id = $1 AND account_id = $2 RETURNING id',
);

export const renameOwnPasskey = handle(renamePasskey, async (ctx, { passkeyId, name }) => {
  demand(ctx, doorPolicy, 'change-methods');
  const { id } = selfOf(ctx);
  if (!(await ctx.tx.first(rename, [passkeyId, id, name]))) notFound('passkey');
  ctx.emit(secondStepChanged, { personId: id, what: 'passkey_renamed' });
  return { passkeyId };
});

const remove = statement<{ id: Id }>(
  'people_passkey_remove',
  'DELETE FROM passkey WHERE id = $1 AND account_id = $2 RETURNING id',
);

export const removeOwnPasskey = handle(removePasskey, async (ctx, { passkeyId }) => {
  demand(ctx, doorPolicy, 'change-methods');
  const { id } = selfOf(ctx);
  await holdAccount(ctx, id);
  if (!(await ctx.tx.first(remove, [passkeyId, id]))) notFound('passkey');
  await afterRemoval(ctx, id);
  await emitEverywhere(ctx, id, secondStepChanged, { personId: id, what: 'passkey_removed' });
  return { passkeyId };
});
