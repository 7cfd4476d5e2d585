import { type Id, newId } from '#kernel/contract/ids.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { type App, identify } from '#kernel/server/http/app.ts';
import type { HttpRequest } from '#kernel/server/http/request.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { htmlLetter, type Printed, plainLetter } from './forms.ts';
import { dateWords, zoneOf } from './kinds.ts';
import { accessLetter } from './letters.ts';
import { pdfOf } from './pdf.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const forms: Record<string, { type: string; make(letter: Printed): Promise<Buffer> | string }> = {
  pdf: { type: 'application/pdf', make: pdfOf },
  html: { type: 'text/html; charset=utf-8', make: htmlLetter },
  txt: { type: 'text/plain; charset=utf-8', make: plainLetter },
};

/** `GET /api/v1/letters/ID/file?form=pdf`: to whoever may read the letter, always as a download. */
export function serveLetters(app: App, kernel: Kernel): void {
  app.get('/api/v1/letters/:letterId/file', async (c) => {
    const request: HttpRequest = { id: newId(), header: (name) => c.req.header(name), address: 'download' };
    const { form, name } = demandForm(c.req.query('form') ?? 'pdf');
    const letter = await printedFor(kernel, request, c.req.param('letterId').toLowerCase());
    const body = await form.make(letter);
    return new Response(typeof body === 'string' ? body : new Uint8Array(body), {
      headers: {
        'Content-Type': form.type,
        'Content-Disposition': `attachment; filename="letter-${letter.reference}.${name}"`,
        // Should a browser show it all the same, it can do nothing.
        'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
        'Referrer-Policy': 'no-referrer',
        'X-Request-Id': request.id,
      },
    });
  });
}

function demandForm(name: string) {
  const form = Object.hasOwn(forms, name) ? forms[name] : undefined;
  return form ? { form, name } : refuse('input.invalid', 'The forms are pdf, html and txt.');
}

async function printedFor(kernel: Kernel, request: HttpRequest, letterId: Id): Promise<Printed> {
  const { actor, workspaceId } = await identify(kernel, request, 'letters:read');
  if (actor.kind !== 'person' || !workspaceId)
    return refuse('access.signed_out', 'Sign in, then take the letter away.');
  if (!uuid.test(letterId)) notFound('letter');
  return kernel.database.read({ workspaceId, customerId: null }, async (tx) => {
    const now = kernel.now();
    const ctx: QueryContext = { actor, workspaceId, tx, request, now, decided: false, contributed: kernel.contributed };
    const row = await accessLetter(ctx, letterId);
    return {
      language: row.language,
      reference: `L-${row.number}`,
      date: dateWords(row.made_at, row.language, await zoneOf(ctx)),
      subject: row.subject,
      recipient: row.recipient,
      sender: row.sender,
      author: row.author_name,
      madeAt: row.made_at,
      blocks: row.content,
    };
  });
}
