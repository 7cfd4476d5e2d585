import { z } from 'zod';
import { CheckArea, notAdvice, PackLanguage } from '#foundation/packs/contract.ts';
import { command, event, query } from '#kernel/contract/contract.ts';
import { Id } from '#kernel/contract/ids.ts';
import { problems } from '#kernel/contract/problem.ts';
import { Reason, VersionState } from './contract-words.ts';

/** With what every clause agrees; each of the three needs at least one link. */
export const AgreesWith = z.enum(['policy', 'procedure', 'brand']);
export type AgreesWith = z.output<typeof AgreesWith>;

/** An item of the library, or words where there is no such document. */
export const AlignLink = z.union([
  z.strictObject({ itemId: Id }),
  z.strictObject({ words: z.string().trim().min(3).max(300) }),
]);

/** Names a point that waits for an answer, as the alignment of the version gives it. */
const Point = z.string().min(1).max(200);

export const alignProblems = problems({
  'standard.not_aligned': {
    status: 422,
    title: 'Clauses are not yet linked with what they agree with',
    help: 'Each clause names a policy, a procedure and a brand value; the list `errors` names the gaps. Where there is none, say why in words.',
  },
  'standard.unlawful_wording': {
    status: 422,
    title: 'Clauses say what takes away a right',
    help: 'The list `errors` names the words and the rule. Write the clause anew, or say why it stays.',
  },
  'standard.unjustified': {
    status: 422,
    title: 'Online and offline differ without a reason',
    help: 'The list `errors` names each difference. Bring them together, or say why they differ.',
  },
  'standard.unchecked': {
    status: 422,
    title: 'Points of the legal checklist have no answer',
    help: 'Name the clause that answers each, or say why it does not apply; the list `errors` names them.',
  },
  'standard.unknown_point': {
    status: 404,
    title: 'There is no such point',
    help: 'GET /standard-versions/{versionId}/alignment lists the points of this version.',
  },
  'standard.unknown_link': {
    status: 422,
    title: 'This cannot be linked here',
    help: 'Choose an item of the library that is in use and of the same kind: a policy, a procedure or a brand value.',
  },
});

const about = { subjects: ['standards'], audience: 'staff' } as const;
const version = { standardId: Id, versionId: Id };

export const versionAligning = event('standard.aligning', {
  ...about,
  data: z.strictObject(version),
  sentence: 'closed the consultation on a standard and began to align it',
});
export const clausesLinked = event('standard.clauses_linked', {
  ...about,
  data: z.strictObject({ ...version, agreesWith: AgreesWith, clauses: z.int() }),
  sentence: 'linked {clauses} clauses of a standard ({agreesWith})',
});
export const pointAnswered = event('standard.point_answered', {
  ...about,
  data: z.strictObject({ ...version, about: z.enum(['check', 'wording', 'offline']), isAnswered: z.boolean() }),
  sentence: 'answered a point of a standard ({about}; answered: {isAnswered})',
});

export const beginAlignment = command('standards.align', {
  path: '/standard-versions/{versionId}/alignment',
  method: 'PUT',
  summary: 'Close the consultation, every comment answered, and bring the version in line with policy, law and shop',
  for: ['staff'],
  input: z.strictObject({ versionId: Id }),
  output: z.object({ versionId: Id, state: VersionState }),
  refuses: ['standard.wrong_step', 'standard.not_consulted', 'standard.undisposed'],
  emits: ['standard.aligning', 'standard.round_closed'],
});

export const linkClauses = command('standards.link', {
  path: '/standard-versions/{versionId}/links',
  method: 'PUT',
  summary: 'Say with which policy, procedure or brand value clauses agree; replaces what they named of that kind',
  for: ['staff'],
  large: true,
  input: z.strictObject({
    versionId: Id,
    clauseIds: z.array(Id).min(1).max(200),
    agreesWith: AgreesWith,
    links: z.array(AlignLink).max(10),
  }),
  output: z.object({ versionId: Id, clauses: z.int() }),
  refuses: ['standard.closed', 'standard.unknown_link'],
  emits: ['standard.clauses_linked'],
});

export const answerPoint = command('standards.answer', {
  path: '/standard-versions/{versionId}/answers',
  method: 'PUT',
  summary: 'Answer a point with the clause that says it, or with a reason; with neither the answer is taken back',
  for: ['staff'],
  input: z.strictObject({
    versionId: Id,
    point: Point,
    clauseId: Id.nullable().default(null),
    reason: Reason.nullable().default(null),
  }),
  output: z.object({ versionId: Id }),
  refuses: ['standard.closed', 'standard.unknown_point', 'standard.reason_missing'],
  emits: ['standard.point_answered'],
});

const ClauseName = { clauseId: Id, number: z.string(), title: z.string() };
const Answered = {
  point: Point,
  reason: z.string().nullable(),
  answeredBy: z.string().nullable(),
};
const Amount = z.object({ value: z.string(), unit: z.string() });

export const alignment = query('standards.alignment', {
  path: '/standard-versions/{versionId}/alignment',
  summary: 'How a version agrees with policy, procedure, brand, law and the shop next door, and what is still open',
  for: ['staff'],
  /** `language`: in which the checklists are told. */
  input: z.strictObject({ versionId: Id, language: PackLanguage.default('en') }),
  output: z.object({
    notice: z.literal(notAdvice),
    standardId: Id,
    standardName: z.string(),
    major: z.int(),
    minor: z.int(),
    state: VersionState,
    clauses: z.array(
      z.object({
        ...ClauseName,
        links: z.array(
          z.object({
            agreesWith: AgreesWith,
            itemId: Id.nullable(),
            words: z.string(),
            /** The item is to be looked at, or no longer holds. */
            isDoubtful: z.boolean(),
          }),
        ),
        gaps: z.array(AgreesWith),
      }),
    ),
    wording: z.array(
      z.object({
        ...Answered,
        ...ClauseName,
        /** The words of the clause. */
        found: z.string(),
        rule: z.string(),
        instead: z.string(),
        isOpen: z.boolean(),
      }),
    ),
    offline: z.array(
      z.object({
        ...Answered,
        itemId: Id,
        itemTitle: z.string(),
        topic: z.string(),
        shop: Amount.extend({ text: z.string() }),
        online: z.object({ ...ClauseName, ...Amount.partial().shape }).nullable(),
        /** `alone`: nothing is said online. `unclear`: the clause names no such figure. */
        is: z.enum(['same', 'different', 'unclear', 'alone']),
        isOpen: z.boolean(),
      }),
    ),
    checks: z.array(
      z.object({
        ...Answered,
        area: CheckArea,
        words: z.string(),
        rule: z.string(),
        packId: z.string(),
        packTitle: z.string(),
        checkedOn: z.iso.date(),
        source: z.object({ citation: z.string(), address: z.string() }),
        clause: z.object(ClauseName).nullable(),
        /** What Heed sees by itself: whether it holds, how many stand against it, and where it is mended. */
        seen: z.object({ looksAt: z.string(), holds: z.boolean(), count: z.int(), link: z.string() }).nullable(),
        state: z.enum(['open', 'answered', 'holds', 'fails']),
      }),
    ),
    abilities: z.array(z.string()),
  }),
  subjects: ['standards', 'library', 'packs', 'security', 'people', 'me'],
});
