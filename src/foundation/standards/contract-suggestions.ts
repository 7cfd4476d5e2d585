import { z } from 'zod';
import { command, query } from '#kernel/contract/contract.ts';
import { Id, Instant, PageCursor } from '#kernel/contract/ids.ts';
import { Reason } from './contract-words.ts';

export const SuggestionState = z.enum(['new', 'considered', 'taken', 'declined']);
export type SuggestionState = z.output<typeof SuggestionState>;

export const suggestChange = command('standards.suggest', {
  path: '/standard-versions/{versionId}/clauses/{clauseId}/suggestions',
  summary: 'Suggest a change of a clause; its owner is told, and you hear what becomes of it',
  for: ['staff'],
  input: z.strictObject({
    versionId: Id,
    clauseId: Id,
    text: z.string().trim().min(3).max(2_000),
    /** Where it came up. */
    conversationId: Id.nullable().default(null),
  }),
  output: z.object({ suggestionId: Id, standardId: Id }),
  refuses: ['standard.retired'],
  emits: ['standard.suggested'],
});

export const answerSuggestion = command('standards.answer-suggestion', {
  path: '/standard-suggestions/{suggestionId}/answer',
  method: 'PUT',
  summary: 'Say what becomes of a suggestion: considered, taken into the draft, or declined with the reason',
  for: ['staff'],
  input: z.strictObject({
    suggestionId: Id,
    state: z.enum(['considered', 'taken', 'declined']),
    answer: Reason.nullable().default(null),
  }),
  output: z.object({ suggestionId: Id, state: SuggestionState }),
  refuses: ['standard.reason_missing', 'standard.no_draft', 'standard.answered'],
  emits: ['standard.suggestion_answered'],
});

export const Suggestion = z.object({
  id: Id,
  clauseId: Id,
  clauseTitle: z.string(),
  versionId: Id,
  /** `1.2`: the version that was read. */
  versionNumber: z.string(),
  text: z.string(),
  authorId: Id,
  authorName: z.string(),
  writtenAt: Instant,
  conversation: z.object({ reference: z.string(), link: z.string() }).nullable(),
  state: SuggestionState,
  answer: z.string().nullable(),
  answeredBy: z.string().nullable(),
  answeredAt: Instant.nullable(),
  /** `1.3`: the version into whose draft it was taken. */
  takenInto: z.string().nullable(),
});

export const listSuggestions = query('standards.suggestions', {
  path: '/standards/{standardId}/suggestions',
  summary: 'What people suggest to change in a standard, the newest first, and what became of it',
  for: ['staff'],
  input: z.strictObject({
    standardId: Id,
    state: SuggestionState.optional(),
    clauseId: Id.optional(),
    after: PageCursor.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  output: z.object({
    suggestions: z.array(Suggestion.extend({ mayAnswer: z.boolean() })),
    next: PageCursor.nullable(),
    /** How many were neither taken nor declined yet. */
    open: z.int(),
  }),
  subjects: ['standards', 'me'],
});
