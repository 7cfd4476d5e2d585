import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Radio } from '#kernel/web/ui/Check.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { FormDialog } from '#kernel/web/ui/FormDialog.tsx';
import { Notice } from '#kernel/web/ui/Notice.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { useNames } from './Carried.tsx';
import { goalName, type Measure } from './research-words.ts';
import { channelWords, goalWords, minutesWords } from './words.ts';

type Quiz = OutputOf<'standards.quiz'>;
type Question = Quiz['questions'][number];
type Graded = OutputOf<'standards.answer-quiz'>;

/** The answers to choose from, as they are read. */
function choiceWords(question: Question): string[] {
  if (question.asks === 'minutes') return question.choices.map(minutesWords);
  return question.asks === 'goal' ? question.choices.map((one) => goalWords(one, question.unit)) : question.choices;
}

/** The sentence of a question, with the team and brand for which alone it holds. */
function useAsk(): (question: Question) => string {
  const { can } = useSession();
  const { teamName, brandName } = useNames();
  // Assessors and learners read standards, but not the library; a measure is then called by its own name.
  const library: readonly Measure[] =
    useQueryOf('measures.list', can('measures.list') ? {} : null).data?.measures ?? [];
  return (question) => {
    if (question.asks === 'step') return t`“${question.title}”: what comes right after “${question.after}”?`;
    // Where it holds is said, or a promise for every channel reads like one for some.
    const name = t`${goalName({ ...question, channel: null }, library)}, ${channelWords(question.channel)}`;
    if (question.asks === 'goal')
      return question.is === 'at_least' ? t`${name}: what do we want at least?` : t`${name}: what do we allow at most?`;
    const forWhom = [teamName(question.teamId), brandName(question.brandId)].filter(Boolean).join(', ');
    return forWhom ? t`${name} (${forWhom}): within what time?` : t`${name}: within what time?`;
  };
}

type AskedProps = {
  question: Question;
  place: number;
  chosen: number | undefined;
  onChoose: (choice: number) => void;
};

function Asked({ question, place, chosen, onChoose }: AskedProps) {
  const ask = useAsk();
  return (
    <fieldset className="stack tight std-quiz">
      <legend dir="auto">
        {place}. {ask(question)}
      </legend>
      {choiceWords(question).map((words, index) => (
        <Radio
          key={words}
          name={question.id}
          label={<span dir="auto">{words}</span>}
          checked={chosen === index}
          onChange={() => onChoose(index)}
        />
      ))}
    </fieldset>
  );
}

function Outcome({
  quiz,
  graded,
  standardId,
  onClose,
}: {
  quiz: Quiz;
  graded: Graded;
  standardId: string;
  onClose: () => void;
}) {
  const ask = useAsk();
  const { score, of, isPassed } = graded;
  return (
    <>
      <Notice
        state={isPassed ? 'kept' : 'warn'}
        title={isPassed ? t`${score} of ${of} right: passed` : t`${score} of ${of} right: not passed yet`}
      >
        {!isPassed && (
          <p>
            <Trans>Read the clauses below once more and try again; the best attempt counts.</Trans>
          </p>
        )}
      </Notice>
      <ul className="lines" aria-label={t`Answers`}>
        {quiz.questions.map((question) => {
          const { right = 0, isRight = false } = graded.results.find((one) => one.id === question.id) ?? {};
          return (
            <li key={question.id}>
              <span className="grow stack tight">
                <span dir="auto">{ask(question)}</span>
                <b dir="auto">{choiceWords(question)[right]}</b>
                <Link
                  className="meta"
                  to="/standards/$standardId/$versionId"
                  params={{ standardId, versionId: graded.versionId }}
                  hash={question.clauseId}
                  onClick={onClose}
                >
                  {question.number} <bdi>{question.title}</bdi>
                </Link>
              </span>
              <State state={isRight ? 'kept' : 'broken'}>{isRight ? t`Right` : t`Wrong`}</State>
            </li>
          );
        })}
      </ul>
    </>
  );
}

type Props = { standardId: string; versionId: string; quiz: Quiz; onClose: () => void };

/** Questions about the version in force, and what became of the answers. */
export function Quiz({ standardId, versionId, quiz, onClose }: Props) {
  const answer = useCommandOf('standards.answer-quiz', { touches: () => ['standards'] });
  const [graded, setGraded] = useState<Graded>();
  const [chosen, setChosen] = useState<Record<string, number>>({});
  const form = useForm({
    initial: {},
    send: async () => {
      const answers = Object.entries(chosen).map(([id, choice]) => ({ id, choice }));
      setGraded(await answer.send({ versionId, contentHash: quiz.contentHash ?? '', answers }));
    },
  });
  const again = () => {
    setChosen({});
    setGraded(undefined);
  };
  if (graded)
    return (
      <Dialog
        open
        onClose={onClose}
        title={t`Your answers`}
        actions={
          <>
            {!graded.isPassed && <Button onClick={again}>{t`Try again`}</Button>}
            <Button kind="primary" onClick={onClose}>{t`Close`}</Button>
          </>
        }
      >
        <Outcome quiz={quiz} graded={graded} standardId={standardId} onClose={onClose} />
      </Dialog>
    );
  const left = quiz.questions.length - Object.keys(chosen).length;
  return (
    <FormDialog title={t`Questions about this standard`} send={t`Answer`} form={form} onClose={onClose}>
      <p className="quiet">
        {t`They are made from the clauses. ${quiz.passPercent} % right is passed; you can try as often as you like.`}
      </p>
      {quiz.questions.map((question, index) => (
        <Asked
          key={question.id}
          question={question}
          place={index + 1}
          chosen={chosen[question.id]}
          onChoose={(choice) => setChosen({ ...chosen, [question.id]: choice })}
        />
      ))}
      {left > 0 && (
        <p className="meta">{plural(left, { one: '# is without an answer.', other: '# are without an answer.' })}</p>
      )}
    </FormDialog>
  );
}
