import { type Id, newId } from '#kernel/contract/ids.ts';
import { type Column, csvOf } from '#kernel/exports/csv.ts';
import type { PersonActor } from '#kernel/server/actor.ts';
import { type App, identify } from '#kernel/server/http/app.ts';
import type { HttpRequest } from '#kernel/server/http/request.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { can } from '#kernel/server/policy.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';
import { AuditFilter } from '../contract.ts';
import { placesOf } from './about.ts';
import { sentenceOf } from './entries.ts';
import { type LogRow, lookBack, readFilter } from './look.ts';
import { auditPolicy } from './policy.ts';

const pageRows = 500;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

interface ExportRow {
  role: string;
  format: 'csv' | 'jsonl';
  filter: unknown;
  up_to: number;
  made_at: Date;
  expires_at: Date;
}
const load = statement<ExportRow>(
  'audit_export_load',
  `SELECT role, format, filter, up_to, made_at, expires_at FROM audit_export
   WHERE workspace_id = $1 AND id = $2 AND account_id = $3`,
);

type Told = LogRow & { who: string; sentence: string; about: string };

const columns: Column<Told>[] = [
  { heading: 'Number', value: (row) => row.seq },
  { heading: 'At (UTC)', value: (row) => row.at },
  { heading: 'Who', value: (row) => row.who },
  { heading: 'On behalf of', value: (row) => row.on_behalf_of_name },
  { heading: 'What', value: (row) => row.sentence },
  { heading: 'About', value: (row) => row.about },
  { heading: 'Why', value: (row) => row.reason },
  { heading: 'Type', value: (row) => row.type },
  { heading: 'Facts', value: (row) => JSON.stringify(row.data) },
  { heading: 'Request', value: (row) => row.request_id },
];

/** `GET /api/v1/audit/exports/ID/file`: to whoever exported it, while their role still may. */
export function serveAuditFiles(app: App, kernel: Kernel): void {
  app.get('/api/v1/audit/exports/:exportId/file', async (c) => {
    const request: HttpRequest = { id: newId(), header: (name) => c.req.header(name), address: 'download' };
    const { actor, workspaceId } = await identify(kernel, request, 'audit:write');
    if (actor.kind !== 'person' || !workspaceId) {
      return refuse('access.signed_out', 'Sign in, then take the file away.');
    }
    const exportId = c.req.param('exportId').toLowerCase();
    if (!uuid.test(exportId)) notFound('export');
    const look = (tx: Tx) => demandStill(kernel, tx, workspaceId, actor, exportId);
    const made = await read(kernel, workspaceId, look);
    const name = `audit-log-${made.made_at.toISOString().slice(0, 10)}.${made.format}`;
    const type = made.format === 'csv' ? 'text/csv' : 'application/jsonl';
    return new Response(
      stream(pagesOf(kernel, workspaceId, look), () => c.env.outgoing.destroy()),
      {
        headers: {
          'Content-Type': `${type}; charset=utf-8`,
          'Content-Disposition': `attachment; filename="${name}"`,
          'Cache-Control': 'no-store',
          'X-Content-Type-Options': 'nosniff',
          'X-Request-Id': request.id,
        },
      },
    );
  });
}

/** @throws Problem record.not_found, audit.export_over, access.forbidden */
async function demandStill(
  kernel: Kernel,
  tx: Tx,
  workspaceId: Id,
  actor: PersonActor,
  exportId: Id,
): Promise<ExportRow> {
  const row = await tx.first(load, [workspaceId, exportId, actor.id]);
  if (!row) return notFound('export');
  if (row.expires_at <= kernel.now()) {
    return refuse('audit.export_over', 'Its file could be taken away until it expired. Export again.');
  }
  if (row.role !== actor.role || can(auditPolicy, actor, 'export') !== true) {
    return refuse('access.forbidden', 'Your role changed since this was exported. Export again, if you still may.');
  }
  return row;
}

function read<T>(kernel: Kernel, workspaceId: Id, work: (tx: Tx) => Promise<T>): Promise<T> {
  return kernel.database.read({ workspaceId, customerId: null }, work);
}

/** The file page by page, newest first; each page asks again whether it may still be handed out. */
async function* pagesOf(kernel: Kernel, workspaceId: Id, look: (tx: Tx) => Promise<ExportRow>): AsyncGenerator<string> {
  let before: number | null = null;
  for (let isFirst = true; isFirst || before !== null; isFirst = false) {
    const page = await read(kernel, workspaceId, async (tx) => {
      const made = await look(tx);
      const by = await readFilter({ tx, workspaceId }, kernel.capabilities, AuditFilter.parse(made.filter));
      const found = await lookBack(tx, workspaceId, by, before ?? made.up_to + 1, pageRows);
      const text =
        made.format === 'csv'
          ? await csvPage(kernel, tx, workspaceId, found.rows, isFirst)
          : lines(workspaceId, found.rows);
      return { text, next: found.next };
    });
    before = page.next;
    yield page.text;
  }
}

async function csvPage(
  kernel: Kernel,
  tx: Tx,
  workspaceId: Id,
  rows: readonly LogRow[],
  isFirst: boolean,
): Promise<string> {
  const places = await placesOf(tx, workspaceId, rows);
  const told = rows.map((row) => ({
    ...row,
    who:
      row.actor_name ??
      { person: 'A person', customer: 'A customer', system: 'Heed', nobody: 'Somebody' }[row.actor_kind],
    sentence: sentenceOf(kernel, row),
    about: (places.get(row.seq) ?? []).map((place) => place.words).join(', '),
  }));
  return csvOf(columns, told, isFirst);
}

/** Events as they are kept, without a name, for a machine to read. */
function lines(workspaceId: Id, rows: readonly LogRow[]): string {
  return rows
    .map((row) => {
      const { actor_name, on_behalf_of_name, ...event } = row;
      return `${JSON.stringify({ workspace_id: workspaceId, ...event })}\n`;
    })
    .join('');
}

/**
 * One page is read when the one before was taken, so a slow reader costs no memory. When there is no next page, because
 * the permission or the database went, the connection is cut: a shorter file must not look like a whole one.
 */
function stream(pages: AsyncGenerator<string>, cut: () => void): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream(
    {
      pull: async (controller) => {
        const next = await pages.next().catch(() => undefined);
        if (!next) cut();
        if (!next || next.done) controller.close();
        else controller.enqueue(encoder.encode(next.value));
      },
      cancel: async () => {
        await pages.return(undefined);
      },
    },
    { highWaterMark: 1 },
  );
}
