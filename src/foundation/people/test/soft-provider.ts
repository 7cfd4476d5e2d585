import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';

/** What is wrong with the token that a provider gives. */
export type Flaw = 'nonce' | 'audience' | 'issuer' | 'expired' | 'key' | 'unsigned' | 'none';

export interface Person {
  sub: string;
  email?: string;
  email_verified?: boolean;
  name?: string;
}

interface Asked {
  person: Person;
  flaw: Flaw;
  nonce: string;
  challenge: string;
  redirect: string;
}

/** An identity provider in this process, which can also lie. */
export interface SoftProvider {
  issuer: string;
  /** Plays the browser at the provider: what it sends back for an address of Heed's. */
  agree(url: string, person: Person, flaw?: Flaw): { state: string; code: string };
  /** Answers nothing any more, or again. */
  down: boolean;
  stop(): Promise<void>;
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return new URLSearchParams(text);
}

/** `host` is one of the own machine that Heed is allowed to call. */
export async function startSoftProvider(host = '127.0.0.2'): Promise<SoftProvider> {
  const [own, foreign] = [await generateKeyPair('RS256'), await generateKeyPair('RS256')];
  const jwk = { ...(await exportJWK(own.publicKey)), kid: 'own', alg: 'RS256', use: 'sig' };
  const codes = new Map<string, Asked>();
  const provider: SoftProvider = { issuer: '', down: false, agree, stop };

  async function idToken({ person, flaw, nonce }: Asked): Promise<string> {
    const said: JWTPayload = { ...person, nonce: flaw === 'nonce' ? 'another' : nonce };
    const now = Math.floor(Date.now() / 1_000);
    const at = flaw === 'expired' ? now - 7_200 : now;
    const claims = {
      ...said,
      iss: flaw === 'issuer' ? 'https://elsewhere.example' : provider.issuer,
      aud: flaw === 'audience' ? 'another client' : 'heed',
      ...{ iat: at, exp: at + 300, auth_time: at },
    };
    if (flaw === 'unsigned') return new UnsecuredJWT(claims).encode();
    const key = flaw === 'key' ? foreign.privateKey : own.privateKey;
    return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'own' }).sign(key);
  }

  async function giveTokens(request: IncomingMessage): Promise<[number, object]> {
    const form = await readForm(request);
    const asked = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    const verifier = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const fits = asked && asked.challenge === verifier && asked.redirect === form.get('redirect_uri');
    if (!fits) return [400, { error: 'invalid_grant' }];
    return [200, { access_token: 'opaque', token_type: 'Bearer', id_token: await idToken(asked) }];
  }

  async function answer(request: IncomingMessage): Promise<[number, object]> {
    const { issuer } = provider;
    if (provider.down) return [500, {}];
    if (request.url === '/jwks') return [200, { keys: [jwk] }];
    if (request.url === '/token') return giveTokens(request);
    if (request.url !== '/.well-known/openid-configuration') return [404, {}];
    return [
      200,
      {
        ...{ issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token` },
        ...{ jwks_uri: `${issuer}/jwks`, response_types_supported: ['code'], subject_types_supported: ['public'] },
        ...{ id_token_signing_alg_values_supported: ['RS256'], code_challenge_methods_supported: ['S256'] },
      },
    ];
  }

  function agree(url: string, person: Person, flaw: Flaw = 'none') {
    const given = new URL(url).searchParams;
    const code = randomBytes(16).toString('hex');
    codes.set(code, {
      ...{ person, flaw, nonce: given.get('nonce') ?? '', challenge: given.get('code_challenge') ?? '' },
      redirect: given.get('redirect_uri') ?? '',
    });
    return { state: given.get('state') ?? '', code };
  }

  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    void answer(request).then(([status, body]) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  async function stop(): Promise<void> {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  // Where nobody stops it, it ends with the test.
  server.unref();
  const bound = server.address();
  provider.issuer = `http://${host}:${typeof bound === 'object' && bound ? bound.port : 0}`;
  return provider;
}
