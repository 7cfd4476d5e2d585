import { z } from 'zod';
import { Id, Instant } from '#kernel/contract/ids.ts';

/** A number beside what was promised. Shares are from 0 to 1, times are minutes. */
export const PackMetric = z.object({
  key: z.string(),
  clauseId: Id,
  /** `5.1 First reply`. */
  clause: z.string(),
  /** What is measured, e.g. `First response, chat`. */
  name: z.string(),
  unit: z.enum(['share', 'minutes', 'count', 'days']),
  is: z.enum(['at_least', 'at_most']),
  target: z.number(),
  value: z.number().nullable(),
  n: z.int(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** What is not in the number, or why there is none. */
  missing: z.string().nullable(),
  /** The last 13 weeks by their Mondays. */
  trend: z.array(z.object({ week: z.string(), value: z.number().nullable(), n: z.int() })),
});
export type PackMetric = z.output<typeof PackMetric>;

export const PackTable = z.object({
  caption: z.string(),
  head: z.array(z.string()),
  rows: z.array(z.array(z.union([z.string(), z.number()]))),
});
export type PackTable = z.output<typeof PackTable>;

/** Something that somebody said. A signed pack keeps who, when and where, and looks the words up when it is read. */
export const PackQuote = z.object({
  id: Id,
  about: z.string(),
  at: Instant,
  link: z.string().nullable(),
  /** Null: erased since. */
  words: z.string().nullable(),
});
export type PackQuote = z.output<typeof PackQuote>;

export const PackSection = z.object({
  name: z.string(),
  title: z.string(),
  metrics: z.array(PackMetric),
  tables: z.array(PackTable),
  quotes: z.array(PackQuote),
  /** Said instead, when there is nothing. */
  empty: z.string().nullable(),
});
export type PackSection = z.output<typeof PackSection>;

/** How much of the period is behind the numbers. */
export const Coverage = z.object({
  /** Days from the first on which there was a standard and a contact, up to today. */
  days: z.int(),
  needed: z.int(),
  missing: z.int(),
  from: z.iso.date().nullable(),
  /** Covered days without any contact. */
  silent: z.int(),
  /** Numbers are not counted to their end yet. */
  isCounting: z.boolean(),
});
export type Coverage = z.output<typeof Coverage>;

export const Pack = z.object({ coverage: Coverage, sections: z.array(PackSection) });
export type Pack = z.output<typeof Pack>;
