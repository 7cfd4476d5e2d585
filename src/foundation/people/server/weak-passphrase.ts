import { refuse } from '#kernel/server/problem.ts';

/** Phrases and words that guessers try first, in small letters without spaces. */
const common = [
  ...['password', 'passphrase', 'passwort', 'motdepasse', 'contrasena', 'welcome', 'letmein', 'changeme', 'secret'],
  ...['administrator', 'admin', 'default', 'master', 'login', 'signin', 'access', 'trustno', 'opensesame', 'iloveyou'],
  ...['sunshine', 'princess', 'football', 'baseball', 'superman', 'batman', 'dragon', 'monkey', 'shadow', 'starwars'],
  ...['whatever', 'nothing', 'forever', 'summer', 'winter', 'spring', 'autumn', 'january', 'december', 'monday'],
  ...['customer', 'service', 'support', 'helpdesk', 'company', 'office', 'heed', 'demo', 'test', 'temporary'],
  ...['correcthorsebatterystaple', 'thequickbrownfox', 'tobeornottobe', 'maytheforcebewithyou', 'ilovemyfamily'],
  ...['thisismypassword', 'mypassword', 'mysecret', 'nopassword', 'youshallnotpass', 'onceuponatime', 'happybirthday'],
];
const rows = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'qwertzuiop',
  'azertyuiop',
  'asdfghjkl',
  'zxcvbnm',
];
const runs = [...rows, ...rows.map((row) => [...row].reverse().join(''))];
const shortest = 12;
/** Characters that must be left when everything known is taken away. */
const ownAtLeast = 5;

/** What belongs to the person and is therefore guessed early. */
export interface Personal {
  name?: string | undefined;
  email?: string | undefined;
  workspace?: string | undefined;
}

/** Why the passphrase is too easy to guess and what would do, or null when it is not. */
export function weaknessOf(passphrase: string, personal: Personal = {}): string | null {
  const plain = squeeze(passphrase);
  if ([...passphrase.normalize('NFKC')].length < shortest) return `It is short. Take ${shortest} characters or more.`;
  if (/^(.{1,6}?)\1+$/u.test(plain) || new Set(plain).size < 4)
    return 'It repeats itself. Take several different words.';
  const withoutRuns = takeRuns(plain);
  if (withoutRuns.length < ownAtLeast) return 'It follows the keyboard or the alphabet. Take several unrelated words.';
  const mine = take(withoutRuns, wordsOf(personal));
  if (mine.length < ownAtLeast) return 'It is mostly your name, your address or the workspace. Take unrelated words.';
  if (take(mine, common).length < ownAtLeast) return 'It is a common phrase. Take several words that are yours alone.';
  return null;
}

/** @throws Problem people.weak_passphrase with the reason */
export function demandStrong(passphrase: string, personal: Personal): void {
  const weakness = weaknessOf(passphrase, personal);
  if (weakness) refuse('people.weak_passphrase', weakness);
}

function squeeze(text: string): string {
  const plain = text.normalize('NFKD').toLowerCase();
  const letters = plain.replace(/[^\p{L}\p{N}]/gu, '');
  // A passphrase of signs alone has no letters to look at; then the signs count.
  return letters.length > 0 ? letters : plain.replace(/\s/gu, '');
}

function wordsOf(personal: Personal): string[] {
  const text = [personal.name, personal.email, personal.workspace].filter(Boolean).join(' ');
  const words = text.split(/[^\p{L}\p{N}]+/u).map(squeeze);
  return words.filter((word) => word.length >= 3);
}

function take(text: string, words: readonly string[]): string {
  const longestFirst = [...words].sort((a, b) => b.length - a.length);
  return longestFirst.reduce((left, word) => left.replaceAll(word, ''), text);
}

/** Removes stretches of four or more neighbours, e.g. `1234` or `poiuy`. */
function takeRuns(text: string): string {
  let left = '';
  for (let at = 0; at < text.length; ) {
    const length = runAt(text, at);
    if (length < 4) left += text[at];
    at += Math.max(1, length >= 4 ? length : 1);
  }
  return left;
}

function runAt(text: string, at: number): number {
  let longest = 1;
  for (const run of runs) {
    let length = 1;
    while (at + length < text.length && run.includes(text.slice(at, at + length + 1))) length++;
    longest = Math.max(longest, length);
  }
  return longest;
}
