import './field.css';
import { type ComponentPropsWithRef, type ReactNode, useId } from 'react';
import { classNames } from './class-names.ts';

type ChoiceProps = Omit<ComponentPropsWithRef<'input'>, 'type' | 'onChange' | 'children'> & {
  label: ReactNode;
  /** A second, quieter line under the label. */
  help?: ReactNode;
  onChange?: ((checked: boolean) => void) | undefined;
};

function Choice({ label, help, onChange, className, type, ...rest }: ChoiceProps & { type: 'checkbox' | 'radio' }) {
  const id = useId();
  return (
    <span className={classNames('check', className)}>
      <input
        id={id}
        type={type}
        aria-describedby={help ? `${id}-help` : undefined}
        {...rest}
        onChange={(event) => onChange?.(event.currentTarget.checked)}
      />
      <span>
        <label htmlFor={rest.id ?? id}>{label}</label>
        {help && (
          <span className="why" id={`${id}-help`}>
            {help}
          </span>
        )}
      </span>
    </span>
  );
}

/** Yes or no, taken with the rest of a form. A native box, so forced colours and screen readers know it. */
export function Check({ mixed, ...rest }: ChoiceProps & { mixed?: boolean | undefined }) {
  return (
    <Choice
      {...rest}
      type="checkbox"
      ref={(input: HTMLInputElement | null) => {
        if (input) input.indeterminate = mixed === true;
      }}
    />
  );
}

/** One of several; give the ones that belong together the same `name`, inside a fieldset with a legend. */
export function Radio(props: ChoiceProps) {
  return <Choice {...props} type="radio" />;
}

// A native box already tells its state, so `aria-checked` must not be repeated beside it.
const asSwitch = { role: 'switch' };

/** On or off, acting at once. */
export function Switch({ label, onChange, className, ...rest }: Omit<ChoiceProps, 'help'>) {
  const id = useId();
  return (
    <span className={classNames('line', className)}>
      <input
        id={id}
        {...rest}
        type="checkbox"
        {...asSwitch}
        className="switch"
        onChange={(event) => onChange?.(event.currentTarget.checked)}
      />
      <label htmlFor={rest.id ?? id}>{label}</label>
    </span>
  );
}
