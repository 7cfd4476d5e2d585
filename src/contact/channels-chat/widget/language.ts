import { panelWords, type WordsIn } from './strings.ts';

let clock: Intl.DateTimeFormat | undefined;
let day: Intl.DateTimeFormat | undefined;
let locale: string | undefined;

/** From here on the panel speaks this language; without `words` it keeps its English. */
export function speak(of: string, words?: WordsIn): void {
  locale = of;
  clock = day = undefined;
  if (words) Object.assign(panelWords, words(of));
}

/** The locale in which the panel speaks; undefined before it was told. */
export const spoken = (): string | undefined => locale;

export function timeWords(at: Date): string {
  clock ??= new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' });
  return clock.format(at);
}

/** "Today", "Yesterday", or the day by name and date. */
export function dayWords(at: Date, words: { today: string; yesterday: string }, now: Date = new Date()): string {
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  if (at.toDateString() === now.toDateString()) return words.today;
  day ??= new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' });
  return at.toDateString() === yesterday.toDateString() ? words.yesterday : day.format(at);
}
