import type { ProblemError } from '../problem-error.ts';
import { Notice } from '../ui/Notice.tsx';

/** The refusal of a form that belongs to no field. */
export function FormProblem({ problem }: { problem: ProblemError | undefined }) {
  if (!problem) return null;
  return (
    <Notice state="broken" title={`${problem.title}.`} urgent>
      {problem.detail}
    </Notice>
  );
}
