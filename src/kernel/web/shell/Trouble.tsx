import { t } from '@lingui/core/macro';
import type { ProblemError } from '../problem-error.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';

/** What stands in the place of something that could not be loaded. */
export function Trouble({ problem, again }: { problem: ProblemError; again?: () => void }) {
  const isMissing = problem.code === 'record.not_found' || problem.code === 'access.forbidden';
  return (
    <div className="stack trouble">
      <Notice state={isMissing ? 'info' : 'broken'} title={`${problem.title}.`} urgent>
        {problem.detail}
      </Notice>
      {again && !isMissing && <Button onClick={again}>{t`Try again`}</Button>}
    </div>
  );
}
