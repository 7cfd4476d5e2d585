import type { Id } from '#kernel/contract/ids.ts';
import { handle, type QueryContext } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { chooseLanguage, type DeskLanguage, languageChosen } from '../contract.ts';
import { doorPolicy } from './policy.ts';

const chosen = statement<{ locale: DeskLanguage | null }>(
  'people_language',
  'SELECT locale FROM account WHERE id = $1',
);
const choose = statement('people_language_choose', 'UPDATE account SET locale = $2 WHERE id = $1');

/** The language that somebody chose for their desk; null for that of their browser. */
export async function languageOf(ctx: QueryContext, personId: Id): Promise<DeskLanguage | null> {
  return (await ctx.tx.first(chosen, [personId]))?.locale ?? null;
}

/** Chooses the language of one's own desk. */
export const chooseOwnLanguage = handle(chooseLanguage, async (ctx, { locale }) => {
  demand(ctx, doorPolicy, 'choose-language');
  if (ctx.actor.kind !== 'person') return refuse('access.signed_out', 'Sign in first.');
  const personId = ctx.actor.id;
  await ctx.tx.rows(choose, [personId, locale]);
  ctx.emit(languageChosen, { personId, locale });
  return { personId };
});
