import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keepSessions } from '#foundation/measures/test/caught-up.ts';
import type { Client } from '#kernel/test/client.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { type Box, mail, openBox, post } from '../test/post.ts';

const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
let heed: TestHeed;
let owner: Client;
let box: Box;
let elsewhere: Server;
let url = '';
const asked: string[] = [];
beforeAll(async () => {
  elsewhere = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url === '/away.png') response.writeHead(302, { Location: 'http://127.0.0.9/' }).end();
    else if (request.url === '/page.png')
      response.writeHead(200, { 'Content-Type': 'image/png' }).end('<script>1</script>');
    else response.writeHead(200, { 'Content-Type': 'text/html' }).end(Buffer.from(dot, 'base64'));
  });
  await new Promise<void>((listening) => elsewhere.listen(0, '127.0.0.2', listening));
  const { port } = elsewhere.address() as AddressInfo;
  url = `http://127.0.0.2:${port}`;
  heed = await startTestHeed({ environment: { HEED_EGRESS_ALLOW: '127.0.0.2' } });
  ({ owner } = await heed.setUp());
  await keepSessions(heed);
  box = await openBox(owner, 'support@fennick.example');
});
afterAll(async () => {
  await heed.stop();
  elsewhere.close();
});

const withPictures = (html: string) => {
  const parts = [
    '--b1',
    'Content-Type: text/html; charset=utf-8',
    '',
    html,
    '--b1',
    'Content-Type: image/png; name="dot.png"',
    'Content-Disposition: inline',
    'Content-ID: <dot@kaldor.example>',
    'Content-Transfer-Encoding: base64',
    '',
    dot,
    '--b1--',
  ];
  const head = {
    From: 'Kim <kim@kaldor.example>',
    To: box.address,
    Subject: 'Look',
    'Message-ID': `<${html.length}@k.example>`,
  };
  return mail({ ...head, 'MIME-Version': '1.0', 'Content-Type': 'multipart/related; boundary=b1' }, parts.join('\r\n'));
};
const page = async (messageId: string | null, query = '') => {
  const response = await owner.raw('GET', `/api/v1/mail/${messageId}/page${query}`);
  return { html: await response.text(), policy: response.headers.get('content-security-policy') ?? '' };
};
const pictures = (html: string) =>
  [...html.matchAll(/<img[^>]* src="([^"]*)"/g)].map(([, src = '']) => src.replaceAll('&amp;', '&'));

it('pictures of a mail stand where they belong; those from elsewhere wait until somebody asks', async () => {
  const html = `<p>See <img src="cid:dot@kaldor.example"> and <img src="${url}/seen.png?who=kim&amp;x=1"></p>`;
  const { message_id: messageId } = await post(heed, box, withPictures(html));
  const plain = await page(messageId);
  expect(pictures(plain.html)).toEqual([expect.stringMatching(/^data:image\/png;base64,/)]);
  expect([plain.policy.includes('img-src data:;'), asked]).toEqual([true, []]);
  const asking = await page(messageId, '?pictures=remote');
  const [, remote = ''] = pictures(asking.html);
  expect(asking.policy).toContain("img-src data: 'self';");
  // The page has no origin, so the picture is fetched without a cookie.
  const got = await heed.anonymous().raw('GET', remote);
  expect([got.status, got.headers.get('content-type'), asked]).toEqual([200, 'image/png', ['/seen.png?who=kim&x=1']]);
});

it('part of T-51: nothing but pictures is passed on, from nowhere but where a mail of ours says', async () => {
  const inner = 'http://127.0.0.9/in.png';
  const html = `<img src="${url}/away.png"><img src="${url}/page.png"><img src="${inner}"><img src="http://localhost:1/x">`;
  const { message_id: messageId } = await post(heed, box, withPictures(html));
  const { html: shown } = await page(messageId, '?pictures=remote');
  const statuses = await Promise.all(
    pictures(shown).map(async (src) => (await heed.anonymous().raw('GET', src)).status),
  );
  expect(statuses).toEqual([404, 404, 404, 404]);
  const [first = ''] = pictures(shown);
  const forged = first.replace('away', 'else');
  expect((await heed.anonymous().raw('GET', forged)).status).toBe(403);
  expect((await heed.anonymous().raw('GET', first.replace(/until=\d+/, 'until=9999999999999'))).status).toBe(403);
});
