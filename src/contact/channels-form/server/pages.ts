import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { forgetPlaces, type Prepared, prepareFile } from '#contact/conversations/index.ts';
import { noticeInForce } from '#contact/privacy/index.ts';
import { fileLimits } from '#kernel/contract/files.ts';
import { type Id, newId } from '#kernel/contract/ids.ts';
import { arrivesSlowly } from '#kernel/files/arrival.ts';
import { contentsIn } from '#kernel/files/contents.ts';
import { localeFrom } from '#kernel/pages/language.ts';
import { cssPage, htmlPage, onTo, type PageRules } from '#kernel/pages/respond.ts';
import { readSentForm, type SentForm } from '#kernel/pages/sent-form.ts';
import { nobody } from '#kernel/server/actor.ts';
import { runCommand } from '#kernel/server/command.ts';
import { noScope, scopeOf } from '#kernel/server/database.ts';
import { type App, identify } from '#kernel/server/http/app.ts';
import { type HttpRequest, requestFrom } from '#kernel/server/http/request.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { can } from '#kernel/server/policy.ts';
import { Problem, problemBody, refuse } from '#kernel/server/problem.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';
import { type FormDefinition, submitForm } from '../contract.ts';
import { type FormShown, formPage, saidPage, type Wrong } from '../portal/FormPage.tsx';
import { conditionsCss, formCss } from '../portal/style.ts';
import { formWords } from '../portal/words.ts';
import { type FormRecord, type PublishedForm, placeOfKey, publishedForm } from './access.ts';
import { formPolicy } from './policy.ts';
import { embedScript, frameScript } from './scripts.ts';
import { type FormFiles, submitWith } from './submit.ts';

type Page = Context<{ Bindings: HttpBindings }>;

/** All files together, and what is typed. */
const mostBytes = fileLimits.customer + 500_000;
const mostFiles = 10;

interface Opened {
  form: PublishedForm;
  workspaceId: Id;
  workspace: string;
  notice: string | null;
}

const named = statement<{ name: string }>('form_page_workspace', 'SELECT name FROM workspace WHERE id = $1');

async function around(tx: Tx, workspaceId: Id, { noticePurpose }: FormDefinition) {
  const notice = noticePurpose ? await noticeInForce(tx, workspaceId, noticePurpose, 'form') : undefined;
  const workspace = (await tx.first(named, [workspaceId]))?.name ?? '';
  return { workspace, notice: notice?.text ?? null };
}

/** @throws Problem forms.unknown */
async function open(kernel: Kernel, key: string): Promise<Opened> {
  const { workspaceId, formId } = await kernel.database.read(noScope, (tx) => placeOfKey(tx, key));
  return kernel.database.read({ workspaceId, customerId: null }, async (tx) => {
    const form = await publishedForm(tx, workspaceId, formId);
    return { form, workspaceId, ...(await around(tx, workspaceId, form.published)) };
  });
}

const requestOf = (kernel: Kernel, page: Page) => requestFrom(page.env.incoming, kernel.config.trustProxy);
const languageOf = (page: Page) => localeFrom(page.req.header('accept-language')).language;
const placeOf = (page: Page) => (page.req.query('frame') !== undefined ? ('frame' as const) : ('page' as const));

/** Who may show it: in a frame the pages on its list, and Heed's own. */
const rulesOf = (place: FormShown['place'], form?: FormRecord): PageRules =>
  place === 'page' ? {} : { ancestors: ["'self'", ...(form?.allowed_origins ?? [])], hasScript: place === 'frame' };

function shownOf(page: Page, { form, workspace, notice }: Opened): FormShown {
  return {
    ...{ language: languageOf(page), key: form.key, version: form.version, workspace },
    ...{ definition: form.published, notice, once: newId() },
    ...{ given: {}, consents: [], wrong: [], place: placeOf(page) },
  };
}

function gonePage(page: Page, what: 'gone' | 'trouble' = 'gone', status = 404): Response {
  return htmlPage(saidPage({ language: languageOf(page), key: '', workspace: '', place: placeOf(page), what }), status);
}

async function show(kernel: Kernel, page: Page): Promise<Response> {
  const opened = await open(kernel, page.req.param('key') ?? '');
  const shown = shownOf(page, opened);
  const reference = page.req.query('sent');
  const rules = rulesOf(shown.place, opened.form);
  if (!reference) return htmlPage(formPage(shown), 200, rules);
  const known = /^H-\d{1,12}$/.test(reference) ? reference : undefined;
  return htmlPage(saidPage({ ...shown, what: 'sent', thanks: shown.definition.thanks, reference: known }), 200, rules);
}

/** What was typed, by the ids of fields. */
function givenOf(sent: SentForm, { fields }: FormDefinition): Record<string, string[]> {
  return Object.fromEntries(fields.filter(({ kind }) => kind !== 'file').map(({ id }) => [id, sent.all(`f-${id}`)]));
}

/** The same as the contract takes it: several only where several can be chosen. */
function answersFrom(sent: SentForm, { fields }: FormDefinition): Record<string, string | string[]> {
  const typed = fields.filter(({ kind }) => kind !== 'file');
  return Object.fromEntries(
    typed.map(({ id, kind }) => [id, kind === 'choices' ? sent.all(`f-${id}`) : sent.one(`f-${id}`)]),
  );
}

interface Taken extends FormFiles {
  wrong: Wrong[];
  places: string[];
}

/** Files are recognised and made safe before anything is written; what is refused is named beside its field. */
async function takeFiles(kernel: Kernel, sent: SentForm, { fields }: FormDefinition): Promise<Taken> {
  const contents = contentsIn(kernel.config.dataDir);
  const byField: Record<string, Prepared[]> = {};
  const taken: Taken = { contents, byField, wrong: [], places: [] };
  for (const { field, name, content } of sent.files.slice(0, mostFiles)) {
    const asked = fields.find(({ id, kind }) => kind === 'file' && `f-${id}` === field);
    if (!asked) continue;
    try {
      const prepared = await prepareFile(contents, { name, content }, taken.places, fileLimits.customer);
      byField[asked.id] = [...(byField[asked.id] ?? []), prepared];
    } catch (error) {
      if (!(error instanceof Problem) || error.code === 'file.no_room') throw error;
      taken.wrong.push({ field: asked.id, why: 'file' });
    }
  }
  return taken;
}

async function send(kernel: Kernel, page: Page): Promise<Response> {
  const opened = await open(kernel, page.req.param('key') ?? '');
  const shown = shownOf(page, opened);
  const words = formWords[shown.language];
  const back = (more: Partial<FormShown>, status: number) =>
    htmlPage(formPage({ ...shown, ...more }), status, rulesOf(shown.place, opened.form));
  let sent: SentForm;
  try {
    sent = await readSentForm(page.req.raw, mostBytes);
  } catch (error) {
    if (error instanceof Problem && error.code === 'input.too_large') return back({ trouble: words.tooLarge }, 413);
    throw error;
  }
  const once = /^[0-9a-f-]{36}$/.test(sent.one('once')) ? sent.one('once') : shown.once;
  const consents = sent.all('consent');
  const given = givenOf(sent, opened.form.published);
  const kept = { once, consents, given, hadFiles: sent.files.length > 0 };
  const taken = await takeFiles(kernel, sent, opened.form.published);
  try {
    if (taken.wrong.length > 0) return back({ ...kept, wrong: taken.wrong }, 422);
    const input = { key: opened.form.key, answers: answersFrom(sent, opened.form.published), consents };
    const reference = await run(kernel, requestOf(kernel, page), opened.workspaceId, once, taken, input);
    return onTo(`/forms/${opened.form.key}?sent=${reference}${shown.place === 'frame' ? '&frame' : ''}`);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { wrong } = (error.facts ?? {}) as { wrong?: Wrong[] };
    if (wrong) return back({ ...kept, wrong }, 422);
    if (error.code === 'limit.too_many') return back({ ...kept, trouble: words.tooMany }, 429);
    if (error.code === 'input.invalid') return back({ ...kept, trouble: words.wrong(1) }, 422);
    if (error.code === 'forms.sent_already' || error.code === 'input.key_reused') {
      return htmlPage(saidPage({ ...shown, what: 'sent_already' }), 409, rulesOf(shown.place, opened.form));
    }
    throw error;
  } finally {
    await forgetPlaces(taken.places);
  }
}

async function run(
  kernel: Kernel,
  request: HttpRequest,
  workspaceId: Id,
  once: Id,
  files: FormFiles,
  input: Record<string, unknown>,
): Promise<string> {
  const parsed = submitForm.input.safeParse(input);
  if (!parsed.success) return refuse('input.invalid', 'An answer is longer than the form takes.');
  const call = { identity: { actor: nobody, workspaceId }, request, key: once };
  const { output } = await runCommand(kernel, submitWith(files), parsed.data, call);
  return submitForm.output.parse(output).reference;
}

const draft = statement<FormRecord>('form_preview', 'SELECT * FROM form WHERE workspace_id = $1 AND id = $2');

/** The draft as its page would be, for whoever may list forms. */
async function preview(kernel: Kernel, page: Page): Promise<Response> {
  const { actor, workspaceId } = await identify(kernel, requestOf(kernel, page), 'forms:read');
  const id = page.req.param('formId') ?? '';
  const mayLook = workspaceId && can(formPolicy, actor, 'list') === true && /^[0-9a-f-]{36}$/.test(id);
  if (!mayLook) return gonePage(page);
  return kernel.database.read(scopeOf(actor, workspaceId), async (tx) => {
    const form = await tx.first(draft, [workspaceId, id]);
    if (!form) return gonePage(page);
    const opened = {
      form: { ...form, published: form.draft },
      workspaceId,
      ...(await around(tx, workspaceId, form.draft)),
    };
    const shown = { ...shownOf(page, opened), place: 'preview' as const, key: `preview-of-${form.id}` };
    return htmlPage(formPage(shown), 200, rulesOf('preview'));
  });
}

async function look(kernel: Kernel, page: Page): Promise<Response> {
  const key = page.req.param('key') ?? '';
  if (!key.startsWith('preview-of-')) return cssPage(conditionsCss((await open(kernel, key)).form.published));
  const { actor, workspaceId } = await identify(kernel, requestOf(kernel, page), 'forms:read');
  if (!workspaceId || can(formPolicy, actor, 'list') !== true) return cssPage('');
  const id = key.slice('preview-of-'.length);
  const form = await kernel.database.read(scopeOf(actor, workspaceId), (tx) => tx.first(draft, [workspaceId, id]));
  return cssPage(form ? conditionsCss(form.draft) : '');
}

const script = (text: string) =>
  new Response(text, {
    headers: {
      ...{ 'Content-Type': 'text/javascript; charset=utf-8', 'Cache-Control': 'public, max-age=300' },
      'Cross-Origin-Resource-Policy': 'cross-origin',
    },
  });

/**
 * `/forms/KEY` shows a form and takes it; `?frame` is the same for a frame of another page. `/form-preview/ID` shows the
 * draft to whoever works on it.
 */
export function serveForms(app: App, kernel: Kernel): void {
  arrivesSlowly('/forms/');
  const answered = (work: (kernel: Kernel, page: Page) => Promise<Response>) => async (page: Page) => {
    try {
      kernel.limits.charge(nobody, requestOf(kernel, page).address);
      return await work(kernel, page);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const { status } = problemBody(kernel.problems, error, newId());
      return gonePage(page, error.code === 'forms.unknown' ? 'gone' : 'trouble', status);
    }
  };
  app.get('/form-page.css', () => cssPage(formCss));
  app.get('/form-frame.js', () => script(frameScript));
  app.get('/form-embed.js', () => script(embedScript));
  app.get('/form-preview/:formId', answered(preview));
  app.get('/forms/:key/look.css', answered(look));
  app.get('/forms/:key', answered(show));
  app.post('/forms/:key', answered(send));
}
