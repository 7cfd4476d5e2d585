/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import { answerText } from '../../answer-text.ts';
import type { Ask, AskProps } from '../ask.ts';
import { askStyle } from '../ask-style.ts';
import { dress } from '../dress.ts';
import { withLater } from '../later-words.ts';
import type { LaterWords } from '../strings.ts';

type Field = Extract<Ask, { kind: 'form' }>['fields'][number];

/** Draws what a message asks: buttons with quick replies, or a small form. Answered once, it stands as it was answered. */
function AskView(props: AskProps) {
  const { ask } = props;
  return (
    <div ref={inStyle}>
      {ask.kind === 'choices' ? <Choices {...props} choices={ask.choices} /> : <Form {...props} fields={ask.fields} />}
    </div>
  );
}

const inStyle = dress(askStyle);

function Choices({ id, choices, answered, answer }: AskProps & { choices: readonly string[] }) {
  return (
    <fieldset class="quick" aria-labelledby={`t-${id}`}>
      {choices.map((choice) => (
        <button
          key={choice}
          type="button"
          class="btn small"
          // Not `disabled`: who pressed it keeps their place.
          aria-disabled={answered !== undefined}
          aria-pressed={answered === choice}
          onClick={() => answered ?? answer(choice, { messageId: id, values: { choice } })}
        >
          <bdi>{choice}</bdi>
        </button>
      ))}
    </fieldset>
  );
}

function Form({ id, fields, answered, answer, ...props }: AskProps & { fields: readonly Field[] }) {
  const words = withLater(props.words);
  const [values, setValues] = useState<Record<string, string>>({});
  const [tried, setTried] = useState(false);
  const [sent, setSent] = useState(false);
  if (answered !== undefined) {
    return (
      <small class="done" tabIndex={-1} ref={sent ? focus : null}>
        {words.answered}
      </small>
    );
  }
  const wrong = (field: Field) => (tried ? wrongIn(field, values[field.key] ?? '', words) : '');
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const bad = fields.find((field) => wrongIn(field, values[field.key] ?? '', words));
    setTried(true);
    if (!bad) {
      const given = fields.map(({ key }) => [key, (values[key] ?? '').trim()]).filter(([, value]) => value);
      const all = Object.fromEntries(given) as Record<string, string>;
      setSent(true);
      answer(answerText(fields, all), { messageId: id, values: all });
      return;
    }
    const form = event.currentTarget as HTMLFormElement;
    form.querySelector<HTMLElement>(`[name="${bad.key}"]`)?.focus();
  };
  return (
    <form class="form" noValidate aria-labelledby={`t-${id}`} onSubmit={submit}>
      {fields.map((field) => {
        const [at, words_] = [`${id}-${field.key}`, wrong(field)];
        const control = {
          ...{ id: at, name: field.key, value: values[field.key] ?? '', required: field.isRequired },
          ...{ 'aria-invalid': words_ !== '', 'aria-describedby': words_ ? `${at}-e` : undefined },
          onInput: (event: { currentTarget: HTMLInputElement | HTMLSelectElement }) => {
            const { value } = event.currentTarget;
            setValues((old) => ({ ...old, [field.key]: value }));
          },
        };
        return (
          <p key={field.key}>
            <label for={at}>
              <bdi>{field.label}</bdi> {!field.isRequired && <small>({words.optional})</small>}
            </label>
            {field.kind === 'choice' ? (
              <select {...control}>
                <option value="">{words.choose}</option>
                {field.choices?.map((choice) => (
                  <option key={choice}>{choice}</option>
                ))}
              </select>
            ) : (
              <input {...control} {...kinds[field.kind]} />
            )}
            {words_ && (
              <span class="why" id={`${at}-e`}>
                {words_}
              </span>
            )}
          </p>
        );
      })}
      <button type="submit" class="btn small primary">
        {words.sendAnswer}
      </button>
    </form>
  );
}

/** Whoever sent a form is left where it was; always the same function, so that it is called once. */
function focus(element: HTMLElement | null): void {
  element?.focus({ preventScroll: true });
}

const kinds = {
  text: { type: 'text', maxLength: 500, dir: 'auto' },
  email: { type: 'email', maxLength: 254, autoComplete: 'email', dir: 'ltr' },
  number: { type: 'text', maxLength: 30, inputMode: 'decimal', dir: 'ltr' },
  date: { type: 'date' },
} as const;

/** What is wrong with a value, in words; '' when nothing is. The server looks again. */
function wrongIn({ kind, isRequired }: Field, given: string, words: LaterWords): string {
  const value = given.trim();
  if (!value) return isRequired ? words.missing : '';
  if (kind === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) return words.notAnEmail;
  return kind === 'number' && !/^-?\d+([.,]\d+)?$/.test(value) ? words.notANumber : '';
}

if (window.heed) window.heed.ask = AskView;
