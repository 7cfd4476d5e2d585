import { refuse } from '#kernel/server/problem.ts';

/**
 * The form of an address by which two are the same: e-mail in lower case; phone with digits and a leading plus.
 * Numbers without a country code keep their digits, so that they match themselves but never a foreign one.
 * @throws Problem customer.address_unreadable
 */
export function addressKey(kind: 'email' | 'phone', value: string): string {
  if (kind === 'email') {
    const key = value.trim().toLowerCase();
    if (!/^[^\s@<>"]{1,64}@[^\s@<>"]+\.[^\s@<>".]+$/.test(key)) {
      refuse('customer.address_unreadable', 'Write the whole e-mail address, such as ines@kaldor.example.');
    }
    return key;
  }
  const digits = value.replace(/[\s().\-/]/g, '').replace(/^00/, '+');
  if (!/^\+?\d{6,15}$/.test(digits)) {
    refuse(
      'customer.address_unreadable',
      'Write the phone number in digits, best with its country code: +61 491 570 006.',
    );
  }
  return digits;
}

/** The name in lower case without marks, by which customers are ordered and found. */
export function nameKey(name: string): string {
  const key = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
  return [...key].slice(0, 400).join('');
}
