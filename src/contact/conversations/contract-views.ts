import { z } from 'zod';
import { FieldFilter, FieldKey } from '#foundation/fields/contract.ts';
import { command, event, query } from '#kernel/contract/contract.ts';
import { Id, Version } from '#kernel/contract/ids.ts';
import { problems } from '#kernel/contract/problem.ts';
import { Priority, Status } from './contract-words.ts';

export const viewProblems = problems({
  'conversation.too_many_views': {
    status: 409,
    title: 'There are enough views',
    help: 'A person keeps at most 50 views of their own; a workspace shares at most 50. Delete one first.',
  },
});

/** `any`: is one of these. `none`: is none of these. */
const Is = z.enum(['any', 'none']).default('any');
const ChannelName = z.string().regex(/^[a-z][a-z_-]{1,39}$/, 'a channel such as chat');
const several = <T extends z.ZodType>(one: T) => z.array(one).min(1).max(50);

/** One condition of a view. */
export const Condition = z.discriminatedUnion('on', [
  z.strictObject({ on: z.literal('status'), is: Is, of: several(Status) }),
  z.strictObject({ on: z.literal('assignee'), is: Is, of: several(z.union([Id, z.enum(['me', 'nobody'])])) }),
  z.strictObject({ on: z.literal('team'), is: Is, of: several(z.union([Id, z.enum(['mine', 'none'])])) }),
  z.strictObject({ on: z.literal('tag'), is: Is, of: several(Id) }),
  z.strictObject({ on: z.literal('priority'), is: Is, of: several(Priority) }),
  z.strictObject({ on: z.literal('channel'), is: Is, of: several(ChannelName) }),
  /** A field of the customer or of the conversation that holds this value, which is given as a filter gives it. */
  z.strictObject({
    on: z.literal('field'),
    subject: z.enum(['customer', 'conversation']),
    key: FieldKey,
    value: z.union([z.string().max(500), z.number(), z.boolean()]),
  }),
  z.strictObject({ on: z.literal('snoozed'), snoozed: z.boolean() }),
  /** `us`: the customer wrote last. `customer`: we did. */
  z.strictObject({ on: z.literal('waiting_on'), whom: z.enum(['us', 'customer']) }),
  /** Something that we owe is late, or falls due within so many hours. */
  z.strictObject({ on: z.literal('due_within'), hours: z.int().min(0).max(8_760) }),
]);
export type Condition = z.output<typeof Condition>;

/** Conditions that must all hold, or of which one must. */
export const Rule = z.strictObject({ match: z.enum(['all', 'any']), conditions: z.array(Condition).min(1).max(12) });
export type Rule = z.output<typeof Rule>;

/** A rule as JSON text, for the address of a list. */
export const RuleText = FieldFilter.meta({
  description: 'JSON of {match, conditions} as in a saved view, such as {"match":"all","conditions":[…]}',
});

/** The newest message first, or what falls due next first. */
export const Sort = z.enum(['newest', 'due']);
export type Sort = z.output<typeof Sort>;
export const Shared = z.enum(['nobody', 'team', 'everybody']);
export type Shared = z.output<typeof Shared>;

export const viewChanged = event('inbox_view.changed', {
  data: z.strictObject({ viewId: Id.nullable(), what: z.enum(['made', 'changed', 'deleted', 'restored', 'ordered']) }),
  subjects: ['inbox-views'],
  audience: 'staff',
  sentence: 'changed a view of the inbox ({what})',
});

export const SavedView = z.object({
  id: Id,
  name: z.string(),
  rule: Rule,
  sort: Sort,
  shared: Shared,
  teamId: Id.nullable(),
  ownerId: Id,
  version: Version,
  mayChange: z.boolean(),
  /** What about its conditions no longer holds, in plain words. The view opens all the same. */
  troubles: z.array(z.string()),
});
export type SavedView = z.output<typeof SavedView>;

export const listViews = query('conversations.views', {
  path: '/inbox-views',
  summary: 'The views that you see, in your own order: yours, and those shared with you',
  for: ['staff'],
  input: z.strictObject({}),
  output: z.object({ views: z.array(SavedView) }),
  subjects: ['inbox-views', 'tags', 'fields', 'teams', 'me'],
});

export const countViews = query('conversations.view-counts', {
  path: '/inbox-views/counts',
  summary: 'How many conversations each of your views holds; over 999 it says 1000, null where resolved ones may be',
  for: ['staff'],
  input: z.strictObject({}),
  output: z.object({ counts: z.array(z.object({ viewId: Id, count: z.int().nullable() })) }),
  subjects: ['inbox-views', 'inbox', 'fields', 'customers', 'promises', 'teams', 'me'],
});

const Name = z.string().trim().min(1).max(60);
const viewDone = z.object({ viewId: Id, version: Version });
const ruleRefusals = [
  'field.unknown',
  'field.wrong_value',
  'conversation.unknown_tag',
  'conversation.unknown_assignee',
] as const;

export const saveView = command('conversations.save-view', {
  path: '/inbox-views',
  summary: 'Keep conditions under a name, for yourself, a team or everybody',
  for: ['staff'],
  input: z.strictObject({
    name: Name,
    rule: Rule,
    sort: Sort.default('newest'),
    shared: Shared.default('nobody'),
    teamId: Id.nullable().default(null),
  }),
  output: viewDone,
  refuses: [...ruleRefusals, 'conversation.too_many_views'],
  emits: ['inbox_view.changed'],
});

export const changeView = command('conversations.change-view', {
  path: '/inbox-views/{viewId}',
  method: 'PATCH',
  summary: 'Change what a view is called, what it holds, how it is sorted and who sees it',
  for: ['staff'],
  input: z.strictObject({
    viewId: Id,
    version: Version,
    name: Name,
    rule: Rule,
    sort: Sort,
    shared: Shared,
    teamId: Id.nullable(),
  }),
  output: viewDone,
  refuses: ['record.stale', ...ruleRefusals, 'conversation.too_many_views'],
  emits: ['inbox_view.changed'],
});

export const retireView = command('conversations.retire-view', {
  path: '/inbox-views/{viewId}/retirement',
  method: 'PUT',
  summary: 'Delete a view, or restore it; conversations are not touched',
  for: ['staff'],
  input: z.strictObject({ viewId: Id, version: Version, retired: z.boolean() }),
  output: viewDone,
  refuses: ['record.stale', 'conversation.too_many_views'],
  emits: ['inbox_view.changed'],
});

export const orderViews = command('conversations.order-views', {
  path: '/inbox-views/order',
  method: 'PUT',
  summary: 'Say in which order you want your views; the others come last',
  for: ['staff'],
  input: z.strictObject({ viewIds: z.array(Id).max(200) }),
  output: z.object({ count: z.int() }),
  emits: ['inbox_view.changed'],
});
