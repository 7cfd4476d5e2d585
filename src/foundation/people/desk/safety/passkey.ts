import { t } from '@lingui/core/macro';
import type { Data, InputTo, OutputOf } from '#kernel/web/data.ts';
import { ProblemError } from '#kernel/web/problem-error.ts';

type Client = Data['client'];

/** Whether this browser can be asked for a passkey at this address: a host name, and HTTPS or the own machine. */
export function passkeysHere(): boolean {
  const isAddress = /^[\d.]+$|:/.test(location.hostname);
  return window.isSecureContext && 'PublicKeyCredential' in window && !isAddress;
}

/** What a browser says when the reader closed its question, or nothing fitted. */
function toldByBrowser(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  const name = error instanceof Error ? error.name : '';
  if (name === 'InvalidStateError') {
    const detail = t`This device holds a passkey for your account already. Use another device, or a security key.`;
    return new ProblemError({ code: 'passkey.there', title: t`You have this passkey already`, detail });
  }
  const detail = t`The browser’s question was closed, or no passkey for Heed was found. Try again, or use another way.`;
  return new ProblemError({ code: 'passkey.none', title: t`No passkey was used`, detail });
}

/** Asks the browser for a passkey and gives its answer to a fresh challenge. @throws ProblemError */
export async function askForPasskey(client: Client): Promise<InputTo<'people.sign-in-by-passkey'>> {
  const given = await client.command('people.passkey-challenge', {});
  try {
    const { startAuthentication } = await import('@simplewebauthn/browser');
    const { challenge, rpId, timeoutMs: timeout } = given;
    const { id, response } = await startAuthentication({
      optionsJSON: { challenge, rpId, timeout, userVerification: 'required', allowCredentials: [] },
    });
    const { clientDataJSON, authenticatorData, signature } = response;
    return { token: given.token, id, clientDataJSON, authenticatorData, signature };
  } catch (error) {
    throw toldByBrowser(error);
  }
}

/** Has the browser make a passkey and gives it to Heed under this name. @throws ProblemError */
export async function makePasskey(client: Client, name: string): Promise<OutputOf<'people.add-passkey'>> {
  const given = await client.command('people.start-passkey', {});
  const made = await create(given).catch((error: unknown) => {
    throw toldByBrowser(error);
  });
  return client.command('people.add-passkey', { token: given.token, name, ...made });
}

async function create(given: OutputOf<'people.start-passkey'>) {
  const { startRegistration } = await import('@simplewebauthn/browser');
  const { id, response } = await startRegistration({
    optionsJSON: {
      challenge: given.challenge,
      rp: given.rp,
      user: given.user,
      pubKeyCredParams: given.algorithms.map((alg) => ({ alg, type: 'public-key' as const })),
      excludeCredentials: given.known.map((one) => ({ id: one.id, type: 'public-key' as const })),
      timeout: given.timeoutMs,
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
    },
  });
  const { clientDataJSON, attestationObject, transports = [] } = response;
  return { id, clientDataJSON, attestationObject, transports };
}
