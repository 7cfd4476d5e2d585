import { setConversationFields } from '#contact/conversations/contract.ts';
import { accessConversation } from '#contact/conversations/index.ts';
import { renameVisitor } from '#contact/customers/index.ts';
import { fieldsSeen } from '#foundation/fields/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { FieldError } from '#kernel/contract/problem.ts';
import { answer, type CommandContext } from '#kernel/server/capability.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { type Answer, chatAnswered, chatOpening, type Opening, type Question } from '../../contract-service.ts';
import type { Service } from './settings.ts';

const insert = statement(
  'chat_opening_insert',
  `INSERT INTO chat_opening (workspace_id, conversation_id, customer_id, visit_id, identity_id, page, is_away, answers)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
);

export interface Begun {
  conversationId: Id;
  customerId: Id;
  visitId: Id;
  identityId: Id | null;
  page: string;
}

const mail = /^[^\s@<>"]{1,64}@[^\s@<>"]+\.[^\s@<>".]+$/;

/** Why this is no answer to the question; undefined when it is one. */
function wrong({ ask, isRequired, choices }: Question, value: string): string | undefined {
  if (value === '') return isRequired ? 'Please answer this.' : undefined;
  if (ask === 'email' && !mail.test(value)) return 'Write the whole e-mail address, such as ines@kaldor.example.';
  if (choices.length > 0 && !choices.includes(value)) return `Choose one of: ${choices.join(', ')}.`;
  return undefined;
}

/**
 * Answers with the words of their questions. Where a form was filled in, what it demands must be there; a message that
 * comes without one, from a page that was open before the questions were set, is taken as it is.
 * @throws Problem chat.answers_needed
 */
function read(service: Service, opening: Opening | undefined): (Answer & { fieldId: Id | null })[] {
  const given = opening?.answers;
  if (!given) return [];
  const away: Question[] = opening.isAway ? [awayEmail] : [];
  const asked = [...service.questions, ...away].map((question) => ({ question, value: given[question.key] ?? '' }));
  const errors: FieldError[] = asked.flatMap(({ question, value }) => {
    const message = wrong(question, value);
    return message ? [{ path: `opening.answers.${question.key}`, message: `${question.label}: ${message}` }] : [];
  });
  if (service.consent && service.questions.length > 0 && given.consent !== 'yes') {
    errors.push({ path: 'opening.answers.consent', message: 'Please agree first.' });
  }
  if (errors[0]) refuse('chat.answers_needed', errors[0].message, { errors });
  const answers = asked
    .filter(({ value }) => value !== '')
    .map(({ question: { ask, label, fieldId }, value }) => ({ ask, label, value, fieldId }));
  if (given.consent !== 'yes' || !service.consent) return answers;
  return [...answers, { ask: 'consent' as const, label: service.consent, value: 'Agreed', fieldId: null }];
}

/** What the away form asks of whoever is not known, beside the workspace's own questions. */
const awayEmail: Question = {
  key: 'away_email',
  ask: 'email',
  label: 'E-mail for our answer',
  isRequired: false,
  choices: [],
  fieldId: null,
};

/** Keeps how a chat began; a visitor is called what they call themselves. */
export async function keepOpening(ctx: CommandContext, begun: Begun, service: Service, opening: Opening | undefined) {
  const { conversationId, customerId, visitId, identityId, page } = begun;
  const answers = read(service, opening);
  const values = [conversationId, customerId, visitId, identityId, page, opening?.isAway ?? false];
  await ctx.tx.rows(insert, [ctx.workspaceId, ...values, JSON.stringify(answers)]);
  if (answers.length === 0) return;
  const name = answers.find((one) => one.ask === 'name')?.value;
  if (name && !identityId) await renameVisitor(ctx, customerId, name.slice(0, 200));
  ctx.emit(chatAnswered, { conversationId, customerId, answers: answers.length });
}

interface Row {
  external_id: string | null;
  page: string;
  is_away: boolean;
  answers: (Answer & { fieldId?: Id | null })[];
  at: Date;
}
const load = statement<Row>(
  'chat_opening_load',
  `SELECT i.external_id, o.page, o.is_away, o.answers, o.at FROM chat_opening o
   LEFT JOIN customer_identity i ON i.workspace_id = o.workspace_id AND i.id = o.identity_id
   WHERE o.workspace_id = $1 AND o.conversation_id = $2`,
);

export const openingShown = answer(chatOpening, async (ctx, { conversationId }) => {
  await accessConversation(ctx, conversationId, { for: 'read' });
  const row = await ctx.tx.first(load, [ctx.workspaceId, conversationId]);
  if (!row) return { opening: null };
  return {
    opening: {
      externalId: row.external_id,
      page: row.page,
      isAway: row.is_away,
      answers: row.answers.map(({ ask, label, value }) => ({ ask, label, value })),
      at: row.at.toISOString(),
    },
  };
});

/** Puts answers into the fields they were asked for. A job: a customer's own connection sees no fields. */
export async function fileAnswers(ctx: CommandContext, conversationId: Id): Promise<void> {
  const row = await ctx.tx.first(load, [ctx.workspaceId, conversationId]);
  const answered = (row?.answers ?? []).filter((one) => one.fieldId);
  if (answered.length === 0) return;
  const fields = await fieldsSeen(ctx, 'conversation');
  const values = answered.flatMap(({ fieldId, value }) => {
    const field = fields.find((one) => one.id === fieldId);
    // A field that is retired by now takes nothing; the answer still stands beside the conversation.
    if (!field) return [];
    const chosen = field.choices.find((choice) => choice.label === value && !choice.isRetired);
    return field.kind === 'one_of' ? (chosen ? [[field.key, chosen.key]] : []) : [[field.key, value]];
  });
  const { version } = await accessConversation(ctx, conversationId, { for: 'set_fields', lock: true });
  await ctx.inner(setConversationFields, { conversationId, version, values: Object.fromEntries(values) });
}
