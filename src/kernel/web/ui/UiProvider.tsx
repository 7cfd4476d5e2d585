import './styles.ts';
import { DirectionProvider, MantineProvider } from '@mantine/core';
import { type ReactNode, useLayoutEffect } from 'react';
import { applyAppearance, useAppearance } from './appearance.ts';
import { FormatsProvider } from './formats.tsx';
import { cssVariablesResolver, theme } from './theme.ts';

type UiProviderProps = {
  children: ReactNode;
  /** IANA zone in which times are told; the reader's own when absent. */
  timeZone?: string | undefined;
  /** BCP 47 tag for dates and numbers; the page's `lang` when absent. */
  locale?: string | undefined;
};

/**
 * Everything the parts need around them: theme, appearance on <html>, direction, formats.
 * Mantine writes no style element here: its variables come from mantine-vars.gen.css, as the page's CSP demands.
 */
export function UiProvider({ children, timeZone, locale }: UiProviderProps) {
  const { scheme } = useAppearance();
  useLayoutEffect(applyAppearance, []);
  return (
    <DirectionProvider initialDirection={document.documentElement.dir === 'rtl' ? 'rtl' : 'ltr'} detectDirection>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariablesResolver}
        forceColorScheme={scheme}
        withCssVariables={false}
        withGlobalClasses={false}
        withStaticClasses={false}
      >
        <FormatsProvider timeZone={timeZone} locale={locale}>
          {children}
        </FormatsProvider>
      </MantineProvider>
    </DirectionProvider>
  );
}
