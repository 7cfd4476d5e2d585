import { type I18n, setupI18n } from '@lingui/core';

/** The words of the page's language. English stands in the code itself and needs no catalogue. */
export const i18n = setupI18n({ locale: 'en', messages: { en: {} } });

type Compile = Parameters<I18n['setMessagesCompiler']>[0];

// Texts with plurals come ready from the build; in all others there are only places to fill.
const places = (text: string) =>
  text.includes('{') ? text.split(/\{(\w+)\}/).map((part, index) => (index % 2 ? [part] : part)) : text;
i18n.setMessagesCompiler(places as Compile);
