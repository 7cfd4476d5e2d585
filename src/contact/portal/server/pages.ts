import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { chatSeen } from '#contact/channels-chat/contract.ts';
import { newId } from '#kernel/contract/ids.ts';
import { arrivesSlowly } from '#kernel/files/arrival.ts';
import { cssPage, htmlPage, onTo } from '#kernel/pages/respond.ts';
import { readSentForm } from '#kernel/pages/sent-form.ts';
import { accentCss } from '#kernel/pages/style.ts';
import type { App } from '#kernel/server/http/app.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { Problem, problemBody } from '#kernel/server/problem.ts';
import {
  askLink,
  enterByLink,
  enterByPassphrase,
  leave,
  portalConsents,
  portalConversation,
  portalConversations,
  setPassphrase,
  takeBackConsent,
} from '../contract.ts';
import { conversationPage, homePage, newPage } from '../portal/conversations.tsx';
import { accountPage, enterPage, saidPage, signInPage } from '../portal/doors.tsx';
import { wordsOf } from '../portal/parts.tsx';
import { portalCss } from '../portal/style.ts';
import { demandBrandOfHost, keyOfHost, openBrand } from './brands.ts';
import { accountOf, aroundNobody, type Call, callOf, read, run } from './call.ts';
import { type Written, writtenBy } from './sent.ts';

type Page = Context<{ Bindings: HttpBindings }>;
type Work = (call: Call) => Promise<Response>;

/** Signing in and the like send a few words; a message may bring files. */
const mostWords = 16_384;
/** Of what is searched for; a longer text is cut rather than refused. */
const mostSearched = 200;

const at = (call: Call, more = '') => `/portal/${call.brand.key}${more}`;

async function home(call: Call): Promise<Response> {
  if (!call.identity) {
    return htmlPage(signInPage(call.around, { isSent: call.page.req.query('sent') !== undefined }));
  }
  const after = call.page.req.query('after');
  const search = (call.page.req.query('search') ?? '').trim().slice(0, mostSearched);
  const asked = { ...(after && { after }), ...(search && { search }) };
  const shown = await read(call, portalConversations, asked);
  const around = { ...call.around, name: shown.name };
  return htmlPage(homePage(around, { ...shown, search, isFirst: after === undefined }));
}

async function sendLink(call: Call): Promise<Response> {
  const address = (await readSentForm(call.page.req.raw, mostWords)).one('address');
  const isAddress = /^[^\s@<>"]{1,64}@[^\s@<>"]+\.[^\s@<>".]+$/.test(address.trim()) && address.length <= 254;
  if (!isAddress) {
    const wrong = wordsOf(call.around).badAddress;
    return htmlPage(signInPage(call.around, { address, wrong }), 422);
  }
  await run(call, askLink, { key: call.brand.key, address, locale: call.around.locale });
  return onTo(at(call, '?sent'));
}

/** Looking shows a button and uses nothing up. */
const door: Work = async (call) => htmlPage(enterPage(call.around, call.page.req.param('token') ?? ''));

async function goIn(call: Call): Promise<Response> {
  const token = (await readSentForm(call.page.req.raw, mostWords)).one('token');
  const { cookie } = await run(call, enterByLink, { key: call.brand.key, token });
  return onTo(at(call), cookie ? { 'Set-Cookie': cookie } : {});
}

async function goInByPassphrase(call: Call): Promise<Response> {
  const sent = await readSentForm(call.page.req.raw, mostWords);
  const address = sent.one('address');
  try {
    const input = { key: call.brand.key, address, passphrase: sent.one('passphrase') };
    const { cookie } = await run(call, enterByPassphrase, input);
    return onTo(at(call), cookie ? { 'Set-Cookie': cookie } : {});
  } catch (error) {
    const isWrong = error instanceof Problem && ['portal.wrong_passphrase', 'input.invalid'].includes(error.code);
    if (!isWrong) throw error;
    const wrong = wordsOf(call.around).wrongPassphrase;
    return htmlPage(signInPage(call.around, { address, wrong, isPassphrase: true }), 401);
  }
}

async function goOut(call: Call): Promise<Response> {
  const isEverywhere = (await readSentForm(call.page.req.raw, mostWords)).one('everywhere') === 'yes';
  const { cookie } = await run(call, leave, { isEverywhere });
  return onTo(at(call), cookie ? { 'Set-Cookie': cookie } : {});
}

async function showOne(call: Call, draft?: Written): Promise<Response> {
  const before = Number(call.page.req.query('before'));
  const conversationId = call.page.req.param('id') ?? '';
  const conversation = await read(call, portalConversation, {
    conversationId,
    ...(Number.isInteger(before) && before > 0 && { before }),
  });
  // Whoever has it before them has seen it; colleagues are told.
  await run(call, chatSeen, { conversationId: conversation.id, number: conversation.lastNumber });
  const isWritten = call.page.req.query('written') !== undefined;
  const shown = { once: newId(), ...draft?.back, isWritten };
  return htmlPage(conversationPage(await named(call), conversation, shown), draft?.status ?? 200);
}

async function writeOn(call: Call): Promise<Response> {
  const written = await writtenBy(call, { conversationId: call.page.req.param('id') ?? '' });
  if (written.back) return showOne(call, written);
  return onTo(at(call, `/conversations/${written.conversationId}?written#write`));
}

const showNew: Work = async (call) => htmlPage(newPage(await named(call), { once: newId() }));

async function begin(call: Call): Promise<Response> {
  const written = await writtenBy(call, {});
  if (written.back) return htmlPage(newPage(await named(call), written.back), written.status);
  return onTo(at(call, `/conversations/${written.conversationId}?written`));
}

/** With the name of whoever is signed in. */
async function named(call: Call) {
  const { name } = await read(call, portalConversations, { limit: 1 });
  return { ...call.around, name };
}

async function account(call: Call, wrong?: string): Promise<Response> {
  const words = wordsOf(call.around);
  const told = { set: words.passphraseSet, gone: words.passphraseGone, back: words.takenBack };
  const done = told[(call.page.req.query('done') ?? '') as keyof typeof told];
  const { consents } = await read(call, portalConsents, {});
  const shown = { ...(await accountOf(call)), consents, done, ...(wrong && { wrong }) };
  return htmlPage(accountPage(await named(call), shown), wrong ? 422 : 200);
}

async function keepPassphrase(call: Call): Promise<Response> {
  const sent = await readSentForm(call.page.req.raw, mostWords);
  const isDropped = sent.one('drop') === 'yes';
  try {
    await run(call, setPassphrase, { passphrase: isDropped ? null : sent.one('passphrase') });
    return onTo(at(call, `/account?done=${isDropped ? 'gone' : 'set'}`));
  } catch (error) {
    if (!(error instanceof Problem) || !['people.weak_passphrase', 'input.invalid'].includes(error.code)) throw error;
    return account(call, wordsOf(call.around).weak);
  }
}

async function takeBack(call: Call): Promise<Response> {
  const purpose = (await readSentForm(call.page.req.raw, mostWords)).one('purpose');
  try {
    await run(call, takeBackConsent, { purpose }, { key: newId() });
  } catch (error) {
    // Pressed twice, or in another window: what they want is so already.
    if (!(error instanceof Problem) || error.code !== 'portal.no_consent') throw error;
  }
  return onTo(at(call, '/account?done=back'));
}

/** What is said instead of a page, by the code of the refusal. */
function instead(kernel: Kernel, call: Call, error: Problem): Response {
  const { around } = call;
  const words = wordsOf(around);
  const { status } = problemBody(kernel.problems, error, newId());
  const way = { to: at(call), label: words.back };
  if (error.code === 'portal.signed_out' || error.code === 'access.signed_out') return onTo(at(call));
  if (error.code === 'portal.link_over') {
    const again = { to: at(call), label: words.mailLink };
    return htmlPage(saidPage(around, { title: words.linkOver, detail: words.linkOverWhy, way: again }), status);
  }
  if (error.code === 'limit.too_many') {
    return htmlPage(saidPage(around, { title: words.trouble, detail: words.tooMany, way }), status);
  }
  if (error.code === 'record.not_found' || error.code === 'input.invalid') {
    return htmlPage(saidPage(around, { title: words.missing, detail: words.missingWhy, way }), 404);
  }
  return htmlPage(saidPage(around, { title: words.trouble, detail: words.troubleWhy, way }), status);
}

/**
 * `/portal/KEY` and below: the pages of a brand's portal, complete without any script. `isInside` are for those who are
 * signed in; everybody else is shown the door.
 */
export function servePortal(app: App, kernel: Kernel): void {
  arrivesSlowly('/portal/');
  const answered = (work: Work, isInside: boolean) => async (page: Page) => {
    let call: Call;
    try {
      call = await callOf(kernel, page);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const around = aroundNobody(kernel, page);
      const words = wordsOf(around);
      const isGone = error.code === 'portal.unknown';
      const said = isGone
        ? { title: words.gone, detail: words.goneWhy }
        : { title: words.trouble, detail: words.troubleWhy };
      return htmlPage(saidPage(around, said), problemBody(kernel.problems, error, newId()).status);
    }
    try {
      if (isInside && !call.identity) return onTo(at(call));
      return await work(call);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return instead(kernel, call, error);
    }
  };
  app.get('/portal.css', () => cssPage(portalCss));
  app.get('/portal/:key/look.css', async (page) => {
    const accentOf = async () => {
      const { brand } = await openBrand(kernel, page.req.param('key'));
      await demandBrandOfHost(kernel, brand, page.req.header('host'));
      return brand.accent;
    };
    const accent = await accentOf().catch(() => null);
    return cssPage(accent ? accentCss(accent) : '');
  });
  // A host of a brand's own leads to its portal, and nowhere else.
  app.get('/', async (page, next) => {
    const key = await keyOfHost(kernel, page.req.header('host'));
    return key ? page.redirect(`/portal/${key}`, 302) : next();
  });
  const pages: [method: 'GET' | 'POST', path: string, work: Work, isInside: boolean][] = [
    ['GET', '', home, false],
    ['POST', '/link', sendLink, false],
    ['GET', '/enter/:token', door, false],
    ['POST', '/enter', goIn, false],
    ['POST', '/passphrase', goInByPassphrase, false],
    ['POST', '/leave', goOut, true],
    ['GET', '/new', showNew, true],
    ['POST', '/new', begin, true],
    ['GET', '/conversations/:id', (call) => showOne(call), true],
    ['POST', '/conversations/:id', writeOn, true],
    ['GET', '/account', (call) => account(call), true],
    ['POST', '/account', keepPassphrase, true],
    ['POST', '/account/consents', takeBack, true],
  ];
  for (const [method, path, work, isInside] of pages) app.on(method, `/portal/:key${path}`, answered(work, isInside));
}
