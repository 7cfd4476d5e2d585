import { plural, t } from '@lingui/core/macro';
import type { OutputOf } from '#kernel/web/data.ts';
import { told, toldEvent } from '#kernel/web/language/told.ts';
import type { Formats } from '#kernel/web/ui/format.ts';

export type Entry = OutputOf<'audit.entries'>['entries'][number];
export type LogState = OutputOf<'audit.state'>;

/** What narrows the log; an empty text is no filter. */
export interface Narrowed {
  personId: string;
  kind: string;
  about: string;
  from: string;
  to: string;
}
export const everything: Narrowed = { personId: '', kind: '', about: '', from: '', to: '' };

/** As the server is asked: only what was chosen. */
export function asked(narrowed: Narrowed): Partial<Narrowed> {
  return Object.fromEntries(Object.entries(narrowed).filter(([, value]) => value !== ''));
}

/** A reference that somebody typed, or undefined while it is not one. */
export function referenceIn(text: string): string | undefined {
  const found = text.trim().match(/^([hp])\s?-?\s?(\d{1,15})$/i);
  return found ? `${found[1]?.toUpperCase()}-${found[2]}` : undefined;
}

/** `people` as `People`, `channels-chat` as `Channels chat`. */
export function partWords(name: string): string {
  const words = name.replaceAll(/[-_]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The sentence of a kind of event, with dots in the places that its facts fill. */
export function kindWords(sentence: string): string {
  const words = told(sentence)
    .replaceAll(/\s*\([^)]*\{[^)]*\)/g, '')
    .replaceAll(/\{\w+\}/g, '…');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Who did it, as people say it. */
export function actorWords(entry: Pick<Entry, 'actorKind' | 'actorName' | 'onBehalfOfName'>): string {
  if (entry.actorName) return entry.actorName;
  if (entry.actorKind === 'system') return entry.onBehalfOfName ? t`Heed, for ${entry.onBehalfOfName}` : 'Heed';
  if (entry.actorKind === 'customer') return t`A customer`;
  return entry.actorKind === 'person' ? t`Somebody who was erased` : t`Somebody not signed in`;
}

/** A day of the calendar, whatever the reader's zone. */
export function dayWords(day: string, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, {
    ...{ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
    timeZone: 'UTC',
  } as Intl.DateTimeFormatOptions);
  return format.format(new Date(`${day}T00:00:00Z`)).replaceAll(',', '');
}

/** `13:40 today`, `9:12 on Mon 23 Nov`. */
export function momentWords(formats: Formats, at: string, now: number): string {
  const away = formats.daysAway(at, now);
  const time = formats.time(at);
  if (away === 0) return t`${time} today`;
  return away === -1 ? t`${time} yesterday` : t`${time} on ${formats.day(at, now)}`;
}

/** A sentence of the log, with its instants as people say them. */
export function spoken(sentence: string, formats: Formats): string {
  return toldEvent(sentence).replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (at) => formats.full(at));
}

const tooLongMs = 10 * 60_000;

/** How far the log is sealed, in shape and words. */
export function sealWords(
  state: LogState,
  formats: Formats,
  now: number,
): { state: 'kept' | 'warn' | 'info'; title: string; words: string } {
  const { events, sealed, head } = state;
  const signed = head
    ? t`The last signed head is of ${dayWords(head.day, formats.locale)}, over event ${formats.number(head.lastSeq)}; key ${head.key}.`
    : t`The first head is signed when today ends.`;
  if (!sealed) return { state: 'info', title: t`Not sealed yet.`, words: t`Events are sealed each minute. ${signed}` };
  const title = t`Sealed up to ${momentWords(formats, sealed.at, now)}.`;
  const open = events - sealed.seq;
  if (open > 0 && now - Date.parse(sealed.at) > tooLongMs) {
    const waiting = plural(open, {
      one: 'One event waits for a seal since; is a process with jobs running?',
      other: '# events wait for a seal since; is a process with jobs running?',
    });
    return { state: 'warn', title, words: `${waiting} ${signed}` };
  }
  return { state: 'kept', title, words: signed };
}

/** `conversationId` as `Conversation id`. */
export function factWords(field: string): string {
  const words = field.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A fact of an event as text. */
export function valueWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–';
  if (typeof value === 'boolean') return value ? t`yes` : t`no`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
