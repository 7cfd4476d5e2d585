import type { Id } from '#kernel/contract/ids.ts';
import { allowedAddresses, checkUrl } from '#kernel/egress/egress.ts';
import { egressOf } from '#kernel/egress/own.ts';
import { portsFor } from '#kernel/egress/ports.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { refuse } from '#kernel/server/problem.ts';

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
