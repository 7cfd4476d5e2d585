import { promises as dns } from 'node:dns';
import { isIP } from 'node:net';
import type { Id } from '#kernel/contract/ids.ts';
import { allowedAddresses, isInside } from '#kernel/egress/egress.ts';
import { egressOf } from '#kernel/egress/own.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { Problem, refuse } from '#kernel/server/problem.ts';

/**
 * The network address of a mail server, if it may be called at this port: one of the usual ones, or any inside a network
 * that an operator allows.
 * @throws Problem practice.no_sending, egress.refused; an Error where the name cannot be found just now
 */
export async function wayTo(
  kernel: Kernel,
  workspaceId: Id,
  host: string,
  { port, usual }: { port: number; usual: readonly number[] },
): Promise<string> {
  const { allow, workspaceKind } = egressOf(kernel);
  if ((await workspaceKind(workspaceId)) !== 'live') {
    throw new Problem('practice.no_sending', 'This workspace is for practice; nothing is sent to the outside from it.');
  }
  // A name that cannot be found just now may be found later; one that leads where nothing may go is refused for good.
  const found = isIP(host) ? undefined : await dns.lookup(host, { all: true });
  const [first] = await allowedAddresses(host, allow, found && (async () => found));
  if (!first) throw new Error(`${host} has no address`);
  if (!usual.includes(port) && !(allow.length > 0 && (await isInside(first.address, allow)))) {
    refuse('egress.refused', `Port ${port} is not called, only ${usual.join(', ')}.`);
  }
  return first.address;
}
