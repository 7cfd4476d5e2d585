import type { z } from 'zod';
import type { Ask, AskField, AskValues } from '#contact/conversations/contract.ts';
import { conversationForCustomer, keepAnswerTo, questionOf, receiveMessage } from '#contact/conversations/index.ts';
import { handle } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { answerText } from '../answer-text.ts';
import { chatAnswer } from '../contract.ts';
import { chatPolicy } from './policy.ts';

type Field = z.output<typeof AskField>;

/**
 * Answers what a message asked, as the customer. The conversation's lock makes one of two answers at once the second,
 * which is refused; an index stands behind that.
 */
export const answerAsCustomer = handle(chatAnswer, async (ctx, { messageId: questionId, values }) => {
  if (ctx.actor.kind !== 'customer') refuse('access.forbidden', 'This is for customers in the widget.');
  demand(ctx, chatPolicy, 'send', { customer_id: ctx.actor.id });
  const asked = await questionOf(ctx, questionId);
  if (!asked) notFound('question');
  const conversation = await conversationForCustomer(ctx, asked.conversation_id);
  if (!conversation) notFound('question');
  if ((await questionOf(ctx, questionId))?.is_answered) {
    refuse('conversation.ask_answered', 'Your first answer is in the conversation. Write to us to change it.');
  }
  const fields = fieldsOf(asked.ask);
  const given = Object.fromEntries(
    Object.entries(values)
      .map(([key, value]) => [key, value.trim()])
      .filter(([, value]) => value),
  ) as AskValues;
  demandFit(fields, given);
  const text = asked.ask.kind === 'choices' ? (given.choice ?? '') : answerText(fields, given);
  const written = await receiveMessage(ctx, conversation, { id: ctx.key, channel: 'chat', text });
  await keepAnswerTo(ctx, written.messageId, questionId, given);
  return { conversationId: conversation.id, ...written };
});

/** Quick replies are a form of one field. */
function fieldsOf(ask: Ask): Field[] {
  if (ask.kind === 'form') return ask.fields;
  return [{ key: 'choice', label: 'Choice', kind: 'choice', isRequired: true, choices: ask.choices }];
}

const fits: Record<Field['kind'], { is: (value: string, field: Field) => boolean; takes: string }> = {
  text: { is: () => true, takes: 'a line of text' },
  email: { is: (value) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value), takes: 'an address such as name@shop.example' },
  number: { is: (value) => /^-?\d+([.,]\d+)?$/.test(value), takes: 'a number such as 12 or 12.5' },
  date: {
    is: (value) => /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value)),
    takes: 'a date such as 2026-12-24',
  },
  choice: { is: (value, field) => field.choices?.includes(value) === true, takes: 'one of its choices' },
};

/** @throws Problem conversation.answer_unfit */
function demandFit(fields: readonly Field[], values: AskValues): void {
  const isFit = (field: Field) => {
    const value = values[field.key];
    return value === undefined ? !field.isRequired : fits[field.kind].is(value, field);
  };
  const unfit = fields.filter((field) => !isFit(field));
  const unknown = Object.keys(values).filter((key) => !fields.some((field) => field.key === key));
  const isEmpty = Object.keys(values).length === 0;
  if (unfit.length === 0 && unknown.length === 0 && !isEmpty) return;
  const told = unfit.map(({ label, kind }) => `${label}: ${fits[kind].takes}`);
  const detail = [
    ...told,
    ...unknown.map((key) => `${key} was not asked`),
    ...(isEmpty ? ['Fill in at least one'] : []),
  ];
  refuse('conversation.answer_unfit', `${detail.join('; ')}.`, { facts: { fields: detail } });
}
