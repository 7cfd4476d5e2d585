import { type ChangeEvent, type FormEvent, useEffect, useRef, useState } from 'react';
import { asProblem } from './hooks.tsx';
import type { ProblemError } from './problem-error.ts';

type Options<V> = {
  initial: V;
  /** Sends it; what it throws is shown beside the fields and above them. */
  send: (values: V) => Promise<unknown>;
  /** Refusals that belong to one field although the body does not name it, by code. */
  fieldOf?: Readonly<Record<string, keyof V & string>>;
};

/** A form whose values are never lost by a refusal, which is said beside the field it is about. */
export function useForm<V extends Record<string, unknown>>({ initial, send, fieldOf = {} }: Options<V>) {
  const [values, setValues] = useState(initial);
  const [problem, setProblem] = useState<ProblemError>();
  const [busy, setBusy] = useState(false);
  const ref = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (problem) ref.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [problem]);

  const errorOf = (field: keyof V & string): string | undefined => {
    if (problem && fieldOf[problem.code] === field) return `${problem.title}. ${problem.detail}`;
    return problem?.errors.find((error) => error.path === field || error.path.startsWith(`${field}.`))?.message;
  };
  const isBesideField = problem !== undefined && Object.keys(initial).some((field) => errorOf(field) !== undefined);
  const set = <F extends keyof V>(field: F, value: V[F]) => setValues((old) => ({ ...old, [field]: value }));

  return {
    ref,
    values,
    set,
    setValues,
    busy,
    errorOf,
    /** The last refusal, wherever it is shown. */
    refused: problem,
    /** A refusal that belongs to no field. */
    problem: isBesideField ? undefined : problem,
    /** What a text field needs: `<TextInput label="Name" {...form.text('name')} />`. */
    text: (field: keyof V & string) => ({
      name: field,
      value: String(values[field] ?? ''),
      onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
        set(field, event.currentTarget.value as V[typeof field]),
      error: errorOf(field),
    }),
    submit: (event?: FormEvent) => {
      event?.preventDefault();
      if (busy) return;
      setBusy(true);
      setProblem(undefined);
      send(values)
        .catch((error: unknown) => setProblem(asProblem(error)))
        .finally(() => setBusy(false));
    },
  };
}
