/** @jsxImportSource hono/jsx */
import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { directionOf, type PageLanguage } from './language.ts';

/** The frame of a page for customers; complete without any script. Returns the whole document as text. */
export function documentOf(page: {
  language: PageLanguage;
  title: string;
  /** Addresses of style sheets; nothing is inline, as the policy of these pages wants it. */
  styles: readonly string[];
  script?: string | undefined;
  body: Child;
}): string {
  const { language, title, styles, script, body } = page;
  const html = (
    <html lang={language} dir={directionOf(language)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{title}</title>
        {styles.map((address) => (
          <link rel="stylesheet" href={address} />
        ))}
        {script && <script src={script} defer />}
      </head>
      <body>{body}</body>
    </html>
  );
  return String(
    <>
      {raw('<!doctype html>')}
      {html}
    </>,
  );
}
