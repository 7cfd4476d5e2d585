import { changeAccess, changeRole, listPeople } from '#foundation/people/contract.ts';
import { ownersExport, rowOf } from '#kernel/test/authority-rows.ts';
import type { Client } from '#kernel/test/client.ts';
import { scenario } from '#kernel/test/scenario.ts';
import { newSession, type Stage } from '#kernel/test/stage.ts';
import * as contract from '../contract.ts';

const exporting = { command: 'customers.export', input: {}, reason: 'The yearly letter to everybody' };
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

/** Somebody who is nobody else on stage, let in and a lead, at a browser of their own. */
async function asker(stage: Stage): Promise<Client> {
  const { owner } = stage.cast;
  const personId = stage.spare.personId;
  const find = async () => (await owner.call(listPeople, {})).people.find((one) => one.id === personId);
  const version = async () => (await find())?.version ?? 1;
  if (!(await find())?.active) await owner.call(changeAccess, { personId, active: true, version: await version() });
  if ((await find())?.role !== 'lead') {
    await owner.call(changeRole, { personId, role: 'lead', version: await version() });
  }
  return newSession(stage.heed, stage.spare);
}

async function askedBySomebody(stage: Stage) {
  await ownersExport(stage, null);
  const { approvalId, version } = await (await asker(stage)).call(contract.ask, exporting);
  return { approvalId, version };
}

async function delegatedBy(stage: Stage, by: Client) {
  const toId = stage.cast.adviser.personId;
  const { delegationId, version } = await by.call(contract.delegate, { toId, endsAt: inDays(7) });
  return { delegationId, version };
}

async function rowOfSpare(stage: Stage) {
  const [kind, personId] = ['people.change-leader', stage.spare.personId];
  await asker(stage);
  return { kind, personId, replaces: (await rowOf(stage, kind, { personId }))?.id ?? null };
}

export const scenarios = [
  scenario(contract.listRules, () => ({})),
  scenario(contract.listOwn, () => ({})),
  scenario(contract.setRule, async (stage) => ({ ...(await rowOfSpare(stage)), may: 'ask' as const })),
  scenario(contract.endRule, async (stage) => {
    const row = await rowOfSpare(stage);
    const { ruleId, version } = await stage.cast.owner.call(contract.setRule, { ...row, may: 'ask' });
    return { ruleId, version };
  }),
  scenario(contract.listApprovals, () => ({}), {
    screens: () => [{ view: 'asked' as const }, { view: 'over' as const, limit: 100 }],
  }),
  scenario(contract.countWaiting, () => ({})),
  scenario(contract.ask, async (stage, by) => {
    await ownersExport(stage, by.personId === stage.cast.owner.personId ? 0 : null);
    return exporting;
  }),
  scenario(contract.approve, async (stage) => ({ ...(await askedBySomebody(stage)), note: 'Agreed.' })),
  scenario(contract.refuse, async (stage) => ({ ...(await askedBySomebody(stage)), reason: 'Not this year.' })),
  scenario(contract.withdraw, async (stage, by) => {
    await ownersExport(stage, by.personId === stage.cast.owner.personId ? 0 : null);
    const { approvalId, version } = await by.call(contract.ask, exporting);
    return { approvalId, version };
  }),
  scenario(contract.listDelegations, () => ({})),
  scenario(contract.delegate, (stage) => ({ toId: stage.cast.adviser.personId, endsAt: inDays(7) })),
  scenario(contract.endDelegation, (stage, by) => delegatedBy(stage, by)),
];
