import { plural, t } from '@lingui/core/macro';
import { type Instant, toMillis } from './now.ts';

/** Words for times, numbers and money in one language and time zone. */
export type Formats = {
  locale: string;
  timeZone: string;
  /** `9:47`, `13:05` */
  time: (at: Instant) => string;
  /** `Mon 23 Nov`, with the year when it is not this one */
  date: (at: Instant, now?: Instant) => string;
  /** `Today`, `Yesterday`, `Tomorrow`, else as `date` */
  day: (at: Instant, now?: Instant) => string;
  /** For lists: `13:05` today, `Mon` within six days, else `23 Nov` or `23 Nov 2025` */
  when: (at: Instant, now?: Instant) => string;
  /** For deadlines: `14:05` today, `Wed 9:12` within six days, else `Wed 2 Dec` */
  due: (at: Instant, now?: Instant) => string;
  /** `Mon 23 Nov 2026, 16:12`, for titles and exports */
  full: (at: Instant) => string;
  /** Calendar days from now to `at` in the zone: 0 today, 1 tomorrow, -1 yesterday */
  daysAway: (at: Instant, now?: Instant) => number;
  number: (value: number) => string;
  /** Share from 0 to 1 as `88.4 %` */
  share: (value: number) => string;
  /** Minor units and ISO 4217 code: `money(31200, 'AUD')` is `$312.00` */
  money: (minor: number, currency: string) => string;
};

const minute = 60_000;
const day = 86_400_000;

/** A length of time in plain words: `less than 1 min`, `18 min`, `2 h 13 min`, `4 days`. Milliseconds in. */
export function duration(ms: number): string {
  const minutes = Math.floor(Math.abs(ms) / minute);
  if (minutes < 1) return t`less than 1 min`;
  if (minutes < 60) return t`${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 || hours >= 24 ? `${hours} h` : t`${hours} h ${minutes % 60} min`;
  return plural(Math.floor(hours / 24), { one: '# day', other: '# days' });
}

function dayParts(locale: string, timeZone: string) {
  const part = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone });
    return (at: number) => format.format(at).replaceAll(',', '');
  };
  return {
    weekday: part({ weekday: 'short' }),
    weekdayDate: part({ weekday: 'short', day: 'numeric', month: 'short' }),
    date: part({ day: 'numeric', month: 'short' }),
    dateYear: part({ day: 'numeric', month: 'short', year: 'numeric' }),
    full: part({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }),
  };
}

/** Builds the formats for a language and a zone; keep the result, building is the slow part. */
export function makeFormats(locale: string, timeZone: string): Formats {
  const parts = dayParts(locale, timeZone);
  const clock = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', hourCycle: 'h23', timeZone });
  // Only for counting calendar days; the Swedish order is the ISO order.
  const iso = new Intl.DateTimeFormat('sv-SE', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone });
  const percent = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const plain = new Intl.NumberFormat(locale);
  const dayNumber = (at: Instant) => Math.round(Date.parse(`${iso.format(toMillis(at))}T00:00:00Z`) / day);
  const yearOf = (at: Instant) => iso.format(toMillis(at)).slice(0, 4);
  const daysAway = (at: Instant, now: Instant = Date.now()) => dayNumber(at) - dayNumber(now);
  const time = (at: Instant) => clock.format(toMillis(at)).replace(/^0(?=\d)/, '');
  const date = (at: Instant, now: Instant = Date.now()) =>
    yearOf(at) === yearOf(now) ? parts.weekdayDate(toMillis(at)) : parts.full(toMillis(at));
  const shortDate = (at: Instant, now: Instant) =>
    yearOf(at) === yearOf(now) ? parts.date(toMillis(at)) : parts.dateYear(toMillis(at));
  return {
    locale,
    timeZone,
    time,
    date,
    daysAway,
    day(at, now = Date.now()) {
      const away = daysAway(at, now);
      return away === 0 ? t`Today` : away === -1 ? t`Yesterday` : away === 1 ? t`Tomorrow` : date(at, now);
    },
    when(at, now = Date.now()) {
      const away = daysAway(at, now);
      if (away === 0) return time(at);
      return away < 0 && away > -7 ? parts.weekday(toMillis(at)) : shortDate(at, now);
    },
    due(at, now = Date.now()) {
      const away = daysAway(at, now);
      if (away === 0) return time(at);
      return Math.abs(away) < 7 ? `${parts.weekday(toMillis(at))} ${time(at)}` : date(at, now);
    },
    full: (at) => `${parts.full(toMillis(at))}, ${time(at)}`,
    number: (value) => plain.format(value),
    share: (value) => `${percent.format(value * 100)} %`,
    money(minor, currency) {
      const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
      const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
      return format.format(minor / 10 ** digits);
    },
  };
}
