import { keepPromise, movePromise, reassignPromise, waivePromise } from '#foundation/promises/contract.ts';
import type { Measure, SubjectKind } from '#foundation/promises/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { Guard } from '#kernel/server/capability.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';

/** What somebody owes who has a corrective action. */
export const correctionMeasure: Measure = {
  name: 'correction',
  title: 'Corrective action',
  about: 'Putting right what a standard promised and was missed, by the day that was agreed on.',
  kind: 'given',
  on: {},
};

const described = statement<{ id: Id; title: string }>(
  'correction_described',
  'SELECT id, title FROM corrective_action WHERE workspace_id = $1 AND id = ANY($2::uuid[])',
);

/** How promises and notices call a corrective action. */
export const correctionSubject: SubjectKind = {
  name: 'correction',
  describe: async (tx, workspaceId, ids) => {
    const rows = await tx.rows(described, [workspaceId, ids]);
    return rows.map(({ id, title }) => ({
      ...{ id, title, reference: title.split(' ')[0] ?? '', link: `/monitoring/actions/${id}` },
    }));
  },
};

const isOurs = statement(
  'correction_of_promise',
  'SELECT FROM corrective_action WHERE workspace_id = $1 AND promise_id = $2',
);

/** The promise goes with its action: by hand it would be kept without anything having been measured. */
export const correctionGuards: readonly Guard[] = [keepPromise, waivePromise, movePromise, reassignPromise].map(
  ({ name }) => ({
    command: name,
    check: async (ctx, input) => {
      const { promiseId } = input as { promiseId: Id };
      if (!(await ctx.tx.first(isOurs, [ctx.workspaceId, promiseId]))) return;
      refuse('correction.own_promise', 'Its day and its owner are changed there too.');
    },
  }),
);
