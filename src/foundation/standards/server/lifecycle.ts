import { refuse } from '#kernel/server/problem.ts';
import type { VersionState } from '../contract-words.ts';

/** In which states a version takes which step. */
const allowedIn = {
  edit: ['draft', 'consulting', 'aligning'],
  consult: ['draft', 'consulting', 'aligning'],
  comment: ['draft', 'consulting'],
  dispose: ['draft', 'consulting'],
  align: ['consulting'],
  link: ['draft', 'consulting', 'aligning'],
  answer: ['draft', 'consulting', 'aligning', 'submitted'],
  submit: ['aligning'],
  return: ['submitted'],
  approve: ['submitted'],
  schedule: ['approved', 'scheduled'],
  sign: ['published'],
} as const satisfies Record<string, readonly VersionState[]>;

export type Step = keyof typeof allowedIn;
export const steps = Object.keys(allowedIn) as Step[];

/** Where a version stands and what comes next, for the refusal of any other step. */
const standing: Record<VersionState, string> = {
  draft: 'It is a draft: next, invite people to comment.',
  consulting: 'It is being consulted on: next, answer the comments and close the consultation.',
  aligning: 'It is being aligned: next, fill the gaps of the matrix and submit it.',
  submitted: 'It waits for approval: next, approve it or return it to its authors.',
  approved: 'It is approved: next, say from when it is in force.',
  scheduled: 'It is scheduled: it takes effect by itself, and until then its time can be changed.',
  published: 'It is in force: next, begin another version from it.',
  retired: 'It is retired and stays as it is.',
};

const codes: Partial<Record<Step, string>> = {
  edit: 'standard.closed',
  consult: 'standard.closed',
  comment: 'standard.closed',
  dispose: 'standard.closed',
  link: 'standard.closed',
  answer: 'standard.closed',
  sign: 'standard.not_in_force',
};

/** Whether a version in this state takes this step. */
export function mayStep(state: VersionState, step: Step): boolean {
  return (allowedIn[step] as readonly VersionState[]).includes(state);
}

/** @throws Problem standard.closed, standard.not_in_force, standard.wrong_step */
export function demandStep(state: VersionState, step: Step): void {
  if (mayStep(state, step)) return;
  if ((step === 'align' || step === 'submit') && state === 'draft') refuse('standard.not_consulted', standing.draft);
  refuse(codes[step] ?? 'standard.wrong_step', standing[state]);
}
