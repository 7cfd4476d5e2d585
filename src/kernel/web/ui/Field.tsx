import './field.css';
import { InputBase, TextInput as MantineTextInput, Textarea } from '@mantine/core';
import { type ComponentPropsWithRef, type ReactElement, type ReactNode, useId } from 'react';
import { classNames } from './class-names.ts';
import { StateMark } from './State.tsx';

type Words = string | ReactElement | undefined;

export type FieldWords = {
  label: string;
  /** What to know before typing. */
  help?: Words;
  /** What is wrong, what was kept and what to do. */
  error?: Words;
};

const order: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error'];

function ErrorWords({ children }: { children: ReactNode }) {
  return (
    <>
      <StateMark state="broken" small />
      <span>{children}</span>
    </>
  );
}

/** What Mantine's inputs need to become a field of ours. */
function wired({ label, help, error }: FieldWords, { required = false, disabled = false }: Flags, input: string) {
  return {
    required,
    disabled,
    unstyled: true,
    label,
    description: help || undefined,
    error: error ? <ErrorWords>{error}</ErrorWords> : undefined,
    inputWrapperOrder: order,
    descriptionProps: { component: 'span' },
    errorProps: { component: 'span', role: 'alert' },
    classNames: {
      root: classNames('field', error && 'bad'),
      input,
      description: 'help',
      error: 'err',
      required: 'req',
    },
  } as const;
}

type Own = 'size' | 'color' | 'style' | 'required' | 'disabled';
type Flags = { required?: boolean | undefined; disabled?: boolean | undefined };

export type TextInputProps = FieldWords & Omit<ComponentPropsWithRef<'input'>, Own> & Flags;

/** One line of text with its label above, help and error below. */
export function TextInput({ label, help, error, className, ...rest }: TextInputProps) {
  return (
    <MantineTextInput
      {...rest}
      {...wired(
        { label, help, error },
        { required: rest.required, disabled: rest.disabled },
        classNames('input', className),
      )}
    />
  );
}

export type TextAreaProps = FieldWords &
  Flags &
  Omit<ComponentPropsWithRef<'textarea'>, Own> & {
    /** Grows with its text up to this many lines. */
    maxRows?: number | undefined;
  };

/** Several lines of text; grows with what is written. */
export function TextArea({ label, help, error, className, rows = 3, maxRows, ...rest }: TextAreaProps) {
  return (
    <Textarea
      {...rest}
      {...wired(
        { label, help, error },
        { required: rest.required, disabled: rest.disabled },
        classNames('area', className),
      )}
      autosize
      minRows={rows}
      {...(maxRows !== undefined && { maxRows })}
    />
  );
}

export type Option = { value: string; label: string; disabled?: boolean };

export type SelectProps = FieldWords &
  Flags &
  Omit<ComponentPropsWithRef<'select'>, Own | 'onChange'> & {
    options: Option[];
    onChange?: ((value: string) => void) | undefined;
  };

/** A choice of one from a list, by the system's own list (works by keyboard and thumb everywhere). Never for a stage. */
export function Select({ label, help, error, className, options, onChange, ...rest }: SelectProps) {
  return (
    <InputBase
      component="select"
      {...rest}
      {...wired(
        { label, help, error },
        { required: rest.required, disabled: rest.disabled },
        classNames('select', className),
      )}
      onChange={(event) => onChange?.(event.currentTarget.value)}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value} disabled={option.disabled}>
          {option.label}
        </option>
      ))}
    </InputBase>
  );
}

type FieldProps = FieldWords & {
  /** Renders the control with what connects it to its words. */
  children: (control: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean }) => ReactNode;
};

/** Label, help and error around a control of any other kind. */
export function Field({ label, help, error, children }: FieldProps) {
  const id = useId();
  const described = classNames(help !== undefined && `${id}-help`, error !== undefined && `${id}-error`) || undefined;
  return (
    <div className={classNames('field', error && 'bad')}>
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-describedby': described, 'aria-invalid': Boolean(error) })}
      {help && (
        <span className="help" id={`${id}-help`}>
          {help}
        </span>
      )}
      {error && (
        <span className="err" id={`${id}-error`} role="alert">
          <ErrorWords>{error}</ErrorWords>
        </span>
      )}
    </div>
  );
}
