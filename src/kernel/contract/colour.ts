/** WCAG 2 contrast of colours written as #rrggbb, and the nearest shade that can be read. */

type Rgb = readonly [number, number, number];

function parse(hex: string): Rgb {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;
}

function print(rgb: Rgb): string {
  return `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}

function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** From 1 (the same) to 21 (black on white). */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(parse(one)), luminance(parse(other))];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** What text needs, and what marks and edges need. */
export const readable = 4.5;
export const visible = 3;

/** `share` of the first colour in the second, as `color-mix(in srgb, …)` has it. */
export function mix(one: string, share: number, other: string): string {
  const [a, b] = [parse(one), parse(other)];
  return print(a.map((part, at) => part * share + (b[at] ?? 0) * (1 - share)) as unknown as Rgb);
}

/** The colour itself where it does, otherwise its nearest darker or lighter shade that does; black where none does. */
export function nearest(hex: string, does: (shade: string) => boolean): string {
  for (let step = 0; step <= 100; step++) {
    const found = ['#000000', '#ffffff'].map((end) => mix(end, step / 100, hex)).find(does);
    if (found) return found;
  }
  return '#000000';
}

export function isColour(text: string): boolean {
  return /^#[0-9a-f]{6}$/i.test(text);
}
