import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chatSend } from '#contact/channels-chat/contract.ts';
import { addDevice, listDevices } from '#foundation/notices/contract.ts';
import { type PushService, startPushService } from '#foundation/notices/test/push-service.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { type Stage, setStage } from '#kernel/test/stage.ts';
import { assign, getConversation, markRead } from '../contract.ts';

let heed: TestHeed;
let stage: Stage;
let service: PushService;
let shift = 0;
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

beforeAll(async () => {
  service = await startPushService();
  const environment = { HEED_EGRESS_ALLOW: '127.0.0.2' };
  heed = await startTestHeed({ environment, now: () => new Date(Date.now() + shift) });
  stage = await setStage(heed, ['adviser']);
  const { adviser } = stage.cast;
  const { senderKey } = await adviser.call(listDevices, { personId: adviser.personId });
  await adviser.call(addDevice, { ...service.subscribe(), senderKey });
});
afterAll(async () => {
  await heed.stop();
  await service.stop();
});

/** Bodies of what came to the adviser's device, once there are so many or after a while. */
async function bodies(count: number, waitMs = 6_000): Promise<string[]> {
  for (const until = Date.now() + waitMs; service.arrived.length < count && Date.now() < until; ) await pause(50);
  return service.arrived.map((one) => one.shown.body);
}

describe('devices of whoever has a conversation', () => {
  it('are told that it was given to them, and by the words alone nobody learns of whom', async () => {
    const { cast, visit } = stage;
    const { conversationId } = visit;
    const { version } = await cast.owner.call(getConversation, { conversationId });
    await cast.owner.call(assign, { conversationId, version, assigneeId: cast.adviser.personId });
    expect(await bodies(1)).toEqual(['A conversation was given to you']);
    expect(service.arrived[0]?.shown).toMatchObject({ title: 'Heed', tag: conversationId });
    expect(service.arrived[0]?.shown.to).toContain(conversationId);
  });

  it('are told of a customer’s message that they have not read, and not of one that they have', async () => {
    const { cast, visit } = stage;
    const { conversationId } = visit;
    service.arrived.length = 0;
    await cast.concerned.call(chatSend, { text: 'Are you still there?' });
    await cast.adviser.call(markRead, { conversationId, number: 1_000 });
    shift += 11_000;
    expect(await bodies(1, 2_500)).toEqual([]);
    await cast.concerned.call(chatSend, { text: 'It leaks now.' });
    await cast.concerned.call(chatSend, { text: 'Badly.' });
    expect(await bodies(1, 1_500)).toEqual([]);
    shift += 11_000;
    expect(await bodies(2, 4_000)).toEqual(['A customer wrote in a conversation of yours']);
  });
});
