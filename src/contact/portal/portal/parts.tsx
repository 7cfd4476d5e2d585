/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import type { Attachment } from '#contact/conversations/contract.ts';
import { type Styled, styled } from '#kernel/contract/styled.ts';
import { documentOf } from '#kernel/pages/Document.tsx';
import type { PageLanguage } from '#kernel/pages/language.ts';
import { type PortalWords, portalWords } from './words/index.ts';

/** A page elsewhere that belongs to the brand. */
export interface LinkAtFoot {
  href: string;
  words: string;
}

/** Whose portal it is, how it speaks, and who is here. */
export interface Around {
  key: string;
  /** Of the brand, so that its style sheet is never an older one. */
  version: number;
  brand: string;
  language: PageLanguage;
  locale: string;
  timeZone: string;
  /** Name of whoever is signed in; undefined where nobody is. */
  name?: string | undefined;
  links: readonly LinkAtFoot[];
  now: Date;
}

export const wordsOf = ({ language }: Around): PortalWords => portalWords[language];

const paths = {
  chat: 'M3.5 4.5h13v9H9l-3.5 3v-3h-2z',
  mail: 'M3 5h14v10H3zM3.5 5.5 10 11l6.500-5.500',
  form: 'M4 3.500h12v13H4zM7 7.500h6M7 10.500h6M7 13.500h3',
  clock: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 6v4.200l2.600 1.600',
  info: 'M3 5a2 2 0 0 1 2-2h10a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2zM10 9.300V14M10 6.300v.1',
  kept: 'M10 17.500a7.500 7.500 0 1 0 0-15 7.500 7.500 0 0 0 0 15zM6.600 10.300 9 12.700l4.500-5',
  pause: 'M7 4.500v11M13 4.500v11',
};

export function Mark({ of }: { of: keyof typeof paths }) {
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true">
      <path d={paths[of]} />
    </svg>
  );
}

/** A moment as people say it: the time today, the day this year, else the whole date. */
export function shortly(at: string, { locale, timeZone, now }: Around): string {
  const day = (date: Date) => new Intl.DateTimeFormat('en-CA', { timeZone }).format(date);
  const date = new Date(at);
  if (day(date) === day(now)) {
    return new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone }).format(date);
  }
  const isThisYear = day(date).slice(0, 4) === day(now).slice(0, 4);
  const format = isThisYear ? ({ day: 'numeric', month: 'short' } as const) : ({ dateStyle: 'medium' } as const);
  return new Intl.DateTimeFormat(locale, { ...format, timeZone }).format(date);
}

/** The whole of it, day and time. */
export function fully(at: string, { locale, timeZone }: Around): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(new Date(at));
}

/** What somebody wrote, with the marks that it may have and nothing else. */
export function Written({ text }: { text: string }) {
  return (
    <div class="written" dir="auto">
      {styled(text).map(piece)}
    </div>
  );
}

/** The same in a line of its own, without the marks. */
export function plain(text: string): string {
  const bare = (pieces: readonly Styled[]): string =>
    pieces.map(({ text: own, inner }) => (inner ? bare(inner) : own)).join('');
  return bare(styled(text));
}

function piece({ as, text, inner }: Styled): Child {
  const within = inner ? inner.map(piece) : text;
  if (as === 'a') {
    return (
      <a href={text} rel="noreferrer nofollow ugc">
        {text}
      </a>
    );
  }
  if (as === 'b') return <b>{within}</b>;
  if (as === 'i') return <i>{within}</i>;
  if (as === 'code') return <code>{within}</code>;
  if (as === 'pre') return <pre>{within}</pre>;
  return as === 'li' ? <div>{within}</div> : within;
}

const sizeWords = (bytes: number, locale: string) =>
  new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: bytes < 1_000_000 ? 'kilobyte' : 'megabyte',
    maximumFractionDigits: bytes < 1_000_000 ? 0 : 1,
  }).format(Math.max(1, bytes / (bytes < 1_000_000 ? 1_000 : 1_000_000)));

/** Files of a message, pictures small. */
export function Files({ files, locale }: { files: readonly Attachment[]; locale: string }) {
  if (files.length === 0) return null;
  return (
    <div class="files">
      {files.map((file) => (
        <a href={`/api/v1/files/${file.id}`} download={file.name}>
          {file.width !== null && <img src={`/api/v1/files/${file.id}/thumbnail`} alt="" loading="lazy" />}
          <bdi>{file.name}</bdi>
          <span class="meta">{sizeWords(file.size, locale)}</span>
        </a>
      ))}
    </div>
  );
}

/** What went wrong or well, above what it is about. */
export function Said({ text, isGood = false }: { text: string | undefined; isGood?: boolean }) {
  if (!text) return null;
  return (
    <p class={isGood ? 'say good' : 'say bad'} role={isGood ? 'status' : 'alert'}>
      {text}
    </p>
  );
}

/** A page of the portal within its head and foot. */
export function portalPage(around: Around, page: { title: string; current?: 'home' | 'account'; body: Child }): string {
  const { key, brand, language, name } = around;
  const words = wordsOf(around);
  const at = `/portal/${key}`;
  const link = (to: string, label: string, isHere: boolean) => (
    <a href={to} aria-current={isHere ? 'page' : undefined}>
      {label}
    </a>
  );
  return documentOf({
    language,
    title: [page.title, brand].filter(Boolean).join(' · '),
    styles: key === '' ? ['/portal.css'] : ['/portal.css', `${at}/look.css?v=${around.version}`],
    body: (
      <>
        <a class="skip" href="#main">
          {words.skip}
        </a>
        {brand && (
          <header class="top">
            <div class="in">
              <a class="logo" href={at}>
                <bdi>{brand}</bdi> <span>{words.help}</span>
              </a>
              {name !== undefined && (
                <>
                  <nav aria-label={words.menu}>
                    {link(at, words.home, page.current === 'home')}
                    {link(`${at}/account`, words.account, page.current === 'account')}
                  </nav>
                  <form class="row end" method="post" action={`${at}/leave`}>
                    <bdi class="who">{name}</bdi>
                    <button type="submit" class="small">
                      {words.signOut}
                    </button>
                  </form>
                </>
              )}
            </div>
          </header>
        )}
        <main id="main">{page.body}</main>
        <footer class="foot">
          <div class="in">
            <bdi>{brand}</bdi>
            {around.links.map(({ href, words: text }) => (
              <a href={href}>{text}</a>
            ))}
            <span class="end meta">{words.runsOn}</span>
          </div>
        </footer>
      </>
    ),
  });
}
