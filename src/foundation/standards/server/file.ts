import { type Id, newId } from '#kernel/contract/ids.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { type App, identify } from '#kernel/server/http/app.ts';
import type { HttpRequest } from '#kernel/server/http/request.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { pdfOf } from './pdf.ts';
import { type Whole, wholeOf } from './whole.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const forms: Record<string, { type: string; make(whole: Whole): Promise<Buffer> | string }> = {
  pdf: { type: 'application/pdf', make: pdfOf },
  json: { type: 'application/json; charset=utf-8', make: (whole) => `${JSON.stringify(whole, null, 2)}\n` },
};

/** `service-standard-1.2`: what of a name can stand in the name of a file everywhere. */
function fileName({ standard, version }: Whole): string {
  const plain = standard.name
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return `${plain.toLowerCase() || 'standard'}-${version.major}.${version.minor}`;
}

/** `GET /api/v1/standard-versions/ID/file?form=pdf|json`: a version whole, always as a download. */
export function serveStandards(app: App, kernel: Kernel): void {
  app.get('/api/v1/standard-versions/:versionId/file', async (c) => {
    const request: HttpRequest = { id: newId(), header: (name) => c.req.header(name), address: 'download' };
    const name = c.req.query('form') ?? 'pdf';
    const form = Object.hasOwn(forms, name) ? forms[name] : undefined;
    if (!form) return refuse('input.invalid', 'The forms are pdf and json.');
    const whole = await wholeFor(kernel, request, c.req.param('versionId').toLowerCase());
    const body = await form.make(whole);
    return new Response(typeof body === 'string' ? body : new Uint8Array(body), {
      headers: {
        'Content-Type': form.type,
        'Content-Disposition': `attachment; filename="${fileName(whole)}.${name}"`,
        // Should a browser show it all the same, it can do nothing.
        'Content-Security-Policy': "default-src 'none'; sandbox",
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
        'Referrer-Policy': 'no-referrer',
        'X-Request-Id': request.id,
      },
    });
  });
}

async function wholeFor(kernel: Kernel, request: HttpRequest, versionId: Id): Promise<Whole> {
  const { actor, workspaceId } = await identify(kernel, request, 'standards:read');
  if (actor.kind !== 'person' || !workspaceId) {
    return refuse('access.signed_out', 'Sign in, then take the standard away.');
  }
  if (!uuid.test(versionId)) notFound('version');
  return kernel.database.read({ workspaceId, customerId: null }, (tx) => {
    const now = kernel.now();
    const ctx: QueryContext = { actor, workspaceId, tx, request, now, decided: false, contributed: kernel.contributed };
    return wholeOf(ctx, versionId);
  });
}
