import type { PackLanguage, PackVersion } from '../contract.ts';
import { auAfcaReferBack } from './packs/de/au-afca-refer-back.ts';
import { auAsicRg271 } from './packs/de/au-asic-rg271.ts';
import { checklistAuConsumer } from './packs/de/checklist-au-consumer.ts';
import { checklistAuPrivacy } from './packs/de/checklist-au-privacy.ts';
import { checklistGeneral } from './packs/de/checklist-general.ts';
import { retailGeneral } from './packs/de/retail-general.ts';
import { ukDataComplaint } from './packs/de/uk-data-complaint.ts';
import { ukFcaDisp1 } from './packs/de/uk-fca-disp1.ts';
import type { PackWords } from './packs/de/words.ts';

/** The versions that are there in other languages than English. */
export const translations: Record<Exclude<PackLanguage, 'en'>, readonly PackWords[]> = {
  de: [
    ...[retailGeneral, auAsicRg271, auAfcaReferBack, ukFcaDisp1, ukDataComplaint],
    ...[checklistGeneral, checklistAuConsumer, checklistAuPrivacy],
  ],
};

/**
 * A version in the reader's language, where it is there in it, else in English; `language` says in which it is. Only what
 * people read changes: figures, names, dates and the patterns of words stay.
 */
export function inLanguage(pack: PackVersion, language: PackLanguage): PackVersion & { language: PackLanguage } {
  const words =
    language === 'en'
      ? undefined
      : translations[language].find(({ id, version }) => id === pack.id && version === pack.version);
  if (!words) return { ...pack, language: 'en' };
  const { title, summary } = words;
  return {
    ...{ ...pack, title, summary, language },
    entries: pack.entries.map((entry, place) => ({ ...entry, ...words.entries[place] })),
  };
}
