import { randomBytes } from 'node:crypto';
import { scenario } from '#kernel/test/scenario.ts';
import type { Stage } from '#kernel/test/stage.ts';
import * as contract from '../contract.ts';

/** The template with which every workspace begins. */
async function starter(stage: Stage) {
  const { templates } = await stage.cast.owner.call(contract.listTemplates, {});
  const found = templates.find((one) => one.name === 'General letter' && !one.isRetired);
  if (!found) throw new Error('a new workspace has no template');
  return stage.cast.owner.call(contract.getTemplate, { templateId: found.id });
}

/** A template of its own, so that others may be changed and retired. */
async function fresh(stage: Stage) {
  const { kind, language, subject, sections } = await starter(stage);
  const name = `Template ${randomBytes(4).toString('hex')}`;
  return { kind, language, subject, sections, name };
}

async function toMake(stage: Stage) {
  const { id: templateId, number: templateVersion } = await starter(stage);
  const { conversationId: aboutId } = stage.about;
  return { templateId, templateVersion, aboutId, values: { 'letter.body': 'Your kettle is on its way.' } };
}

const created = async (stage: Stage) => stage.cast.owner.call(contract.createTemplate, await fresh(stage));

export const scenarios = [
  scenario(contract.listTemplates, () => ({})),
  scenario(contract.getTemplate, async (stage) => ({ templateId: (await starter(stage)).id })),
  scenario(contract.previewLetter, async (stage) => ({
    templateId: (await starter(stage)).id,
    aboutId: stage.about.conversationId,
  })),
  scenario(contract.listLetters, (stage) => ({ customerId: stage.about.customerId })),
  scenario(contract.getLetter, async (stage) => {
    // Made once only: what a query needs must not change what another desk shows just then.
    const { owner } = stage.cast;
    const [known] = (await owner.call(contract.listLetters, { customerId: stage.about.customerId })).letters;
    return { letterId: known?.id ?? (await owner.call(contract.makeLetter, await toMake(stage))).letterId };
  }),
  scenario(contract.createTemplate, fresh),
  scenario(contract.saveTemplate, async (stage) => {
    const { subject, sections } = await fresh(stage);
    return { ...(await created(stage)), subject: `${subject} again`, sections };
  }),
  scenario(contract.retireTemplate, async (stage) => ({ templateId: (await created(stage)).templateId })),
  scenario(contract.makeLetter, toMake),
];
