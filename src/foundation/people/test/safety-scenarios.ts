import { type Client, testPassphrase } from '#kernel/test/client.ts';
import { scenario } from '#kernel/test/scenario.ts';
import { newSession, type Stage } from '#kernel/test/stage.ts';
import * as contract from '../contract.ts';
import { answerOf, codeOf, firstStep, giveAuthenticator, givePasskey, passkeyOrigin } from './second-step.ts';
import { type SoftPasskey, softPasskey } from './soft-passkey.ts';

interface Stepper {
  client: Client;
  passkey: SoftPasskey;
}

const steppers = new WeakMap<Stage, Promise<Stepper>>();

/** Somebody who signs in with a second step; one for each stage. */
function stepperOf(stage: Stage): Promise<Stepper> {
  const make = async () => {
    const client = await stage.heed.member('viewer');
    const { passkey } = await givePasskey(stage.heed, client);
    return { client, passkey };
  };
  const stepper = steppers.get(stage) ?? make();
  steppers.set(stage, stepper);
  return stepper;
}

async function secondStep(stage: Stage) {
  const { client } = await stepperOf(stage);
  const session = await newSession(stage.heed, client);
  const { recoveryCodes } = await session.call(contract.renewRecoveryCodes, {});
  const token = await firstStep(stage.heed.anonymous(), client.email);
  return { token, code: recoveryCodes[0] ?? '' };
}

async function newAuthenticator(stage: Stage, by: Client) {
  await by.call(contract.removeAuthenticator, {}).catch(() => undefined);
  const { secret } = await by.call(contract.startAuthenticator, {});
  return { code: codeOf(secret, stage.heed.running.kernel.now()) };
}

async function newPasskey(stage: Stage, by: Client) {
  const { passkeyId } = await givePasskey(stage.heed, by);
  return { passkeyId };
}

async function otherSession(stage: Stage, by: Client) {
  await newSession(stage.heed, by);
  const { personId } = by;
  const { sessions } = await by.call(contract.listSessions, { personId });
  return { personId, sessionId: sessions.find((one) => !one.isThis)?.id ?? '' };
}

async function startedPasskey(stage: Stage, by: Client) {
  const { token, challenge } = await by.call(contract.startPasskey, {});
  return { token, name: 'Phone', ...softPasskey(passkeyOrigin(stage.heed)).create(challenge) };
}

const own = { isAboutSession: true };
const farAway = '2099-01-01T00:00:00.000Z';

export const safetyScenarios = [
  scenario(contract.finishSignIn, secondStep, own),
  scenario(contract.passkeyChallenge, () => ({})),
  scenario(
    contract.signInByPasskey,
    async (stage) => answerOf(stage.heed.anonymous(), (await stepperOf(stage)).passkey),
    own,
  ),
  scenario(contract.prove, () => ({ passphrase: testPassphrase }), own),
  scenario(contract.signInMethods, () => ({})),
  scenario(
    contract.startAuthenticator,
    async (_, by) => {
      await by.call(contract.removeAuthenticator, {}).catch(() => undefined);
      return {};
    },
    own,
  ),
  scenario(contract.confirmAuthenticator, newAuthenticator, own),
  scenario(
    contract.removeAuthenticator,
    async (stage, by) => {
      await giveAuthenticator(stage.heed, by);
      return {};
    },
    own,
  ),
  scenario(
    contract.renewRecoveryCodes,
    async (stage, by) => {
      await giveAuthenticator(stage.heed, by);
      return {};
    },
    own,
  ),
  scenario(contract.startPasskey, () => ({}), own),
  scenario(contract.addPasskey, startedPasskey, own),
  scenario(contract.renamePasskey, async (stage, by) => ({ ...(await newPasskey(stage, by)), name: 'Green key' }), own),
  scenario(contract.removePasskey, newPasskey, own),
  scenario(contract.listSessions, (_, by) => ({ personId: by.personId })),
  scenario(contract.endSession, otherSession, own),
  scenario(contract.endOtherSessions, (_, by) => ({ personId: by.personId }), own),
  scenario(contract.security, () => ({})),
  scenario(contract.changeSecurity, async (_, by) => {
    const { version } = await by.call(contract.security, {});
    return { version, roles: ['learner' as const], from: farAway };
  }),
];
