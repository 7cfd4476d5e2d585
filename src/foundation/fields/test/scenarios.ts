import { scenario } from '#kernel/test/scenario.ts';
import type { Stage } from '#kernel/test/stage.ts';
import * as contract from '../contract.ts';
import { makeRoom, newField } from './new-field.ts';

async function define(stage: Stage) {
  await makeRoom(stage);
  return stage.cast.owner.call(contract.defineField, newField());
}

export const scenarios = [
  scenario(contract.listFields, () => ({})),
  scenario(contract.getFieldValues, (stage) => ({ subject: 'customer', subjectId: stage.about.customerId }), {
    screens: (stage) => [{ subject: 'conversation', subjectId: stage.about.conversationId }],
  }),
  scenario(contract.defineField, async (stage) => {
    await makeRoom(stage);
    return newField();
  }),
  scenario(contract.changeField, async (stage) => ({ ...(await define(stage)), label: 'Tier' })),
  scenario(contract.reorderFields, async (stage) => {
    await define(stage);
    const { fields } = await stage.cast.owner.call(contract.listFields, {});
    const inUse = fields.filter((field) => field.subject === 'customer' && !field.isRetired);
    return { subject: 'customer', fieldIds: inUse.map((field) => field.id).reverse() };
  }),
  scenario(contract.retireField, async (stage) => ({ ...(await define(stage)), retired: true })),
];
