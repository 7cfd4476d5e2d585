import { z } from 'zod';

/** The version of the archive's form. A reader takes this one and refuses what it does not know. */
export const archiveFormat = 1;

export const Migration = z.object({ number: z.int(), name: z.string(), hash: z.string() });
export const Table = z.object({ name: z.string(), columns: z.array(z.string()).min(1) });

/** The first entry, `heed.json`: what is needed to read the rest. */
export const Head = z.object({
  format: z.literal(archiveFormat),
  madeAt: z.iso.datetime(),
  postgres: z.string(),
  migrations: z.array(Migration).min(1),
  tables: z.array(Table),
});
export type Head = z.output<typeof Head>;

const Counted = z.object({ name: z.string(), rows: z.int(), sha256: z.string() });
const Sequence = z.object({ schema: z.string(), name: z.string(), start: z.int(), last: z.int().nullable() });
export type Sequence = z.output<typeof Sequence>;

/** The last entry, `manifest.json`: an archive without it was cut off. */
export const Manifest = z.object({
  tables: z.array(Counted),
  /** Jobs that had not run to their end. */
  jobs: Counted,
  sequences: z.array(Sequence),
  /** Contents of files: how many are in it, and how many were not on the disk. Absent before Heed knew files. */
  files: z.object({ count: z.int(), missing: z.int() }).default({ count: 0, missing: 0 }),
});
export type Manifest = z.output<typeof Manifest>;

/** Bytes of one part of a table. */
export const partBytes = 8 << 20;

export const partName = (table: string, part: number) => `tables/${table}/${String(part).padStart(6, '0')}.copy`;
export const jobsName = (part: number) => `jobs/${String(part).padStart(6, '0')}.copy`;

/** What a file of a workspace holds, known by its SHA-256. */
export interface StoredContent {
  workspaceId: string;
  sha256: Buffer;
}
export const contentName = ({ workspaceId, sha256 }: StoredContent, part: number) =>
  `files/${workspaceId}/${sha256.toString('hex')}/${String(part).padStart(6, '0')}`;

/** The content of which an entry is a part; undefined for any other entry. */
export function contentOf(entry: string): StoredContent | undefined {
  const found = /^files\/([0-9a-f-]{36})\/([0-9a-f]{64})\/\d{6}$/.exec(entry);
  return found?.[1] && found[2] ? { workspaceId: found[1], sha256: Buffer.from(found[2], 'hex') } : undefined;
}

export const keyName = 'keys/audit-signing.pem';

/** The table of a part's name, `jobs` for that of a job, or undefined for any other entry. */
export function tableOf(entry: string): string | undefined {
  const found = /^tables\/([a-z0-9_]+)\/\d{6}\.copy$/.exec(entry);
  return found?.[1] ?? (/^jobs\/\d{6}\.copy$/.test(entry) ? jobsTable : undefined);
}
/** No table of Heed can be called so. */
export const jobsTable = '(jobs)';
