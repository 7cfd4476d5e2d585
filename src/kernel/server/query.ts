import type { Identity } from './actor.ts';
import type { QueryContext, QueryHandler } from './capability.ts';
import { noScope, scopeOf } from './database.ts';
import type { HttpRequest } from './http/request.ts';
import type { Kernel } from './kernel.ts';

/** Answers a query on one read-only connection under the actor's scope. Input must already be parsed. */
export async function runQuery(
  kernel: Kernel,
  handler: QueryHandler,
  input: Record<string, unknown>,
  identity: Identity,
  request: HttpRequest,
): Promise<unknown> {
  const { actor, workspaceId } = identity;
  const scope = workspaceId ? scopeOf(actor, workspaceId) : noScope;
  return kernel.database.read(scope, async (tx) => {
    const ctx: QueryContext = {
      actor,
      workspaceId: workspaceId ?? '',
      tx,
      request,
      now: kernel.now(),
      decided: false,
      contributed: kernel.contributed,
    };
    const output = await handler.run(ctx, input, kernel);
    if (!ctx.decided) throw new Error(`${handler.contract.name} answered without asking policy`);
    return output;
  });
}
