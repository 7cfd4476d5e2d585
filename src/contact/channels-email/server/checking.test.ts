import { createSocket } from 'node:dgram';
import { expect, it } from 'vitest';
import { checkInThread } from './placing/check-in-thread.ts';

const from = (head: string) => Buffer.from(`${head}From: bea@berger.example\r\nSubject: Kettle\r\n\r\nIn red?\r\n`);

/** A name server that hears and never answers. */
async function silentServer() {
  const socket = createSocket('udp4');
  await new Promise<void>((ready) => socket.bind(0, '127.0.0.1', ready));
  return { address: `127.0.0.1:${socket.address().port}`, close: () => socket.close() };
}

it('a sender is checked in a thread, which neither silence nor a thousand signatures hold up', async () => {
  const silent = await silentServer();
  const began = performance.now();
  const many = from('DKIM-Signature: v=1; a=rsa-sha256; d=evil.example; s=x; l=1; bh=x; h=from; b=x\r\n'.repeat(1_000));
  expect(await checkInThread(many, null, silent.address, [])).toEqual({
    ...{ spf: 'temperror', dkim: 'temperror', dmarc: 'temperror' },
  });
  expect(performance.now() - began).toBeLessThan(5_000);
  expect((await checkInThread(from(''), null, silent.address, []))?.dmarc).toBe('temperror');
  expect((await checkInThread(from('From: eve@evil.example\r\n'), null, silent.address, []))?.dmarc).toBe('fail');
  expect(await checkInThread(from(''), null, 'off', [])).toBeNull();
  silent.close();
});
