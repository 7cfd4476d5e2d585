import { randomBytes } from 'node:crypto';
import { addBrand } from '#contact/portal/contract.ts';
import { caughtUp } from '#foundation/measures/test/caught-up.ts';
import type { Client } from '#kernel/test/client.ts';
import { scenario } from '#kernel/test/scenario.ts';
import type { Stage } from '#kernel/test/stage.ts';
import * as contract from '../contract.ts';
import { standardInForce } from './standard.ts';

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
const dayAgo = (days: number) => inDays(-days).toISOString().slice(0, 10);

const managers = new WeakMap<Stage, Promise<Client>>();

/** The manager of the cast; where the stage has none, one of its own. */
function manager(stage: Stage): Promise<Client> {
  const { manager: cast } = stage.cast;
  const found = managers.get(stage) ?? (cast.personId ? Promise.resolve(cast) : stage.heed.member('manager'));
  managers.set(stage, found);
  return found;
}

const pools = new WeakMap<Stage, string[]>();
const atOnce = 20;

/** A goal for which nothing is open: each has one action at a time. */
async function freshGoal(stage: Stage): Promise<string> {
  const pool = pools.get(stage) ?? [];
  pools.set(stage, pool);
  const known = pool.pop();
  if (known) return known;
  const { owner } = stage.cast;
  const line = { measure: 'contacts', is: 'at_least', goal: 1 } as const;
  const clauses = Array.from({ length: atOnce }, (_, n) => ({
    title: `Goal ${n}`,
    body: { does: 'metric' as const, lines: [line] },
  }));
  const { standardId } = await standardInForce(owner, await manager(stage), clauses);
  const { goals } = await owner.call(contract.listGoals, { standardId });
  pool.push(...goals.map((goal) => goal.id));
  return freshGoal(stage);
}

async function openAction(stage: Stage) {
  const ownerId = stage.cast.owner.personId;
  const goalId = await freshGoal(stage);
  return stage.cast.owner.call(contract.openAction, { goalId, ownerId, dueAt: inDays(14).toISOString() });
}

const owned = (stage: Stage) => ({ ownerId: stage.cast.owner.personId, dueAt: inDays(14).toISOString() });

/** One that was done some days ago, and since when something was measured. */
async function doneAction(stage: Stage) {
  const { owner } = stage.cast;
  const { actionId, version } = await openAction(stage);
  const doing = { cause: 'Too few of us', doing: 'One more at noon', doneOn: dayAgo(10) };
  await caughtUp(stage.heed);
  return owner.call(contract.changeAction, { actionId, version, ...owned(stage), ...doing });
}

const issue = { kind: 'technology', title: 'The chat was away', beganAt: inDays(-2).toISOString() } as const;

async function logged(stage: Stage) {
  const goalIds = [await freshGoal(stage)];
  return { goalIds, ...(await stage.cast.owner.call(contract.logIssue, { ...issue, goalIds, ...owned(stage) })) };
}

const brands = new WeakMap<Stage, Promise<string>>();
function brand(stage: Stage): Promise<string> {
  const key = `brand-${randomBytes(4).toString('hex')}`;
  const found =
    brands.get(stage) ?? stage.cast.owner.call(addBrand, { key, name: 'Fennick' }).then((made) => made.brandId);
  brands.set(stage, found);
  return found;
}

async function charterOf(stage: Stage) {
  const brandId = await brand(stage);
  const { charters } = await stage.cast.owner.call(contract.listCharters, {});
  return { brandId, version: charters.find((one) => one.brandId === brandId)?.version ?? 0 };
}

const lasting = new WeakMap<Stage, Promise<string>>();
/** A goal to be looked at; queries change nothing. */
function someGoal(stage: Stage): Promise<string> {
  const found = lasting.get(stage) ?? freshGoal(stage);
  lasting.set(stage, found);
  return found;
}
const actions = new WeakMap<Stage, Promise<string>>();
function someAction(stage: Stage): Promise<string> {
  const found = actions.get(stage) ?? openAction(stage).then(({ actionId }) => actionId);
  actions.set(stage, found);
  return found;
}

export const scenarios = [
  scenario(contract.listGoals, () => ({})),
  scenario(contract.getGoal, async (stage) => ({ goalId: await someGoal(stage) })),
  scenario(contract.getSettings, () => ({})),
  scenario(contract.changeSettings, async (_, by) => {
    const { version } = await by.call(contract.getSettings, {});
    return { version, isOn: true, missedWeeks: 3, smallest: 5, dueDays: 10, breachMinutes: null };
  }),
  scenario(contract.listActions, () => ({})),
  scenario(contract.getAction, async (stage) => ({ actionId: await someAction(stage) })),
  scenario(contract.openAction, async (stage) => ({ goalId: await freshGoal(stage), ...owned(stage) })),
  scenario(contract.changeAction, async (stage) => {
    const { actionId, version } = await openAction(stage);
    return { actionId, version, ...owned(stage), cause: 'Too few of us', doing: '', doneOn: null };
  }),
  scenario(contract.closeAction, async (stage) => {
    const { actionId, version } = await doneAction(stage);
    return { actionId, version, isEffective: true, conclusion: 'It holds.' };
  }),
  scenario(contract.listIssues, () => ({})),
  scenario(contract.logIssue, async (stage) => ({ ...issue, goalIds: [await freshGoal(stage)], ...owned(stage) })),
  scenario(contract.changeIssue, async (stage) => {
    const { goalIds, issueId, version } = await logged(stage);
    return { ...issue, goalIds, issueId, version, endedAt: inDays(-1).toISOString() };
  }),
  scenario(contract.listCharters, () => ({})),
  scenario(contract.changeCharter, async (stage) => ({
    ...(await charterOf(stage)),
    isOpen: true,
    intro: 'What you can expect of us.',
    items: [{ goalId: await someGoal(stage), words: { en: 'We are here.' } }],
  })),
];
