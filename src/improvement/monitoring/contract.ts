import { z } from 'zod';
import { command, query } from '#kernel/contract/contract.ts';
import { Count, Id, Instant, PageCursor, Version } from '#kernel/contract/ids.ts';
import { Day, Goal, Measured } from './contract-words.ts';

export * from './contract-charter.ts';
export * from './contract-events.ts';
export { isToldBy } from './contract-told.ts';
export { type Goal, monitoringProblems } from './contract-words.ts';

/** While history is still being counted, numbers are too small. */
const Freshness = { asOf: Instant.nullable(), state: z.enum(['ready', 'counting']), timeZone: z.string() };
const page = { after: PageCursor.optional(), limit: z.coerce.number().int().min(1).max(100).default(50) };
const Words = z.string().trim().max(2_000);

export const listGoals = query('monitoring.goals', {
  path: '/monitoring/goals',
  summary: 'Every promise and goal of the standards in force: target, actual, n, interval and trend, the worst first',
  for: ['staff'],
  input: z.strictObject({ standardId: Id.optional(), clauseId: Id.optional() }),
  output: z.object({
    ...Freshness,
    from: Day,
    to: Day,
    goals: z.array(Goal),
    abilities: z.array(z.string()),
  }),
  subjects: ['measures', 'standards', 'corrections', 'monitoring-settings', 'me'],
});

/** A corrective action: what was missed, who puts it right by when, what was done and what it brought. */
export const Action = z.object({
  id: Id,
  goalId: Id,
  standardId: Id,
  clauseId: Id,
  title: z.string(),
  /** Null: opened by the rule. */
  openedBy: z.string().nullable(),
  openedAt: Instant,
  missedWeeks: z.int(),
  issueId: Id.nullable(),
  ownerId: Id,
  ownerName: z.string(),
  dueAt: Instant,
  isOverdue: z.boolean(),
  cause: z.string(),
  doing: z.string(),
  doneOn: Day.nullable(),
  closedAt: Instant.nullable(),
  closedBy: z.string().nullable(),
  isEffective: z.boolean().nullable(),
  conclusion: z.string().nullable(),
  version: z.int(),
});
export type Action = z.output<typeof Action>;

const Period = { from: Day, to: Day };
export const Effect = z.object({
  before: Measured.extend(Period),
  after: Measured.extend(Period).nullable(),
  /** Only what lies outside both intervals is called better or worse; null before anything was measured. */
  change: z.enum(['better', 'worse', 'same']).nullable(),
  /** From which day on it can be closed; null before it is said since when it is done. */
  measurableFrom: Day.nullable(),
  isMeasured: z.boolean(),
});
export type Effect = z.output<typeof Effect>;

const Issue = z.object({
  id: Id,
  kind: z.enum(['technology', 'resource']),
  title: z.string(),
  words: z.string(),
  beganAt: Instant,
  endedAt: Instant.nullable(),
  goalIds: z.array(Id),
  /** The action that fixes it. */
  actionId: Id.nullable(),
  loggedBy: z.string(),
  version: z.int(),
});

export const getGoal = query('monitoring.goal', {
  path: '/monitoring/goals/{goalId}',
  summary:
    'One goal with its numbers by week, day, team, channel or brand, the issues that affected it, and its actions',
  for: ['staff'],
  input: z.strictObject({ goalId: Id, by: z.enum(['week', 'day', 'team', 'channel', 'brand']).default('week') }),
  output: z.object({
    ...Freshness,
    ...Period,
    goal: Goal,
    groups: z.array(Measured.extend({ key: z.string(), label: z.string() })),
    /** By what it can be split. */
    splits: z.array(z.enum(['week', 'day', 'team', 'channel', 'brand'])),
    /** What the rows behind it are asked by: a measure, and a reason where it is one of many lines. */
    behind: z.object({ measure: z.string(), reasonId: Id.nullable() }),
    issues: z.array(Issue),
    actions: z.array(Action),
    abilities: z.array(z.string()),
  }),
  refuses: ['measure.not_by'],
  subjects: [
    'measures',
    'standards',
    'corrections',
    'monitoring-settings',
    'issues',
    'people',
    'teams',
    'brands',
    'me',
  ],
});

export const listActions = query('corrections.list', {
  path: '/corrections',
  summary: 'Corrective actions, the one due first at the top, a page at a time',
  for: ['staff'],
  input: z.strictObject({
    show: z.enum(['open', 'overdue', 'closed']).default('open'),
    goalId: Id.optional(),
    ...page,
  }),
  output: z.object({ actions: z.array(Action), next: PageCursor.nullable(), abilities: z.array(z.string()) }),
  subjects: ['corrections', 'people', 'me'],
});

export const getAction = query('corrections.get', {
  path: '/corrections/{actionId}',
  summary: 'One corrective action with its effect: the number before, and after it was done',
  for: ['staff'],
  input: z.strictObject({ actionId: Id }),
  output: z.object({ action: Action, goal: Goal.nullable(), effect: Effect, abilities: z.array(z.string()) }),
  subjects: ['measures', 'standards', 'corrections', 'monitoring-settings', 'people', 'me'],
});

const written = z.object({ actionId: Id, version: z.int() });

export const openAction = command('corrections.open', {
  path: '/corrections',
  summary: 'Open a corrective action for a goal by hand; the rule does it after missed weeks',
  for: ['staff'],
  input: z.strictObject({ goalId: Id, ownerId: Id, dueAt: Instant, cause: Words.default('') }),
  output: written,
  refuses: ['goal.unknown', 'correction.exists', 'promise.impossible', 'promise.unknown_owner'],
  emits: ['correction.opened', 'promise.started'],
});

export const changeAction = command('corrections.change', {
  path: '/corrections/{actionId}',
  method: 'PUT',
  summary: 'Say who does what by when, why it was missed, and since when what was done is in place',
  for: ['staff'],
  input: z.strictObject({
    actionId: Id,
    version: Version,
    ownerId: Id,
    dueAt: Instant,
    cause: Words,
    doing: Words,
    doneOn: Day.nullable(),
  }),
  output: written,
  refuses: ['record.stale', 'correction.closed', 'issue.times', 'promise.impossible', 'promise.unknown_owner'],
  emits: ['correction.changed'],
});

export const closeAction = command('corrections.close', {
  path: '/corrections/{actionId}/closing',
  method: 'PUT',
  summary: 'Close an action with its effect as it is measured now, and what follows from it',
  for: ['staff'],
  input: z.strictObject({
    actionId: Id,
    version: Version,
    isEffective: z.boolean(),
    conclusion: z.string().trim().min(3).max(1_000),
  }),
  output: written,
  refuses: ['record.stale', 'correction.closed', 'correction.unmeasured'],
  emits: ['correction.closed', 'promise.kept', 'promise.broken'],
});

const issueFields = {
  kind: z.enum(['technology', 'resource']),
  title: z.string().trim().min(1).max(120),
  words: z.string().trim().max(4_000).default(''),
  beganAt: Instant,
  endedAt: Instant.nullable().default(null),
  goalIds: z.array(Id).min(1).max(20),
};

export const listIssues = query('issues.list', {
  path: '/issues',
  summary: 'Issues of technology and resources with what they affected, the latest first, a page at a time',
  for: ['staff'],
  input: z.strictObject({ show: z.enum(['all', 'open', 'ended']).default('all'), ...page }),
  output: z.object({ issues: z.array(Issue), next: PageCursor.nullable(), abilities: z.array(z.string()) }),
  subjects: ['issues', 'corrections', 'people', 'me'],
});

export const logIssue = command('issues.log', {
  path: '/issues',
  summary: 'Log an issue with its times and what it affects; a corrective action to fix it is opened with it',
  for: ['staff'],
  input: z.strictObject({ ...issueFields, ownerId: Id, dueAt: Instant }),
  output: z.object({ issueId: Id, actionId: Id, version: z.int() }),
  refuses: ['goal.unknown', 'issue.times', 'promise.impossible', 'promise.unknown_owner'],
  emits: ['issue.changed', 'correction.opened', 'promise.started'],
});

export const changeIssue = command('issues.change', {
  path: '/issues/{issueId}',
  method: 'PUT',
  summary: 'Change an issue, or say when it ended',
  for: ['staff'],
  input: z.strictObject({ issueId: Id, version: Version, ...issueFields }),
  output: z.object({ issueId: Id, version: z.int() }),
  refuses: ['record.stale', 'goal.unknown', 'issue.times'],
  emits: ['issue.changed'],
});

const Settings = z.object({
  /** Whether actions open by themselves. */
  isOn: z.boolean(),
  missedWeeks: z.int().min(1).max(13),
  /** A week with fewer rows is not judged. */
  smallest: z.int().min(1).max(1_000),
  dueDays: z.int().min(1).max(90),
  /** Minutes for the task that a broken promise of a standard leads to; null: none. */
  breachMinutes: z.int().min(5).max(10_080).nullable(),
});

export const getSettings = query('monitoring.settings', {
  path: '/monitoring/settings',
  summary: 'After how many missed weeks a corrective action opens by itself, and what a broken promise leads to',
  for: ['staff'],
  input: z.strictObject({}),
  output: Settings.extend({ version: z.int() }),
  subjects: ['monitoring-settings'],
});

export const changeSettings = command('monitoring.change-settings', {
  path: '/monitoring/settings',
  method: 'PUT',
  summary: 'Change when corrective actions open by themselves and what a broken promise leads to',
  for: ['staff'],
  input: z.strictObject({ version: Count, ...Settings.shape }),
  output: z.object({ version: z.int() }),
  refuses: ['record.stale'],
  emits: ['monitoring.settings_changed'],
});
