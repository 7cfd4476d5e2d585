import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { reply } from '#contact/conversations/contract.ts';
import { keepSessions } from '#foundation/measures/test/caught-up.ts';
import { newId } from '#kernel/contract/ids.ts';
import { contribute } from '#kernel/server/capability.ts';
import { runOwnCommand } from '#kernel/server/own-command.ts';
import type { Client } from '#kernel/test/client.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { decideParticipant, mailsOfConversation, recipientsOfReply, sendAgain } from '../contract.ts';
import { type Box, mail, openBox, posted, sendBy } from '../test/post.ts';
import { type Relay, startRelay } from '../test/relay.ts';
import { type AutomaticKind, automaticMails, mailSoon } from './sending/automatic.ts';

let heed: TestHeed;
let owner: Client;
let box: Box;
let relay: Relay;
let workspaceId: string;
let silent: Server;
const held: Socket[] = [];
/** A kind of mail that some capability sends of its own accord, by whatever address the test says. */
const reminders = { mailboxId: '', to: '' };
const reminder: AutomaticKind = {
  kind: 'reminder',
  compose: async () => ({ ...reminders, subject: 'Reminder', text: 'It is ready.', topic: 'reminders' }),
};
const remind = () =>
  runOwnCommand(heed.running.kernel, 'reminders.send', { workspaceId, onBehalfOf: null }, async (ctx) =>
    mailSoon(ctx, 'reminder', newId()),
  );

beforeAll(async () => {
  const extra = { name: 'reminders', contributes: [contribute(automaticMails, reminder)] };
  heed = await startTestHeed({ environment: { HEED_EGRESS_ALLOW: '127.0.0.1' }, extra: [extra] });
  ({ owner, workspaceId } = await heed.setUp());
  await keepSessions(heed);
  relay = await startRelay();
  box = await openBox(owner, 'support@fennick.example');
  await sendBy(owner, box, 2, relay.port);
  silent = createServer((socket) => void held.push(socket));
  await new Promise<void>((listening) => silent.listen(0, '127.0.0.1', listening));
});
afterAll(async () => {
  for (const socket of held) socket.destroy();
  silent.close();
  await heed.stop();
  await relay.stop();
});

let count = 0;
const begun = (at: Box, headers: Record<string, string> = {}) => {
  const name = `ana${++count}`;
  const own = {
    From: `Ana <${name}@kaldor.example>`,
    To: at.address,
    Subject: 'Kettle',
    'Message-ID': `<${name}@k.example>`,
  };
  return posted(heed, at, mail({ ...own, ...headers }));
};
async function reaches(conversationId: string, state: string) {
  for (let waited = 0; waited < 15_000; waited += 50) {
    const { mails } = await owner.call(mailsOfConversation, { conversationId });
    const delivery = mails.findLast((one) => one.way === 'out')?.delivery;
    if (delivery?.state === state) return delivery;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`the reply is not ${state}`);
}

it('relays that say nothing hold nobody else’s mail', async () => {
  const dead = await openBox(owner, 'orders@fennick.example');
  await sendBy(owner, dead, 2, (silent.address() as AddressInfo).port);
  for (let i = 0; i < 6; i++) {
    const conversationId = await begun(dead);
    await owner.call(reply, { conversationId, text: 'It does.' });
  }
  const conversationId = await begun(box);
  await owner.call(reply, { conversationId, text: 'It does.' });
  await reaches(conversationId, 'accepted');
  // One address has four on their way, however many wait.
  expect(held.length).toBe(4);
});

it('nor do they hold what leaves of its own accord, or what else is to be done', async () => {
  const quiet = await openBox(owner, 'reminders@fennick.example');
  await sendBy(owner, quiet, 2, (silent.address() as AddressInfo).port);
  Object.assign(reminders, { mailboxId: quiet.mailboxId, to: 'kim@kaldor.example' });
  const before = held.length;
  for (let i = 0; i < 6; i++) await remind();
  await expect.poll(() => held.length, { timeout: 15_000 }).toBe(before + 4);
  const conversationId = await begun(box);
  await owner.call(reply, { conversationId, text: 'It does.' });
  await reaches(conversationId, 'accepted');
  Object.assign(reminders, { mailboxId: box.mailboxId, to: 'lea@kaldor.example' });
  await remind();
  const mine = () => relay.taken.find((one) => one.to[0] === 'lea@kaldor.example');
  await expect.poll(() => mine()?.seen.text, { timeout: 15_000 }).toContain('It is ready.');
  // Nobody asked for it, so whoever gets it can end it; and then gets none.
  const url = /^List-Unsubscribe:\s*<([^>]+)>/im.exec(mine()?.raw ?? '')?.[1] ?? '';
  const body = 'List-Unsubscribe=One-Click';
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': String(body.length) };
  expect((await heed.anonymous().raw('POST', new URL(url).pathname, { body, headers })).status).toBe(204);
  await remind();
  Object.assign(reminders, { to: 'ada@kaldor.example' });
  await remind();
  await expect
    .poll(() => relay.taken.some((one) => one.to[0] === 'ada@kaldor.example'), { timeout: 15_000 })
    .toBe(true);
  expect(relay.taken.filter((one) => one.to[0] === 'lea@kaldor.example')).toHaveLength(1);
});

it('sends again only to those who did not get it', async () => {
  const cc = 'Bo <bo@kaldor.example>, Cy <cy@kaldor.example>';
  const conversationId = await begun(box, { Cc: cc });
  for (const address of ['bo@kaldor.example', 'cy@kaldor.example']) {
    await owner.call(decideParticipant, { conversationId, address, accepted: true });
  }
  relay.refuses.add('bo@kaldor.example');
  const before = relay.taken.length;
  const { messageId } = await owner.call(reply, { conversationId, text: 'It does.' });
  const failed = await reaches(conversationId, 'failed');
  expect(failed.reason).toContain('bo@kaldor.example');
  relay.refuses.clear();
  await owner.call(sendAgain, { conversationId, messageId });
  await reaches(conversationId, 'accepted');
  const [first, second] = relay.taken.slice(before);
  expect(first?.to).toEqual([`ana${count}@kaldor.example`, 'cy@kaldor.example']);
  expect(second?.to).toEqual(['bo@kaldor.example']);
  expect(second?.seen.messageId).toBe(first?.seen.messageId);
  expect(second?.seen.cc.map((one) => one.address)).toEqual(['bo@kaldor.example', 'cy@kaldor.example']);
  expect((await owner.call(recipientsOfReply, { conversationId })).recipients).toHaveLength(3);
});
