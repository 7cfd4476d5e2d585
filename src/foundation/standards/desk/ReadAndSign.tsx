import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Notice } from '#kernel/web/ui/Notice.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { Quiz } from './Quiz.tsx';
import type { Standard } from './words.ts';

/** How many questions there are about the version in force, and how the reader did. */
function Questions({ standard }: { standard: Standard }) {
  const [isOpen, setOpen] = useState(false);
  const versionId = standard.version.id;
  const quiz = useQueryOf('standards.quiz', { versionId }).data;
  if (!quiz || quiz.questions.length === 0) return null;
  const { best, questions } = quiz;
  return (
    <span className="line wrap">
      {best && (
        <State state={best.isPassed ? 'kept' : 'warn'}>
          {best.isPassed
            ? t`${best.score} of ${best.of} questions right: passed`
            : t`${best.score} of ${best.of} questions right: not passed yet`}
        </State>
      )}
      {!best?.isPassed && (
        <Button size="small" onClick={() => setOpen(true)}>
          {plural(questions.length, { one: 'Answer # question about it', other: 'Answer # questions about it' })}
        </Button>
      )}
      {isOpen && <Quiz standardId={standard.id} versionId={versionId} quiz={quiz} onClose={() => setOpen(false)} />}
    </span>
  );
}

/** Asks the reader to sign what is in force, or says when they did; then come the questions about it. */
export function ReadAndSign({ standard }: { standard: Standard }) {
  const formats = useFormats();
  const sign = useCommandOf('standards.sign', { touches: () => ['standards'] });
  const { id: versionId, contentHash, state } = standard.version;
  if (standard.mustSign && contentHash)
    return (
      <div className="std-sign">
        <Notice state="info" title={t`Please read this standard and sign it.`}>
          <p>
            <Trans>You sign exactly this wording; it cannot be changed afterwards.</Trans>
          </p>
          <Button kind="primary" disabled={sign.busy} onClick={() => void sign.run({ versionId, contentHash })}>
            {t`I have read it`}
          </Button>
        </Notice>
      </div>
    );
  const questions = state === 'published' && standard.abilities.includes('sign') && <Questions standard={standard} />;
  if (!standard.signedAt) return questions ? <div className="std-sign">{questions}</div> : null;
  return (
    <div className="std-sign line wrap">
      <span className="meta">
        <Trans>You read and signed this version on {formats.due(standard.signedAt)}.</Trans>
      </span>
      {questions}
    </div>
  );
}
