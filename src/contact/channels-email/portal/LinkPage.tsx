/** @jsxImportSource hono/jsx */
import { documentOf } from '#kernel/pages/Document.tsx';
import type { PageLanguage } from '#kernel/pages/language.ts';

export const stylePath = '/mail/page.css';

/** Where the link of a mail leads: one thing is said, and at most one can be done. */
export function linkPage(page: {
  language: PageLanguage;
  title: string;
  text: string;
  /** Nothing more can be done without one. */
  button?: { label: string; name: string; value: string; isPlain?: boolean };
}): string {
  const { language, title, text, button } = page;
  return documentOf({
    ...{ language, title, styles: [stylePath] },
    body: (
      <main class="in">
        <div class="stack narrow door">
          <h1>{title}</h1>
          <p class="quiet">{text}</p>
          {button && (
            <form method="post">
              <button type="submit" name={button.name} value={button.value} class={button.isPlain ? '' : 'primary'}>
                {button.label}
              </button>
            </form>
          )}
        </div>
      </main>
    ),
  });
}
