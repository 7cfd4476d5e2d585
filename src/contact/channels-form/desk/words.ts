import { t } from '@lingui/core/macro';
import type { FieldKind } from '../contract-definition.ts';

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
