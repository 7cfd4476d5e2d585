import { reply } from '#contact/conversations/contract.ts';
import { scenario } from '#kernel/test/scenario.ts';
import * as contract from '../contract.ts';

export const scenarios = [
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
];
