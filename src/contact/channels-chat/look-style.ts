import { contrast } from '#kernel/contract/colour.ts';
import type { Look } from './contract-look.ts';

/** Heed's own colours of the widget, as its sheets have them. */
export const ownColours = {
  light: { accent: '#822e61', surface: '#ffffff', text: '#17211c' },
  dark: { accent: '#ab4582', surface: '#121a16', text: '#e9eeec' },
} as const;

export type Scheme = keyof typeof ownColours;
export type Colours = Record<'accent' | 'surface' | 'text', string>;

const fonts: Record<Look['font'], string> = {
  system: '',
  humanist: 'Optima, Candara, "Noto Sans", source-sans-pro, sans-serif',
  rounded: 'ui-rounded, "Hiragino Maru Gothic ProN", Quicksand, Comfortaa, Manjari, Calibri, sans-serif',
  serif: 'Charter, "Bitstream Charter", "Sitka Text", Cambria, Georgia, "Noto Serif", serif',
  mono: 'ui-monospace, "Cascadia Code", Menlo, Consolas, "Noto Sans Mono", monospace',
};

/** The colours that the widget has in one scheme. */
export function coloursOf(accent: string | null, look: Look, scheme: Scheme): Colours {
  const own = ownColours[scheme];
  if (scheme === 'light') {
    return { accent: accent ?? own.accent, surface: look.surface ?? own.surface, text: look.text ?? own.text };
  }
  return {
    accent: look.darkAccent ?? accent ?? own.accent,
    surface: look.darkSurface ?? own.surface,
    text: look.darkText ?? own.text,
  };
}

/** White or ink, whichever reads better on the accent. */
export function onAccent(accent: string): string {
  return contrast(accent, '#ffffff') >= contrast(accent, ownColours.light.text) ? '#ffffff' : ownColours.light.text;
}

/**
 * The sheet that a workspace's settings make: six variables below what the page itself sets (`--w-…`), and the place.
 * Holds only what differs from Heed's own. Every value was checked by the contract, so nothing else gets into a sheet.
 */
export function lookStyle(accent: string | null, look: Look): string {
  const radius = look.radius === 10 ? '' : `--heed-radius:${look.radius}px;`;
  const font = fonts[look.font] ? `--heed-font:${fonts[look.font]};` : '';
  const place = `${look.offsetX === 20 ? '' : `--heed-x:${look.offsetX}px;`}${look.offsetY === 20 ? '' : `--heed-y:${look.offsetY}px;`}`;
  const shared = `${radius}${font}${place}`;
  const light = accentRule(accent) + paperRule(look.surface, look.text);
  const dark = accentRule(look.darkAccent ?? accent) + paperRule(look.darkSurface, look.darkText);
  return [
    shared && `.heed{${shared}}`,
    light && `.heed:not(.dark){${light}}`,
    dark && `.heed.dark{${dark}}`,
    look.side === 'start' && '.heed{inset-inline:var(--heed-x,20px) auto}.heed .panel{inset-inline:0 auto}',
    look.launcher === 'icon' &&
      '.heed .launch{padding:0;width:48px;justify-content:center}.launch>span:not(.n){position:absolute;clip-path:inset(50%)}',
    !look.showsFaces && '.heed .face{display:none}',
  ]
    .filter(Boolean)
    .join('');
}

function accentRule(accent: string | null): string {
  return accent ? `--heed-accent:${accent};--heed-on-accent:${onAccent(accent)};` : '';
}

function paperRule(surface: string | null, text: string | null): string {
  return `${surface ? `--heed-surface:${surface};` : ''}${text ? `--heed-text:${text};` : ''}`;
}
