import type { Kernel } from '#kernel/server/kernel.ts';
import { refuse } from '#kernel/server/problem.ts';
import { isInside } from './egress.ts';
import { egressOf } from './own.ts';

/**
 * The ports that may be called for an address that somebody entered: 443 by https. Inside the own network, as far as an
 * operator allows it, also any other port and plain http. @throws Problem egress.refused
 */
export async function portsFor(kernel: Kernel, url: string): Promise<number[]> {
  const { hostname, port, protocol } = new URL(url);
  const { allow } = egressOf(kernel);
  const isOwn = /^https?:$/.test(protocol) && allow.length > 0 && (await isInside(hostname, allow));
  if (isOwn) return [Number(port || (protocol === 'http:' ? 80 : 443))];
  if (protocol !== 'https:') refuse('egress.refused', 'Give an address that begins with https://.');
  return [443];
}
