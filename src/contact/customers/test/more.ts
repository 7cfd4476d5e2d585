import { randomInt } from 'node:crypto';
import type { Stage } from '#kernel/test/stage.ts';
import * as contract from '../contract.ts';

const digits = (count: number) => String(randomInt(10 ** count)).padStart(count, '0');

/** A name that no other has. */
export const newName = (word: string) => `${word} ${digits(9)}`;

/** Two customers with one telephone, whom Heed takes for one person. */
export async function twoAlike(stage: Stage): Promise<{ customerId: string; otherId: string }> {
  const { owner } = stage.cast;
  const number = `4${digits(8)}`;
  const of = (value: string) => [{ kind: 'phone' as const, value }];
  const name = newName('Ines');
  const { customerId } = await owner.call(contract.createCustomer, { name, addresses: of(`+61${number}`) });
  const other = await owner.call(contract.createCustomer, { name, addresses: of(`0${number}`) });
  return { customerId, otherId: other.customerId };
}

export async function aTag(stage: Stage): Promise<string> {
  return (await stage.cast.owner.call(contract.addTag, { name: newName('Tag') })).tagId;
}

const made = new WeakMap<Stage, Promise<{ organisationId: string; customerId: string }>>();

/** One organisation for the whole stage, to which the customer concerned belongs. */
export function organisationOf(stage: Stage): Promise<{ organisationId: string; customerId: string }> {
  const known = made.get(stage) ?? make(stage);
  made.set(stage, known);
  return known;
}

async function make(stage: Stage): Promise<{ organisationId: string; customerId: string }> {
  const { owner } = stage.cast;
  const { customerId } = stage.visit;
  const { organisationId } = await owner.call(contract.createOrganisation, { name: newName('Kaldor') });
  await owner.call(contract.addMembers, { organisationId, customerIds: [customerId] });
  return { organisationId, customerId };
}
