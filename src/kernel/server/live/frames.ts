import { z } from 'zod';
import { liveLimits } from '#kernel/contract/live.ts';

const Topic = z.string().regex(/^[a-z-]{1,40}:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const Plain = z.string().regex(/^[\w-]+$/);
const Hello = z.discriminatedUnion('as', [
  z.strictObject({
    t: z.literal('hello'),
    as: z.literal('staff'),
    cursor: z
      .string()
      .regex(/^\d{1,16}$/)
      .optional(),
  }),
  z.strictObject({
    t: z.literal('hello'),
    as: z.literal('customer'),
    key: Plain.max(80),
    token: Plain.max(200),
    since: z.record(z.string().max(40), z.int()).optional(),
  }),
]);
const Frame = z.discriminatedUnion('t', [
  Hello,
  z.strictObject({ t: z.literal('watch'), topics: z.array(Topic).max(liveLimits.watchedTopics) }),
  z.strictObject({ t: z.literal('typing'), topic: Topic, on: z.boolean() }),
  z.strictObject({ t: z.literal('hidden'), on: z.boolean() }),
]);
export type Frame = z.output<typeof Frame>;

/** What a client said; undefined when it does not speak the protocol. */
export function parseFrame(text: string): Frame | undefined {
  try {
    return Frame.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
