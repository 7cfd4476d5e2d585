import { z } from 'zod';

/** Any identifier: a UUID in its lower-case text form. New ones are version 7 (time-ordered). */
export const Id = z.uuid().toLowerCase().meta({ description: 'UUID' });
export type Id = string;

/** An instant in UTC, ISO 8601 with a Z, e.g. `2026-11-22T03:04:05.678Z`. */
export const Instant = z.iso.datetime().meta({ description: 'Instant in UTC' });

/** An opaque place in a list; give it back to get the next page. */
export const PageCursor = z.string().min(1).max(400).meta({ description: 'Opaque page cursor' });

/** A number that counts within one record, such as a message's; what the database keeps as an integer. */
export const mostCount = 2_147_483_647;
export const Count = z.int().min(0).max(mostCount);

/** The version of a record as the screen saw it; a command refuses an older one with `record.stale`. */
export const Version = z.int().min(1).max(mostCount);

export { newId } from './new-id.ts';
