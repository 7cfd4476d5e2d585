import type { Actor } from '#kernel/server/actor.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { demand } from '#kernel/server/policy.ts';
import { searchPolicy } from './policy.ts';

/** Which of the three a reader may find anything of. */
export interface Scope {
  people: boolean;
  conversations: boolean;
}

/**
 * Asks policy for the search itself, and the capabilities whose records are searched for the rest: a role that may not
 * list customers finds none, one that may not list conversations finds neither them nor their messages.
 * @throws Problem access.forbidden
 */
export function scopeOf(ctx: QueryContext, kernel: Kernel): Scope {
  demand(ctx, searchPolicy, 'everywhere');
  return {
    people: may(kernel, ctx.actor, 'customers.list'),
    conversations: may(kernel, ctx.actor, 'conversations.list'),
  };
}

function may(kernel: Kernel, actor: Actor, ability: string): boolean {
  if (actor.kind !== 'person') return actor.kind === 'system';
  return kernel.capabilities.some((one) => one.abilities?.(actor.role).includes(ability) ?? false);
}
