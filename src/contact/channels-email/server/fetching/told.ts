import type { z } from 'zod';
import type { Id } from '#kernel/contract/ids.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import type { FetchedFolder, Fetching } from '../../contract.ts';
import type { FetchProblem, FetchState } from '../../contract-words.ts';

interface FolderRow {
  mailbox_id: Id;
  name: string;
  wanted: number;
  fetched: number;
  on_server: number | null;
  lacking: number;
  compared_at: Date | null;
  problem: FetchProblem | null;
}
const courses = statement<{
  mailbox_id: Id;
  state: FetchState;
  problem: FetchProblem | null;
  said: string;
  at: Date;
}>(
  'mail_fetching',
  // What nobody holds any more is nobody's word.
  `SELECT f.mailbox_id, f.problem, f.said, f.at,
     CASE WHEN f.state IN ('fetching', 'watching') AND f.held_until < clock_timestamp() THEN 'waiting' ELSE f.state END AS state
   FROM mail_fetch f
   JOIN mailbox b ON b.workspace_id = f.workspace_id AND b.id = f.mailbox_id
   WHERE f.workspace_id = $1 AND b.imap_host <> '' AND b.retired_at IS NULL`,
);
const folders = statement<FolderRow>(
  'mail_folders',
  `SELECT o.mailbox_id, o.name, o.wanted, o.fetched, o.on_server, o.lacking, o.compared_at, o.problem
   FROM mail_folder o JOIN mailbox b ON b.workspace_id = o.workspace_id AND b.id = o.mailbox_id
   WHERE o.workspace_id = $1 AND o.name = ANY (b.imap_folders) AND b.retired_at IS NULL
   ORDER BY o.mailbox_id, array_position(b.imap_folders, o.name)`,
);

const present = (row: FolderRow): z.output<typeof FetchedFolder> => ({
  ...{ name: row.name, wanted: row.wanted, fetched: row.fetched, onServer: row.on_server, lacking: row.lacking },
  comparedAt: row.compared_at?.toISOString() ?? null,
  problem: row.problem,
});

/** How the fetching of each mailbox goes, by its id. */
export async function howFetched(ctx: QueryContext): Promise<Map<Id, z.output<typeof Fetching>>> {
  const rows = await ctx.tx.rows(courses, [ctx.workspaceId]);
  const all = rows.length > 0 ? await ctx.tx.rows(folders, [ctx.workspaceId]) : [];
  return new Map(
    rows.map(({ mailbox_id, state, problem, said, at }) => [
      mailbox_id,
      {
        ...{ state, problem, said, at: at.toISOString() },
        folders: all.filter((one) => one.mailbox_id === mailbox_id).map(present),
      },
    ]),
  );
}
