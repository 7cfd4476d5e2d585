import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  getConversation,
  listConversations,
  setConversationFields,
  startConversation,
} from '#contact/conversations/contract.ts';
import { createCustomer, getCustomer, listCustomers, setCustomerFields } from '#contact/customers/contract.ts';
import { switchWorkspace } from '#foundation/people/contract.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { type SetUp, startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { newSession } from '#kernel/test/stage.ts';
import { changeField, defineField, getFieldValues, listFields, reorderFields, retireField } from '../contract.ts';

let heed: TestHeed;
let house: SetUp;
let owner: Client;
let adviser: Client;
let viewer: Client;

beforeAll(async () => {
  heed = await startTestHeed();
  house = await heed.setUp();
  owner = house.owner;
  [adviser, viewer] = [await heed.member('adviser'), await heed.member('viewer')];
  const purpose = 'So that we keep what we promised.';
  await owner.call(defineField, {
    subject: 'customer',
    key: 'tier',
    label: 'Tier',
    purpose,
    kind: 'one_of',
    choices: [{ label: 'Gold' }, { label: 'Très spécial' }],
  });
  await owner.call(defineField, { subject: 'customer', key: 'since', label: 'Member since', purpose, kind: 'date' });
  await owner.call(defineField, {
    subject: 'customer',
    key: 'limit',
    label: 'Credit limit',
    purpose,
    kind: 'number',
    roles: ['owner', 'manager'],
  });
  await owner.call(defineField, {
    subject: 'customer',
    key: 'contract',
    label: 'Contract',
    purpose,
    kind: 'text',
    isRequired: true,
  });
  await owner.call(defineField, {
    subject: 'conversation',
    key: 'product',
    label: 'Product',
    purpose,
    kind: 'several_of',
    choices: [{ label: 'Kettle' }, { label: 'Toaster' }],
  });
});
afterAll(() => heed.stop());

async function newCustomer(name: string, values: Record<string, unknown> = {}, by = owner) {
  const { customerId, version } = await by.call(createCustomer, { name });
  if (Object.keys(values).length === 0) return { customerId, version };
  return by.call(setCustomerFields, { customerId, version, values });
}
const valuesOf = async (by: Client, customerId: string) => {
  const { fields } = await by.call(getFieldValues, { subject: 'customer', subjectId: customerId });
  return Object.fromEntries(fields.map((field) => [field.key, field.value]));
};
const refusal = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (thrown) => thrown,
  );
  return { code: error?.code, detail: error?.body?.detail, errors: error?.body?.errors };
};

describe('values', () => {
  it('are set, kept and emptied by the key of their field', async () => {
    const { customerId, version } = await newCustomer('Ines', { tier: 'gold', since: '2024-02-29', contract: ' C-1 ' });
    expect(await valuesOf(owner, customerId)).toEqual({
      tier: 'gold',
      since: '2024-02-29',
      limit: null,
      contract: 'C-1',
    });
    const next = await adviser.call(setCustomerFields, {
      customerId,
      version,
      values: { tier: 'tres_special', since: null },
    });
    expect(await valuesOf(adviser, customerId)).toEqual({ tier: 'tres_special', since: null, contract: 'C-1' });
    expect((await owner.call(getCustomer, { customerId })).version).toBe(next.version);
    const same = await owner.call(setCustomerFields, {
      customerId,
      version: next.version,
      values: { tier: 'tres_special' },
    });
    expect(same.version).toBe(next.version);
  });

  it('of the wrong kind are refused together, each with what its field accepts', async () => {
    const { customerId, version } = await newCustomer('Wanda');
    const values = { tier: 'bronze', since: '2026-02-31', limit: 'much', contract: 'x'.repeat(2_001) };
    const refused = await refusal(owner.call(setCustomerFields, { customerId, version, values }));
    expect(refused.code).toBe('field.wrong_value');
    expect(refused.errors).toEqual([
      { path: 'values.tier', message: 'Give one of gold, tres_special.' },
      { path: 'values.since', message: 'Give a date of the calendar, such as 2026-11-23.' },
      { path: 'values.limit', message: expect.stringContaining('Give a number') },
      { path: 'values.contract', message: 'Give a text of at most 2,000 characters.' },
    ]);
    expect((await owner.call(getCustomer, { customerId })).version).toBe(version);
  });

  it('of unknown and required fields and of an older version are refused by name', async () => {
    const { customerId, version } = await newCustomer('Una', { contract: 'C-2' });
    const set = (values: Record<string, unknown>, seen = version) =>
      refusal(owner.call(setCustomerFields, { customerId, version: seen, values }));
    expect(await set({ shoe: 1 })).toMatchObject({
      code: 'field.unknown',
      detail: 'The fields here are: tier, since, limit, contract.',
    });
    expect(await set({ constructor: 1 })).toMatchObject({ code: 'field.unknown' });
    expect(await set({ contract: ' ' })).toMatchObject({
      code: 'field.required',
      errors: [{ path: 'values.contract', message: expect.any(String) }],
    });
    expect(await set({ tier: 'gold' }, version - 1)).toMatchObject({ code: 'record.stale' });
  });

  it('stand in no event: it names the fields that changed', async () => {
    const { customerId } = await newCustomer('Eve Nt', { tier: 'gold', contract: 'Secret-77' });
    const events = await asOwner<{ data: { fieldIds: string[] } }>(
      heed.ownerUrl,
      "SELECT data FROM event WHERE type = 'customer.fields_changed' AND customer_id = $1",
      [customerId],
    );
    const { fields } = await owner.call(listFields, {});
    const ids = ['tier', 'contract'].map((key) => fields.find((field) => field.key === key)?.id);
    expect(events).toEqual([{ data: { customerId, fieldIds: ids } }]);
    const kept = await asOwner(heed.ownerUrl, "SELECT 1 FROM event WHERE data::text LIKE '%Secret-77%'");
    const answers = await asOwner(heed.ownerUrl, "SELECT 1 FROM finished_write WHERE output::text LIKE '%Secret-77%'");
    expect([kept, answers]).toEqual([[], []]);
  });
});

describe('a field that a role may not see', () => {
  it('is shown, set and filtered by the roles it names and is unknown to others', async () => {
    const { customerId, version } = await newCustomer('Lim', { limit: 5000 });
    expect(await valuesOf(owner, customerId)).toMatchObject({ limit: 5000 });
    for (const by of [adviser, viewer]) {
      expect(Object.keys(await valuesOf(by, customerId))).toEqual(['tier', 'since', 'contract']);
      expect((await by.call(listFields, {})).fields.map((field) => field.key)).not.toContain('limit');
      const filter = { fields: JSON.stringify({ limit: 5000 }) };
      expect(await refusal(by.call(listCustomers, filter))).toMatchObject({ code: 'field.unknown' });
    }
    const tried = adviser.call(setCustomerFields, { customerId, version, values: { limit: 1 } });
    expect(await refusal(tried)).toMatchObject({ code: 'field.unknown' });
    const found = await owner.call(listCustomers, { fields: JSON.stringify({ limit: 5000 }) });
    expect(found.customers.map((one) => one.name)).toEqual(['Lim']);
  });

  it('keeps what it holds when somebody else changes the rest', async () => {
    const { customerId, version } = await newCustomer('Kim', { limit: 7 });
    await adviser.call(setCustomerFields, { customerId, version, values: { tier: 'gold' } });
    expect(await valuesOf(owner, customerId)).toMatchObject({ limit: 7, tier: 'gold' });
  });
});

describe('a filter', () => {
  it('narrows customers and conversations to what holds every value', async () => {
    await newCustomer('Ann Gold', { tier: 'gold', since: '2020-01-01' });
    await newCustomer('Bea Gold', { tier: 'gold', since: '2021-01-01' });
    const names = async (fields: object, find?: string) => {
      const asked = { fields: JSON.stringify(fields), ...(find ? { find } : {}) };
      return (await viewer.call(listCustomers, asked)).customers.map((one) => one.name);
    };
    expect(await names({ tier: 'gold', since: '2020-01-01' })).toEqual(['Ann Gold']);
    expect(await names({ tier: 'gold' }, 'bea')).toEqual(['Bea Gold']);
    expect(await names({ since: '1999-01-01' })).toEqual([]);

    const { customerId } = await newCustomer('Cory');
    const { conversationId } = await owner.call(startConversation, { customerId, text: 'It leaks.' });
    const { version } = await owner.call(getConversation, { conversationId });
    await adviser.call(setConversationFields, { conversationId, version, values: { product: ['toaster', 'kettle'] } });
    const asked = { view: 'open' as const, fields: JSON.stringify({ product: 'kettle' }) };
    const { conversations } = await viewer.call(listConversations, asked);
    expect(conversations.map((one) => one.id)).toEqual([conversationId]);
    const none = await viewer.call(listConversations, { ...asked, view: 'resolved' });
    expect(none.conversations).toEqual([]);
  });

  it.each([
    '{',
    '[]',
    '{}',
    '"tier"',
    '{"tier":null}',
    '{"tier":"bronze"}',
    '{"since":"\\u0000"}',
    '{"__proto__":1}',
    '{"toString":1}',
  ])('of %s is refused by name', async (fields) => {
    const { code } = await refusal(owner.call(listCustomers, { fields }));
    expect(['input.invalid', 'field.unknown', 'field.wrong_value']).toContain(code);
  });
});

describe('keeping the fields', () => {
  const keys = async () =>
    (await viewer.call(listFields, {})).fields.filter((one) => one.subject === 'customer').map((one) => one.key);

  it('puts them into an order that names each once', async () => {
    const { fields } = await owner.call(listFields, {});
    const ids = fields.filter((field) => field.subject === 'customer').map((field) => field.id);
    const before = await keys();
    await owner.call(reorderFields, { subject: 'customer', fieldIds: ids.toReversed() });
    expect(await keys()).toEqual(before.toReversed());
    const half = owner.call(reorderFields, { subject: 'customer', fieldIds: ids.slice(1) });
    expect(await refusal(half)).toMatchObject({ code: 'field.order_incomplete' });
    await owner.call(reorderFields, { subject: 'customer', fieldIds: ids });
  });

  it('says why each is kept, keeps keys apart and wants choices where one chooses', async () => {
    const field = {
      subject: 'customer',
      key: 'colour',
      label: 'Colour',
      purpose: 'To match spare parts.',
      kind: 'one_of' as const,
    };
    const code = async (change: object) =>
      (await refusal(owner.call(defineField, { ...field, ...change } as typeof field))).code;
    expect(await code({ purpose: ' ' })).toBe('input.invalid');
    expect(await code({})).toBe('field.choices_needed');
    expect(await code({ choices: [{ label: 'Red' }, { label: 'red' }] })).toBe('field.choices_needed');
    expect(await code({ kind: 'text', choices: [{ label: 'Red' }] })).toBe('field.choices_needed');
    expect(await code({ kind: 'text', key: 'tier' })).toBe('field.key_taken');
    expect(await code({ kind: 'text', subject: 'parcel' })).toBe('field.unknown_subject');
    expect(await code({ kind: 'text', key: 'Colour!' })).toBe('input.invalid');
    expect(await code({ kind: 'text', roles: [] })).toBe('input.invalid');
  });

  it('a retired field is unknown, keeps its values and comes back with them', async () => {
    const { customerId } = await newCustomer('Rita', { since: '2019-05-05' });
    const since = (await owner.call(listFields, {})).fields.find((field) => field.key === 'since');
    const on = { fieldId: since?.id ?? '', version: since?.version ?? 0 };
    const { version } = await owner.call(retireField, { ...on, retired: true });
    expect(await keys()).not.toContain('since');
    expect(Object.keys(await valuesOf(owner, customerId))).not.toContain('since');
    expect((await owner.call(listFields, {})).fields.find((field) => field.key === 'since')?.isRetired).toBe(true);
    await owner.call(retireField, { fieldId: on.fieldId, version, retired: false });
    expect(await valuesOf(owner, customerId)).toMatchObject({ since: '2019-05-05' });
  });

  it('a choice taken away stays readable and findable, and cannot be chosen any more', async () => {
    const { customerId, version } = await newCustomer('Cho', { tier: 'gold' });
    const tier = (await owner.call(listFields, {})).fields.find((field) => field.key === 'tier');
    const on = { fieldId: tier?.id ?? '', version: tier?.version ?? 0 };
    const changed = await owner.call(changeField, { ...on, choices: [{ key: 'tres_special', label: 'Special' }] });
    expect(await valuesOf(owner, customerId)).toMatchObject({ tier: 'gold' });
    const { customers } = await owner.call(listCustomers, { fields: JSON.stringify({ tier: 'gold' }) });
    expect(customers.map((one) => one.id)).toContain(customerId);
    const again = owner.call(setCustomerFields, {
      customerId: (await newCustomer('Dora')).customerId,
      version: 1,
      values: { tier: 'gold' },
    });
    expect(await refusal(again)).toMatchObject({ code: 'field.wrong_value' });
    expect(version).toBeGreaterThan(0);
    await owner.call(changeField, {
      ...on,
      version: changed.version,
      choices: [
        { key: 'gold', label: 'Gold' },
        { key: 'tres_special', label: 'Special' },
      ],
    });
    const stale = owner.call(changeField, { ...on, label: 'Rank' });
    expect(await refusal(stale)).toMatchObject({ code: 'record.stale' });
  });

  it('belongs to one workspace: fields, values and filters of another are not there', async () => {
    const there = await newSession(heed, owner);
    await there.call(switchWorkspace, { workspaceId: house.practiceWorkspaceId });
    expect((await there.call(listFields, {})).fields).toEqual([]);
    expect(await refusal(there.call(listCustomers, { fields: '{"tier":"gold"}' }))).toMatchObject({
      code: 'field.unknown',
    });
  });
});
