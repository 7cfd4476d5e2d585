import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listNotices } from '#foundation/notices/contract.ts';
import { createTeam } from '#foundation/people/contract.ts';
import { newId } from '#kernel/contract/ids.ts';
import type { Client } from '#kernel/test/client.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { type Stage, setStage } from '#kernel/test/stage.ts';
import {
  assign,
  countConversations,
  getConversation,
  listConversations,
  listMessages,
  markRead,
  writeNote,
} from '../contract.ts';
import { getHandOver, takeOver } from '../contract-colleagues.ts';

let heed: TestHeed;
let stage: Stage;
let owner: Client;
let adviser: Client;

beforeAll(async () => {
  heed = await startTestHeed();
  stage = await setStage(heed, ['adviser', 'lead', 'learner', 'viewer']);
  ({ owner, adviser } = stage.cast);
});
afterAll(() => heed.stop());

const fresh = async () => (await stage.freshConversation()).conversationId;
const mentionedOf = async (by: Client) =>
  (await by.call(listConversations, { view: 'mentions' })).conversations.map((one) => one.id);
const unreadOf = async (by: Client) => (await by.call(countConversations, {})).mentions;
const noticesOf = async (by: Client) =>
  (await by.call(listNotices, { personId: by.personId })).notices.map((one) => [one.kind, one.words]);
const note = (conversationId: string, text: string, mentions?: { people?: string[]; teams?: string[] }) =>
  owner.call(writeNote, { conversationId, text, ...(mentions && { mentions }) });

describe('a mention', () => {
  it('tells the person, and stands in their view of mentions until they have read it', async () => {
    const conversationId = await fresh();
    const { number } = await note(conversationId, 'What do you think, @Adviser?', { people: [adviser.personId] });
    expect(await mentionedOf(adviser)).toContain(conversationId);
    expect(await unreadOf(adviser)).toBe(1);
    const { reference } = await owner.call(getConversation, { conversationId });
    expect(await noticesOf(adviser)).toContainEqual([
      'conversation.mentioned',
      `Olive Owner mentioned you in ${reference}`,
    ]);
    await adviser.call(markRead, { conversationId, number });
    expect(await unreadOf(adviser)).toBe(0);
    expect(await mentionedOf(adviser)).toContain(conversationId);
    expect(await mentionedOf(stage.cast.lead)).toEqual([]);
  });

  it('of a team reaches those in it who may see conversations, and not whoever wrote it', async () => {
    const memberIds = [owner, adviser, stage.cast.learner].map((one) => one.personId);
    const { teamId } = await owner.call(createTeam, { name: 'Kettles', memberIds });
    const conversationId = await fresh();
    await note(conversationId, '@Kettles have a look', { teams: [teamId] });
    expect(await mentionedOf(adviser)).toContain(conversationId);
    expect(await mentionedOf(owner)).not.toContain(conversationId);
    expect(await noticesOf(stage.cast.learner)).toEqual([]);
  });

  it('of somebody who would not see it is refused in words, and the note is not written', async () => {
    const conversationId = await fresh();
    const { teamId } = await owner.call(createTeam, { name: 'Class', memberIds: [stage.cast.learner.personId] });
    const refused = (mentions: object) => note(conversationId, '@Somebody', mentions).catch((error) => error);
    expect(await refused({ people: [stage.cast.learner.personId] })).toMatchObject({
      code: 'conversation.cannot_mention',
      message: expect.stringContaining('may not see conversations with the role learner'),
    });
    expect((await refused({ teams: [teamId] })).message).toContain('Nobody in Class may see conversations');
    expect((await refused({ people: [newId()] })).code).toBe('conversation.cannot_mention');
    expect((await refused({ teams: [newId()] })).code).toBe('conversation.cannot_mention');
    expect((await owner.call(listMessages, { conversationId })).messages).toHaveLength(1);
  });
});

describe('a hand-over note', () => {
  it('is pinned for the receiver until they took note, with a notice, and stays among the messages', async () => {
    const conversationId = await fresh();
    const { version } = await owner.call(getConversation, { conversationId });
    await owner.call(assign, { conversationId, version, assigneeId: adviser.personId, note: 'She prefers calls.' });
    expect(await adviser.call(getHandOver, { conversationId })).toMatchObject({
      handOver: { text: 'She prefers calls.', fromName: 'Olive Owner' },
    });
    expect(await owner.call(getHandOver, { conversationId })).toEqual({ handOver: null });
    expect((await noticesOf(adviser)).map(([kind]) => kind)).toContain('conversation.handed_over');
    const byOther = owner.call(takeOver, { conversationId });
    await expect(byOther).rejects.toMatchObject({ code: 'conversation.not_possible' });
    await adviser.call(takeOver, { conversationId });
    expect(await adviser.call(getHandOver, { conversationId })).toEqual({ handOver: null });
    const { messages } = await adviser.call(listMessages, { conversationId });
    expect(messages.at(-1)).toMatchObject({ kind: 'note', text: 'She prefers calls.' });
    expect(await adviser.call(getConversation, { conversationId })).toMatchObject({ assigneeId: adviser.personId });
  });

  it('goes to a team as well, and to nobody is refused with everything left as it was', async () => {
    const { teamId } = await owner.call(createTeam, { name: 'Returns', memberIds: [stage.cast.lead.personId] });
    const conversationId = await fresh();
    const { version } = await owner.call(getConversation, { conversationId });
    const nobody = owner.call(assign, { conversationId, version, assigneeId: null, note: 'Who?' });
    await expect(nobody).rejects.toMatchObject({ code: 'conversation.not_possible' });
    await owner.call(assign, { conversationId, version, teamId, note: 'A return.' });
    const { handOver } = await stage.cast.lead.call(getHandOver, { conversationId });
    expect(handOver?.text).toBe('A return.');
    expect(await adviser.call(getHandOver, { conversationId })).toEqual({ handOver: null });
  });
});
