import type { PackVersion } from '../contract.ts';
import { auAfcaReferBack } from './packs/au-afca-refer-back.ts';
import { auAsicRg271 } from './packs/au-asic-rg271.ts';
import { checklistAuConsumer } from './packs/checklist-au-consumer.ts';
import { checklistAuPrivacy } from './packs/checklist-au-privacy.ts';
import { checklistGeneral } from './packs/checklist-general.ts';
import { retailGeneral } from './packs/retail-general.ts';
import { ukDataComplaint } from './packs/uk-data-complaint.ts';
import { ukFcaDisp1 } from './packs/uk-fca-disp1.ts';

/**
 * Every version of every pack. A change of the law is a new version with its own dates beside the old one, whose end is
 * set; what an older version says stays as it is, because what was started under it goes on under it.
 */
export const library: readonly PackVersion[] = [
  retailGeneral,
  auAsicRg271,
  auAfcaReferBack,
  ukFcaDisp1,
  ukDataComplaint,
  checklistGeneral,
  checklistAuConsumer,
  checklistAuPrivacy,
];

/** Ids of all packs, in the order in which they are shown. */
export function packIds(from: readonly PackVersion[] = library): string[] {
  return [...new Set(from.map((pack) => pack.id))];
}

/** Every version of a pack, the newest first. */
export function versionsOf(id: string, from: readonly PackVersion[] = library): PackVersion[] {
  return from.filter((pack) => pack.id === id).sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1));
}

/** The version that is valid on this day (`2026-11-22`), if any. */
export function versionOn(id: string, day: string, from: readonly PackVersion[] = library): PackVersion | undefined {
  return versionsOf(id, from).find((pack) => isValidOn(pack, day));
}

export function isValidOn(pack: PackVersion, day: string): boolean {
  return pack.validFrom <= day && (pack.validUntil === null || day <= pack.validUntil);
}

/** Whole months between two days; the same day of the month counts as full. */
export function monthsBetween(from: string, to: string): number {
  const [a = 0, b = 0, c = 0] = from.split('-').map(Number);
  const [x = 0, y = 0, z = 0] = to.split('-').map(Number);
  return (x - a) * 12 + (y - b) - (z < c ? 1 : 0);
}

/** After this many months a pack warns: check again. */
export const oldAfterMonths = 12;
