import { mayAtAll } from '#foundation/authority/index.ts';
import { type Id, newId } from '#kernel/contract/ids.ts';
import { type Column, csvOf } from '#kernel/exports/csv.ts';
import type { PersonActor } from '#kernel/server/actor.ts';
import { type App, identify } from '#kernel/server/http/app.ts';
import type { HttpRequest } from '#kernel/server/http/request.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { can } from '#kernel/server/policy.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';
import { exportKind } from './export.ts';
import { customersAfter, type ListRow, start } from './list.ts';
import { customerPolicy } from './policy.ts';

const pageRows = 1_000;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The columns of the page. */
const columns: Column<ListRow>[] = [
  { heading: 'Name', value: (row) => row.name },
  { heading: 'Reference', value: (row) => `P-${row.number}` },
  { heading: 'E-mail', value: (row) => row.email },
  { heading: 'Phone', value: (row) => row.phone },
  { heading: 'Conversations', value: (row) => row.conversations },
  { heading: 'Last contact', value: (row) => row.last_contact_at },
  { heading: 'New or returning', value: (row) => (row.is_returning ? 'Returning' : 'New') },
  { heading: 'Organisation', value: (row) => row.organisation },
  { heading: 'Tags', value: (row) => row.tags?.map((tag) => tag.name).join('; ') ?? null },
];

const load = statement<{ role: string; expires_at: Date; made_at: Date }>(
  'customer_export_load',
  'SELECT role, expires_at, made_at FROM customer_export WHERE workspace_id = $1 AND id = $2 AND account_id = $3',
);

/** `GET /api/v1/customer-exports/ID/file`: to whoever exported it, as long as they still may. */
export function serveExports(app: App, kernel: Kernel): void {
  app.get('/api/v1/customer-exports/:exportId/file', async (c) => {
    const request: HttpRequest = { id: newId(), header: (name) => c.req.header(name), address: 'download' };
    const { actor, workspaceId } = await identify(kernel, request, 'customers:write');
    if (actor.kind !== 'person' || !workspaceId)
      return refuse('access.signed_out', 'Sign in, then take the file away.');
    const exportId = c.req.param('exportId').toLowerCase();
    if (!uuid.test(exportId)) notFound('export');
    const look = () => demandStill(kernel, workspaceId, actor, exportId);
    const madeAt = await look();
    const cut = () => c.env.outgoing.destroy();
    return new Response(stream(pagesOf(kernel, workspaceId, look), cut), {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="customers-${madeAt.toISOString().slice(0, 10)}.csv"`,
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
        'X-Request-Id': request.id,
      },
    });
  });
}

/**
 * Only for its exporter, in time, with the role in which it was exported, and as long as that role may. Returns when
 * it was made.
 * @throws Problem record.not_found, customer.export_over, access.forbidden
 */
function demandStill(kernel: Kernel, workspaceId: Id, actor: PersonActor, exportId: Id): Promise<Date> {
  return read(kernel, workspaceId, async (tx) => {
    const row = await tx.first(load, [workspaceId, exportId, actor.id]);
    if (!row) return notFound('export');
    const ctx = { tx, workspaceId, now: kernel.now(), contributed: kernel.contributed };
    if (row.expires_at <= ctx.now) {
      return refuse('customer.export_over', 'Its file could be taken away until it expired. Export again.');
    }
    const may = await mayAtAll(ctx, exportKind.name, actor.id, row.role);
    if (may === 'never' || can(customerPolicy, actor, 'export') !== true) {
      return refuse('access.forbidden', 'Your role changed since this was exported, or may not export any more.');
    }
    return row.made_at;
  });
}

function read<T>(kernel: Kernel, workspaceId: Id, work: (tx: Tx) => Promise<T>): Promise<T> {
  return kernel.database.read({ workspaceId, customerId: null }, work);
}

/** The file page by page; each page asks again whether it may still be handed out. */
async function* pagesOf(kernel: Kernel, workspaceId: Id, look: () => Promise<unknown>): AsyncGenerator<string> {
  let place = start;
  for (let isFirst = true; ; isFirst = false) {
    if (!isFirst) await look();
    const rows = await read(kernel, workspaceId, (tx) => customersAfter(tx, workspaceId, place, pageRows));
    const last = rows.at(-1);
    yield csvOf(columns, rows, isFirst);
    if (!last || rows.length < pageRows) return;
    place = [last.name_key, last.id];
  }
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
