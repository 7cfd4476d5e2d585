import { type Id, newId } from '#kernel/contract/ids.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { type App, identify } from '#kernel/server/http/app.ts';
import type { HttpRequest } from '#kernel/server/http/request.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { meetingsOf } from './meet.ts';
import { packOf, withWords } from './pack.ts';
import { pdfOf } from './pdf.ts';
import { accessReview, evaluationsOf, findingsOf, type ReviewRow } from './rows.ts';
import { type Content, contentOf } from './sign.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A review as it leaves Heed: what was signed, or what stands there today. */
export interface Printable {
  content: Content;
  /** The frozen text itself, whose hash is `contentHash`; null while nobody has signed. */
  signed: { text: string; contentHash: string; at: string; by: string | null } | null;
}

const forms: Record<string, { type: string; make(printable: Printable): Promise<Buffer> | string }> = {
  pdf: { type: 'application/pdf', make: pdfOf },
  json: { type: 'application/json; charset=utf-8', make: jsonOf },
};

/**
 * What was signed stands under `signed.text` to the letter, so that anybody can reckon its hash again; `review` is the
 * same to be read, with the words of those who are quoted.
 */
function jsonOf({ content, signed }: Printable): string {
  return `${JSON.stringify({ review: content, signed }, null, 2)}\n`;
}

/** `GET /api/v1/reviews/ID/file?form=pdf`: the pack and what was made of it, always as a download. */
export function serveReviews(app: App, kernel: Kernel): void {
  app.get('/api/v1/reviews/:reviewId/file', async (c) => {
    const request: HttpRequest = { id: newId(), header: (name) => c.req.header(name), address: 'download' };
    const { form, name } = demandForm(c.req.query('form') ?? 'pdf');
    const printable = await printableFor(kernel, request, c.req.param('reviewId').toLowerCase());
    const body = await form.make(printable);
    const { to } = printable.content.review;
    return new Response(typeof body === 'string' ? body : new Uint8Array(body), {
      headers: {
        'Content-Type': form.type,
        'Content-Disposition': `attachment; filename="review-${to}.${name}"`,
        'Content-Security-Policy': "default-src 'none'; sandbox",
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
  return form ? { form, name } : refuse('input.invalid', 'The forms are pdf and json.');
}

async function printableFor(kernel: Kernel, request: HttpRequest, reviewId: Id): Promise<Printable> {
  const { actor, workspaceId } = await identify(kernel, request, 'reviews:read');
  if (actor.kind !== 'person' || !workspaceId)
    return refuse('access.signed_out', 'Sign in, then take the review away.');
  if (!uuid.test(reviewId)) notFound('review');
  return kernel.database.read({ workspaceId, customerId: null }, async (tx) => {
    const now = kernel.now();
    const ctx: QueryContext = { actor, workspaceId, tx, request, now, decided: false, contributed: kernel.contributed };
    return printable(ctx, await accessReview(ctx, reviewId));
  });
}

async function printable(ctx: QueryContext, review: ReviewRow): Promise<Printable> {
  if (review.pack && review.content_hash && review.signed_at) {
    const content: Content = JSON.parse(review.pack);
    const { pack: text, content_hash: contentHash, signed_name: by } = review;
    const signed = { text, contentHash, at: review.signed_at.toISOString(), by };
    return { content: { ...content, pack: await withWords(ctx, content.pack) }, signed };
  }
  const pack = await withWords(ctx, await packOf(ctx, review));
  const [evaluations, findings] = [await evaluationsOf(ctx, review.id), await findingsOf(ctx, review.id)];
  return { content: contentOf(review, pack, evaluations, findings, await meetingsOf(ctx, review.id)), signed: null };
}
