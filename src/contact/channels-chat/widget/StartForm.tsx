/** @jsxImportSource preact */
import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import { dress } from './dress.ts';
import type { StartProps } from './forms.ts';
import { formsStyle } from './forms-style.ts';
import { withLater } from './later-words.ts';
import type { Service } from './service.ts';
import type { LaterWords } from './strings.ts';

type Question = Service['questions'][number];

const mail = /^[^\s@<>"]{1,64}@[^\s@<>"]+\.[^\s@<>".]+$/;
const longest = 10_000;

const inStyle = dress(formsStyle);

/** Why an answer is none, in words; undefined when it is one. */
export function wrongAnswer(
  { ask, isRequired }: Pick<Question, 'ask' | 'isRequired'>,
  value: string,
  words: LaterWords,
): string | undefined {
  if (value === '') return isRequired ? words.missing : undefined;
  return ask === 'email' && !mail.test(value) ? words.notAnEmail : undefined;
}

/** While we are closed an address is asked for, also where no question of the shop's own does. */
function withEmail(questions: Question[], words: LaterWords): Question[] {
  if (questions.some((one) => one.ask === 'email')) return questions;
  return [...questions, { key: 'away_email', ask: 'email', label: words.email, isRequired: false, choices: [] }];
}

/** What is asked before the first message, with the message; while we are closed also what will happen. */
export function Start({ service, offered, send, ...props }: StartProps) {
  const words = withLater(props.words);
  const [answers, setAnswers] = useState<Record<string, string>>({ message: offered });
  const [isTried, setTried] = useState(false);
  const { isOpen, consent } = service;
  const questions = isOpen ? service.questions : withEmail(service.questions, words);
  const needsConsent = consent !== '' && service.questions.length > 0;
  const given = (key: string) => (answers[key] ?? '').trim();
  const errorOf = (question: Question) => (isTried ? wrongAnswer(question, given(question.key), words) : undefined);
  const answer = (key: string, value: string) => setAnswers((old) => ({ ...old, [key]: value }));

  const submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    const isWhole = questions.every((one) => !wrongAnswer(one, given(one.key), words)) && given('message') !== '';
    if (isWhole && (!needsConsent || answers.consent)) {
      const { message: _, ...rest } = answers;
      const tidy = Object.fromEntries(Object.keys(rest).map((key) => [key, given(key)]));
      send(given('message'), { isAway: !isOpen, answers: tidy });
      return;
    }
    const form = event.currentTarget;
    // After the next drawing, which marks what is missing.
    setTimeout(() => form.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
  };
  const agreeError = isTried && needsConsent && !answers.consent;
  const messageError = isTried && given('message') === '';
  if (service.onlyVerified) {
    return (
      <p class="start" ref={inStyle}>
        {words.signIn}
      </p>
    );
  }
  return (
    <form class="start" ref={inStyle} noValidate onSubmit={submit}>
      {!isOpen && <p>{words.away}</p>}
      {questions.map((question) => (
        <Asked
          key={question.key}
          question={question}
          value={answers[question.key] ?? ''}
          error={errorOf(question)}
          tip={question.ask === 'email' && service.goesOnByMail ? words.goesOn : ''}
          answer={answer}
          words={words}
        />
      ))}
      <div class="q">
        <label for="heed-text">{words.yourMessage}</label>
        <textarea
          id="heed-text"
          rows={3}
          dir="auto"
          required
          maxLength={longest}
          value={answers.message ?? ''}
          aria-invalid={messageError}
          aria-describedby={messageError ? 'heed-text-error' : undefined}
          onInput={(event) => answer('message', event.currentTarget.value)}
        />
        {messageError && <small id="heed-text-error">{words.missing}</small>}
      </div>
      {needsConsent && (
        <div class="agree">
          <input
            id="heed-consent"
            type="checkbox"
            required
            checked={Boolean(answers.consent)}
            aria-invalid={agreeError}
            aria-describedby={agreeError ? 'heed-consent-error' : undefined}
            onChange={(event) => answer('consent', event.currentTarget.checked ? 'yes' : '')}
          />
          <label for="heed-consent">
            <bdi>{consent}</bdi>
          </label>
          {agreeError && <small id="heed-consent-error">{words.agree}</small>}
        </div>
      )}
      <button type="submit" class="btn primary wide">
        {words.start}
      </button>
    </form>
  );
}

interface AskedProps {
  question: Question;
  value: string;
  error: string | undefined;
  /** What becomes of the answer. */
  tip: string;
  answer: (key: string, value: string) => void;
  words: LaterWords;
}

function Asked({ question, value, error, tip, answer, words }: AskedProps) {
  const { key, ask, label, isRequired, choices } = question;
  const id = `heed-q-${key}`;
  const shared = {
    id,
    value,
    required: isRequired,
    'aria-invalid': error !== undefined,
    'aria-describedby': [error && `${id}-error`, tip && `${id}-tip`].filter(Boolean).join(' ') || undefined,
  };
  return (
    <div class="q">
      <label for={id}>
        <bdi>{label}</bdi> {!isRequired && <span>({words.optional})</span>}
      </label>
      {choices.length > 0 ? (
        <select {...shared} onChange={(event) => answer(key, event.currentTarget.value)}>
          <option value="">{words.choose}</option>
          {choices.map((choice) => (
            <option key={choice} value={choice}>
              {choice}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...shared}
          type={ask === 'email' ? ('email' as 'text') : 'text'}
          autocomplete={ask === 'email' ? 'email' : ask === 'name' ? 'name' : 'off'}
          dir="auto"
          maxLength={ask === 'email' ? 254 : ask === 'name' ? 200 : 2000}
          onInput={(event) => answer(key, event.currentTarget.value)}
        />
      )}
      {error && <small id={`${id}-error`}>{error}</small>}
      {tip && (
        <p id={`${id}-tip`} class="tip">
          {tip}
        </p>
      )}
    </div>
  );
}
