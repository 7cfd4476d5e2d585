import { t } from '@lingui/core/macro';
import { TextInput, type TextInputProps } from '#kernel/web/ui/Field.tsx';

type CodeInputProps = Omit<TextInputProps, 'label' | 'type'> & { label?: string };

/** Six digits of an app, or a recovery code. Browsers and password managers offer the code by its autocomplete. */
export function CodeInput({ label = t`Code`, ...rest }: CodeInputProps) {
  return (
    <TextInput
      {...rest}
      label={label}
      className="code-input"
      autoComplete="one-time-code"
      inputMode="text"
      autoCapitalize="none"
      spellCheck={false}
      required
      minLength={6}
      maxLength={40}
    />
  );
}
