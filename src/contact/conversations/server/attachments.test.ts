import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chatHistory, chatSend } from '#contact/channels-chat/contract.ts';
import { getCustomer, mergeCustomers } from '#contact/customers/contract.ts';
import { newId } from '#kernel/contract/ids.ts';
import { type Client, ProblemError } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { callers, newVisitor, type Stage, setStage, shop } from '#kernel/test/stage.ts';
import { sendUp, smallPdf, uploaded } from '#kernel/test/upload.ts';
import { getConversation, listConversations, listMessages, reply, resolve, writeNote } from '../contract.ts';
import { mergeConversations, splitConversation } from '../contract-merge.ts';
import { getDrafts, holdReply, saveDraft, takeBack } from '../contract-writing.ts';
import { sweepFiles } from './files/sweep.ts';

/** Files that go with messages: who sends and who gets them, where they go, and what becomes of the rest. */
let heed: TestHeed;
let stage: Stage;
let owner: Client;
let visitor: Client;
let dataDir: string;
let now = new Date();

beforeAll(async () => {
  heed = await startTestHeed({ now: () => now });
  dataDir = heed.running.kernel.config.dataDir;
  stage = await setStage(heed);
  owner = stage.cast.owner;
  visitor = stage.cast.concerned;
});
afterAll(() => heed.stop());

const plain = (width = 60, height = 40) =>
  sharp({ create: { width, height, channels: 3, background: { r: 130, g: 46, b: 97 } } });
const get = (by: Client, id: string, form = '', headers: Record<string, string> = {}) =>
  by.raw('GET', `/api/v1/files/${id}${form}`, { headers });
const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code;
/** Names of everything that lies in the data folder. */
const stored = async () =>
  (await readdir(join(dataDir, 'files'), { recursive: true, withFileTypes: true }))
    .filter((one) => one.isFile())
    .map((one) => one.name);
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error: unknown) => (error instanceof ProblemError ? error.code : String(error)),
  );
const lastOf = async (conversationId: string) => (await owner.call(listMessages, { conversationId })).messages.at(-1);

describe('a message', () => {
  it('carries files in their order, to staff and to the customer, and nothing of the name is in the log', async () => {
    const { conversationId } = stage.visit;
    const first = await uploaded(owner, await plain().png().toBuffer(), 'kettle.png');
    const second = await uploaded(owner, smallPdf, 'Warranty of Ann.pdf');
    const { messageId } = await owner.call(reply, {
      conversationId,
      text: 'Both are here',
      fileIds: [second.id, first.id],
    });
    expect((await lastOf(conversationId))?.attachments).toEqual([second, first]);
    const mine = (await visitor.call(chatHistory, {})).messages.find((one) => one.id === messageId);
    expect(mine?.attachments.map((one) => one.name)).toEqual(['Warranty of Ann.pdf', 'kettle.png']);
    const [event] = await asOwner<{ data: { fileIds: string[] } }>(
      heed.ownerUrl,
      `SELECT data FROM event WHERE type = 'message.sent' AND data->>'messageId' = $1`,
      [messageId],
    );
    expect(event?.data.fileIds).toEqual([second.id, first.id]);
    expect(JSON.stringify(event)).not.toContain('Warranty');
  });

  it('may consist of files alone, and the list says so', async () => {
    const photo = await uploaded(visitor, await plain().png().toBuffer(), 'broken.png');
    const { conversationId } = await visitor.call(chatSend, { fileIds: [photo.id] });
    const { conversations } = await owner.call(listConversations, { view: 'all' });
    expect(conversations.find((one) => one.id === conversationId)).toMatchObject({
      ...{ preview: '', previewBy: 'customer', previewPictures: 1, previewFiles: 0 },
    });
    const another = await newVisitor(heed, stage.widgetKey);
    const pdf = await uploaded(another, smallPdf, 'receipt.pdf');
    const begun = await another.call(chatSend, { fileIds: [pdf.id] });
    expect((await owner.call(getConversation, { conversationId: begun.conversationId })).subject).toBe('receipt.pdf');
  });

  it('without words and files is refused, and so is one with a file that is not the writer’s to send', async () => {
    const { conversationId } = stage.visit;
    const own = await uploaded(owner, 'mine', 'mine.txt');
    const theirs = await uploaded(visitor, 'theirs', 'theirs.txt');
    const say = (fileIds: string[], text = '') => refusal(owner.call(reply, { conversationId, text, fileIds }));
    expect(await say([], ' ')).toBe('input.invalid');
    expect(await say([theirs.id])).toBe('file.unknown');
    expect(await say([newId()])).toBe('file.unknown');
    expect(await say([own.id, own.id])).toBe('input.invalid');
    expect(await refusal(visitor.call(chatSend, { fileIds: [own.id] }))).toBe('file.unknown');
    expect(await say([own.id])).toBe('none');
    expect(await say([own.id])).toBe('file.unknown');
  });

  it('repeated with its key carries its files once', async () => {
    const { conversationId } = stage.visit;
    const { id } = await uploaded(owner, 'once', 'once.txt');
    const key = newId();
    const send = () => owner.call(reply, { conversationId, text: 'Once', fileIds: [id] }, { key });
    expect(await Promise.all([send(), send()])).toMatchObject([{ messageId: key }, { messageId: key }]);
    expect((await lastOf(conversationId))?.attachments.map((one) => one.id)).toEqual([id]);
  });

  it('that is held keeps its files for itself, and gives them back when it is taken back', async () => {
    const { conversationId } = stage.visit;
    const { id } = await uploaded(owner, 'held', 'held.txt');
    const { messageId } = await owner.call(holdReply, { conversationId, fileIds: [id], seconds: 60 });
    expect(await refusal(owner.call(reply, { conversationId, fileIds: [id] }))).toBe('file.unknown');
    await owner.call(takeBack, { messageId });
    const draft = { conversationId, kind: 'reply' as const, text: '', seenNumber: 0, basis: null };
    await owner.call(saveDraft, { ...draft, fileIds: [id] });
    expect((await owner.call(getDrafts, { conversationId })).drafts[0]?.attachments.map((one) => one.name)).toEqual([
      'held.txt',
    ]);
    await owner.call(reply, { conversationId, fileIds: [id] });
    expect((await owner.call(getDrafts, { conversationId })).drafts).toEqual([]);
  });
});

describe('who gets a file', () => {
  const table = `
    of a reply:  owner yes, manager yes, lead yes, adviser yes, assessor 404, learner 404, viewer yes, anonymous 401, concerned yes, stranger 404, elsewhere 404, shutOut 401
    of a note:   owner yes, manager yes, lead yes, adviser yes, assessor 404, learner 404, viewer yes, anonymous 401, concerned 404, stranger 404, elsewhere 404, shutOut 401
    unsent:      owner yes, manager 404, lead 404, adviser 404, assessor 404, learner 404, viewer 404, anonymous 401, concerned 404, stranger 404, elsewhere 404, shutOut 401
    uploads:     owner yes, manager yes, lead yes, adviser yes, assessor 403, learner 403, viewer 403, anonymous 401, concerned yes, stranger yes, elsewhere yes, shutOut 401`;
  const expected = Object.fromEntries(
    table
      .trim()
      .split('\n')
      .map((line) => {
        const [name = '', marks = ''] = line.split(':');
        return [
          name.trim(),
          Object.fromEntries(marks.split(',').map((one) => one.trim().split(' ') as [string, string])),
        ];
      }),
  );
  const markOf = async (response: Response) => {
    await response.arrayBuffer();
    return response.ok ? 'yes' : String(response.status);
  };
  const everybody = async (ask: (by: Client) => Promise<Response>) =>
    Object.fromEntries(await Promise.all(callers.map(async (who) => [who, await markOf(await ask(stage.cast[who]))])));

  it('is who may read the conversation; of notes no customer; before it is sent its uploader; asked each time', async () => {
    const { conversationId } = stage.visit;
    const photo = () => plain().png().toBuffer();
    const [answer, note, unsent] = [
      await uploaded(owner, await photo(), 'a.png'),
      await uploaded(owner, await photo(), 'n.png'),
      await uploaded(owner, await photo(), 'u.png'),
    ];
    await owner.call(reply, { conversationId, fileIds: [answer.id] });
    await owner.call(writeNote, { conversationId, fileIds: [note.id] });
    for (const form of ['', '/view', '/thumbnail']) {
      expect(await everybody((by) => get(by, answer.id, form))).toEqual(expected['of a reply']);
      expect(await everybody((by) => get(by, note.id, form))).toEqual(expected['of a note']);
      expect(await everybody((by) => get(by, unsent.id, form))).toEqual(expected.unsent);
    }
    expect(await everybody(async (by) => (await sendUp(by, 'Text', 'a.txt')).response)).toEqual(expected.uploads);
    const etag = (await get(owner, answer.id, '/view')).headers.get('etag') ?? '';
    expect((await get(owner, answer.id, '/view', { 'If-None-Match': etag })).status).toBe(304);
    expect((await get(stage.cast.stranger, answer.id, '/view', { 'If-None-Match': etag })).status).toBe(404);
  });

  it('a page of another origin uploads nothing by cookie, and one that bears the widget may ask', async () => {
    const body = new TextEncoder().encode('Text');
    const foreign = await owner.raw('PUT', `/api/v1/files/${newId()}`, {
      body,
      headers: { Origin: 'https://evil.example' },
    });
    expect([foreign.status, await codeOf(foreign)]).toEqual([403, 'access.origin']);
    const asked = await visitor.raw('OPTIONS', `/api/v1/files/${newId()}`, { headers: { Origin: shop } });
    expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([204, shop]);
    expect((await sendUp(visitor, 'Text', 'a.txt')).response.headers.get('access-control-allow-origin')).toBe(shop);
  });

  it('is the same after conversations were split and merged', async () => {
    const one = await stage.freshConversation();
    const { id } = await uploaded(owner, 'moved', 'moved.txt');
    const { number } = await owner.call(reply, { conversationId: one.conversationId, fileIds: [id] });
    const { version } = await owner.call(getConversation, { conversationId: one.conversationId });
    const parted = await owner.call(splitConversation, {
      conversationId: one.conversationId,
      version,
      fromNumber: number,
    });
    expect((await lastOf(parted.newConversationId))?.attachments.map((file) => file.id)).toEqual([id]);
    const after = await owner.call(getConversation, { conversationId: parted.newConversationId });
    await owner.call(mergeConversations, {
      conversationId: parted.newConversationId,
      version: after.version,
      intoId: one.conversationId,
    });
    expect((await lastOf(one.conversationId))?.attachments.map((file) => file.id)).toEqual([id]);
    expect((await get(owner, id)).status).toBe(200);
    const { conversations } = await owner.call(listConversations, { view: 'all' });
    expect(conversations.find((row) => row.id === one.conversationId)).toMatchObject({ previewFiles: 1 });
  });
});

describe('files of a customer who is merged with another', () => {
  it('go along: both see what was sent, and what was not sent yet can still be', async () => {
    const other = await newVisitor(heed, stage.widgetKey);
    const sent = await uploaded(other, 'Sent before', 'sent.txt');
    const { conversationId } = await other.call(chatSend, { fileIds: [sent.id] });
    const waiting = await uploaded(other, 'Not sent yet', 'waiting.txt');
    const { customerId: otherId } = await owner.call(getConversation, { conversationId });
    const { customerId } = stage.visit;
    const [kept, goes] = await Promise.all([
      owner.call(getCustomer, { customerId }),
      owner.call(getCustomer, { customerId: otherId }),
    ]);
    await owner.call(mergeCustomers, { customerId, version: kept.version, otherId, otherVersion: goes.version });
    expect((await get(other, sent.id)).status).toBe(200);
    expect((await get(visitor, sent.id)).status).toBe(200);
    expect((await get(stage.cast.stranger, sent.id)).status).toBe(404);
    await other.call(chatSend, { fileIds: [waiting.id] });
    expect((await lastOf(conversationId))?.attachments.map((one) => one.id)).toEqual([waiting.id]);
  });
});

describe('a resolved conversation', () => {
  it('is opened again by thanks that come with a picture', async () => {
    const guest = await newVisitor(heed, stage.widgetKey);
    const { conversationId } = await guest.call(chatSend, { text: 'The lid does not fit.' });
    const { version } = await owner.call(getConversation, { conversationId });
    await owner.call(resolve, { conversationId, version, wrapUpReasonId: stage.wrapUpReasonId });
    await guest.call(chatSend, { text: 'Thanks!' });
    expect((await owner.call(getConversation, { conversationId })).status).toBe('resolved');
    const photo = await uploaded(guest, await plain().png().toBuffer(), 'another.png');
    await guest.call(chatSend, { text: 'Thanks!', fileIds: [photo.id] });
    expect((await owner.call(getConversation, { conversationId })).status).toBe('open');
  });
});

describe('what is not sent', () => {
  it('is removed after a day with its content, unless a draft holds it or a message shares the content', async () => {
    const { conversationId } = stage.visit;
    const shared = await uploaded(owner, 'Shared words', 'shared.txt');
    await owner.call(reply, { conversationId, fileIds: [shared.id] });
    const left = await uploaded(owner, 'Left behind', 'left.txt');
    const twin = await uploaded(owner, 'Shared words', 'twin.txt');
    const drafted = await uploaded(owner, 'Drafted', 'drafted.txt');
    const draft = { conversationId, kind: 'note' as const, text: '', seenNumber: 0, basis: null };
    await owner.call(saveDraft, { ...draft, fileIds: [drafted.id] });
    const statuses = () =>
      Promise.all([shared, left, twin, drafted].map(async ({ id }) => (await get(owner, id)).status));
    const before = (await stored()).length;
    await sweepFiles(heed.running.kernel);
    expect(await statuses()).toEqual([200, 200, 200, 200]);
    now = new Date(now.getTime() + 25 * 3_600_000);
    await sweepFiles(heed.running.kernel);
    expect(await statuses()).toEqual([200, 404, 404, 200]);
    expect(await (await get(owner, shared.id)).text()).toBe('Shared words');
    expect((await stored()).length).toBeLessThan(before);
    // A newer version beside this one may keep contents for a reason that this one does not know.
    await uploaded(owner, 'Left as well', 'other.txt');
    const kept = (await stored()).length;
    now = new Date(now.getTime() + 25 * 3_600_000);
    await asOwner(heed.ownerUrl, "INSERT INTO content_holder VALUES ('of a newer version')");
    await sweepFiles(heed.running.kernel);
    expect((await stored()).length).toBe(kept);
    await asOwner(heed.ownerUrl, "DELETE FROM content_holder WHERE name <> 'mail'");
    const again = await sendUp(owner, 'Left behind', 'left.txt', left.id);
    expect([again.response.status, await codeOf(again.response)]).toEqual([404, 'record.not_found']);
  });

  it('is kept in each workspace by itself: practice behaves the same and shares nothing', async () => {
    const { elsewhere } = stage.cast;
    const file = await uploaded(elsewhere, 'Practice words', 'practice.txt');
    expect((await get(elsewhere, file.id)).status).toBe(200);
    const folder = join(dataDir, 'files', stage.house.practiceWorkspaceId);
    const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) => one.isFile());
    const texts = await Promise.all(names.map((one) => readFile(join(one.parentPath, one.name), 'utf8')));
    expect(texts).toContain('Practice words');
  });
});
