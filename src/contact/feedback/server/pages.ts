import type { Context } from 'hono';
import type { Contract } from '#kernel/contract/contract.ts';
import { newId } from '#kernel/contract/ids.ts';
import { nobody } from '#kernel/server/actor.ts';
import { runCommand } from '#kernel/server/command.ts';
import type { App } from '#kernel/server/http/app.ts';
import { requestFrom } from '#kernel/server/http/request.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { Problem, problemBody, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { answerRequest, silenceByLink } from '../contract.ts';
import { errorPage, formPage, type Shown } from './html.ts';
import { readLink } from './link.ts';
import { css } from './page-style.ts';
import { changeUntil, loadRequest } from './requests.ts';
import { settingsOf } from './settings.ts';

const headers = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  // The address is what opens it: no other page learns it.
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
  'X-Robots-Tag': 'noindex, nofollow',
};
const mostBytes = 16_384;

const place = statement<{
  workspace: string;
  time_zone: string;
  reference: number;
  subject: string;
  is_silent: boolean;
}>(
  'feedback_page_place',
  `SELECT w.name AS workspace, w.time_zone, c.number AS reference, c.subject,
     EXISTS (SELECT FROM feedback_silence s WHERE s.workspace_id = $1 AND s.customer_id = c.customer_id) AS is_silent
   FROM conversation c JOIN workspace w ON w.id = c.workspace_id WHERE c.workspace_id = $1 AND c.id = $2`,
);

/** What the page shows. Looking records nothing: programs that check mail follow every link. */
function read(kernel: Kernel, link: string): Promise<Shown> {
  const { workspaceId, requestId } = readLink(kernel.config.sealWords, link);
  return kernel.database.read({ workspaceId, customerId: null }, async (tx) => {
    const request = await tx.first(loadRequest, [workspaceId, requestId]);
    const found = request && (await tx.first(place, [workspaceId, request.conversation_id]));
    if (!request || !found) return refuse('feedback.wrong_link', 'Nothing is asked under this link any more.');
    const { question } = await settingsOf(tx, workspaceId);
    const { rating, comment, answered_at, expires_at, is_over, is_settled } = request;
    return {
      ...{ link, question, workspace: found.workspace, timeZone: found.time_zone, isSilent: found.is_silent },
      ...{ subject: found.subject, reference: `H-${found.reference}`, rating, comment, isOver: is_over },
      isSettled: is_settled,
      until: answered_at ? changeUntil(answered_at) : expires_at,
    };
  });
}

/**
 * `GET /feedback/LINK` shows the form, `POST` there records, `POST …/silence` ends the asking. Without any script, so that
 * it works in every browser.
 */
export function serveFeedback(app: App, kernel: Kernel): void {
  type Page = Context<{ Bindings: import('@hono/node-server').HttpBindings }>;
  const answered = (page: Page, work: (link: string) => Promise<Response>) =>
    work(page.req.param('link') ?? '').catch((error: unknown) => {
      if (!(error instanceof Problem)) throw error;
      const body = problemBody(kernel.problems, error, newId());
      return new Response(String(errorPage(body.title, body.detail)), { status: body.status, headers });
    });
  const run = async (page: Page, contract: Contract & { kind: 'command' }, input: Record<string, unknown>) => {
    const request = requestFrom(page.env.incoming, kernel.config.trustProxy);
    kernel.limits.charge(nobody, request.address);
    const parsed = contract.input.safeParse(input);
    if (!parsed.success) refuse('feedback.wrong_link', 'Something is missing in this link, or it was changed.');
    const call = { identity: { actor: nobody, workspaceId: null }, request, key: undefined };
    await runCommand(kernel, kernel.commandNamed(contract.name), parsed.data, call);
  };
  app.get(
    '/feedback.css',
    () => new Response(css, { headers: { ...headers, 'Content-Type': 'text/css; charset=utf-8' } }),
  );
  app.get('/feedback/:link', (page) =>
    answered(page, async (link) => {
      kernel.limits.charge(nobody, requestFrom(page.env.incoming, kernel.config.trustProxy).address);
      const shown = await read(kernel, link);
      const asked = Number(page.req.query('rating'));
      const chosen = shown.rating ?? (asked >= 1 && asked <= 5 ? asked : null);
      return new Response(String(formPage(shown, { chosen, isDone: page.req.query('done') !== undefined })), {
        headers,
      });
    }),
  );
  app.post('/feedback/:link', (page) =>
    answered(page, async (link) => {
      const form = await formOf(page.req.raw);
      const rating = Number(form.get('rating'));
      const comment = (form.get('comment') ?? '').replaceAll('\r\n', '\n').replaceAll('\0', '').slice(0, 2_000);
      if (!Number.isInteger(rating) || rating < 1 || rating > 5) {
        const shown = await read(kernel, link);
        const html = formPage({ ...shown, comment }, { chosen: null, isDone: false, isMissing: true });
        return new Response(String(html), { status: 422, headers });
      }
      await run(page, answerRequest, { link, rating, comment });
      return new Response(null, { status: 303, headers: { ...headers, Location: `/feedback/${link}?done` } });
    }),
  );
  app.post('/feedback/:link/silence', (page) =>
    answered(page, async (link) => {
      const isSilent = (await formOf(page.req.raw)).get('silent') === 'yes';
      await run(page, silenceByLink, { link, isSilent });
      return new Response(null, { status: 303, headers: { ...headers, Location: `/feedback/${link}` } });
    }),
  );
}

/** A form as browsers send it. @throws Problem input.too_large */
async function formOf(request: Request): Promise<URLSearchParams> {
  const length = Number(request.headers.get('content-length') ?? Number.NaN);
  if (!(length <= mostBytes)) refuse('input.too_large', 'Shorten your comment; 2,000 characters fit.');
  return new URLSearchParams(await request.text());
}
