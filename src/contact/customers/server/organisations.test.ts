import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startConversation } from '#contact/conversations/contract.ts';
import type { Client } from '#kernel/test/client.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import {
  addMembers,
  changeOrganisation,
  createCustomer,
  createOrganisation,
  getCustomer,
  getOrganisation,
  listCustomers,
  listOrganisations,
  makePrimary,
  organisationFor,
  removeMember,
} from '../contract.ts';

let heed: TestHeed;
let owner: Client;
let organisationId: string;
let customerId: string;

beforeAll(async () => {
  heed = await startTestHeed();
  ({ owner } = await heed.setUp());
  ({ organisationId } = await owner.call(createOrganisation, { name: 'Kaldor Pty Ltd', domains: ['@Kaldor.example'] }));
  const addresses = [{ kind: 'email' as const, value: 'ines@kaldor.example' }];
  ({ customerId } = await owner.call(createCustomer, { name: 'Ines Kaldor', addresses }));
});
afterAll(() => heed.stop());

const shown = () => owner.call(getOrganisation, { organisationId });

describe('an organisation', () => {
  it('is offered to whoever writes from its domain, and never joined by itself', async () => {
    const { offers } = await owner.call(organisationFor, { customerId });
    expect(offers).toEqual([{ id: organisationId, name: 'Kaldor Pty Ltd', domain: 'kaldor.example' }]);
    expect(await shown()).toMatchObject({ people: [], suggested: [{ id: customerId }] });
    expect(await owner.call(addMembers, { organisationId, customerIds: [customerId] })).toMatchObject({ added: 1 });
    expect(await owner.call(addMembers, { organisationId, customerIds: [customerId] })).toMatchObject({ added: 0 });
    expect((await owner.call(organisationFor, { customerId })).offers).toEqual([]);
    expect(await shown()).toMatchObject({ people: [{ id: customerId }], suggested: [] });
  });

  it('shows the conversations of its people, and stands in the list of customers, which it narrows', async () => {
    const { reference } = await owner.call(startConversation, { customerId, text: 'The invoice is wrong.' });
    expect((await shown()).contacts).toMatchObject([{ reference, title: 'The invoice is wrong.', isOpen: true }]);
    await owner.call(createCustomer, { name: 'Ben Ortiz' });
    const { customers } = await owner.call(listCustomers, { organisation: organisationId });
    expect(customers).toMatchObject([{ id: customerId, organisation: 'Kaldor Pty Ltd' }]);
    const found = await owner.call(listOrganisations, { find: 'kaldor.ex' });
    expect(found.organisations).toMatchObject([{ name: 'Kaldor Pty Ltd', people: 1, domains: ['kaldor.example'] }]);
  });

  it('of several one is the primary one, and another takes its place', async () => {
    const other = await owner.call(createOrganisation, { name: 'Hobart Rowing Club' });
    await owner.call(addMembers, { organisationId: other.organisationId, customerIds: [customerId] });
    const names = async () => (await owner.call(getCustomer, { customerId })).organisations.map((one) => one.name);
    expect(await names()).toEqual(['Kaldor Pty Ltd', 'Hobart Rowing Club']);
    await owner.call(makePrimary, { organisationId: other.organisationId, customerId });
    expect(await names()).toEqual(['Hobart Rowing Club', 'Kaldor Pty Ltd']);
    await owner.call(removeMember, { organisationId: other.organisationId, customerId });
    expect((await owner.call(getCustomer, { customerId })).organisations).toMatchObject([{ isPrimary: true }]);
    const gone = owner.call(removeMember, { organisationId: other.organisationId, customerId });
    await expect(gone).rejects.toMatchObject({ code: 'record.not_found' });
  });

  it.each([
    ['gmail.com', 'organisation.domain_unfit'],
    ['ines@outlook.com', 'organisation.domain_unfit'],
    ['no domain', 'organisation.domain_unfit'],
    ['localhost', 'organisation.domain_unfit'],
    ['KALDOR.example', 'organisation.domain_taken'],
  ])('of the domain %s is refused: %s', async (domain, code) => {
    const made = owner.call(createOrganisation, { name: 'Another', domains: [domain] });
    await expect(made).rejects.toMatchObject({ code });
    expect((await owner.call(listOrganisations, { find: 'Another' })).organisations).toEqual([]);
  });

  it('is changed with the version that was seen', async () => {
    const { version } = await shown();
    const change = { organisationId, version, notes: 'Pays by invoice.', domains: ['kaldor.example', 'kaldor.test'] };
    await owner.call(changeOrganisation, change);
    expect(await shown()).toMatchObject({ notes: 'Pays by invoice.', domains: ['kaldor.example', 'kaldor.test'] });
    await expect(owner.call(changeOrganisation, change)).rejects.toMatchObject({ code: 'record.stale' });
  });
});
