/** The order matters: most browsers name those they descend from, too. */
const browsers: [RegExp, string][] = [
  [/\bEdg(?:A|iOS)?\//, 'Edge'],
  [/\bOPR\/|\bOpera\b/, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|CriOS|HeadlessChrome|Chromium)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
  [/\bcurl\//, 'curl'],
];
const systems: [RegExp, string][] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMacintosh\b|\bMac OS X\b/, 'Mac'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b|\bX11\b/, 'Linux'],
];

export interface Device {
  words: string;
  kind: 'computer' | 'phone' | 'other';
}

/** Browser and system in words, as far as the agent string tells, such as `Firefox on Windows`. */
export function deviceOf(agent: string): Device {
  const find = (list: [RegExp, string][]) => list.find(([pattern]) => pattern.test(agent))?.[1];
  const browser = find(browsers);
  const system = find(systems);
  if (!browser && !system) return { words: agent === '' ? 'Unknown browser' : 'A program', kind: 'other' };
  const words = browser && system ? `${browser} on ${system}` : (browser ?? `A browser on ${system}`);
  const isPhone = /\bMobile\b|\biPhone\b|\biPad\b|\bAndroid\b/.test(agent);
  return { words, kind: !system ? 'other' : isPhone ? 'phone' : 'computer' };
}

/** The words alone. */
export const deviceWords = (agent: string): string => deviceOf(agent).words;
