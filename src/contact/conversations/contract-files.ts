import { z } from 'zod';
import { Id } from '#kernel/contract/ids.ts';

/** How many files one message may carry. */
export const mostFiles = 10;

/** A file that goes with a message, as everybody sees it who sees the message. Its bytes are at `/api/v1/files/ID`. */
export const Attachment = z.object({
  id: Id,
  name: z.string(),
  /** By its content; a name's ending always fits it. */
  type: z.string(),
  size: z.int(),
  /** Of the full picture; null for everything that is none. */
  width: z.int().nullable(),
  height: z.int().nullable(),
});
export type Attachment = z.output<typeof Attachment>;

/** Files uploaded before by whoever writes, in the order in which they are shown. */
export const FileIds = z
  .array(Id)
  .max(mostFiles)
  .refine((ids) => new Set(ids).size === ids.length, 'each file once')
  .describe('Files that whoever writes uploaded before, each by PUT /api/v1/files/ID with an id of their own making');

/** What is said in a message: words, files or both. */
export const said = { text: z.string().trim().max(10_000).default(''), fileIds: FileIds.optional() };
export const saysSomething = ({ text, fileIds }: { text: string; fileIds?: Id[] | undefined }) =>
  text !== '' || (fileIds?.length ?? 0) > 0;
export const nothingSaid = { path: ['text'], message: 'Write something, or send a file.' };
