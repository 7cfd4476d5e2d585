import { randomBytes } from 'node:crypto';
import { anyField } from '#kernel/test/any-field.ts';
import { ownersExport } from '#kernel/test/authority-rows.ts';
import { scenario } from '#kernel/test/scenario.ts';
import type { Stage } from '#kernel/test/stage.ts';
import * as contract from '../contract.ts';

const newEmail = () => `ines-${randomBytes(4).toString('hex')}@kaldor.example`;

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
];
