import { startLanguage } from '#kernel/web/language/language.ts';
import { catalogues } from './languages.ts';

// Everything else may hold words, so it runs once the language is known.
void startLanguage(catalogues).then(() => import('./desk.tsx'));
