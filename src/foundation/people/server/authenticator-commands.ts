import { create } from 'qrcode';
import { handle, handlePrepared } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { notFound } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import {
  confirmAuthenticator,
  removeAuthenticator,
  renewRecoveryCodes,
  secondStepChanged,
  startAuthenticator,
} from '../contract.ts';
import { accountById } from './accounts.ts';
import { authenticatorUri, removeSecret, spendAuthenticatorCode, startSecret } from './authenticator.ts';
import { doorPolicy } from './policy.ts';
import { renewCodes } from './recovery-codes.ts';
import { afterRemoval, firstCodes, hasSecondStep, holdAccount, secondStepsOf, wrongCode } from './second-step.ts';
import { emitEverywhere, selfOf } from './session.ts';
import { countOwnCode, giveBack } from './tries.ts';

const workspaceName = statement<{ name: string }>(
  'people_workspace_name',
  'SELECT coalesce(l.name, w.name) AS name FROM workspace w LEFT JOIN workspace l ON l.id = w.live_id WHERE w.id = $1',
);

/** Makes a secret for an authenticator app and shows it, once. It counts when a code confirms it. */
export const beginAuthenticator = handlePrepared(
  startAuthenticator,
  async (kernel) => kernel.config,
  async (ctx, _input, config) => {
    demand(ctx, doorPolicy, 'change-methods');
    const { id } = selfOf(ctx);
    const account = (await accountById(ctx.tx, id)) ?? notFound('account');
    const place = await ctx.tx.first(workspaceName, [ctx.workspaceId]);
    const secret = await startSecret(ctx.tx, config, ctx.now, id);
    const uri = authenticatorUri(secret, account.email, place?.name ?? 'Heed');
    return { secret: secret.base32, uri, qr: drawQr(uri) };
  },
);

/** A QR code as the path of its dark modules, one unit each, to be drawn without an image. */
export function drawQr(text: string): { size: number; path: string } {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  let path = '';
  for (let y = 0; y < modules.size; y++) {
    for (let x = 0; x < modules.size; x++) if (modules.get(y, x)) path += `M${x} ${y}h1v1h-1z`;
  }
  return { size: modules.size, path };
}

export const confirmOwnAuthenticator = handlePrepared(
  confirmAuthenticator,
  async (kernel, _input, { identity: { actor } }) => {
    const tries = await countOwnCode(kernel, actor.kind === 'person' ? actor.id : '');
    return { config: kernel.config, tries };
  },
  async (ctx, { code }, { config, tries }) => {
    demand(ctx, doorPolicy, 'change-methods');
    const { id } = selfOf(ctx);
    await holdAccount(ctx, id);
    const digits = code.replace(/[\s-]/g, '');
    if (!(await spendAuthenticatorCode(ctx.tx, config, ctx.now, { accountId: id, digits, confirming: true })))
      wrongCode();
    await giveBack(ctx, tries);
    const recoveryCodes = await firstCodes(ctx, id);
    await emitEverywhere(ctx, id, secondStepChanged, { personId: id, what: 'authenticator_added' });
    return { recoveryCodes };
  },
);

export const removeOwnAuthenticator = handle(removeAuthenticator, async (ctx) => {
  demand(ctx, doorPolicy, 'change-methods');
  const { id } = selfOf(ctx);
  await holdAccount(ctx, id);
  if (!(await removeSecret(ctx.tx, id))) notFound('authenticator');
  await afterRemoval(ctx, id);
  await emitEverywhere(ctx, id, secondStepChanged, { personId: id, what: 'authenticator_removed' });
  return {};
});

export const renewOwnCodes = handle(renewRecoveryCodes, async (ctx) => {
  demand(ctx, doorPolicy, 'change-methods');
  const { id } = selfOf(ctx);
  await holdAccount(ctx, id);
  if (!hasSecondStep(await secondStepsOf(ctx.tx, id))) notFound('second step');
  const recoveryCodes = await renewCodes(ctx.tx, id, ctx.now);
  await emitEverywhere(ctx, id, secondStepChanged, { personId: id, what: 'codes_renewed' });
  return { recoveryCodes };
});
