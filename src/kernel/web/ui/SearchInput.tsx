import './field.css';
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs';
import type { ComponentPropsWithRef } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './Icon.tsx';
import { Kbd } from './Kbd.tsx';

type SearchInputProps = Omit<ComponentPropsWithRef<'input'>, 'onChange' | 'size'> & {
  /** Read aloud; the words in the box are only an example. */
  label: string;
  keys?: string | undefined;
  onChange?: ((value: string) => void) | undefined;
};

/** A box to search in, with its key at the end. */
export function SearchInput({ label, keys, onChange, className, ...rest }: SearchInputProps) {
  return (
    <span className="search">
      <Icon of={IconSearch} />
      <input
        type="search"
        autoComplete="off"
        spellCheck={false}
        {...rest}
        className={classNames('input', className)}
        aria-label={label}
        onChange={(event) => onChange?.(event.currentTarget.value)}
      />
      {keys && <Kbd>{keys}</Kbd>}
    </span>
  );
}
