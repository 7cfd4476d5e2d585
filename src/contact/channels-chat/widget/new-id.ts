/**
 * A new UUIDv7: 48 bits of milliseconds, then random bits. The widget's own, because the kernel's brings Zod along;
 * works without a secure context, where `crypto.randomUUID` is missing.
 */
export function newId(now: number = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  const random = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const ms = now.toString(16).padStart(12, '0');
  const variant = ((Number.parseInt(random.charAt(3), 16) & 3) | 8).toString(16);
  return `${ms.slice(0, 8)}-${ms.slice(8)}-7${random.slice(0, 3)}-${variant}${random.slice(4, 7)}-${random.slice(8, 20)}`;
}
