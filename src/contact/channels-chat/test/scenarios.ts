import { randomBytes } from 'node:crypto';
import { askInChat, reply } from '#contact/conversations/contract.ts';
import type { Client } from '#kernel/test/client.ts';
import { scenario } from '#kernel/test/scenario.ts';
import type { Stage } from '#kernel/test/stage.ts';
import * as contract from '../contract.ts';
import { type ShopKey, shopKey, tokenOf } from './tokens.ts';

const keys = new WeakMap<Stage, ShopKey>();

async function keyOf(stage: Stage): Promise<ShopKey> {
  const key = keys.get(stage) ?? (await shopKey(stage.cast.owner, stage.widgetKey));
  keys.set(stage, key);
  return key;
}

const words = () => ({
  ...{ text: `Shall we help? ${randomBytes(4).toString('hex')}`, pages: '/kettles/*' },
  ...{ afterS: 20, cap: 'once' as const },
});
/** The list is short, so each that is made here makes room first. */
async function newNudge(by: Client) {
  const { nudges } = await by.call(contract.listNudges, {});
  for (const { id: nudgeId, version } of nudges) await by.call(contract.removeNudge, { nudgeId, version });
  return by.call(contract.addNudge, { ...words(), isOn: true });
}

export const scenarios = [
  scenario(contract.identitySettings, () => ({})),
  scenario(contract.makeSecret, (stage) => {
    keys.delete(stage);
    return {};
  }),
  scenario(contract.endSecret, async (stage) => {
    keys.delete(stage);
    return { secretId: (await stage.cast.owner.call(contract.makeSecret, {})).secretId };
  }),
  scenario(contract.tryToken, async (stage) => ({ identity: await tokenOf(await keyOf(stage), {}) })),
  scenario(
    contract.identify,
    async (stage) => ({ key: stage.widgetKey, identity: await tokenOf(await keyOf(stage), { name: 'Ines Kaldor' }) }),
    { isFromPage: true },
  ),
  scenario(contract.serviceSettings, () => ({})),
  scenario(contract.changeService, async (_, by) => {
    const { version } = await by.call(contract.serviceSettings, {});
    return { version, saysPlace: true };
  }),
  scenario(contract.chatService, (stage) => ({ key: stage.widgetKey }), { isFromPage: true }),
  scenario(contract.chatPlace, () => ({})),
  scenario(contract.chatConversations, () => ({})),
  // Nobody vouched for the visitors on stage, so they have no other conversation to go to than their own.
  scenario(contract.openChat, ({ visit }) => ({ conversationId: visit.conversationId })),
  scenario(contract.chatOpening, ({ visit }) => ({ conversationId: visit.conversationId })),
  scenario(contract.getWidget, () => ({})),
  scenario(contract.changeWidget, async (_, by) => {
    const { version } = await by.call(contract.getWidget, {});
    return { version, greeting: `Hello, ${version}.`, accent: '#822e61' };
  }),
  scenario(contract.widgetConfig, (stage) => ({ key: stage.widgetKey }), { isFromPage: true }),
  scenario(contract.beginVisit, (stage) => ({ key: stage.widgetKey, locale: 'en-AU' }), { isFromPage: true }),
  scenario(contract.chatSend, (stage) => {
    stage.about = stage.visit;
    return { text: 'And the lid is missing.', page: 'https://shop.example/kettles' };
  }),
  scenario(contract.chatHistory, () => ({})),
  scenario(contract.chatSeen, async (stage) => {
    stage.about = stage.visit;
    const { conversationId } = stage.visit;
    const { number } = await stage.cast.owner.call(reply, { conversationId, text: 'Here it is.' });
    return { conversationId, number };
  }),
  scenario(contract.chatAnswer, async (stage) => {
    stage.about = stage.visit;
    const { conversationId } = stage.visit;
    const ask = { kind: 'choices' as const, choices: ['Sage', 'Ink'] };
    const { messageId } = await stage.cast.owner.call(askInChat, { conversationId, text: 'Which one?', ask });
    return { messageId, values: { choice: 'Sage' } };
  }),
  scenario(contract.listNudges, () => ({})),
  scenario(contract.addNudge, async (_, by) => {
    const { nudgeId, version } = await newNudge(by);
    await by.call(contract.removeNudge, { nudgeId, version });
    return words();
  }),
  scenario(contract.changeNudge, async (_, by) => ({ ...(await newNudge(by)), isOn: false })),
  scenario(contract.removeNudge, (_, by) => newNudge(by)),
  scenario(
    contract.nudgeShown,
    async (stage) => ({ key: stage.widgetKey, nudgeId: (await newNudge(stage.cast.owner)).nudgeId }),
    { isFromPage: true },
  ),
];
