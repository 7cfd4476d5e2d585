import * as oidc from 'openid-client';
import { egress } from '#kernel/egress/egress.ts';
import { egressOf } from '#kernel/egress/own.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { Problem, refuse } from '#kernel/server/problem.ts';
import type { Who } from './provider-identity.ts';
import { callbackOf, type Provider, secretOf } from './provider-rows.ts';
import { nonceOf, pkceVerifierOf } from './provider-steps.ts';

/** How long a provider's description and keys are taken as known. */
const keptMs = 10 * 60_000;
/** For one call. A request of ours must be answered within five seconds, whatever the provider does. */
const callMs = 2_200;
const mostBytes = 300_000;
/** How recently the person must have signed in at the provider for it to confirm who they are, in seconds. */
const recentS = 120;

interface Kept {
  configuration: oidc.Configuration;
  at: number;
}
const kept = new WeakMap<Kernel, Map<string, Kept>>();

/**
 * What the provider says of itself and how Heed talks to it. Everything goes through the one way out: an address of the
 * own network is called only where an operator allows it, whoever names it. Besides the usual ports the issuer's own is
 * called. @throws Problem people.provider_down
 */
export async function configurationOf(kernel: Kernel, provider: Provider): Promise<oidc.Configuration> {
  const known = kept.get(kernel) ?? new Map<string, Kept>();
  kept.set(kernel, known);
  const key = `${provider.id} ${provider.version} ${provider.issuer}`;
  const before = known.get(key);
  if (before && Date.now() - before.at < keptMs) return before.configuration;
  const configuration = await calling(kernel, provider, () => discover(kernel, provider));
  if (known.size > 100) known.clear();
  known.set(key, { configuration, at: Date.now() });
  return configuration;
}

async function discover(kernel: Kernel, provider: Provider): Promise<oidc.Configuration> {
  const secret = secretOf(kernel.config, provider);
  const fetchThrough = wayOut(kernel, provider);
  const isPlain = provider.issuer.startsWith('http:');
  const execute = isPlain ? [oidc.allowInsecureRequests] : [];
  const options = { [oidc.customFetch]: fetchThrough, execute };
  const found = await oidc.discovery(new URL(provider.issuer), provider.clientId, {}, oidc.None(), options);
  const metadata = found.serverMetadata();
  const methods = metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  const basic = methods.includes('client_secret_basic');
  const auth = secret === null ? oidc.None() : basic ? oidc.ClientSecretBasic(secret) : oidc.ClientSecretPost(secret);
  const configuration = new oidc.Configuration(metadata, provider.clientId, { [oidc.clockTolerance]: 30 }, auth);
  configuration[oidc.customFetch] = fetchThrough;
  if (isPlain) oidc.allowInsecureRequests(configuration);
  // Also where TLS already tells who answers: the signature is checked against the provider's published keys.
  oidc.enableNonRepudiationChecks(configuration);
  return configuration;
}

function wayOut(kernel: Kernel, provider: Provider): oidc.CustomFetch {
  const own = new URL(provider.issuer);
  const ports = [443, Number(own.port || (own.protocol === 'https:' ? 443 : 80))];
  return async (url, { method, headers, body }) => {
    const answer = await egress(egressOf(kernel), {
      ...{ workspaceId: provider.id, url, method: method as 'GET' | 'POST', headers, ports },
      ...{ timeoutMs: callMs, maxBytes: mostBytes },
      ...(body == null ? {} : { body: String(body) }),
    });
    const type = answer.headers['content-type'];
    const isEmpty = answer.status === 204 || answer.status === 304;
    return new Response(isEmpty ? null : new Uint8Array(answer.body), {
      status: answer.status,
      headers: type ? { 'content-type': type } : {},
    });
  };
}

/** Where the browser goes. `secret` is what only this browser has: state, nonce and code are good with it alone. */
export async function addressAt(
  kernel: Kernel,
  provider: Provider,
  { state, secret, proves }: { state: string; secret: string; proves: boolean },
): Promise<string> {
  const configuration = await configurationOf(kernel, provider);
  const url = oidc.buildAuthorizationUrl(configuration, {
    redirect_uri: callbackOf(kernel),
    scope: 'openid email profile',
    state,
    nonce: nonceOf(secret),
    code_challenge: await oidc.calculatePKCECodeChallenge(pkceVerifierOf(secret)),
    code_challenge_method: 'S256',
    ...(proves ? { prompt: 'login', max_age: String(recentS) } : {}),
  });
  return url.href;
}

/**
 * Takes the code to the provider and checks what it answers: signature, issuer, audience, nonce, times; and that the
 * address is verified and of a listed domain.
 * @throws Problem people.answer_refused, people.address_refused, people.provider_down
 */
export async function whoCame(
  kernel: Kernel,
  provider: Provider,
  { code, state, iss, secret, proves }: { code: string; state: string; iss?: string; secret: string; proves: boolean },
): Promise<Who> {
  const configuration = await configurationOf(kernel, provider);
  const back = new URL(callbackOf(kernel));
  back.search = new URLSearchParams({ code, state, ...(iss === undefined ? {} : { iss }) }).toString();
  const claims = await calling(kernel, provider, async () => {
    const tokens = await oidc.authorizationCodeGrant(configuration, back, {
      ...{ expectedState: state, expectedNonce: nonceOf(secret), pkceCodeVerifier: pkceVerifierOf(secret) },
      ...{ idTokenExpected: true, ...(proves ? { maxAge: recentS } : {}) },
    });
    const told = tokens.claims() ?? refuseAnswer();
    const isWhole = told.email !== undefined || !configuration.serverMetadata().userinfo_endpoint;
    // Many providers tell the address only there; its subject must be the same.
    return isWhole ? told : { ...(await oidc.fetchUserInfo(configuration, tokens.access_token, told.sub)), ...told };
  });
  return allowed(provider, claims);
}

function allowed(provider: Provider, claims: Record<string, unknown> & { iss: string; sub: string }): Who {
  const email = typeof claims.email === 'string' ? claims.email.trim().toLowerCase() : '';
  if (!email || email.length > 254 || claims.email_verified !== true) {
    refuse('people.address_refused', `${provider.name} does not say that your e-mail address is verified.`);
  }
  if (!provider.domains.includes(email.slice(email.lastIndexOf('@') + 1))) {
    refuse('people.address_refused', `Addresses of ${provider.domains.join(', ')} are let in; yours is ${email}.`);
  }
  const name = typeof claims.name === 'string' ? claims.name.trim().slice(0, 120) : '';
  const [local = email] = email.split('@');
  return { issuer: claims.iss.replace(/\/$/, ''), subject: claims.sub.slice(0, 256), email, name: name || local };
}

/** Says in plain words what went wrong there; the log gets the code of it and nothing that was sent. */
async function calling<T>(kernel: Kernel, provider: Provider, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'none';
    kernel.log.warn({ issuer: provider.issuer, code, said: saidBy(error) }, 'the identity provider was no help');
    if (error instanceof Problem && error.code.startsWith('people.')) throw error;
    const problem = [error, inner].find((one) => one instanceof Problem);
    if (problem instanceof Problem) return refuse('people.provider_down', problem.message);
    if (saidBy(error) === 'invalid_client' || saidBy(error) === 'unauthorized_client') {
      return refuse(
        'people.provider_down',
        `${provider.name} does not know Heed. An owner checks client id and secret.`,
      );
    }
    if (saidBy(error) !== undefined || /^OAUTH_(?!RESPONSE_IS_NOT)/.test(code)) return refuseAnswer();
    return refuse('people.provider_down', `${provider.name} could not be reached. Try again in a minute.`);
  }
}

/** The error code of OAuth with which the other side refused, such as invalid_grant. */
function saidBy(error: unknown): string | undefined {
  return error instanceof oidc.ResponseBodyError ? error.error : undefined;
}

function refuseAnswer(): never {
  return refuse('people.answer_refused', 'Begin again from the sign-in page; each answer is good once.');
}
