import { t } from '@lingui/core/macro';
import { contrast, mix, nearest, readable, visible } from '#kernel/contract/colour.ts';
import type { Look } from '../contract-look.ts';
import { type Colours, coloursOf, onAccent, type Scheme } from '../look-style.ts';

/** Something in a scheme that cannot be read or seen well, and what would do. */
export type Unreadable = {
  scheme: Scheme;
  what: string;
  ratio: number;
  needed: number;
  /** The colour to change, and to what. */
  part: keyof Colours;
  better: string;
};

/** How much of the text is in the quiet words: times, "seen". The panel's sheet mixes them so. */
const quietShare = 0.74;

/** What of a look cannot be read, by WCAG 2.2: 4.5 to 1 for words, 3 to 1 for buttons against what is behind them. */
export function unreadableIn(accent: string | null, look: Look): Unreadable[] {
  const shown: Scheme[] = look.scheme === 'auto' ? ['light', 'dark'] : [look.scheme];
  return shown.flatMap((scheme) => unreadable(scheme, coloursOf(accent, look, scheme)));
}

function unreadable(scheme: Scheme, { accent, surface, text }: Colours): Unreadable[] {
  const quiet = mix(text, quietShare, surface);
  const on = onAccent(accent);
  const checks = [
    { what: t`Text on the paper`, ratio: contrast(text, surface), needed: readable, part: 'text' as const },
    { what: t`Times and other quiet words`, ratio: contrast(quiet, surface), needed: readable, part: 'text' as const },
    { what: t`Words on the accent`, ratio: contrast(on, accent), needed: readable, part: 'accent' as const },
    {
      what: t`The accent against the paper`,
      ratio: contrast(accent, surface),
      needed: visible,
      part: 'accent' as const,
    },
  ];
  const found = checks.filter((one) => one.ratio < one.needed);
  // One thing to change at a time: the first finding about a colour mends the others.
  const first = found.filter((one, at) => found.findIndex((other) => other.part === one.part) === at);
  return first.map((one) => ({ ...one, scheme, better: betterFor(one.part, { accent, surface, text }) }));
}

function betterFor(part: keyof Colours, { accent, surface, text }: Colours): string {
  if (part === 'text') {
    return nearest(text, (shade) => contrast(mix(shade, quietShare, surface), surface) >= readable);
  }
  const isSeen = (shade: string) => contrast(shade, surface) >= visible;
  return nearest(accent, (shade) => isSeen(shade) && contrast(onAccent(shade), shade) >= readable);
}
