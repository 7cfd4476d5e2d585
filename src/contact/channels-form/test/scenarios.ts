import { randomBytes } from 'node:crypto';
import { scenario } from '#kernel/test/scenario.ts';
import type { Stage } from '#kernel/test/stage.ts';
import * as contract from '../contract.ts';

const newKey = () => `form-${randomBytes(4).toString('hex')}`;

async function freshForm({ cast }: Stage): Promise<{ formId: string; version: number; key: string }> {
  const key = newKey();
  return { ...(await cast.owner.call(contract.createForm, { title: 'Ask us', key })), key };
}

/** One for each stage: filling it in takes nothing away. */
const open = new WeakMap<Stage, Promise<string>>();

/** The key of a published form. */
async function published(stage: Stage): Promise<string> {
  const { formId, version, key } = await freshForm(stage);
  await stage.cast.owner.call(contract.publishForm, { formId, version });
  return key;
}

export const scenarios = [
  scenario(contract.listForms, () => ({})),
  scenario(contract.getForm, async (stage) => ({ formId: (await freshForm(stage)).formId })),
  scenario(contract.createForm, () => ({ title: 'Ask us', key: newKey() })),
  scenario(contract.saveForm, async (stage) => {
    const { formId, version } = await freshForm(stage);
    const { definition } = await stage.cast.owner.call(contract.getForm, { formId });
    return {
      formId,
      version,
      definition: { ...definition, intro: 'We read everything.' },
      teamId: null,
      allowedOrigins: [],
    };
  }),
  scenario(contract.publishForm, async (stage) => {
    const { formId, version } = await freshForm(stage);
    return { formId, version };
  }),
  scenario(contract.archiveForm, async (stage) => ({ formId: (await freshForm(stage)).formId, isArchived: true })),
  scenario(contract.submitForm, async (stage) => {
    const opened = open.get(stage) ?? published(stage);
    open.set(stage, opened);
    const answers = { name: 'Bea', email: 'bea@berger.example', message: 'Does it come in red?' };
    return { key: await opened, answers };
  }),
];
