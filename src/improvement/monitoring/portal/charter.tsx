/** @jsxImportSource hono/jsx */
import { documentOf } from '#kernel/pages/Document.tsx';
import { directionOf, type PageLanguage } from '#kernel/pages/language.ts';
import { pageCss } from '#kernel/pages/style.ts';
import type { CharterItem } from '../contract-charter.ts';
import type { Measured, Verdict } from '../contract-words.ts';
import { type CharterWords, charterWords } from './words/index.ts';

/** A promise with what became of it. */
export interface Told {
  words: CharterItem['words'];
  is: 'at_least' | 'at_most';
  goal: number;
  unit: 'minutes' | 'share' | 'count' | 'days';
  actual: Measured;
  verdict: Verdict;
  /** The last day that is counted. */
  to: string;
}

interface Shown {
  brand: { key: string; name: string };
  version: number;
  intro: string;
  period: { from: string; to: string };
  items: readonly Told[];
}

/** From how many on a share is told: of fewer, chance tells more than we do. */
const least = 20;

export const charterCss = `${pageCss}
body { display: flex; flex-direction: column; min-height: 100dvh; }
main { flex: 1; }
.top { border-bottom: 1px solid var(--line); }
.top .in { display: flex; align-items: center; min-height: 3.75rem; font-weight: 700; font-size: 1.125rem; }
.hero { padding: 2.25rem 0 1.75rem; background: var(--bg); border-bottom: 1px solid var(--line); }
.body { padding-block: 1.75rem 3rem; max-width: 52rem; }
.promise { display: grid; grid-template-columns: minmax(0, 1fr) 9rem minmax(0, 15rem); gap: 0.5rem 1.5rem; padding: 1.25rem 0; border-bottom: 1px solid var(--line); }
.promise:first-child { border-top: 1px solid var(--line-strong); }
.promise h2 { font-size: 1.125rem; text-wrap: pretty; }
.promise .meta { display: block; }
.promise b.num { font-size: 1.25rem; }
.st { display: inline-flex; align-items: center; gap: 0.375rem; font-weight: 600; font-size: 0.9375rem; }
.st.kept { color: var(--kept-text); }
.st.missed { color: var(--broken-text); }
svg { width: 1.125rem; height: 1.125rem; fill: currentColor; flex: none; }
.how { margin-top: 2rem; max-width: 44rem; }
.foot { border-top: 1px solid var(--line); background: var(--bg); font-size: 0.9375rem; }
.foot .in { display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem; padding-block: 1rem; }
@media (max-width: 47.5rem) {
  .hero { padding-block: 1.375rem 1.125rem; }
  .promise { grid-template-columns: 1fr 1fr; }
  .promise h2 { grid-column: 1 / -1; }
}
`;

/** A number in its unit, in the words of a language. */
function valueIn(locale: string, unit: Told['unit'], value: number): string {
  const format = (of: number, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options).format(of);
  if (unit === 'share') return format(value, { style: 'percent', maximumFractionDigits: 1 });
  const length = (of: number, name: string) =>
    format(of, { style: 'unit', unit: name, unitDisplay: 'long', maximumFractionDigits: 1 });
  if (unit === 'days') return length(value, 'day');
  if (unit === 'count') return format(value, { maximumFractionDigits: 1 });
  if (value < 120) return length(value, 'minute');
  return value < 2_880 ? length(value / 60, 'hour') : length(value / 1_440, 'day');
}

function Said({ told, words }: { told: Told; words: CharterWords }) {
  const isKept = told.verdict === 'kept';
  const shape = isKept
    ? 'M10 2a8 8 0 1 0 0 16 8 8 0 0 0 0-16zm-1 11.6L5.400 10l1.300-1.300L9 11l4.400-4.500 1.300 1.300z'
    : 'M10 1l9 9-9 9-9-9zM6 9v2h8V9z';
  return (
    <span class={`st ${isKept ? 'kept' : 'missed'}`}>
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <path d={shape} fill-rule="evenodd" />
      </svg>
      {isKept ? words.kept : words.missed}
    </span>
  );
}

function Result({ told, words, locale }: { told: Told; words: CharterWords; locale: string }) {
  const { actual, unit } = told;
  const number = (of: number) => new Intl.NumberFormat(locale).format(of);
  const value = (of: number) => valueIn(locale, unit, of);
  if (actual.value === null) return <p class="quiet">{words.none}</p>;
  if (actual.n < least) return <p class="quiet">{words.tooFew(number(actual.n), number(least))}</p>;
  return (
    <div>
      <b class="num">{value(actual.value)}</b> <Said told={told} words={words} />
      <span class="meta num">
        {words.counted(number(actual.n))}
        {actual.low !== null && actual.high !== null && `, ${words.between(value(actual.low), value(actual.high))}`}
      </span>
    </div>
  );
}

/** In the reader's language, else in the first that somebody wrote it in. */
function inWords(words: Told['words'], language: PageLanguage): { text: string; lang: PageLanguage } {
  const own = words[language];
  if (own) return { text: own, lang: language };
  const [first] = Object.entries(words) as [PageLanguage, string][];
  return first ? { text: first[1], lang: first[0] } : { text: '', lang: language };
}

function Line({ told, language, locale }: { told: Told; language: PageLanguage; locale: string }) {
  const words = charterWords[language];
  const { text, lang } = inWords(told.words, language);
  const goal = valueIn(locale, told.unit, told.goal);
  return (
    <li class="promise">
      <h2 lang={lang} dir={directionOf(lang)}>
        {text}
      </h2>
      <div>
        <span class="meta">{words.target}</span>
        <span class="num">{told.is === 'at_least' ? words.atLeast(goal) : words.atMost(goal)}</span>
      </div>
      <div>
        <span class="meta">{words.actual}</span>
        <Result told={told} words={words} locale={locale} />
      </div>
    </li>
  );
}

const dayIn = (locale: string, day: string) =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T12:00:00Z`));

/** The charter of a brand: promise, target, result, n, interval and period. Names nobody. */
export function charterPage(charter: Shown, language: PageLanguage, locale: string): string {
  const words = charterWords[language];
  const { brand, items, intro, period } = charter;
  return documentOf({
    language,
    title: `${words.title} · ${brand.name}`,
    styles: ['/charter.css', `/charter/${brand.key}/look.css?v=${charter.version}`],
    body: (
      <>
        <a class="skip" href="#main">
          {words.skip}
        </a>
        <header class="top">
          <div class="in">
            <bdi>{brand.name}</bdi>
          </div>
        </header>
        <main id="main">
          <div class="hero">
            <div class="in stack">
              <h1>{words.title}</h1>
              {intro && (
                <p class="quiet written" dir="auto">
                  {intro}
                </p>
              )}
              <p class="meta">{words.period(dayIn(locale, period.from), dayIn(locale, period.to))}</p>
            </div>
          </div>
          <div class="in body">
            {items.length === 0 && <p class="quiet">{words.empty}</p>}
            <ul>
              {items.map((told) => (
                <Line told={told} language={language} locale={locale} />
              ))}
            </ul>
            <section class="how stack tight">
              <h2>{words.how}</h2>
              <p class="quiet">{words.howWords}</p>
            </section>
          </div>
        </main>
        <footer class="foot">
          <div class="in">
            <bdi>{brand.name}</bdi>
            <span class="end meta">{words.runsOn}</span>
          </div>
        </footer>
      </>
    ),
  });
}

/** Instead of a charter that is not told. */
export function noCharterPage(language: PageLanguage): string {
  const words = charterWords[language];
  return documentOf({
    language,
    title: words.gone,
    styles: ['/charter.css'],
    body: (
      <main class="in body stack">
        <h1>{words.gone}</h1>
        <p class="quiet">{words.goneWhy}</p>
      </main>
    ),
  });
}
