import { describe, expect, it } from 'vitest';
import { seal, unseal } from './seal.ts';

const words = ['a long and random password'];

describe('a sealed secret', () => {
  it('opens again under the same words and for the same row', () => {
    const sealed = seal(words, 'JBSWY3DPEHPK3PXP', 'authenticator:1');
    expect(sealed.toString('latin1')).not.toContain('JBSWY3DPEHPK3PXP');
    expect(unseal(words, sealed, 'authenticator:1')).toBe('JBSWY3DPEHPK3PXP');
  });

  it('is another one each time', () => {
    expect(seal(words, 'same', 'x').equals(seal(words, 'same', 'x'))).toBe(false);
  });

  it('opens with older words that are still listed, and is sealed with the newest', () => {
    const old = seal(words, 'kept', 'x');
    const both = ['the new password of the database', ...words];
    expect(unseal(both, old, 'x')).toBe('kept');
    expect(unseal(words, seal(both, 'kept', 'x'), 'x')).toBeUndefined();
  });

  it.each([
    ['put into another row', (sealed: Buffer) => [sealed, 'authenticator:2'] as const],
    ['with one bit turned', (sealed: Buffer) => [flipped(sealed), 'authenticator:1'] as const],
    ['cut off', (sealed: Buffer) => [sealed.subarray(0, 20), 'authenticator:1'] as const],
    ['empty', () => [Buffer.alloc(0), 'authenticator:1'] as const],
  ])('%s does not open', (_, change) => {
    const [sealed, about] = change(seal(words, 'JBSWY3DPEHPK3PXP', 'authenticator:1'));
    expect(unseal(words, sealed, about)).toBeUndefined();
  });

  it('needs words', () => {
    expect(() => seal([], 'x', 'y')).toThrow('no words');
    expect(unseal([], seal(words, 'x', 'y'), 'y')).toBeUndefined();
  });
});

function flipped(sealed: Buffer): Buffer {
  const copy = Buffer.from(sealed);
  const last = copy.length - 1;
  copy[last] = (copy[last] ?? 0) ^ 1;
  return copy;
}
