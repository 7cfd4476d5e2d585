import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { CommandContract } from '#kernel/contract/contract.ts';
import { newId } from '#kernel/contract/ids.ts';
import { localeFrom } from '#kernel/pages/language.ts';
import { cssPage, htmlPage, onTo } from '#kernel/pages/respond.ts';
import { readSentForm } from '#kernel/pages/sent-form.ts';
import { pageCss } from '#kernel/pages/style.ts';
import { nobody } from '#kernel/server/actor.ts';
import { runCommand } from '#kernel/server/command.ts';
import type { App } from '#kernel/server/http/app.ts';
import { requestFrom } from '#kernel/server/http/request.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { Problem, problemBody } from '#kernel/server/problem.ts';
import { confirmOnward, endMails } from '../../contract-onward.ts';
import { linkPage, stylePath } from '../../portal/LinkPage.tsx';
import { onwardWords } from '../../portal/words.ts';
import { readAsk } from './ask.ts';
import { readEnd } from './links.ts';

type Page = Context<{ Bindings: HttpBindings }>;
const mostBytes = 4_096;
const css = `${pageCss}\n.door { margin: 12vh 0 3rem; }\n`;

/**
 * `/mail/onward/TOKEN` asks whether an address is theirs; `/mail/end/TOKEN` ends mails that nobody asked for, for people
 * by a button and for their mail programs by one click (RFC 8058). Looking changes nothing.
 */
export function serveLinks(app: App, kernel: Kernel): void {
  const languageOf = (page: Page) => localeFrom(page.req.header('accept-language')).language;
  const answered = async (page: Page, work: (token: string) => Promise<Response>) => {
    try {
      return await work(page.req.param('token') ?? '');
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const { title, detail, status } = problemBody(kernel.problems, error, newId());
      return htmlPage(linkPage({ language: languageOf(page), title, text: detail }), status);
    }
  };
  const charged = (page: Page) => {
    const request = requestFrom(page.env.incoming, kernel.config.trustProxy);
    kernel.limits.charge(nobody, request.address);
    return request;
  };
  const run = async (page: Page, contract: CommandContract, input: Record<string, unknown>) => {
    const call = { identity: { actor: nobody, workspaceId: null }, request: charged(page), key: undefined };
    const parsed = contract.input.safeParse(input);
    if (!parsed.success) throw new Problem('mail.link_over', 'Something is missing in this link, or it was changed.');
    await runCommand(kernel, kernel.commandNamed(contract.name), parsed.data, call);
  };
  app.get(stylePath, () => cssPage(css));
  app.get('/mail/onward/:token', (page) =>
    answered(page, async (token) => {
      charged(page);
      const { state, shop, address } = await readAsk(kernel, token);
      const language = languageOf(page);
      const words = onwardWords(language);
      if (state === 'on') return htmlPage(linkPage({ language, title: words.confirmed, text: words.confirmedWhy }));
      const button = { label: words.confirmButton, name: 'mine', value: 'yes' };
      const text = words.confirm(shop, address);
      return htmlPage(linkPage({ language, title: words.confirmTitle, text, button }));
    }),
  );
  app.post('/mail/onward/:token', (page) =>
    answered(page, async (token) => {
      await run(page, confirmOnward, { token });
      return onTo(`/mail/onward/${token}`);
    }),
  );
  app.get('/mail/end/:token', (page) =>
    answered(page, async (token) => {
      charged(page);
      const { key, isEnded } = await readEnd(kernel, token);
      const language = languageOf(page);
      const words = onwardWords(language);
      const button = isEnded
        ? { label: words.againButton, name: 'wanted', value: 'yes', isPlain: true }
        : { label: words.endButton, name: 'wanted', value: 'no' };
      const [title, text] = isEnded ? [words.ended, words.endedWhy(key)] : [words.endTitle, words.endWhy(key)];
      return htmlPage(linkPage({ language, title, text, button }));
    }),
  );
  app.post('/mail/end/:token', (page) =>
    answered(page, async (token) => {
      const sent = await readSentForm(page.req.raw, mostBytes);
      const isOneClick = sent.one('List-Unsubscribe') === 'One-Click';
      const isWanted = !isOneClick && sent.one('wanted') === 'yes';
      await run(page, endMails, { token, isWanted, how: isOneClick ? 'one_click' : 'page' });
      // A mail program follows no redirect (RFC 8058, 3.1).
      return isOneClick ? new Response(null, { status: 204 }) : onTo(`/mail/end/${token}`);
    }),
  );
}
