import { describe, expect, it } from 'vitest';
import { Channel } from '#contact/conversations/contract.ts';
import { accepted, apart, channelWords, understand } from '../contract-words.ts';

describe('what a search box is taken for', () => {
  it.each([
    ['kettle lid', ['kettle', 'lid'], true],
    ['kettle ', ['kettle'], false],
    ['"not delivered" kettle', ['"not delivered', 'kettle'], true],
    ['"not delivered', ['"not delivered'], false],
    ['!!! … ?', [], false],
    ['kettle status:open', ['kettle'], false],
    ['https://shop.example/a?b=c', ['https://shop.example/a?b=c'], true],
    ['re: kettle', ['re:', 'kettle'], true],
    ['Zu\u0308rich', ['Zürich'], true],
    ['退款', ['退款'], true],
  ])('%s: the words %j', (text, words, isLastOpen) => {
    expect(understand(text)).toMatchObject({ words, isLastOpen, unclear: [] });
  });

  it.each([
    ['H-1234', { kind: 'H', number: 1234 }],
    [' p-1001 ', { kind: 'P', number: 1001 }],
    ['1234', { kind: null, number: 1234 }],
    ['H-1234 kettle', null],
    ['X-1234', null],
    ['H-1234567890123456', null],
  ])('%s: the reference %j', (text, reference) => {
    expect(understand(text).reference).toEqual(reference);
  });

  it.each([
    ['from:marisol', { from: 'marisol' }],
    ['from:"Marisol Adeyemi" lid', { from: 'Marisol Adeyemi' }],
    ['Status:OPEN', { status: 'open' }],
    ['assignee:me channel:chat', { assignee: 'me', channel: 'chat' }],
    ['tag:"To refund" has:Attachment on:2026-02-28', { tag: 'To refund', has: 'attachment', on: '2026-02-28' }],
    ['after:2026-02-28 before:2026-03-01', { after: '2026-02-28', before: '2026-03-01' }],
  ])('%s: the filters %j', (text, filters) => {
    expect(understand(text)).toMatchObject({ filters, unclear: [] });
  });

  it.each([
    'status:later',
    'after:2026-02-30',
    'before:tomorrow',
    'from:',
    'channel:"?!"',
    'channel:smoke',
    'has:legs',
    'on:today',
  ])('%s says nothing, and is told so rather than refused', (text) => {
    const { filters, unclear, words } = understand(text);
    expect(filters).toEqual({});
    expect([...unclear, ...words]).toEqual([text]);
  });

  it('says what a filter takes, and knows every channel', () => {
    expect(accepted[apart('status:later').filter]).toEqual(['open', 'waiting', 'resolved']);
    expect([...channelWords].sort()).toEqual([...Channel.options].sort());
  });

  it('takes twelve words at most', () => {
    expect(understand('a b c d e f g h i j k l m n').words).toHaveLength(12);
  });
});
