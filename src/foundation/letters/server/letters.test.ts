import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startConversation } from '#contact/conversations/contract.ts';
import { createCustomer } from '#contact/customers/contract.ts';
import { switchWorkspace } from '#foundation/people/contract.ts';
import { newId } from '#kernel/contract/ids.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { type SetUp, startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { newSession } from '#kernel/test/stage.ts';
import * as contract from '../contract.ts';

let heed: TestHeed;
let house: SetUp;
let owner: Client;
let templateId: string;

beforeAll(async () => {
  heed = await startTestHeed({ now: () => new Date('2026-11-22T20:00:00Z') });
  house = await heed.setUp();
  owner = house.owner;
  const { templates } = await owner.call(contract.listTemplates, {});
  templateId = templates[0]?.id ?? '';
});
afterAll(() => heed.stop());

async function conversationWith(name: string, subject = 'A cracked lid') {
  const { customerId } = await owner.call(createCustomer, { name });
  const { conversationId } = await owner.call(startConversation, { customerId, subject, text: 'It arrived broken.' });
  return { customerId, conversationId };
}
const made = async (name: string, body: string, by = owner, subject?: string) => {
  const { conversationId: aboutId } = await conversationWith(name, subject);
  const letter = await by.call(contract.makeLetter, {
    templateId,
    templateVersion: await version(),
    aboutId,
    values: { 'letter.body': body },
  });
  return { aboutId, ...letter };
};
const version = async () => (await owner.call(contract.getTemplate, { templateId })).current;
const refusal = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (thrown) => thrown,
  );
  return { code: error?.code, detail: error?.body?.detail, errors: error?.body?.errors };
};
const file = (by: Client, id: string, form = 'pdf') => by.raw('GET', `/api/v1/letters/${id}/file?form=${form}`);

describe('a letter', () => {
  it('is previewed with what is known, and what is still to be typed is named', async () => {
    const { conversationId: aboutId } = await conversationWith('Ines Kaldor');
    const shown = await owner.call(contract.previewLetter, { templateId, aboutId });
    expect(shown.subject).toMatch(/^Your enquiry H-\d+: A cracked lid$/);
    expect(shown.values).toMatchObject({
      'customer.name': 'Ines Kaldor',
      'sender.name': 'Olive Owner',
      'workspace.name': 'Fennick & Rowe',
      // 20:00 UTC is the next morning in Melbourne.
      'letter.date': '23 November 2026',
    });
    expect(shown.missing).toEqual(['letter.body']);
  });

  it('is kept in its words, with the version it was made with', async () => {
    const { letterId, customerId, aboutId, reference } = await made(
      'Ines Kaldor',
      'We are sorry.\n\n- a new lid\n- no cost',
    );
    const letter = await owner.call(contract.getLetter, { letterId });
    expect(letter).toMatchObject({
      reference,
      customerId,
      aboutId,
      templateVersion: 1,
      sender: 'Fennick & Rowe',
      recipient: 'Ines Kaldor',
      authorName: 'Olive Owner',
    });
    expect(letter.text).toContain(
      'Dear Ines Kaldor,\n\nThank you for getting in touch with us.\n\nWe are sorry.\n\n- a new lid\n- no cost\n\nHow to answer us',
    );
    const { sections, subject } = await owner.call(contract.getTemplate, { templateId });
    await owner.call(contract.saveTemplate, { templateId, number: 1, subject: `New: ${subject}`, sections });
    expect(await owner.call(contract.getLetter, { letterId })).toEqual(letter);
    expect((await owner.call(contract.getTemplate, { templateId, number: 1 })).subject).toBe(subject);
    expect((await owner.call(contract.listLetters, { customerId })).letters.map((one) => one.id)).toEqual([letterId]);
    const [event] = await asOwner<{ data: object }>(
      heed.ownerUrl,
      "SELECT data FROM event WHERE type = 'letter.made' ORDER BY seq LIMIT 1",
    );
    expect(event?.data).toEqual({
      letterId,
      customerId,
      aboutId,
      kind: 'customer.general',
      templateId,
      templateVersion: 1,
    });
  });

  it('never has an empty hole, an unknown field or a template that was not seen', async () => {
    const { conversationId: aboutId } = await conversationWith('Una');
    const make = async (more: object) =>
      refusal(
        owner.call(contract.makeLetter, {
          templateId,
          templateVersion: await version(),
          aboutId,
          values: { 'letter.body': 'Hello.' },
          ...more,
        }),
      );
    expect(await make({ values: {} })).toMatchObject({
      code: 'letter.missing_value',
      detail: 'There is no value for what you want to say.',
      errors: [{ path: 'values.letter.body', message: 'Give what you want to say.' }],
    });
    expect(await make({ values: { 'letter.body': 'x', 'customer.name': 'Somebody else' } })).toMatchObject({
      code: 'letter.unknown_field',
    });
    expect(await make({ templateVersion: 999 })).toMatchObject({ code: 'record.stale' });
    expect(await make({ aboutId: newId() })).toMatchObject({ code: 'record.not_found' });
    expect(await make({ templateId: newId() })).toMatchObject({ code: 'record.not_found' });
  });

  it('cannot be changed afterwards, nor can a version of a template', async () => {
    const rights = await asOwner<{ table_name: string; privilege_type: string }>(
      heed.ownerUrl,
      `SELECT table_name, privilege_type FROM information_schema.role_table_grants
       WHERE grantee = 'heed_app' AND table_name IN ('letter', 'letter_template_version') ORDER BY 1, 2`,
    );
    expect(rights.map((one) => `${one.table_name} ${one.privilege_type}`)).toEqual([
      'letter INSERT',
      'letter SELECT',
      'letter_template_version INSERT',
      'letter_template_version SELECT',
    ]);
  });
});

describe('its files', () => {
  const hostile = '<script>alert(1)</script> "quoted" & {{customer.name}} <img src=x onerror=alert(1)>';

  it('as PDF: tagged, titled, in its language, with its font in it, always a download', async () => {
    const { letterId, reference } = await made('Zoë Ångström-Nguyễn', 'Größe, łódź, ção, “quotes”, €5.\n\n'.repeat(3));
    const answer = await file(owner, letterId);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="letter-${reference}.pdf"`);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const pdf = Buffer.from(await answer.arrayBuffer()).toString('latin1');
    expect(pdf.startsWith('%PDF-1.7')).toBe(true);
    for (const part of [
      '/MarkInfo',
      '/Marked true',
      '/StructTreeRoot',
      '/Lang (en)',
      '/DisplayDocTitle true',
      '/FontFile2',
    ]) {
      expect(pdf).toContain(part);
    }
    expect(pdf).not.toMatch(/\/JavaScript|\/OpenAction|\/URI/);
  });

  it('as PDF says which signs it cannot show rather than draw boxes', async () => {
    const { letterId } = await made('王秀英', 'Hello.');
    const answer = await file(owner, letterId);
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({
      code: 'letter.unprintable',
      detail: 'The PDF cannot show: 王 秀 英. Take it as text or HTML.',
    });
    expect(await (await file(owner, letterId, 'txt')).text()).toContain('王秀英');
  });

  it('as HTML hold no script, nothing to load and every sign as text', async () => {
    const { letterId } = await made(hostile, hostile, owner, hostile);
    const answer = await file(owner, letterId, 'html');
    const html = await answer.text();
    expect(answer.headers.get('content-disposition')).toContain('attachment');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(html).toContain('&#60;script&#62;alert(1)');
    expect(html).not.toMatch(/<(?:script|img|link|iframe|object)|src=(?!x onerror)|url\(|javascript:/i);
    expect(html).toContain('<html lang="en">');
    const text = await (await file(owner, letterId, 'txt')).text();
    expect(text).toContain(hostile);
  });

  it('go to whoever may read the letter, and to nobody else', async () => {
    const { letterId } = await made('Pia', 'Hello.');
    const [viewer, learner] = [await heed.member('viewer'), await heed.member('learner')];
    const there = await newSession(heed, owner);
    await there.call(switchWorkspace, { workspaceId: house.practiceWorkspaceId });
    const codes = await Promise.all(
      [viewer, learner, there, heed.anonymous()].map(async (by) => (await file(by, letterId)).status),
    );
    expect(codes).toEqual([200, 404, 404, 401]);
    expect((await file(owner, newId())).status).toBe(404);
    expect((await file(owner, 'x%00')).status).toBe(404);
    expect((await file(owner, letterId, '__proto__')).status).toBe(422);
  });
});

describe('a template', () => {
  const text = {
    kind: 'customer.general',
    name: 'Thanks',
    subject: 'Thank you',
    sections: [{ text: '{{letter.body}}' }, { block: 'answer', text: 'Reply to us.' }],
  };
  const create = (more: object = {}) => owner.call(contract.createTemplate, { ...text, ...more });

  it('is refused with every fault named, and nothing is saved', async () => {
    const sections = [{ text: 'Dear {{customer.nme}} {{oops' }];
    const refused = await refusal(create({ sections }));
    expect(refused.code).toBe('letter.unknown_field');
    expect(refused.errors.map((one: { path: string }) => one.path)).toEqual([
      'sections.0.text',
      'sections.0.text',
      'sections',
      'sections',
    ]);
    expect(refused.errors[0].message).toContain('{{customer.name}}');
    const silent = await refusal(create({ sections: [{ text: '{{letter.body}}' }] }));
    expect(silent).toMatchObject({
      code: 'letter.missing_content',
      detail: expect.stringContaining('How to answer us'),
    });
    expect(await refusal(create({ kind: 'parcel.label' }))).toMatchObject({ code: 'letter.unknown_kind' });
    expect((await owner.call(contract.listTemplates, {})).templates.map((one) => one.name)).toEqual(['General letter']);
  });

  it('has versions that stay, one name, and an end', async () => {
    const { templateId: id } = await create();
    expect(await refusal(create({ name: 'thanks' }))).toMatchObject({ code: 'letter.name_taken' });
    const { sections } = text;
    const saved = { templateId: id, subject: 'Many thanks', sections };
    expect(await owner.call(contract.saveTemplate, { ...saved, number: 1 })).toEqual({ templateId: id, number: 2 });
    expect(await refusal(owner.call(contract.saveTemplate, { ...saved, number: 1 }))).toMatchObject({
      code: 'record.stale',
    });
    expect(
      await refusal(owner.call(contract.saveTemplate, { ...saved, number: 2, name: 'General letter' })),
    ).toMatchObject({ code: 'letter.name_taken' });
    await owner.call(contract.retireTemplate, { templateId: id });
    const { conversationId: aboutId } = await conversationWith('Rita');
    const late = owner.call(contract.makeLetter, {
      templateId: id,
      templateVersion: 2,
      aboutId,
      values: { 'letter.body': 'x' },
    });
    expect(await refusal(late)).toMatchObject({ code: 'letter.template_retired' });
    await create();
  });
});
