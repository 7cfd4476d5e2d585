import { answer } from '#kernel/server/capability.ts';
import { can, demand } from '#kernel/server/policy.ts';
import { listFields } from '../contract.ts';
import { fieldPolicy } from './policy.ts';
import { fieldsKept, fieldsSeen, presentField } from './rows.ts';
import { fieldSubjects } from './subjects.ts';

export const fieldList = answer(listFields, async (ctx) => {
  demand(ctx, fieldPolicy, 'list');
  const keeps = can(fieldPolicy, ctx.actor, 'keep') === true;
  const rows = keeps ? await fieldsKept(ctx) : await fieldsSeen(ctx, null);
  return {
    subjects: ctx.contributed(fieldSubjects).map(({ name, words }) => ({ name, ...words })),
    fields: rows.map(presentField),
  };
});
