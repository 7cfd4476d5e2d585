import { randomBytes } from 'node:crypto';
import { anyField } from '#kernel/test/any-field.ts';
import { ownersExport } from '#kernel/test/authority-rows.ts';
import { scenario } from '#kernel/test/scenario.ts';
import type { Stage } from '#kernel/test/stage.ts';
import * as contract from '../contract.ts';
import { aTag, newName, organisationOf, twoAlike } from './more.ts';

const newEmail = () => `ines-${randomBytes(4).toString('hex')}@kaldor.example`;

const about = (stage: Stage) => ({ customerId: stage.about.customerId });

const shown = (stage: Stage) => stage.cast.owner.call(contract.getCustomer, { customerId: stage.about.customerId });

export const scenarios = [
  scenario(contract.listCustomers, () => ({}), { screens: () => [{ find: 'Ines' }, { find: 'Visitor', limit: 100 }] }),
  scenario(contract.getCustomer, (stage) => ({ customerId: stage.about.customerId })),
  scenario(contract.timeline, (stage) => ({ customerId: stage.about.customerId })),
  scenario(contract.createCustomer, () => ({
    name: 'Ines Kaldor',
    addresses: [{ kind: 'email' as const, value: newEmail() }],
    locale: 'en-AU',
    timeZone: 'Australia/Hobart',
  })),
  scenario(contract.changeCustomer, async (stage) => {
    const { customerId } = await stage.freshConversation();
    const { version } = await shown(stage);
    return { customerId, version, name: `Ines ${randomBytes(3).toString('hex')}`, locale: null };
  }),
  scenario(contract.setCustomerFields, async (stage) => {
    const { customerId } = await stage.freshConversation();
    const { version } = await shown(stage);
    const key = await anyField(stage, 'customer');
    return { customerId, version, values: { [key]: `Gold ${randomBytes(3).toString('hex')}` } };
  }),
  scenario(contract.addAddress, (stage) => ({
    customerId: stage.about.customerId,
    kind: 'email' as const,
    value: newEmail(),
  })),
  scenario(contract.removeAddress, async (stage) => {
    const { customerId } = stage.about;
    const input = { customerId, kind: 'email', value: newEmail() } as const;
    const { addressId } = await stage.cast.owner.call(contract.addAddress, input);
    return { customerId, addressId };
  }),
  scenario(contract.addNote, (stage) => ({ customerId: stage.about.customerId, text: 'Prefers a call after four.' })),
  scenario(contract.listExports, () => ({})),
  scenario(contract.exportCustomers, async (stage) => {
    await ownersExport(stage, null);
    return {};
  }),
  scenario(contract.getStanding, about),
  scenario(contract.listDuplicates, () => ({}), { screens: () => [{ limit: 1 }] }),
  scenario(contract.duplicatesOf, about),
  scenario(contract.dismissPair, twoAlike),
  scenario(contract.restorePair, async (stage) => {
    const pair = await twoAlike(stage);
    return stage.cast.owner.call(contract.dismissPair, pair);
  }),
  scenario(contract.listMerges, about),
  scenario(contract.mergeCustomers, async (stage) => ({ ...(await twoAlike(stage)), version: 1, otherVersion: 1 })),
  scenario(contract.undoMerge, async (stage) => {
    const pair = await twoAlike(stage);
    const input = { ...pair, version: 1, otherVersion: 1 };
    const { mergeId } = await stage.cast.owner.call(contract.mergeCustomers, input);
    return { mergeId };
  }),
  scenario(contract.listTags, () => ({})),
  scenario(contract.addTag, () => ({ name: newName('Tag') })),
  scenario(contract.changeTag, async (stage) => ({ tagId: await aTag(stage), name: newName('Tag') })),
  scenario(contract.setTags, async (stage) => ({ ...about(stage), tagIds: [await aTag(stage)] })),
  scenario(contract.listOrganisations, () => ({}), { screens: () => [{ find: 'Kaldor' }] }),
  scenario(contract.getOrganisation, async (stage) => ({
    organisationId: (await organisationOf(stage)).organisationId,
  })),
  scenario(contract.organisationFor, about),
  scenario(contract.createOrganisation, () => ({
    name: newName('Kaldor'),
    domains: [`${newName('kaldor').replace(' ', '-')}.example`],
    notes: 'They pay by invoice.',
  })),
  scenario(contract.changeOrganisation, async (stage) => {
    const { organisationId } = await organisationOf(stage);
    const { version } = await stage.cast.owner.call(contract.getOrganisation, { organisationId });
    return { organisationId, version, name: newName('Kaldor') };
  }),
  scenario(contract.addMembers, async (stage) => {
    const { organisationId } = await organisationOf(stage);
    const { customerId } = await twoAlike(stage);
    return { organisationId, customerIds: [customerId] };
  }),
  scenario(contract.removeMember, async (stage) => {
    const { organisationId } = await organisationOf(stage);
    const { customerId } = await twoAlike(stage);
    await stage.cast.owner.call(contract.addMembers, { organisationId, customerIds: [customerId] });
    return { organisationId, customerId };
  }),
  scenario(contract.makePrimary, (stage) => organisationOf(stage)),
];
