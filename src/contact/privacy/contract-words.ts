import { z } from 'zod';

/** Where a notice is said, or a consent given. `any` is for notices that are the same wherever they are said. */
export const NoticeChannel = z.enum(['any', 'chat', 'email', 'form', 'portal', 'phone', 'counter', 'letter']);
export type NoticeChannel = z.output<typeof NoticeChannel>;
