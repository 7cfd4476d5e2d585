import { join } from 'node:path';
import { channelsChat } from '#contact/channels-chat/index.ts';
import { conversations } from '#contact/conversations/index.ts';
import { customers } from '#contact/customers/index.ts';
import { people } from '#foundation/people/index.ts';
import type { Capability } from '#kernel/server/capability.ts';
import { apiDocs } from '#platform/api-docs/index.ts';

/** Everything this installation can do, from the ground up (floors.json). `distDir` holds the built web apps. */
export function capabilities(distDir: string): Capability[] {
  return [people, customers, conversations, channelsChat(join(distDir, 'widget', 'manifest.json')), apiDocs];
}
