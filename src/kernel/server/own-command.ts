import { z } from 'zod';
import { command } from '#kernel/contract/contract.ts';
import { type Id, newId } from '#kernel/contract/ids.ts';
import { system } from './actor.ts';
import { type CommandContext, handle } from './capability.ts';
import { runCommand } from './command.ts';
import { internalRequest } from './http/request.ts';
import type { Kernel } from './kernel.ts';

/**
 * A write of Heed's own accord, for a deadline or a reaction: a command like any other, on no route, by the system on
 * behalf of whoever caused it. What it emits is numbered and told like everything else.
 */
export async function runOwnCommand(
  kernel: Kernel,
  name: string,
  where: { workspaceId: Id; onBehalfOf: Id | null },
  work: (ctx: CommandContext) => Promise<void>,
): Promise<void> {
  const contract = command(name, {
    path: '/',
    summary: 'Heed itself',
    for: [],
    keyed: false,
    quiet: true,
    input: z.strictObject({}),
    output: z.object({}),
    emits: [],
  });
  const handler = handle(contract, async (ctx) => {
    ctx.decided = true;
    await work(ctx);
    return {};
  });
  const identity = { actor: { ...system, onBehalfOf: where.onBehalfOf }, workspaceId: where.workspaceId };
  await runCommand(kernel, handler, {}, { identity, request: internalRequest(newId()), key: undefined });
}
