import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { finish, write } from './outflow.ts';

const server = createServer();
const much = 'x'.repeat(1_000_000);

beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** A connection, seen from both sides; the other side takes nothing as long as it does not resume. */
async function connected() {
  const request = get({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' });
  const [, to] = (await once(server, 'request')) as [unknown, ServerResponse];
  to.flushHeaders();
  const [from] = (await once(request, 'response')) as [IncomingMessage];
  from.on('error', () => {});
  return { to, from };
}

async function writeUntilStalled(to: ServerResponse) {
  for (let n = 0; n < 100; n++) await write(to, much, 200);
}

it('however often the other side is slow, nothing is left listening', async () => {
  const { to, from } = await connected();
  const before = [to.listenerCount('close'), to.listenerCount('drain'), to.listenerCount('error')];
  from.resume();
  for (let n = 0; n < 30; n++) await write(to, much);
  expect([to.listenerCount('close'), to.listenerCount('drain'), to.listenerCount('error')]).toEqual(before);
  await finish(to);
  expect(to.destroyed).toBe(true);
});

it('one who takes nothing is given up after a while, and the connection with him', async () => {
  const { to, from } = await connected();
  await expect(writeUntilStalled(to)).rejects.toThrow('aborted');
  const { socket } = to;
  expect(socket?.destroyed).toBe(false);
  await finish(to, 200);
  expect(socket?.destroyed).toBe(true);
  from.destroy();
});
