import { listRules, setRule } from '#foundation/authority/contract.ts';
import type { Stage } from './stage.ts';

/** Heed takes the database's time: what was just written there may lie a moment ahead of the clock here. */
const aMoment = 2_000;

/** The row in force for a role or person, as the owner sees it. */
export async function rowOf(stage: Stage, kind: string, who: { role?: string; personId?: string }) {
  const { rules } = await stage.cast.owner.call(listRules, {});
  const now = new Date(Date.now() + aMoment).toISOString();
  return rules.find(
    (rule) =>
      rule.kind === kind &&
      (who.personId ? rule.personId === who.personId : rule.role === who.role) &&
      rule.effectiveFrom <= now &&
      (rule.effectiveUntil === null || rule.effectiveUntil > now),
  );
}

/** Owners export so many customers by themselves; null: any number. Other scenarios may have left it otherwise. */
export async function ownersExport(stage: Stage, perCase: number | null): Promise<void> {
  const kind = 'customers.export';
  const row = await rowOf(stage, kind, { role: 'owner' });
  if (row && row.perCase === perCase) return;
  const set = { kind, role: 'owner', may: 'decide', perCase, replaces: row?.id ?? null } as const;
  await stage.cast.owner.call(setRule, set);
}
