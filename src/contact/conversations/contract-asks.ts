import { z } from 'zod';
import { command } from '#kernel/contract/contract.ts';
import { Count, Id, Instant } from '#kernel/contract/ids.ts';
import { problems } from '#kernel/contract/problem.ts';

/** Messages that ask something which a choice or a small form answers: written by people here, and by rules later. */
export const askProblems = problems({
  'conversation.cannot_answer_here': {
    status: 409,
    title: 'The customer could not answer this by a button',
    help: 'Quick replies and forms are shown in the chat. In this conversation, ask in words.',
  },
  'conversation.ask_answered': {
    status: 409,
    title: 'This was answered already',
    help: 'The first answer stands. Write a message to change it.',
  },
  'conversation.answer_unfit': {
    status: 422,
    title: 'This does not answer what was asked',
    help: 'The fact `fields` names each field that is missing or unfit and says what it takes.',
  },
});

const Label = z.string().trim().min(1).max(80);
const unique = (list: readonly string[]) => new Set(list).size === list.length;
const choices = (most: number) => z.array(Label).min(2).max(most).refine(unique, 'each choice once');

const FieldKey = z.string().regex(/^[a-z][a-z0-9_]{0,29}$/, 'a name such as order_number');
export const AskFieldKind = z.enum(['text', 'email', 'number', 'choice', 'date']);
export type AskFieldKind = z.output<typeof AskFieldKind>;

export const AskField = z
  .strictObject({
    /** Under this the answer is stored. */
    key: FieldKey,
    label: Label,
    kind: AskFieldKind,
    isRequired: z.boolean().default(true),
    choices: choices(8).optional(),
  })
  .refine(
    (field) => (field.kind === 'choice') === (field.choices !== undefined),
    'choices for a choice, and only there',
  );

export const Ask = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('choices'), choices: choices(5) }),
  z.strictObject({
    kind: z.literal('form'),
    fields: z
      .array(AskField)
      .min(1)
      .max(4)
      .refine((fields) => unique(fields.map((field) => field.key)), 'each key once'),
  }),
]);
export type Ask = z.output<typeof Ask>;

/** An answer: by the key of each field; of quick replies by `choice`. Dates as 2026-12-24. */
export const AskValues = z.record(z.string().max(30), z.string().max(500));
export type AskValues = z.output<typeof AskValues>;

export const askInChat = command('conversations.ask', {
  path: '/conversations/{conversationId}/asks',
  summary: 'Ask the customer by quick replies or a small form; they answer once, by a message of their own',
  for: ['staff'],
  large: true,
  input: z.strictObject({
    conversationId: Id,
    text: z.string().trim().min(1).max(10_000),
    ask: Ask,
    /** As for a reply. */
    seenNumber: Count.optional(),
  }),
  output: z.object({ conversationId: Id, messageId: Id, number: z.int(), at: Instant }),
  refuses: ['conversation.answered_meanwhile', 'conversation.cannot_answer_here'],
  emits: ['message.sent', 'conversation.assigned', 'conversation.status_changed'],
});
