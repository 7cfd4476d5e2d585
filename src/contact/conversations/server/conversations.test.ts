import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCustomer } from '#contact/customers/contract.ts';
import { newId } from '#kernel/contract/ids.ts';
import type { Client } from '#kernel/test/client.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { getConversation, listConversations, listMessages, reply, resolve, startConversation } from '../contract.ts';

let heed: TestHeed;
let owner: Client;

beforeAll(async () => {
  heed = await startTestHeed();
  ({ owner } = await heed.setUp());
});
afterAll(() => heed.stop());

describe('a conversation', () => {
  it('starts, is answered and listed', async () => {
    const { customerId } = await owner.call(createCustomer, {
      name: 'Ines Kaldor',
      addresses: [{ kind: 'email', value: 'ines@kaldor.example' }],
    });
    const started = await owner.call(startConversation, { customerId, text: 'My kettle is broken. What now?' });
    const key = newId();
    const first = await owner.call(reply, { conversationId: started.conversationId, text: 'Sorry!' }, { key });
    const again = await owner.call(reply, { conversationId: started.conversationId, text: 'Sorry!' }, { key });
    expect(again).toEqual(first);
    const { messages } = await owner.call(listMessages, { conversationId: started.conversationId });
    expect(messages.map((one) => [one.number, one.kind])).toEqual([
      [1, 'customer'],
      [2, 'reply'],
    ]);
    const open = await owner.call(getConversation, { conversationId: started.conversationId });
    expect(open.status).toBe('waiting');
    const { conversations } = await owner.call(listConversations, { view: 'mine' });
    expect(conversations).toHaveLength(1);
    const refused = await owner
      .call(resolve, { conversationId: started.conversationId, version: open.version })
      .catch((e) => e);
    expect(refused.code).toBe('conversation.wrap_up_needed');
  });
});
