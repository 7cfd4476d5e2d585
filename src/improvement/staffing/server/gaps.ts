import { type NoticeKind, type NoticeSubject, notify } from '#foundation/notices/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import { gapFound } from '../contract.ts';
import { intervalsOf, type PlanRow } from './rows.ts';

const remember = statement(
  'staffing_plan_told',
  'UPDATE staffing_plan SET told = $3 WHERE workspace_id = $1 AND id = $2',
);

/** Tells who leads the team where people are lacking, once as long as nothing changes. @throws Problem staffing.impossible */
export async function tellGaps(ctx: CommandContext, row: PlanRow): Promise<void> {
  const { intervals } = await intervalsOf(ctx, row);
  const lacking = intervals.filter((one) => one.gap < 0);
  const [worst] = [...lacking].sort((a, b) => a.gap - b.gap || a.slot - b.slot);
  const told = worst ? `${lacking.length} ${worst.gap} ${worst.slot}` : '';
  if (told === row.told) return;
  await ctx.tx.rows(remember, [ctx.workspaceId, row.id, told]);
  if (!worst) return;
  const found = { halfHours: lacking.length, most: -worst.gap, slot: worst.slot };
  ctx.emit(gapFound, { planId: row.id, teamId: row.team_id, ...found });
  await notify(ctx, {
    kind: 'staffing.gap',
    to: { leadsOf: [row.team_id] },
    about: { kind: 'staffing-plan', id: row.id },
    data: found,
  });
}

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

export const gapKind: NoticeKind = {
  name: 'staffing.gap',
  label: 'People are lacking on the roster',
  help: 'For whoever leads the team of a staffing plan, when a half hour of the week has fewer people than it takes.',
  importance: 'normal',
  asks: 'read',
  roles: ['owner', 'manager', 'lead'],
  words: (data, names) => {
    const slot = Number(data.slot);
    const time = `${Math.floor((slot % 48) / 2)}:${slot % 2 === 0 ? '00' : '30'}`;
    const day = weekdays[Math.floor(slot / 48)] ?? '';
    const plan = names.about?.title ?? 'A staffing plan';
    return {
      words:
        data.halfHours === 1
          ? `${plan} lacks people in one half hour of the week`
          : `${plan} lacks people in ${data.halfHours} half hours of the week`,
      detail: `Most on ${day} at ${time}: ${data.most}`,
    };
  },
};

const described = statement<{ id: Id; name: string }>(
  'staffing_plan_described',
  'SELECT id, name FROM staffing_plan WHERE workspace_id = $1 AND id = ANY($2::uuid[])',
);

/** How notices call a plan. */
export const planSubject: NoticeSubject = {
  name: 'staffing-plan',
  describe: async (tx, workspaceId, ids) => {
    const rows = await tx.rows(described, [workspaceId, ids]);
    return rows.map(({ id, name }) => ({ id, reference: '', title: name, link: `/staffing/${id}` }));
  },
};
