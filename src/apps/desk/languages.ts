import type { Catalogues } from '#kernel/web/language/language.ts';

/** The catalogues of the desk, each loaded on its own. English needs none; `qps` is no language but a test of the words. */
export const catalogues: Catalogues = {
  de: () => import('./languages/de.po'),
  qps: () => import('./languages/de.po?pseudo'),
};
