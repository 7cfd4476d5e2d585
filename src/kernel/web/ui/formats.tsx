import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { type Formats, makeFormats } from './format.ts';

const Context = createContext<Formats | null>(null);

type FormatsProviderProps = { children: ReactNode; timeZone?: string | undefined; locale?: string | undefined };

/** Gives the parts inside it one language and one time zone. */
export function FormatsProvider({ children, timeZone, locale }: FormatsProviderProps) {
  const zone = timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const language = locale ?? (document.documentElement.lang || 'en-AU');
  const formats = useMemo(() => makeFormats(language, zone), [language, zone]);
  return <Context value={formats}>{children}</Context>;
}

/** The formats around a part. Throws outside UiProvider, where no zone is known. */
export function useFormats(): Formats {
  const formats = useContext(Context);
  if (!formats) throw new Error('useFormats needs a UiProvider above it.');
  return formats;
}
