import { refuse } from '#kernel/server/problem.ts';
import type { VersionState } from '../contract-words.ts';

/** Before anybody is asked. */
const early = ['draft', 'needs', 'benchmark'] as const;
/** Until it is submitted a version, and what it is founded on, can be written. */
const open = [...early, 'consulting', 'aligning'] as const;

/** In which states a version takes which step. */
const allowedIn = {
  edit: open,
  research: open,
  step: ['draft', 'needs'],
  consult: ['benchmark', 'consulting', 'aligning'],
  comment: [...early, 'consulting'],
  dispose: [...early, 'consulting'],
  close_round: ['consulting'],
  align: ['consulting'],
  link: open,
  answer: [...open, 'submitted'],
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
  draft: 'It is a draft: next, gather what customers need.',
  needs: 'Needs are being gathered: next, compare with others.',
  benchmark: 'It is being compared with others: next, invite people to comment.',
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
  research: 'standard.closed',
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

/** @throws Problem standard.closed, standard.not_in_force, standard.not_researched, standard.wrong_step */
export function demandStep(state: VersionState, step: Step): void {
  if (mayStep(state, step)) return;
  const isEarly = (early as readonly VersionState[]).includes(state);
  if (isEarly && (step === 'align' || step === 'submit')) refuse('standard.not_consulted', standing[state]);
  if (isEarly && step === 'consult') refuse('standard.not_researched', standing[state]);
  refuse(codes[step] ?? 'standard.wrong_step', standing[state]);
}
