import { t } from '@lingui/core/macro';
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs';
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react';
import { asProblem, tellProblem } from '#kernel/web/hooks.tsx';
import type { ProblemError } from '#kernel/web/problem-error.ts';
import { Button, IconButton } from '#kernel/web/ui/Button.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { VisuallyHidden } from '#kernel/web/ui/VisuallyHidden.tsx';
import type { FieldValue } from '../contract.ts';
import { type Typed, ValueInput } from './ValueInput.tsx';
import { sentValue, shownValue, typedValue, type Valued } from './words.ts';

function Shown({ field }: { field: Valued }) {
  const { locale } = useFormats();
  const { value } = field;
  if (value === null && field.isRequired) return <State state="warn">{t`Missing`}</State>;
  if (value === null)
    return (
      <span className="meta">
        <span aria-hidden="true">–</span>
        <VisuallyHidden>{t`Not set`}</VisuallyHidden>
      </span>
    );
  const words = shownValue(field, value, locale);
  if (field.kind === 'link')
    return (
      <a href={String(value)} target="_blank" rel="noreferrer noopener">
        {words.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '')}
      </a>
    );
  if (field.kind === 'email') return <a href={`mailto:${words}`}>{words}</a>;
  return <bdi className="as-written">{words}</bdi>;
}

/** What was refused about this one value, in words. */
function wordsOf(problem: ProblemError | undefined): string | undefined {
  return problem && (problem.errors[0]?.message ?? `${problem.title}. ${problem.detail}`);
}

type EditorProps = { field: Valued; onSave: SaveValue; onDone: () => void };

function Editor({ field, onSave, onDone }: EditorProps) {
  const chosen = Array.isArray(field.value) ? field.value : [];
  const [typed, setTyped] = useState<Typed>({ text: typedValue(field.kind, field.value), chosen });
  const [problem, setProblem] = useState<ProblemError>();
  const [busy, setBusy] = useState(false);
  const save = (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    onSave(field.key, field.kind === 'several_of' ? [...typed.chosen] : sentValue(field.kind, typed.text))
      .then(onDone)
      .catch((thrown: unknown) => {
        const refused = asProblem(thrown);
        if (refused.code === 'record.stale') tellProblem(refused);
        else setProblem(refused);
        setBusy(false);
      });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      onDone();
    }
    const isLine = event.target instanceof HTMLTextAreaElement && event.key === 'Enter' && !event.shiftKey;
    if (isLine) {
      event.preventDefault();
      event.currentTarget.requestSubmit();
    }
  };
  return (
    <form className="stack tight value-editor" onSubmit={save} onKeyDown={onKeyDown} noValidate>
      <ValueInput field={field} typed={typed} error={wordsOf(problem)} onChange={setTyped} />
      <div className="line">
        <Button size="small" kind="primary" type="submit" disabled={busy}>
          {t`Save`}
        </Button>
        <Button size="small" onClick={onDone}>
          {t`Cancel`}
        </Button>
      </div>
    </form>
  );
}

export type SaveValue = (key: string, value: FieldValue | null) => Promise<unknown>;

/** One field: its name and value, and the way to change it on the spot. */
export function ValueLine({ field, onSave }: { field: Valued; onSave: SaveValue | undefined }) {
  const [isChanging, setChanging] = useState(false);
  const line = useRef<HTMLLIElement>(null);
  if (isChanging && onSave) {
    const done = () => {
      setChanging(false);
      // The reader goes on where they were.
      requestAnimationFrame(() => line.current?.querySelector('button')?.focus());
    };
    return (
      <li>
        <Editor field={field} onSave={onSave} onDone={done} />
      </li>
    );
  }
  return (
    <li className="value-line" ref={line}>
      <span className="value-label" title={field.purpose}>
        <bdi>{field.label}</bdi>
        <VisuallyHidden>: </VisuallyHidden>
      </span>
      <span className="value">
        <Shown field={field} />
      </span>
      {onSave && (
        <IconButton icon={IconPencil} size="small" label={t`Change ${field.label}`} onClick={() => setChanging(true)} />
      )}
    </li>
  );
}
