import { describe, expect, it } from 'vitest';
import { weaknessOf } from './weak-passphrase.ts';

const mina = { name: 'Mina Okafor', email: 'mina.okafor@riverbank-tools.example', workspace: 'Riverbank Tools' };

describe('a passphrase is refused with a reason when it', () => {
  it.each([
    ['is short', 'kettle moss', 'short'],
    ['is one sign over and over', 'aaaaaaaaaaaaaaaa', 'repeats'],
    ['is a few signs over and over', 'moss moss moss moss', 'repeats'],
    ['is two signs mixed', 'abbaabababbaabba', 'repeats'],
    ['runs along the alphabet', 'abcdefghijklmnop', 'keyboard'],
    ['runs backwards', '9876543210 zyxwv', 'keyboard'],
    ['runs along the keyboard', 'qwertyuiop asdf', 'keyboard'],
    ['is the name with a year', 'Mina Okafor 2026', 'your name'],
    ['is the address', 'mina.okafor@riverbank', 'your name'],
    ['is the workspace', 'RiverbankTools!!1', 'your name'],
    ['is a common word with figures', 'Password123456!', 'common'],
    ['is two common words', 'welcome customer', 'common'],
    ['is a famous phrase', 'correct horse battery staple', 'common'],
  ])('%s', (_, passphrase, reason) => {
    expect(weaknessOf(passphrase, mina)).toContain(reason);
  });
});

describe('a passphrase is taken when it', () => {
  it.each([
    ['is several unrelated words', 'kettle moss lantern quay'],
    ['holds a common word among others', 'welcome to the mossy lantern'],
    ['is in another script', 'лодка фонарь чайник мох'],
    ['is random', 'vK7-pq9!zR2m'],
    ['is signs alone', '!?#$%&*()_+={}'],
    ['is long', `${'lantern quay '.repeat(15)}moss kettle`],
  ])('%s', (_, passphrase) => {
    expect(weaknessOf(passphrase, mina)).toBeNull();
  });
});
