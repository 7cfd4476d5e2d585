import { createServer, type RequestListener, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { allowedAddresses, type EgressDeps, egress } from './egress.ts';

const workspaceId = '018f3c2a-0000-7000-8000-000000000001';
const servers: Server[] = [];
let hits: string[] = [];
let port = 0;

/** Listens on an address; every connection, even without a request, counts as a hit. */
async function listen(address: string, onPort: number, answer: RequestListener): Promise<number> {
  const server = createServer(answer);
  server.on('connection', () => hits.push(address));
  await new Promise<void>((resolve) => server.listen(onPort, address, resolve));
  servers.push(server);
  const bound = server.address();
  return typeof bound === 'object' && bound ? bound.port : 0;
}

const answerPlainly: RequestListener = (request, response) => {
  if (request.url === '/away') {
    response.writeHead(302, { location: `http://127.0.0.1:${port}/canary` }).end();
  } else if (request.url === '/endless') {
    const more = setInterval(() => response.write('x'.repeat(50_000)), 1);
    response.on('close', () => clearInterval(more));
  } else if (request.url === '/heavy-headers') {
    response.writeHead(200, { 'x-heavy': 'x'.repeat(20_000) }).end();
  } else if (request.url !== '/silent') {
    response.end(`${request.method} ${request.headers.host}`);
  }
};

beforeAll(async () => {
  port = await listen('127.0.0.1', 0, (_, response) => response.end('canary'));
  await listen('127.0.0.2', port, answerPlainly);
});
beforeEach(() => {
  hits = [];
});
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

const open: EgressDeps = { allow: [], workspaceKind: async () => 'live' };
const toSecond: EgressDeps = { ...open, allow: ['127.0.0.2'] };
const ask = (url: string, deps: EgressDeps = open) => egress(deps, { workspaceId, url, ports: [port, 80, 443] });
const naming = (...addresses: string[]) => ({
  resolve: async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
});

describe('egress refuses', () => {
  it.each([
    ...[
      '127.0.0.1',
      '127.1',
      '2130706433',
      '0x7f000001',
      '0177.0.0.1',
      '0x7f.0.0.1',
      '127.255.255.254',
      '0',
      '0.0.0.0',
    ],
    ...[
      '①②⑦.⓪.⓪.①',
      '127。0。0。1',
      '%31%32%37.0.0.1',
      'localhost',
      'LOCALHOST.',
      '[::1]',
      '[::]',
      '[0:0:0:0:0:0:0:1]',
    ],
    ...['[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::127.0.0.1]', '[64:ff9b::7f00:1]', '[2002:7f00:1::]', '[fe80::1]'],
    ...['[fd00::1]', '[ff02::1]', '[2001::1]', '169.254.169.254', '10.0.0.1', '172.31.255.1', '192.168.1.1'],
    ...['100.64.0.1', '192.0.0.8', '198.19.0.1', '224.0.0.1', '255.255.255.255'],
  ])('the inner address %s', async (host) => {
    await expect(ask(`http://${host}:${port}/canary`)).rejects.toMatchObject({ code: 'egress.refused' });
    expect(hits).toEqual([]);
  });

  it.each([
    ...[
      'gopher://127.0.0.1/x',
      'file:///etc/passwd',
      'data:text/plain,x',
      'ws://shop.example/',
      'not an address',
      '//x',
    ],
    ...[
      'http://me:secret@shop.example/',
      'http://me@shop.example/',
      'http://shop.example:6379/',
      'https://shop.example:22/',
    ],
  ])('the address %s without asking for the name', async (url) => {
    let asked = 0;
    const resolve = async () => {
      asked++;
      return [{ address: '8.8.8.8', family: 4 }];
    };
    await expect(ask(url, { ...open, resolve })).rejects.toMatchObject({ code: 'egress.refused' });
    expect(asked).toBe(0);
  });

  it.each([
    ['loopback', ['127.0.0.1']],
    ['one inner address among public ones', ['8.8.8.8', '127.0.0.1']],
    ['a mapped address', ['::ffff:127.0.0.1']],
    ['a network card', ['fe80::1%eth0']],
    ['nothing', []],
    ['nonsense', ['localhost']],
  ])('a name that stands for %s', async (_, addresses) => {
    const deps = { ...open, ...naming(...addresses) };
    await expect(ask(`http://shop.example:${port}/`, deps)).rejects.toMatchObject({ code: 'egress.refused' });
    expect(hits).toEqual([]);
  });

  it('its own hosts', async () => {
    const deps = { ...open, ownHosts: ['help.example.org'] };
    await expect(ask('https://help.example.org./', deps)).rejects.toMatchObject({ code: 'egress.refused' });
  });

  it.each([
    'practice',
    undefined,
  ] as const)('a workspace of the kind %s, before the name is asked for', async (kind) => {
    const resolve = () => Promise.reject(new Error('was asked'));
    const deps: EgressDeps = { ...toSecond, workspaceKind: async () => kind, resolve };
    await expect(ask('not even an address', deps)).rejects.toMatchObject({ code: 'practice.no_sending' });
  });

  it('a mistake in the allow list', async () => {
    await expect(ask('http://10.0.0.1/', { ...open, allow: ['10.0.0.0/33'] })).rejects.toThrow('not a range');
    await expect(ask('http://10.0.0.1/', { ...open, allow: ['10.0.0.0/'] })).rejects.toThrow('not a range');
  });
});

describe('egress', () => {
  it('lets public addresses and listed ranges pass', async () => {
    expect(await allowedAddresses('8.8.8.8', [])).toEqual([{ address: '8.8.8.8', family: 4 }]);
    expect(await allowedAddresses('[2606:4700::1111]', [])).toHaveLength(1);
    expect(await allowedAddresses('[fd12::1]', ['fd12::/16', '10.0.0.0/8'])).toHaveLength(1);
    await expect(allowedAddresses('[::ffff:10.0.0.1]', ['10.0.0.0/8'])).rejects.toMatchObject({
      code: 'egress.refused',
    });
  });

  it('reaches a listed server under the name it was asked for', async () => {
    const answer = await ask(`http://shop.example:${port}/`, { ...toSecond, ...naming('127.0.0.2') });
    expect(answer).toMatchObject({ status: 200, body: Buffer.from(`GET shop.example:${port}`) });
  });

  it('connects to the address it checked, whatever the name says later', async () => {
    const answers = ['127.0.0.2', '127.0.0.1'];
    const resolve = async () => [{ address: answers.shift() ?? '127.0.0.1', family: 4 }];
    await ask(`http://localhost:${port}/`, { ...toSecond, resolve });
    expect(hits).toEqual(['127.0.0.2']);
    expect(answers).toEqual(['127.0.0.1']);
  });

  it('returns a redirect and does not follow it', async () => {
    const answer = await ask(`http://127.0.0.2:${port}/away`, toSecond);
    expect(answer.status).toBe(302);
    expect(hits).toEqual(['127.0.0.2']);
  });

  it('sends method, headers and body, but no other host', async () => {
    const headers = { Host: 'other.example', 'content-type': 'application/json' };
    const url = `http://127.0.0.2:${port}/`;
    const answer = await egress(toSecond, { workspaceId, url, ports: [port], method: 'POST', headers, body: '{}' });
    expect(answer.body.toString()).toBe(`POST 127.0.0.2:${port}`);
  });

  it('stops reading an answer that is too long', async () => {
    await expect(ask(`http://127.0.0.2:${port}/endless`, toSecond)).rejects.toThrow('longer than 1000000 bytes');
    await expect(ask(`http://127.0.0.2:${port}/heavy-headers`, toSecond)).rejects.toThrow('could not be reached');
  });

  it('gives up after the time, also while asking for the name', async () => {
    const url = `http://127.0.0.2:${port}/silent`;
    await expect(egress(toSecond, { workspaceId, url, ports: [port], timeoutMs: 60 })).rejects.toThrow('in time');
    const resolve = () => new Promise<never>(() => {});
    const slow = egress({ ...open, resolve }, { workspaceId, url: 'http://shop.example/', timeoutMs: 60 });
    await expect(slow).rejects.toThrow('in time');
  });

  it('demands TLS where the address says so', async () => {
    await expect(ask(`https://127.0.0.2:${port}/`, toSecond)).rejects.toThrow('could not be reached');
  });
});
