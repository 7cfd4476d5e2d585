import type { Catalogues } from '#kernel/web/language/language.ts';

/** The catalogues of the desk, each loaded on its own. English needs none; `pseudo` is for tests of translatability. */
export const catalogues: Catalogues = {
  de: () => import('./languages/de.po'),
  pseudo: () => import('./languages/de.po?pseudo'),
};
