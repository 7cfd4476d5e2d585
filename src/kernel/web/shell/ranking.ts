import { t } from '@lingui/core/macro';
import type { PaletteGroup, PaletteOption } from '../ui/Palette.tsx';

const mostFound = 8;
const mostRecent = 5;
const mostRecords = 4;

/** How well an option answers: its words begin with what was typed, or only hold it; -1 when they do not. */
function fitOf(option: PaletteOption, wanted: readonly string[]): number {
  const label = String(option.label).toLocaleLowerCase();
  const words = label.split(/[^\p{L}\p{N}]+/u);
  if (!wanted.every((word) => label.includes(word))) return -1;
  return wanted.every((word) => words.some((one) => one.startsWith(word))) ? 1 : 0;
}

/**
 * The options that hold every typed word: in each group those whose words begin so come first, and among equals what was
 * picked last. With nothing typed, what was picked last stands above everything.
 */
export function ranked(groups: readonly PaletteGroup[], query: string, recent: readonly string[]): PaletteGroup[] {
  const wanted = query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const ageOf = (id: string) => (recent.includes(id) ? recent.indexOf(id) : recent.length);
  if (wanted.length === 0) return withRecent(groups, recent);
  return groups
    .map((group) => ({
      ...group,
      options: group.options
        .map((option) => ({ option, fit: fitOf(option, wanted) }))
        .filter(({ fit }) => fit >= 0)
        .sort((a, b) => b.fit - a.fit || ageOf(a.option.id) - ageOf(b.option.id))
        .slice(0, mostFound)
        .map(({ option }) => option),
    }))
    .filter((group) => group.options.length > 0);
}

/** The records whose name holds every typed word, those whose words begin so first; up to four. */
export function holding<T extends { name: string }>(list: readonly T[], query: string): T[] {
  const wanted = query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return list
    .map((one) => ({ one, fit: fitOf({ id: '', label: one.name, onPick: () => undefined }, wanted) }))
    .filter(({ fit }) => fit >= 0)
    .sort((a, b) => b.fit - a.fit)
    .slice(0, mostRecords)
    .map(({ one }) => one);
}

function withRecent(groups: readonly PaletteGroup[], recent: readonly string[]): PaletteGroup[] {
  const all = groups.flatMap((group) => group.options);
  const last = recent.flatMap((id) => all.find((option) => option.id === id) ?? []).slice(0, mostRecent);
  const others = groups.map((group) => ({
    ...group,
    options: group.options.filter((option) => !last.includes(option)),
  }));
  const shown = last.length > 0 ? [{ label: t`Used last`, options: last }, ...others] : others;
  return shown.filter((group) => group.options.length > 0);
}
