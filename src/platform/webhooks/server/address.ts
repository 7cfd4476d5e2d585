import type { Id } from '#kernel/contract/ids.ts';
import { allowedAddresses, checkUrl, isInside } from '#kernel/egress/egress.ts';
import { egressOf } from '#kernel/egress/own.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { refuse } from '#kernel/server/problem.ts';

/**
 * The ports that may be called for this address: 443 by https. Inside the own network, as far as an operator allows
 * it, also any other port and plain http.
 */
export async function portsFor(kernel: Kernel, url: string): Promise<number[]> {
  const { hostname, port, protocol } = new URL(url);
  const { allow } = egressOf(kernel);
  const isOwn = /^https?:$/.test(protocol) && allow.length > 0 && (await isInside(hostname, allow));
  if (isOwn) return [Number(port || (protocol === 'http:' ? 80 : 443))];
  if (protocol !== 'https:') refuse('egress.refused', 'Give an address that begins with https://.');
  return [443];
}

/**
 * Whether events may be sent to this address at all; asked when it is given, and again at each attempt.
 * @throws Problem egress.refused, practice.no_sending
 */
export async function demandCallable(kernel: Kernel, workspaceId: Id | null, url: string): Promise<void> {
  const deps = egressOf(kernel);
  if (workspaceId && (await deps.workspaceKind(workspaceId)) !== 'live') {
    refuse('practice.no_sending', 'Nothing leaves a practice workspace. Add the endpoint in the live one.');
  }
  if (!URL.canParse(url)) refuse('egress.refused', 'This is not a web address. Write it in full, with https://.');
  const { hostname } = checkUrl(url, await portsFor(kernel, url), deps.ownHosts);
  await allowedAddresses(hostname, deps.allow, deps.resolve);
}
