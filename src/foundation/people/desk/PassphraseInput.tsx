import { t } from '@lingui/core/macro';
import { useState } from 'react';
import { Check } from '#kernel/web/ui/Check.tsx';
import { TextInput, type TextInputProps } from '#kernel/web/ui/Field.tsx';

type PassphraseInputProps = Omit<TextInputProps, 'label'> & { label?: string };

/** A new passphrase; can be shown while it is chosen. */
export function PassphraseInput({ label = t`Passphrase`, ...rest }: PassphraseInputProps) {
  const [isShown, setShown] = useState(false);
  return (
    <div className="stack tight">
      <TextInput
        {...rest}
        label={label}
        type={isShown ? 'text' : 'password'}
        autoComplete="new-password"
        required
        minLength={12}
        maxLength={200}
        spellCheck={false}
        help={t`12 characters or more. Four or five words that you can remember are best.`}
      />
      <Check label={t`Show it`} checked={isShown} onChange={setShown} />
    </div>
  );
}
