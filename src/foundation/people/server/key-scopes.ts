import type { Contract } from '#kernel/contract/contract.ts';
import { answer, type Slot } from '#kernel/server/capability.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { demand } from '#kernel/server/policy.ts';
import { listKeyScopes } from '../contract.ts';
import { keyPolicy } from './policy.ts';

/** Scopes of what is neither command nor query, such as a stream. Filled by the capability that serves it. */
export const furtherScopes: Slot<{ name: string; opens: string }> = { slot: 'people.key-scopes' };

/**
 * Of this capability a key reaches these and nothing else: sessions, proofs, second steps, passphrases, the identity
 * provider and keys themselves are what an account rests on. What is added later is closed until it stands here.
 */
const ofPeople: ReadonlySet<string> = new Set([
  ...['people.me', 'people.list', 'people.teams', 'people.create-team', 'people.change-team'],
  ...['people.invitations', 'people.invite', 'people.withdraw-invitation'],
  ...['people.change-role', 'people.change-access'],
]);

/** The scope that opens a command or query to a key; null where no key reaches it. */
export function scopeOf(contract: Pick<Contract, 'name' | 'kind' | 'for'>): string | null {
  const [capability = ''] = contract.name.split('.');
  const isOpen = contract.for.includes('staff') && (capability !== 'people' || ofPeople.has(contract.name));
  return isOpen ? `${capability}:${contract.kind === 'query' ? 'read' : 'write'}` : null;
}

/** Every scope there is, with the summaries of what it opens. */
export function allScopes(kernel: Kernel): Map<string, string[]> {
  const scopes = new Map<string, string[]>();
  const add = (scope: string, opens: string) => scopes.set(scope, [...(scopes.get(scope) ?? []), opens]);
  for (const { contract } of [...kernel.queries.values(), ...kernel.commands.values()]) {
    const scope = scopeOf(contract);
    if (scope) add(scope, contract.summary);
  }
  for (const { name, opens } of kernel.contributed(furtherScopes)) add(name, opens);
  return new Map([...scopes].sort(([one], [other]) => (one < other ? -1 : 1)));
}

export const answerKeyScopes = answer(listKeyScopes, async (ctx, _input, kernel) => {
  demand(ctx, keyPolicy, 'keys');
  return { scopes: [...allScopes(kernel)].map(([scope, opens]) => ({ scope, opens })) };
});
