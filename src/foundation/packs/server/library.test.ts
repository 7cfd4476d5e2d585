import { describe, expect, it } from 'vitest';
import { PackVersion } from '../contract.ts';
import { isValidOn, library, monthsBetween, packIds, versionOn, versionsOf } from './library.ts';
import { inLanguage, translations } from './translated.ts';

const clocks = (id: string) =>
  Object.fromEntries(
    (versionsOf(id)[0]?.entries ?? []).flatMap((entry) =>
      entry.kind === 'clock' ? [[entry.name, entry.amount ? [entry.amount.value, entry.amount.unit] : null]] : [],
    ),
  );
const wordsOf = (id: string) => JSON.stringify(versionsOf(id)[0]?.entries);

describe('every figure of the clock packs is there', () => {
  it('general retail: 1, 5 and 20 business days, an update every 5', () => {
    expect(clocks('retail-general')).toEqual({
      acknowledge: [1, 'business_days'],
      'substantive-early': [5, 'business_days'],
      substantive: [20, 'business_days'],
      update: [5, 'business_days'],
    });
  });

  it('ASIC RG 271: 24 hours or 1 business day, 30 days, 45 for super, 21 for hardship and default notices', () => {
    expect(clocks('au-asic-rg271')).toEqual({
      acknowledge: [24, 'hours'],
      'acknowledge-business-day': [1, 'business_days'],
      substantive: [30, 'calendar_days'],
      'substantive-superannuation': [45, 'calendar_days'],
      'substantive-hardship': [21, 'calendar_days'],
      'no-written-answer': [5, 'business_days'],
      'delay-notice': null,
    });
    const words = wordsOf('au-asic-rg271');
    for (const said of [
      'except on request or in cases of hardship',
      'AFCA',
      'twice a year',
      'CSV',
      'one row a complaint',
    ]) {
      expect(words).toContain(said);
    }
  });

  it('AFCA refer-back: 21 days, up to 14 more at IDR and 7 more after it', () => {
    expect(clocks('au-afca-refer-back')).toEqual({
      substantive: [21, 'calendar_days'],
      'extension-idr': [14, 'calendar_days'],
      'extension-post-idr': [7, 'calendar_days'],
    });
  });

  it('FCA DISP 1: promptly, 8 weeks, summary by the third business day, payments 15 and at most 35', () => {
    expect(clocks('uk-fca-disp1')).toEqual({
      acknowledge: null,
      substantive: [8 * 7, 'calendar_days'],
      'summary-resolution': [3, 'business_days'],
      'substantive-payments': [15, 'business_days'],
      'substantive-payments-most': [35, 'business_days'],
    });
    const words = wordsOf('uk-fca-disp1');
    for (const said of ['reasoned holding letter', '6 months', '3 years from receipt', '5 years'])
      expect(words).toContain(said);
    const unconfirmed = versionsOf('uk-fca-disp1')[0]?.entries.filter((entry) => !entry.isConfirmed);
    expect(unconfirmed?.map((entry) => entry.kind === 'clock' && entry.name)).toEqual([
      'substantive-payments',
      'substantive-payments-most',
    ]);
  });

  it('UK data complaint: 30 days from 19 June 2026, then without undue delay', () => {
    expect(clocks('uk-data-complaint')).toEqual({ acknowledge: [30, 'calendar_days'], substantive: null });
    expect(versionOn('uk-data-complaint', '2026-06-18')).toBeUndefined();
    expect(versionOn('uk-data-complaint', '2026-06-19')?.version).toBe('1');
    expect(wordsOf('uk-data-complaint')).toContain('without undue delay');
  });
});

/** The texts of an entry that people read, by their name. */
const textsOf = (entry: object) =>
  Object.fromEntries(
    Object.entries(entry)
      .filter(([key, value]) => readable.includes(key) && value !== null && String(value) !== '')
      .map(([key, value]) => [key, Array.isArray(value) ? value.length : 1]),
  );
const readable = ['words', 'rule', 'instead', 'topic', 'from', 'appliesTo', 'exceptions'];

describe('in German', () => {
  it.each(
    library.map((pack) => [`${pack.id} ${pack.version}`, pack] as const),
  )('%s is there word for word, and nothing but words differs', (_, pack) => {
    const german = inLanguage(pack, 'de');
    expect([german.language, german.title === pack.title]).toEqual(['de', false]);
    expect(german.entries.map(textsOf)).toEqual(pack.entries.map(textsOf));
    const words = translations.de.find((one) => one.id === pack.id && one.version === pack.version);
    expect(words?.entries.map(textsOf)).toEqual(pack.entries.map(textsOf));
    const bare = (entries: readonly object[]) =>
      entries.map((entry) => Object.fromEntries(Object.entries(entry).filter(([key]) => !readable.includes(key))));
    expect(bare(german.entries)).toEqual(bare(pack.entries));
    for (const [place, entry] of german.entries.entries()) expect(entry.words).not.toBe(pack.entries[place]?.words);
  });

  it('what is not there in it comes in English, and says so', () => {
    const [old] = versionsOf('retail-general');
    if (!old) throw new Error('no pack');
    expect(inLanguage({ ...old, version: '2' }, 'de')).toMatchObject({ language: 'en', title: old.title });
  });
});

describe('the library', () => {
  it.each(
    library.map((pack) => [`${pack.id} ${pack.version}`, pack] as const),
  )('%s is whole: source, dates, clocks of different names', (_, pack) => {
    expect(PackVersion.parse(pack)).toEqual(pack);
    for (const { address } of pack.sources) expect(new URL(address).protocol).toBe('https:');
    const names = pack.entries.flatMap((entry) => (entry.kind === 'clock' ? [entry.name] : []));
    expect(new Set(names).size).toBe(names.length);
  });

  it('versions of one pack stand beside each other, never two on one day', () => {
    for (const id of packIds()) {
      const versions = versionsOf(id).toReversed();
      for (const [at, next] of versions.slice(1).entries()) {
        const until = versions[at]?.validUntil;
        expect(until && until < next.validFrom, `${id} ${next.version}`).toBe(true);
      }
    }
  });

  it('a new version takes over on its day and leaves the old one as it was', () => {
    const [old] = versionsOf('retail-general');
    if (!old) throw new Error('no pack');
    const both = [
      { ...old, validUntil: '2027-06-30' },
      { ...old, version: '2', validFrom: '2027-07-01' },
    ];
    const on = (day: string) => versionOn('retail-general', day, both)?.version;
    expect([on('2025-12-31'), on('2027-06-30'), on('2027-07-01')]).toEqual([undefined, '1', '2']);
    expect(versionsOf('retail-general', both).map((pack) => pack.version)).toEqual(['2', '1']);
    expect(isValidOn(old, '2099-01-01')).toBe(true);
  });

  it.each([
    ['2025-11-22', '2026-11-22', 12],
    ['2025-11-23', '2026-11-22', 11],
    ['2026-01-31', '2026-02-28', 0],
    ['2024-12-01', '2026-01-01', 13],
  ])('from %s to %s are %i months', (from, to, months) => {
    expect(monthsBetween(from, to)).toBe(months);
  });
});
