import type { PageLanguage } from '#kernel/pages/language.ts';
import { ar } from './ar.ts';
import { de } from './de.ts';
import { en, type PortalWords } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';

export type { PortalWords } from './en.ts';

export const portalWords: Record<PageLanguage, PortalWords> = { en, de, fr, es, ar };
