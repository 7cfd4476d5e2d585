import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getConversation, listConversations, listMessages, reply } from '#contact/conversations/contract.ts';
import { getCustomer } from '#contact/customers/contract.ts';
import { keepSessions } from '#foundation/measures/test/caught-up.ts';
import { newId } from '#kernel/contract/ids.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import {
  addAccount,
  changeAccount,
  listAccounts,
  retireAccount,
  sendSocialAgain,
  socialOfConversation,
  updatesPath,
} from '../contract.ts';
import { type StubTelegram, startTelegram, written } from '../test/telegram.ts';

/** A messenger, proved with the shape of Telegram's Bot API against a server that speaks it. */
let clock = new Date('2026-11-02T00:00:00Z');
let heed: TestHeed;
let owner: Client;
let telegram: StubTelegram;
let accountId: string;
const log: string[] = [];

beforeAll(async () => {
  heed = await startTestHeed({
    now: () => clock,
    environment: { HEED_EGRESS_ALLOW: '127.0.0.3', HEED_LOG: 'debug' },
    logTo: { write: (line) => log.push(line) },
  });
  ({ owner } = await heed.setUp());
  await keepSessions(heed);
  telegram = await startTelegram();
  const { token, url: apiUrl } = telegram;
  ({ accountId } = await owner.call(addAccount, { name: 'Shop bot', token, apiUrl, way: 'webhook' }));
  await telegram.until('setWebhook', 1);
});
afterAll(async () => {
  await heed.stop();
  await telegram.stop();
});

const account = async () => (await owner.call(listAccounts, {})).accounts.find((one) => one.id === accountId);
const settled = async <T>(what: () => Promise<T>, fits: (value: T) => boolean): Promise<T> => {
  let value = await what();
  for (let waited = 0; waited < 15_000 && !fits(value); waited += 50) {
    await new Promise((later) => setTimeout(later, 50));
    value = await what();
  }
  return value;
};
const tell = (update: Record<string, unknown>, secret = telegram.webhook?.secret ?? '') =>
  heed.anonymous().raw('POST', `${updatesPath}/${accountId}`, {
    body: update,
    headers: { 'X-Telegram-Bot-Api-Secret-Token': secret },
  });
let [updateId, who, messageNumber] = [0, 7_000, 0];
/** Tells of an update, and waits until it was read. */
async function told(update: Record<string, unknown>, number = ++updateId): Promise<string> {
  expect((await tell({ update_id: number, ...update })).status).toBe(200);
  const ref = String(number).padStart(16, '0');
  const state = async () => {
    const sql = 'SELECT state FROM social_update WHERE account_id = $1 AND ref = $2';
    return (await asOwner<{ state: string }>(heed.ownerUrl, sql, [accountId, ref]))[0]?.state ?? '';
  };
  return settled(state, (value) => value !== 'stored');
}
const conversationsOf = async (by: number) => {
  const sql = `SELECT DISTINCT m.conversation_id AS id FROM social_contact k
    JOIN social_message s ON s.contact_id = k.id JOIN message m ON m.id = s.message_id WHERE k.ref = $1`;
  return (await asOwner<{ id: string }>(heed.ownerUrl, sql, [String(by)])).map((one) => one.id);
};
/** Somebody who wrote something: their number, and the conversation that it began. */
async function begun(text = 'Does it come in red?') {
  const by = ++who;
  const id = ++messageNumber;
  await told({ message: written(by, id, { text }) });
  const [conversationId = ''] = await conversationsOf(by);
  return { by, id, conversationId };
}
const textsOf = async (conversationId: string) =>
  (await owner.call(listMessages, { conversationId })).messages.map((one) => [one.kind, one.text]);
const deliveryOf = async (conversationId: string) =>
  (await owner.call(socialOfConversation, { conversationId })).messages.at(-1)?.delivery;
const reaches = (conversationId: string, state: string) =>
  settled(
    () => deliveryOf(conversationId),
    (delivery) => delivery?.state === state,
  );
const blocked = {
  chat: { id: 0, type: 'private' },
  from: { id: 0, first_name: 'Kim' },
  new_chat_member: { status: 'kicked' },
};
const member = (by: number, status: string) => ({
  my_chat_member: { ...blocked, chat: { id: by, type: 'private' }, from: { id: by }, new_chat_member: { status } },
});

describe('what is written to an account', () => {
  it('becomes a conversation of a customer of their own, and goes on in it', async () => {
    const { by, conversationId } = await begun();
    await told({ message: written(by, ++messageNumber, { text: 'Or in blue?' }) });
    expect(await textsOf(conversationId)).toEqual([
      ['customer', 'Does it come in red?'],
      ['customer', 'Or in blue?'],
    ]);
    const conversation = await owner.call(getConversation, { conversationId });
    expect(conversation.channel).toBe('messenger');
    const customer = await owner.call(getCustomer, { customerId: conversation.customerId });
    expect(customer.name).toBe(`Kim Kaldor ${by}`);
    expect((await owner.call(socialOfConversation, { conversationId })).contact).toMatchObject({
      ...{ connector: 'telegram', account: 'Shop bot', handle: `@kim${by}`, blockedAt: null },
    });
  });

  it('is taken once however often it is told, and only with the secret', async () => {
    const { by, id, conversationId } = await begun();
    const again = { message: written(by, id, { text: 'Does it come in red?' }) };
    expect(await told(again, updateId)).toBe('done');
    expect(await told(again)).toBe('ignored');
    expect(await textsOf(conversationId)).toHaveLength(1);
    const forged = { update_id: ++updateId, message: written(by, ++messageNumber, { text: 'Forged' }) };
    for (const secret of ['', 'guessed', `${telegram.webhook?.secret}x`])
      expect((await tell(forged, secret)).status).toBe(401);
    expect(await textsOf(conversationId)).toHaveLength(1);
  });

  it('brings its files; one that is too large stays there and is named', async () => {
    const { by, conversationId } = await begun();
    telegram.files.set('list', Buffer.from('one\ntwo\n'));
    const document = { file_id: 'list', file_name: 'list.txt', file_size: 8 };
    await told({ message: written(by, ++messageNumber, { document, caption: 'Here' }) });
    const video = { file_id: 'film', file_name: 'film.mp4', file_size: 90_000_000 };
    await told({ message: written(by, ++messageNumber, { video }) });
    const { messages } = await owner.call(listMessages, { conversationId });
    expect(messages.slice(1).map((one) => [one.text, one.attachments.map((file) => file.name)])).toEqual([
      ['Here', ['list.txt']],
      ['film.mp4', []],
    ]);
    const facts = await owner.call(socialOfConversation, { conversationId });
    expect(facts.messages.at(-1)?.leftOut).toEqual([{ name: 'film.mp4', reason: 'file.too_large' }]);
  });

  it('waits ten minutes for a file that is not given, is there without it and says so, and has it when it is', async () => {
    const { by, conversationId } = await begun('One moment.');
    telegram.files.set('late', Buffer.from('one\ntwo\n'));
    telegram.late.set('late', 3_600);
    const document = { file_id: 'late', file_name: 'list.txt', file_size: 8 };
    const late = written(by, ++messageNumber, { document, caption: 'Here' });
    expect((await tell({ update_id: ++updateId, message: late })).status).toBe(200);
    const other = await begun('And in blue?');
    expect(await textsOf(other.conversationId)).toEqual([['customer', 'And in blue?']]);
    expect(await textsOf(conversationId)).toHaveLength(1);
    await told(member(by, 'kicked'));
    const asked = telegram.called('getFile').length;
    const shown = async () => {
      const { messages } = await owner.call(listMessages, { conversationId });
      return messages.map((one) => [one.text, one.attachments.map((file) => file.name)]);
    };
    const grown = (length: number) => settled(shown, (lines) => lines.length === length);
    const lacks = async () => {
      const { messages, contact } = await owner.call(socialOfConversation, { conversationId });
      return [messages.at(1)?.leftOut, contact?.blockedAt !== null];
    };
    clock = new Date(clock.getTime() + 601_000);
    expect((await grown(2))[1]).toEqual(['Here', []]);
    // They blocked the account after they had written this.
    expect(await lacks()).toEqual([[{ name: 'list.txt', reason: 'not_yet' }], true]);
    expect(telegram.called('getFile')).toHaveLength(asked);
    // Asked in vain once more, and for no time: it is not asked without a pause.
    telegram.late.set('late', 0);
    clock = new Date(clock.getTime() + 3_000_000);
    await telegram.until('getFile', asked + 1);
    await new Promise((some) => setTimeout(some, 500));
    expect(telegram.called('getFile')).toHaveLength(asked + 1);
    telegram.late.clear();
    clock = new Date(clock.getTime() + 2_000);
    expect((await grown(3))[2]).toEqual(['', ['list.txt']]);
    expect(await lacks()).toEqual([[], true]);
  });

  it('shows what was changed afterwards beside what it was, and nothing where nothing changed', async () => {
    const { by, id, conversationId } = await begun('It leaks.');
    await told({ edited_message: written(by, id, { text: 'It leaks.' }) });
    await told({ edited_message: written(by, id, { text: 'It leaks badly.' }) });
    expect(await textsOf(conversationId)).toEqual([
      ['customer', 'It leaks.'],
      ['customer', 'It leaks badly.'],
    ]);
    const { messages } = await owner.call(listMessages, { conversationId });
    const facts = await owner.call(socialOfConversation, { conversationId });
    expect(facts.messages.at(-1)?.editsId).toBe(messages[0]?.id);
  });

  it.each([
    ['a group', { message: { ...written(1, 1, { text: 'Hi' }), chat: { id: -5, type: 'group' } } }],
    ['the button that begins a chat', { message: written(2, 1, { text: '/start' }) }],
    ['another bot', { message: { ...written(3, 1, { text: 'Hi' }), from: { id: 3, is_bot: true } } }],
    ['something unknown', { poll: { id: '5', question: 'Red?' } }],
    ['wrong types', { message: { message_id: {}, chat: [], text: 5 } }],
  ])('is nothing to answer: %s', async (_, update) => {
    const before = (await owner.call(listConversations, { view: 'all' })).conversations.length;
    expect(await told(update)).toBe('ignored');
    expect((await owner.call(listConversations, { view: 'all' })).conversations).toHaveLength(before);
  });
});

describe('an answer', () => {
  it('leaves from the account in order, whole, and is seen to have been sent', async () => {
    const { by, conversationId } = await begun();
    const before = telegram.called('sendMessage').length;
    const long = `${'It comes in red, blue and brass. '.repeat(200)}End.`;
    await owner.call(reply, { conversationId, text: long });
    await owner.call(reply, { conversationId, text: 'Which one?' });
    const sent = (await telegram.until('sendMessage', before + 3)).slice(before).map((one) => one.body);
    expect(sent.map((one) => one.chat_id)).toEqual([String(by), String(by), String(by)]);
    expect(sent.every((one) => String(one.text).length <= 4_096)).toBe(true);
    expect([`${sent[0]?.text} ${sent[1]?.text}`, sent[2]?.text]).toEqual([long, 'Which one?']);
    expect(await reaches(conversationId, 'sent')).toMatchObject({ state: 'sent', reason: '' });
  });

  it('brings its files', async () => {
    const { conversationId } = await begun();
    const fileId = newId();
    const headers = { 'X-Heed-File-Name': 'list.txt', Origin: heed.url, 'Content-Type': 'application/octet-stream' };
    await owner.raw('PUT', `/api/v1/files/${fileId}`, { body: Buffer.from('one\ntwo\n'), headers });
    const before = telegram.called('sendDocument').length;
    await owner.call(reply, { conversationId, text: 'Here.', fileIds: [fileId] });
    const [call] = (await telegram.until('sendDocument', before + 1)).slice(before);
    expect([call?.file?.name, call?.file?.bytes.toString()]).toEqual(['list.txt', 'one\ntwo\n']);
  });

  it('waits as long as the service asks for, and so do all others of the account', async () => {
    const [one, other] = [await begun(), await begun()];
    const before = telegram.called('sendMessage').length;
    telegram.refusals.push({ error_code: 429, description: 'Too Many Requests', parameters: { retry_after: 30 } });
    await owner.call(reply, { conversationId: one.conversationId, text: 'First.' });
    const waiting = () => deliveryOf(one.conversationId);
    await settled(waiting, (delivery) => delivery?.reason.includes('Too Many') === true);
    await owner.call(reply, { conversationId: other.conversationId, text: 'Second.' });
    expect((await account())?.pausedUntil).toBe(new Date(clock.getTime() + 30_000).toISOString());
    clock = new Date(clock.getTime() + 31_000);
    const sent = (await telegram.until('sendMessage', before + 3)).slice(before).map((call) => call.body.text);
    expect(sent).toEqual(['First.', 'First.', 'Second.']);
    expect((await reaches(other.conversationId, 'sent'))?.state).toBe('sent');
  });

  it('fails for whoever has blocked the account, is owed again, and goes once they let it through', async () => {
    const { by, conversationId } = await begun();
    telegram.refusals.push({ error_code: 403, description: 'Forbidden: bot was blocked by the user' });
    const { messageId } = await owner.call(reply, { conversationId, text: 'It does.', status: 'waiting' });
    expect((await reaches(conversationId, 'failed'))?.reason).toContain('blocked');
    expect((await owner.call(getConversation, { conversationId })).status).toBe('open');
    const contact = async () => (await owner.call(socialOfConversation, { conversationId })).contact;
    expect((await contact())?.blockedAt).toBe(clock.toISOString());
    await told(member(by, 'member'));
    expect((await contact())?.blockedAt).toBeNull();
    await owner.call(sendSocialAgain, { conversationId, messageId });
    expect((await reaches(conversationId, 'sent'))?.state).toBe('sent');
    await told(member(by, 'kicked'));
    expect((await contact())?.blockedAt).not.toBeNull();
    const again = owner.call(sendSocialAgain, { conversationId, messageId });
    await expect(again).rejects.toMatchObject({ code: 'social.not_possible' });
  });
});

describe('an account', () => {
  it('shows its token to nobody: not to screens, not in the database, not in the log', async () => {
    expect(JSON.stringify(await owner.call(listAccounts, {}))).not.toContain(telegram.token);
    const [row] = await asOwner<{ all: string }>(
      heed.ownerUrl,
      'SELECT to_jsonb(a)::text AS all FROM social_account a WHERE id = $1',
      [accountId],
    );
    expect(row?.all).not.toContain(telegram.token);
    expect(row?.all).not.toContain(telegram.webhook?.secret);
    expect(log.length).toBeGreaterThan(0);
    expect(log.join('')).not.toContain(telegram.token);
  });

  it('part of T-51: is connected only with a token that the service knows, once, and nowhere inside the own network', async () => {
    const { token, url: apiUrl } = telegram;
    const wrong = (more: object) => owner.call(addAccount, { name: 'Other', token, apiUrl, ...more });
    await expect(wrong({ token: '1:wrong-wrong-wrong' })).rejects.toMatchObject({ code: 'social.not_connected' });
    await expect(wrong({})).rejects.toMatchObject({ code: 'social.account_taken' });
    for (const inside of ['http://10.0.0.1', 'https://169.254.169.254', 'http://[::1]:8081', 'http://127.0.0.2:80']) {
      await expect(wrong({ apiUrl: inside })).rejects.toMatchObject({ code: 'social.not_connected' });
    }
  });

  it('is asked for what came where it is set so, from where it was left, and says when that does not work', async () => {
    const other = await startTelegram('654321:copper-pot-copper-pot-copper', { id: 43 });
    other.tell({ message: written(90_001, 1, { text: 'By asking' }) });
    const input = { name: 'Asked', token: other.token, apiUrl: other.url };
    const { accountId: id } = await owner.call(addAccount, input);
    const conversations = () => conversationsOf(90_001);
    const [conversationId = ''] = await settled(conversations, (found) => found.length > 0);
    expect(await textsOf(conversationId)).toEqual([['customer', 'By asking']]);
    const last = other.tell({ message: written(90_001, 2, { text: 'Once more' }) });
    await settled(
      () => textsOf(conversationId),
      (texts) => texts.length === 2,
    );
    const asked = () => Promise.resolve(other.called('getUpdates').at(-1)?.body.offset);
    expect(await settled(asked, (offset) => offset === last + 1)).toBe(last + 1);
    await other.stop();
    const state = async () => (await owner.call(listAccounts, {})).accounts.find((one) => one.id === id)?.problem;
    expect(await settled(state, (problem) => problem === 'no_answer')).toBe('no_answer');
    await owner.call(retireAccount, { accountId: id });
  });

  it('goes on under a new token of the same account, and no other', async () => {
    const { version = 0 } = (await account()) ?? {};
    const stale = owner.call(changeAccount, { accountId, version: version + 1, name: 'X' });
    await expect(stale).rejects.toMatchObject({ code: 'record.stale' });
    await owner.call(changeAccount, { accountId, version, token: telegram.token, name: 'Shop bot again' });
    expect((await settled(account, (one) => one?.state === 'connected'))?.name).toBe('Shop bot again');
  });
});
