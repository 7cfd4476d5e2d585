import { z } from 'zod';

/** Open: we owe something. Waiting: the customer or somebody else does. Resolved: nobody owes anything. */
export const Status = z.enum(['open', 'waiting', 'resolved']);
export type Status = z.output<typeof Status>;

/** How much it matters that this is done before the rest. */
export const Priority = z.enum(['low', 'normal', 'high', 'urgent']);
export type Priority = z.output<typeof Priority>;
