/** @jsxImportSource hono/jsx */
import { documentOf } from '#kernel/pages/Document.tsx';
import type { PageLanguage } from '#kernel/pages/language.ts';
import { pageCss } from '#kernel/pages/style.ts';

export const acknowledgeCss = `${pageCss}
body { background: var(--bg); }
main { max-width: 32rem; margin: clamp(1.5rem, 12vh, 7rem) auto 2rem; padding: 0 1rem; }
`;

const styles = ['/notice.css'];
// Colleagues read it; what it is about stands in the words in which their desk says it.
const language: PageLanguage = 'en';

/** What the link is about, with the one thing that it can do. */
export function acknowledgePage(shown: { words: string; link: string; isAnswered: boolean }): string {
  const { words, link, isAnswered } = shown;
  return documentOf({
    language,
    title: 'Acknowledge · Heed',
    styles,
    body: (
      <main class="stack">
        <div class="card top stack">
          <h1>{isAnswered ? 'Acknowledged' : 'Please acknowledge'}</h1>
          <p dir="auto">{words}</p>
          {isAnswered ? (
            <p class="say good" role="status">
              Nothing more is asked of you here. You can close this page.
            </p>
          ) : (
            <form method="post" action={`/notice/${link}`}>
              <button type="submit" class="primary">
                Acknowledge
              </button>
            </form>
          )}
        </div>
        <p class="meta">
          <a href="/desk/notices">Open the desk</a>
        </p>
      </main>
    ),
  });
}

/** Instead of it, where the link is over or not whole. */
export function noNoticePage(title: string, detail: string): string {
  return documentOf({
    language,
    title: `${title} · Heed`,
    styles,
    body: (
      <main class="stack">
        <h1>{title}</h1>
        <p class="quiet">{detail}</p>
        <p>
          <a href="/desk/notices">Open the desk</a>
        </p>
      </main>
    ),
  });
}
