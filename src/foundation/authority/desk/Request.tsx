import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { inSentence } from '#kernel/web/language/in-sentence.ts';
import { useSession } from '#kernel/web/session.ts';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Clock } from '#kernel/web/ui/Clock.tsx';
import { Face } from '#kernel/web/ui/Face.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Notice } from '#kernel/web/ui/Notice.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { AnswerDialog } from './AnswerDialog.tsx';
import { type Approval, becauseWords, roleNames, stateWords } from './words.ts';

type Answer = Approval['answers'][number];

function AnswerLine({ answer }: { answer: Answer }) {
  const formats = useFormats();
  return (
    <li>
      <span className="line wrap">
        <State state={answer.answer === 'approved' ? 'kept' : 'broken'}>
          {answer.answer === 'approved' ? (
            <Trans>
              <bdi>{answer.name}</bdi> approved it
            </Trans>
          ) : (
            <Trans>
              <bdi>{answer.name}</bdi> refused it
            </Trans>
          )}
        </State>
        <span className="quiet">
          {answer.inPlaceOf && (
            <>
              <Trans>
                in the place of <bdi>{answer.inPlaceOf}</bdi> ·
              </Trans>{' '}
            </>
          )}
          {formats.due(answer.at)}
        </span>
      </span>
      {answer.note && <q dir="auto">{answer.note}</q>}
    </li>
  );
}

function Standing({ approval }: { approval: Approval }) {
  if (approval.state === 'asked') return <Clock dueAt={approval.expiresAt} startedAt={approval.askedAt} />;
  const { state, word } = stateWords[approval.state];
  return (
    <State state={state} pill>
      {approval.problem ? `${word}: ${inSentence(approval.problem.title)}` : word}
    </State>
  );
}

function Buttons({ approval, own }: { approval: Approval; own: boolean }) {
  const [answering, setAnswering] = useState<'approve' | 'refuse'>();
  const withdraw = useCommandOf('authority.withdraw', { touches: () => ['approvals'] });
  if (approval.state !== 'asked') return null;
  if (own) {
    const take = async () => {
      const done = await withdraw.run({ approvalId: approval.id, version: approval.version });
      if (done) showToast({ state: 'kept', text: t`Taken back. Nothing was done.` });
    };
    return (
      <div>
        <Button size="small" disabled={withdraw.busy} onClick={() => void take()}>
          {t`Take it back`}
        </Button>
      </div>
    );
  }
  if (!approval.mine) return <p className="quiet">{t`You have approved it. It needs one more person.`}</p>;
  return (
    <div className="answer">
      <Button onClick={() => setAnswering('refuse')}>
        <Trans>
          Refuse<span className="hide">: {approval.words}</span>
        </Trans>
      </Button>
      <Button kind="primary" onClick={() => setAnswering('approve')}>
        <Trans>
          Approve<span className="hide">: {approval.words}</span>
        </Trans>
      </Button>
      {answering && <AnswerDialog approval={approval} answer={answering} onClose={() => setAnswering(undefined)} />}
    </div>
  );
}

/** One request: what, by whom and why, how it stands, who answered, and the buttons to answer it. */
export function Request({ approval, own }: { approval: Approval; own: boolean }) {
  const formats = useFormats();
  const { person } = useSession();
  const { requester } = approval;
  const role = roleNames[requester.role as keyof typeof roleNames]?.one ?? requester.role;
  return (
    <article className="card request" aria-labelledby={`request-${approval.id}`}>
      <div className="line">
        <h3 id={`request-${approval.id}`} className="grow" dir="auto">
          {approval.words}
        </h3>
        <Standing approval={approval} />
      </div>
      <div className="line">
        <Face name={requester.name} kind="staff" size="s" />
        <span>
          <bdi>{requester.id === person.id ? t`You` : requester.name}</bdi>{' '}
          <span className="quiet">
            <Trans>
              {role} · {approval.title} · asked {formats.due(approval.askedAt)}
            </Trans>
          </span>
        </span>
      </div>
      <q dir="auto">{approval.reason}</q>
      {approval.because === 'split' ? (
        <Notice state="warn" title={t`Split over several?`}>
          {becauseWords.split}
        </Notice>
      ) : (
        <p className="quiet">{becauseWords[approval.because]}</p>
      )}
      {approval.answers.length > 0 && (
        <ul className="history" aria-label={t`Answers so far`}>
          {approval.answers.map((answer) => (
            <AnswerLine key={`${answer.name} ${answer.at}`} answer={answer} />
          ))}
        </ul>
      )}
      <Buttons approval={approval} own={own} />
    </article>
  );
}
