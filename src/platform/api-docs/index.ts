import type { Capability } from '#kernel/server/capability.ts';
import { apiPages } from './server/pages.ts';

export { apiPages } from './server/pages.ts';

export const apiDocs: Capability = { name: 'api-docs', routes: apiPages };
