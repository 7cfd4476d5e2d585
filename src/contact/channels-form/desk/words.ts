import { t } from '@lingui/core/macro';
import type { FieldKind, Lack } from '../contract-definition.ts';

/** What a field asks for, as people call it. */
export const fieldKinds: Record<FieldKind, string> = {
  text: t`Short text`,
  long_text: t`Long text`,
  email: t`E-mail`,
  phone: t`Phone`,
  choice: t`One of several`,
  choices: t`Several of several`,
  date: t`Day`,
  file: t`File`,
};

/** What keeps a form from being published, and what to do about it. */
export function lackWords({ why, label }: Lack): string {
  const words: Record<Lack['why'], string> = {
    address: t`Add a required e-mail field that is always asked, so that you can answer.`,
    ids: t`Two fields have the same id.`,
    options: t`“${label}” needs options, each once.`,
    condition: t`“${label}” is asked after an answer that no field above it offers.`,
    long: t`Its answers may be longer than one message holds. Use fewer long texts.`,
  };
  return words[why];
}
