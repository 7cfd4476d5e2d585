import type Holidays from 'date-holidays';
import type { NamedDate } from './ical.ts';
import { CalendarRefusal } from './refusal.ts';
import { dayMs, isoDate } from './rules.ts';

/** A country, and within it a state and a region, as the codes of `placesOf` name them. */
export interface Place {
  country: string;
  state?: string | undefined;
  region?: string | undefined;
}

export interface NamedPlace {
  code: string;
  name: string;
}

const mostYears = 10;

/**
 * The public holidays of a place in some years (2000 to 2100, at most ten), in order, each date once. Holidays that
 * take only part of a day are left out: they are half days, which a person decides. Names come in the first of the
 * languages that has them, else in the country's own.
 *
 * Throws a `CalendarRefusal` for an unknown place or year. The data are loaded at the first call.
 */
export async function holidaysOf(place: Place, years: readonly number[], languages = ['en']): Promise<NamedDate[]> {
  const areYears = years.every((year) => Number.isInteger(year) && year >= 2000 && year <= 2100);
  if (!areYears || years.length > mostYears) {
    fail(`Give up to ${mostYears} years between 2000 and 2100.`);
  }
  await requirePlace(place);
  const source = await open(place, languages);
  const found = new Map<string, Set<string>>();
  // A holiday of several days may begin in the year before.
  const asked = new Set(years.flatMap((year) => [year - 1, year]));
  for (const year of asked) {
    for (const holiday of source.getHolidays(year)) {
      const [date = '', clock = ''] = holiday.date.split(' ');
      if (clock !== '00:00:00') continue;
      const days = Math.round((holiday.end.getTime() - holiday.start.getTime()) / dayMs);
      for (let day = Date.parse(date) / dayMs, last = day + days; day < last; day++) {
        const iso = isoDate(day);
        if (years.includes(Number(iso.slice(0, 4)))) found.set(iso, (found.get(iso) ?? new Set()).add(holiday.name));
      }
    }
  }
  const dates = [...found].sort(([a], [b]) => (a < b ? -1 : 1));
  return dates.map(([date, names]) => ({ date, name: [...names].join(', ') }));
}

/** Countries; with a country its states; with a state too its regions. By name, empty where there are none. */
export async function placesOf(within?: { country: string; state?: string | undefined }): Promise<NamedPlace[]> {
  const source = await open();
  const places = !within
    ? source.getCountries('en')
    : within.state
      ? source.getRegions(within.country, within.state, 'en')
      : source.getStates(within.country, 'en');
  const named = Object.entries(places ?? {}).map(([code, name]) => ({ code, name }));
  return named.sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

async function requirePlace({ country, state, region }: Place): Promise<void> {
  const has = (places: NamedPlace[], code: string) => places.some((place) => place.code === code);
  if (!has(await placesOf(), country))
    fail(`${show(country)} is no country of this list. Give a code such as AU or GB.`);
  if (state && !has(await placesOf({ country }), state)) fail(`${show(state)} is no state of ${country} in this list.`);
  if (!region) return;
  if (!state) fail('A region needs its state.');
  const regions = await placesOf({ country, state });
  if (!has(regions, region)) fail(`${show(region)} is no region of ${state} in this list.`);
}

async function open(place?: Place, languages: readonly string[] = ['en']): Promise<Holidays> {
  const { default: Source } = await import('date-holidays');
  const options = { languages: [...languages], types: ['public' as const] };
  if (!place) return new Source(options);
  const { country, state = '', region = '' } = place;
  return new Source(country, state, region, options);
}

function show(code: string): string {
  return `"${code.slice(0, 20)}"`;
}

function fail(words: string): never {
  throw new CalendarRefusal('place', words);
}
