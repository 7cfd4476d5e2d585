import { fieldsSeen } from '#foundation/fields/index.ts';
import { isCalendarInUse } from '#foundation/promises/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { answer, handle, type QueryContext } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { Problem, refuse } from '#kernel/server/problem.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';
import { widgetChanged } from '../../contract.ts';
import { changeService, fewestReplies, type Question, serviceSettings } from '../../contract-service.ts';
import { widgetOf } from '../access.ts';
import { chatPolicy } from '../policy.ts';
import { replyTimeNow } from './reply-time.ts';

export interface Service {
  only_verified: boolean;
  calendar_id: Id | null;
  says_reply_time: boolean;
  says_place: boolean;
  questions: Question[];
  consent: string;
  goes_on_by_mail: boolean;
  goes_on_minutes: number;
  version: number;
}

/** A widget of which nothing was ever set: open round the clock, asks nothing, says what it knows. */
const proposed: Service = {
  only_verified: false,
  calendar_id: null,
  says_reply_time: true,
  says_place: true,
  questions: [],
  consent: '',
  goes_on_by_mail: true,
  goes_on_minutes: 10,
  version: 0,
};

const load = statement<Service>(
  'widget_service_load_all',
  `SELECT only_verified, calendar_id, says_reply_time, says_place, questions, consent, goes_on_by_mail,
     goes_on_minutes, version FROM widget_service
   WHERE workspace_id = $1 AND widget_id = $2`,
);
const save = statement(
  'widget_service_save_all',
  `INSERT INTO widget_service (workspace_id, widget_id, only_verified, calendar_id, says_reply_time, says_place,
     questions, consent, goes_on_by_mail, goes_on_minutes, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
   ON CONFLICT (workspace_id, widget_id) DO UPDATE SET only_verified = $3, calendar_id = $4, says_reply_time = $5,
     says_place = $6, questions = $7, consent = $8, goes_on_by_mail = $9, goes_on_minutes = $10, version = $11`,
);

/** What is set for a widget, or proposed. */
export async function serviceOf(tx: Tx, workspaceId: Id, widgetId: Id): Promise<Service> {
  return (await tx.first(load, [workspaceId, widgetId])) ?? proposed;
}

/** @throws Problem chat.identity_needed */
export function demandIdentity(): never {
  return refuse('chat.identity_needed', 'Sign in on this website, then write again. What you wrote is kept.');
}

/** Kinds of field that a line or a choice of the form fills. */
const simple = ['text', 'one_of'];

async function simpleFields(ctx: QueryContext) {
  return (await fieldsSeen(ctx, 'conversation')).filter((field) => simple.includes(field.kind));
}

export const service = answer(serviceSettings, async (ctx) => {
  demand(ctx, chatPolicy, 'see_widget');
  const widget = await widgetOf(ctx);
  const row = await serviceOf(ctx.tx, ctx.workspaceId, widget.id);
  const replies = await replyTimeNow(ctx.tx, ctx.workspaceId);
  const fields = await simpleFields(ctx);
  return {
    onlyVerified: row.only_verified,
    calendarId: row.calendar_id,
    saysReplyTime: row.says_reply_time,
    saysPlace: row.says_place,
    questions: row.questions,
    consent: row.consent,
    goesOnByMail: row.goes_on_by_mail,
    goesOnMinutes: row.goes_on_minutes,
    version: row.version,
    replies: { n: replies?.n ?? 0, medianMs: replies?.median_ms ?? null, needed: fewestReplies },
    fields: fields.map(({ id, label }) => ({ id, label })),
  };
});

export const change = handle(changeService, async (ctx, input) => {
  demand(ctx, chatPolicy, 'change_widget');
  const widget = await widgetOf(ctx, { lock: true });
  const before = await serviceOf(ctx.tx, ctx.workspaceId, widget.id);
  if (before.version !== input.version) {
    refuse('record.stale', `You saw version ${input.version}; it is now ${before.version}. Load it again.`, {
      facts: { version: before.version },
    });
  }
  if (input.calendarId) await demandCalendar(ctx, input.calendarId);
  const questions = input.questions ? await checkedQuestions(ctx, input.questions) : before.questions;
  const version = before.version + 1;
  await ctx.tx.rows(save, [
    ctx.workspaceId,
    widget.id,
    input.onlyVerified ?? before.only_verified,
    input.calendarId === undefined ? before.calendar_id : input.calendarId,
    input.saysReplyTime ?? before.says_reply_time,
    input.saysPlace ?? before.says_place,
    JSON.stringify(questions),
    input.consent ?? before.consent,
    input.goesOnByMail ?? before.goes_on_by_mail,
    input.goesOnMinutes ?? before.goes_on_minutes,
    version,
  ]);
  ctx.emit(widgetChanged, { widgetId: widget.id, what: 'settings' });
  return { widgetId: widget.id, version };
});

async function demandCalendar(ctx: QueryContext, calendarId: Id): Promise<void> {
  try {
    if (await isCalendarInUse(ctx, calendarId)) return;
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'record.not_found') throw error;
  }
  refuse('chat.unknown_calendar', 'Calendars are kept under Settings, Calendars.');
}

/** Questions of fields take over what the field accepts, so that the widget needs to know nothing of fields. */
async function checkedQuestions(ctx: QueryContext, questions: readonly Question[]): Promise<Question[]> {
  const wrong = (at: number, message: string): never =>
    refuse('chat.wrong_question', message, { errors: [{ path: `questions.${at}`, message }] });
  const keys = new Set<string>();
  const fields = questions.some((one) => one.ask === 'field') ? await simpleFields(ctx) : [];
  return questions.map((question, at) => {
    if (keys.has(question.key)) wrong(at, `Two questions have the key ${question.key}.`);
    keys.add(question.key);
    if (question.ask === 'one_of' && new Set(question.choices).size < 2)
      wrong(at, 'Give at least two different answers.');
    if (question.ask !== 'field')
      return { ...question, fieldId: null, choices: question.ask === 'one_of' ? question.choices : [] };
    const field = fields.find((one) => one.id === question.fieldId);
    if (!field) return wrong(at, 'Choose a field of conversations that is in use and holds one value.');
    const choices = field.choices.filter((choice) => !choice.isRetired).map((choice) => choice.label);
    return { ...question, choices: choices.slice(0, 20) };
  });
}
