import { filterOf } from '#foundation/fields/index.ts';
import { quietNames } from '#foundation/promises/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { actorId } from '#kernel/server/actor.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { Problem, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { type Condition, Rule } from '../contract.ts';
import { type Found, holdsResolved, ruleSql, type Values } from './condition-sql.ts';

const conversationsWith = statement<{ id: Id }>(
  'conversations_with',
  'SELECT id FROM heed_conversations_with($1::jsonb) AS id',
);
const customersWith = statement<{ id: Id }>(
  'conversation_customers_with',
  'SELECT id FROM heed_customers_with($1::jsonb) AS id',
);
const tagged = statement<{ id: Id }>(
  'conversations_tagged',
  'SELECT id FROM heed_conversations_tagged($1::uuid[]) AS id',
);
/** What these functions give at most; with more the value is common. */
const few = 2_000;
const due = statement<{ id: Id }>(
  'conversations_due',
  `SELECT p.subject_id AS id FROM promise p WHERE p.workspace_id = $1 AND p.ended_at IS NULL AND p.due_at <= $2
     AND p.state <> 'paused' AND p.subject_kind = 'conversation'
     AND NOT (p.measure = ANY ($3::text[]) AND p.state <> 'broken') LIMIT 2001`,
);

/** Conversations with fields that hold this: few ids, or what to look for on the way. */
export async function withFields(ctx: QueryContext, wanted: Readonly<Record<string, unknown>>): Promise<Found> {
  const holding = JSON.stringify(wanted);
  const ids = (await ctx.tx.rows(conversationsWith, [holding])).map((row) => row.id);
  return ids.length > few ? { holding } : { ids, of: 'conversation' };
}

async function fieldFound(ctx: QueryContext, condition: Extract<Condition, { on: 'field' }>): Promise<Found> {
  const wanted = await wantedField(ctx, condition);
  if (wanted === null) return null;
  if (condition.subject === 'conversation') return withFields(ctx, wanted);
  const holding = JSON.stringify(wanted);
  const ids = (await ctx.tx.rows(customersWith, [holding])).map((row) => row.id);
  return ids.length > few ? { holding } : { ids, of: 'customer' };
}

/** What the column must hold; null for a field that is retired or that the reader may not see. */
export async function wantedField(ctx: QueryContext, condition: Extract<Condition, { on: 'field' }>) {
  try {
    return await filterOf(ctx, condition.subject, JSON.stringify({ [condition.key]: condition.value }));
  } catch (error) {
    if (error instanceof Problem && error.code.startsWith('field.')) return null;
    throw error;
  }
}

async function lookUp(ctx: QueryContext, condition: Condition, isWork: boolean): Promise<Found> {
  if (condition.on === 'field') return fieldFound(ctx, condition);
  if (condition.on === 'due_within') {
    const until = new Date(ctx.now.getTime() + condition.hours * 3_600_000);
    const ids = (await ctx.tx.rows(due, [ctx.workspaceId, until, quietNames(ctx)])).map((row) => row.id);
    return ids.length > few ? 'common' : { ids: [...new Set(ids)], of: 'conversation' };
  }
  // Among what is not resolved, the index that lists walk has the tags in it.
  if (condition.on !== 'tag' || isWork) return 'common';
  const ids = (await ctx.tx.rows(tagged, [condition.of])).map((row) => row.id);
  return ids.length > few ? 'common' : { ids, of: 'conversation' };
}

/** A rule as SQL about conversation `c`, for this reader; looks up first what indexes answer with ids. */
export async function whereOf(ctx: QueryContext, values: Values, workspace: string, rule: Rule): Promise<string> {
  const isWork = !holdsResolved(rule);
  const looked: Found[] = [];
  for (const condition of rule.conditions) looked.push(await lookUp(ctx, condition, isWork));
  const teamIds = ctx.actor.kind === 'person' ? ctx.actor.teamIds : [];
  const reader = { id: actorId(ctx.actor), teamIds };
  return ruleSql({ values, workspace, reader, quiet: quietNames(ctx), now: ctx.now }, rule, looked);
}

/** Reads a rule from its JSON text. @throws Problem input.invalid */
export function readRule(text: string): Rule {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    given = undefined;
  }
  const parsed = Rule.safeParse(given);
  if (parsed.success) return parsed.data;
  const first = parsed.error.issues[0];
  const where = first && first.path.length > 0 ? ` (${first.path.join('.')}: ${first.message})` : '';
  return refuse('input.invalid', `Give \`rule\` as JSON of match and 1 to 12 conditions, as a saved view has${where}.`);
}
