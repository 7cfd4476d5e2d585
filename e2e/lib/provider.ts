import { createServer } from 'node:http';
import Provider from 'oidc-provider';

/** A certified identity provider on the own machine; whoever gives a name there is `name@acme.example`. */
export interface TestProvider {
  issuer: string;
  clientId: string;
  clientSecret: string;
  stop(): Promise<void>;
}

export async function startProvider(redirect: string): Promise<TestProvider> {
  const [clientId, clientSecret] = ['heed', 'between the two of us'];
  const server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.2', resolve));
  const bound = server.address();
  const issuer = `http://127.0.0.2:${typeof bound === 'object' && bound ? bound.port : 0}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirect] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    cookies: { keys: ['a key of this test'] },
    findAccount: (_ctx: unknown, id: string) => ({
      accountId: id,
      claims: () => ({ sub: id, name: `${id} of Acme`, email: `${id}@acme.example`, email_verified: true }),
    }),
  });
  const answer = provider.callback();
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { issuer, clientId, clientSecret, stop };
}
