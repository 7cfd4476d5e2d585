import { pageCss } from '#kernel/pages/style.ts';
import type { FormDefinition } from '../contract-definition.ts';

/** What the pages of forms look like. */
export const formCss = `${pageCss}
.form { max-width: 38rem; margin: 0 auto; padding: 0.25rem; }
.form.preview { padding: 1.25rem; }
.form.page { margin: clamp(0rem, 5vh, 3rem) auto; padding: clamp(1.25rem, 5vw, 2.25rem); background: var(--surface); border: 1px solid var(--line); border-radius: 12px; border-top: 3px solid var(--accent); }
body:has(.page) { background: var(--bg); padding: 0 1rem 2rem; }
.form form.stack { gap: 1.375rem; }
fieldset .help { display: block; }
@media (max-width: 30rem) { body:has(.page) { padding: 0; background: var(--surface); } .form.page { margin: 0; border: 0; border-top: 3px solid var(--accent); border-radius: 0; } }
`;

/** A text as it stands between quotes in a style sheet, whatever it holds. */
const quoted = (text: string) =>
  `"${[...text].map((sign) => (/[a-zA-Z0-9 ]/.test(sign) ? sign : `\\${sign.codePointAt(0)?.toString(16)} `)).join('')}"`;

/**
 * Hides what is not asked as long as its answer is not chosen, by style alone. A browser that cannot do so shows
 * everything, and the server leaves out what was not asked.
 */
export function conditionsCss({ fields }: FormDefinition): string {
  const rules = fields.flatMap(({ id, showWhen }) =>
    showWhen
      ? [
          `form:not(:has(input[name="f-${showWhen.fieldId}"][value=${quoted(showWhen.is)}]:checked)) #q-${id} { display: none; }`,
        ]
      : [],
  );
  return rules.length > 0 ? `@supports selector(:has(a)) {\n${rules.join('\n')}\n}\n` : '';
}
