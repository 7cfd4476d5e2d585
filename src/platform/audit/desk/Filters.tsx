import { t } from '@lingui/core/macro';
import { useState } from 'react';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Select, TextInput } from '#kernel/web/ui/Field.tsx';
import { everything, kindWords, type LogState, type Narrowed, partWords, referenceIn } from './words.ts';

type FiltersProps = {
  state: LogState | undefined;
  narrowed: Narrowed;
  onChange: (narrowed: Narrowed) => void;
  /** Why the record that was asked for is none. */
  problem: string | undefined;
};

function kindOptions(state: LogState | undefined) {
  const kinds = (state?.kinds ?? []).flatMap(({ name, events }) => [
    { value: name, label: t`${partWords(name)}: everything` },
    ...events.map(({ type, sentence }) => ({ value: type, label: `${partWords(name)}: ${kindWords(sentence)}` })),
  ]);
  return [{ value: '', label: t`Everything` }, ...kinds];
}

/** What narrows the log. A record is asked for when its reference is complete. */
export function Filters({ state, narrowed, onChange, problem }: FiltersProps) {
  const [typed, setTyped] = useState('');
  const set = (change: Partial<Narrowed>) => onChange({ ...narrowed, ...change });
  const people = (state?.people ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const isWrong = typed.trim() !== '' && referenceIn(typed) === undefined;
  const isBackwards = narrowed.from !== '' && narrowed.to !== '' && narrowed.from > narrowed.to;
  const isNarrowed = Object.values(narrowed).some((value) => value !== '') || typed !== '';
  const ask = (text: string) => {
    setTyped(text);
    const about = referenceIn(text) ?? '';
    if (about !== narrowed.about) set({ about });
  };
  return (
    <search className="audit-filters" aria-label={t`Narrow the log`}>
      <Select
        label={t`Who`}
        options={[{ value: '', label: t`Everybody` }, ...people]}
        value={narrowed.personId}
        onChange={(personId) => set({ personId })}
      />
      <Select label={t`What`} options={kindOptions(state)} value={narrowed.kind} onChange={(kind) => set({ kind })} />
      <TextInput
        label={t`About`}
        placeholder={t`H-2976 or P-1001`}
        autoComplete="off"
        spellCheck={false}
        value={narrowed.about.includes(':') ? t`the record you chose` : typed}
        readOnly={narrowed.about.includes(':')}
        error={isWrong ? t`A reference looks like H-2976 or P-1001.` : problem}
        onChange={(event) => ask(event.currentTarget.value)}
      />
      <TextInput
        label={t`From`}
        type="date"
        value={narrowed.from}
        error={isBackwards ? t`It comes after the last day.` : undefined}
        onChange={(event) => set({ from: event.currentTarget.value })}
      />
      <TextInput
        label={t`To`}
        type="date"
        value={narrowed.to}
        onChange={(event) => set({ to: event.currentTarget.value })}
      />
      {isNarrowed && (
        <Button
          kind="quiet"
          onClick={() => {
            setTyped('');
            onChange(everything);
          }}
        >
          {t`Show everything`}
        </Button>
      )}
    </search>
  );
}
