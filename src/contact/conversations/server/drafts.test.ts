import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#kernel/contract/ids.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { greet } from '#kernel/test/socket.ts';
import { newSession, type Stage, setStage } from '#kernel/test/stage.ts';
import { reply, writeNote } from '../contract.ts';
import { getDrafts, listDrafts, saveDraft } from '../contract-writing.ts';

let heed: TestHeed;
let stage: Stage;
let owner: Client;

beforeAll(async () => {
  heed = await startTestHeed();
  stage = await setStage(heed, ['adviser', 'viewer']);
  owner = stage.cast.owner;
});
afterAll(() => heed.stop());

const fresh = async () => (await stage.freshConversation()).conversationId;
const save = (
  by: Client,
  conversationId: string,
  text: string,
  basis: string | null = null,
  kind: 'reply' | 'note' = 'reply',
) => by.call(saveDraft, { conversationId, kind, text, seenNumber: 1, basis });
const draftsOf = async (by: Client, conversationId: string) =>
  (await by.call(getDrafts, { conversationId })).drafts.map((one) => [one.kind, one.text]);

describe('a draft', () => {
  it('is there on another device, reply and note apart, and marks the conversation in my list', async () => {
    const conversationId = await fresh();
    await save(owner, conversationId, 'Dear Ines,\n');
    await save(owner, conversationId, 'She called before', null, 'note');
    const phone = await newSession(heed, owner);
    expect(await draftsOf(phone, conversationId)).toEqual([
      ['note', 'She called before'],
      ['reply', 'Dear Ines,\n'],
    ]);
    const { drafts } = await phone.call(listDrafts, {});
    expect(drafts.filter((one) => one.conversationId === conversationId)).toHaveLength(2);
  });

  it('is seen by nobody else, not even by who reads the conversation, and is no event', async () => {
    const conversationId = await fresh();
    const count = 'SELECT count(*)::int AS n FROM event';
    const [before] = await asOwner<{ n: number }>(heed.ownerUrl, count);
    await save(owner, conversationId, 'Only mine');
    expect(await asOwner(heed.ownerUrl, count)).toEqual([before]);
    expect(await draftsOf(stage.cast.adviser, conversationId)).toEqual([]);
    expect((await stage.cast.adviser.call(listDrafts, {})).drafts).toEqual([]);
    const viewer = stage.cast.viewer.call(getDrafts, { conversationId });
    await expect(viewer).rejects.toMatchObject({ code: 'access.forbidden' });
  });

  it('is not overwritten by a device that slept: both texts are there to be joined', async () => {
    const conversationId = await fresh();
    const first = await save(owner, conversationId, 'Dear');
    const phone = await newSession(heed, owner);
    const grown = await save(phone, conversationId, 'Dear Ines, sorry', first.tag);
    const slept = save(owner, conversationId, 'Dear Ms Kaldor', first.tag);
    await expect(slept).rejects.toMatchObject({ code: 'conversation.draft_changed' });
    const emptied = save(owner, conversationId, '', first.tag);
    await expect(emptied).rejects.toMatchObject({ code: 'conversation.draft_changed' });
    expect(await draftsOf(owner, conversationId)).toEqual([['reply', 'Dear Ines, sorry']]);
    await save(owner, conversationId, 'Dear Ines, sorry\n\nDear Ms Kaldor', grown.tag);
    expect(await draftsOf(phone, conversationId)).toEqual([['reply', 'Dear Ines, sorry\n\nDear Ms Kaldor']]);
  });

  it('goes when it is emptied, and when its text is sent, but not when another was begun meanwhile', async () => {
    const conversationId = await fresh();
    const { tag } = await save(owner, conversationId, 'Sorry! ');
    await owner.call(reply, { conversationId, text: 'Sorry!' });
    expect(await draftsOf(owner, conversationId)).toEqual([]);
    expect(await save(owner, conversationId, '', tag)).toMatchObject({ tag: null });
    await save(owner, conversationId, 'And by the way', null, 'note');
    await owner.call(writeNote, { conversationId, text: 'Odd.' });
    expect(await draftsOf(owner, conversationId)).toEqual([['note', 'And by the way']]);
  });

  it('is told to my other desks only', async () => {
    const conversationId = await fresh();
    const [mine, theirs] = await Promise.all([greet(owner), greet(stage.cast.adviser)]);
    for (const socket of [mine, theirs]) {
      socket.send({ t: 'watch', topics: [`own-inbox:${owner.personId}`, `conversation:${conversationId}`] });
      await socket.next('watching');
    }
    const { tag } = await save(owner, conversationId, 'Dear Ines');
    expect(await mine.next('data', (frame) => frame.kind === 'draft')).toMatchObject({ data: { conversationId, tag } });
    expect(JSON.stringify(theirs.frames)).not.toContain('"draft"');
    for (const socket of [mine, theirs]) socket.close();
  });

  it('may be saved again by a repeat of the same write', async () => {
    const conversationId = await fresh();
    await save(owner, conversationId, 'Twice');
    await save(owner, conversationId, 'Twice');
    expect(await draftsOf(owner, conversationId)).toEqual([['reply', 'Twice']]);
    const nowhere = save(owner, newId(), 'Where?');
    await expect(nowhere).rejects.toMatchObject({ code: 'record.not_found' });
  });
});
