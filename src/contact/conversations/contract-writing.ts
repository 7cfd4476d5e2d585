import { z } from 'zod';
import { command, event, query } from '#kernel/contract/contract.ts';
import { Count, Id, Instant } from '#kernel/contract/ids.ts';
import { problems } from '#kernel/contract/problem.ts';
import { Attachment, FileIds, nothingSaid, said, saysSomething } from './contract-files.ts';

/** What somebody writes before it is sent: drafts, the moment in which a reply can be taken back, their choice. */
export const writingProblems = problems({
  'conversation.answered_meanwhile': {
    status: 409,
    title: 'Somebody else answered while you were writing',
    help: 'Nothing was sent. Read their answer (the fact `number`), then send again without `seenNumber` or with the newest.',
  },
  'conversation.draft_changed': {
    status: 409,
    title: 'This draft was changed on another device',
    help: 'Nothing was overwritten. Load the draft, join both texts, and save with its `tag` as `basis`.',
  },
  'conversation.already_sent': {
    status: 409,
    title: 'It has been sent already',
    help: 'The time in which it could be taken back is over. Write another message to put it right.',
  },
});

export const DraftKind = z.enum(['reply', 'note']);
export type DraftKind = z.output<typeof DraftKind>;

export const Draft = z.object({
  kind: DraftKind,
  text: z.string(),
  /** Files that will go with it. */
  attachments: z.array(Attachment),
  /** The last message that was there when it was begun. */
  seenNumber: z.int(),
  /** Names this saved state; send it back as `basis`. */
  tag: Id,
  savedAt: Instant,
});
export type Draft = z.output<typeof Draft>;

export const listDrafts = query('conversations.drafts', {
  path: '/drafts',
  summary: 'Where I have begun to write something, the newest first, without its text; at most 200',
  for: ['staff'],
  input: z.strictObject({}),
  output: z.object({ drafts: z.array(z.object({ conversationId: Id, kind: DraftKind, savedAt: Instant })) }),
  subjects: ['my-drafts', 'me'],
});

export const getDrafts = query('conversations.draft', {
  path: '/conversations/{conversationId}/drafts',
  summary: 'My own drafts of a reply and of a note in this conversation; nobody else ever sees them',
  for: ['staff'],
  input: z.strictObject({ conversationId: Id }),
  output: z.object({ drafts: z.array(Draft) }),
  subjects: ['my-drafts', 'me', 'conversation:{conversationId}'],
});

// Safe to repeat by its own rule: the same text upon the same basis is the same draft.
export const saveDraft = command('conversations.save-draft', {
  path: '/conversations/{conversationId}/drafts/{kind}',
  method: 'PUT',
  summary: 'Keep what I am writing; without text and files it is forgotten',
  for: ['staff'],
  large: true,
  quiet: true,
  keyed: false,
  input: z.strictObject({
    conversationId: Id,
    kind: DraftKind,
    text: z.string().max(20_000),
    fileIds: FileIds.default([]),
    seenNumber: Count.default(0),
    basis: Id.nullable(),
  }),
  output: z.object({ conversationId: Id, tag: Id.nullable(), savedAt: Instant.nullable() }),
  refuses: ['conversation.draft_changed', 'file.unknown'],
  emits: [],
});

export const holdReply = command('conversations.hold', {
  path: '/conversations/{conversationId}/held-replies',
  summary: 'Answer the customer after some seconds in which I may still take it back; it leaves by itself',
  for: ['staff'],
  quiet: true,
  input: z
    .strictObject({
      conversationId: Id,
      ...said,
      status: z.enum(['waiting', 'open']).default('waiting'),
      seenNumber: Count.optional(),
      seconds: z.int().min(1).max(60),
    })
    .refine(saysSomething, nothingSaid),
  output: z.object({ conversationId: Id, messageId: Id, leavesAt: Instant }),
  refuses: ['conversation.answered_meanwhile', 'file.unknown'],
  emits: [],
});

export const takeBack = command('conversations.take-back', {
  path: '/held-replies/{messageId}',
  method: 'DELETE',
  summary: 'Take a reply of mine back that has not left yet; nobody but me knew of it',
  for: ['staff'],
  quiet: true,
  input: z.strictObject({ messageId: Id }),
  output: z.object({ conversationId: Id, messageId: Id }),
  refuses: ['conversation.already_sent'],
  emits: [],
});

export const writingChosen = event('conversation.writing_chosen', {
  data: z.strictObject({ undoSeconds: z.int() }),
  subjects: ['my-writing', 'me'],
  audience: 'staff',
  sentence: 'chose that a reply can be taken back for {undoSeconds} s',
});

export const undoChoices = [0, 5, 10, 20] as const;

export const getWriting = query('conversations.writing', {
  path: '/writing-choice',
  summary: 'How I write: seconds in which a reply can be taken back',
  for: ['staff'],
  input: z.strictObject({}),
  output: z.object({ undoSeconds: z.int() }),
  subjects: ['my-writing', 'me'],
});

export const chooseWriting = command('conversations.choose-writing', {
  path: '/writing-choice',
  method: 'PUT',
  summary: 'Choose for how many seconds a reply of mine can be taken back; 0 sends at once',
  for: ['staff'],
  input: z.strictObject({ undoSeconds: z.literal(undoChoices) }),
  output: z.object({ undoSeconds: z.int() }),
  emits: ['conversation.writing_chosen'],
});
