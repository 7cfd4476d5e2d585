/** @jsxImportSource hono/jsx */
import { documentOf } from '#kernel/pages/Document.tsx';
import type { PageLanguage } from '#kernel/pages/language.ts';
import { pageCss } from '#kernel/pages/style.ts';
import { acknowledgeWords } from './words.ts';

export const acknowledgeCss = `${pageCss}
body { background: var(--bg); }
main { max-width: 32rem; margin: clamp(1.5rem, 12vh, 7rem) auto 2rem; padding: 0 1rem; }
`;

const styles = ['/notice.css'];

interface Shown {
  words: string;
  link: string;
  isAnswered: boolean;
}

/** What the link is about, with the one thing that it can do. What it is about stands in the words of the mail. */
export function acknowledgePage(shown: Shown, wanted: PageLanguage): string {
  const { words: about, link, isAnswered } = shown;
  const { words, language } = acknowledgeWords(wanted);
  return documentOf({
    language,
    title: `${words.title} · Heed`,
    styles,
    body: (
      <main class="stack">
        <div class="card top stack">
          <h1>{isAnswered ? words.done : words.asked}</h1>
          <p dir="auto" lang="en">
            {about}
          </p>
          {isAnswered ? (
            <p class="say good" role="status">
              {words.doneWhy}
            </p>
          ) : (
            <form method="post" action={`/notice/${link}`}>
              <button type="submit" class="primary">
                {words.send}
              </button>
            </form>
          )}
        </div>
        <p class="meta">
          <a href="/desk/notices">{words.desk}</a>
        </p>
      </main>
    ),
  });
}

/** Instead of it, where the link is over or not whole. */
export function noNoticePage(refusal: { code: string; title: string; detail: string }, wanted: PageLanguage): string {
  const { words, language } = acknowledgeWords(wanted);
  const { title, detail } = words.refused[refusal.code] ?? refusal;
  return documentOf({
    language,
    title: `${title} · Heed`,
    styles,
    body: (
      <main class="stack">
        <h1>{title}</h1>
        <p class="quiet">{detail}</p>
        <p>
          <a href="/desk/notices">{words.desk}</a>
        </p>
      </main>
    ),
  });
}
