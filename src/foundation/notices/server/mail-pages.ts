import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { newId } from '#kernel/contract/ids.ts';
import { localeFrom } from '#kernel/pages/language.ts';
import { cssPage, htmlPage, onTo } from '#kernel/pages/respond.ts';
import { nobody } from '#kernel/server/actor.ts';
import { runCommand } from '#kernel/server/command.ts';
import type { App } from '#kernel/server/http/app.ts';
import { requestFrom } from '#kernel/server/http/request.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { Problem, problemBody, refuse } from '#kernel/server/problem.ts';
import { acknowledgeByLink } from '../contract.ts';
import { acknowledgeCss, acknowledgePage, noNoticePage } from '../portal/acknowledge.tsx';
import { readByLink } from './by-mail.ts';

type Page = Context<{ Bindings: HttpBindings }>;

const languageOf = (page: Page) => localeFrom(page.req.header('accept-language')).language;

/** `GET /notice/LINK` shows what is asked and changes nothing, `POST` there acknowledges. */
export function serveMailedNotices(app: App, kernel: Kernel): void {
  const answered = (work: (link: string, page: Page) => Promise<Response>) => async (page: Page) => {
    try {
      kernel.limits.charge(nobody, requestFrom(page.env.incoming, kernel.config.trustProxy).address);
      return await work(page.req.param('link') ?? '', page);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const body = problemBody(kernel.problems, error, newId());
      const refusal = { code: error.code, title: body.title, detail: body.detail };
      return htmlPage(noNoticePage(refusal, languageOf(page)), body.status);
    }
  };
  app.get('/notice.css', () => cssPage(acknowledgeCss));
  app.get(
    '/notice/:link',
    answered(async (link, page) => {
      const { locale, ...shown } = await readByLink(kernel, link);
      // Whoever chose a language for their desk reads this in it too.
      const language = locale ? localeFrom(locale).language : languageOf(page);
      return htmlPage(acknowledgePage({ ...shown, link }, language));
    }),
  );
  app.post(
    '/notice/:link',
    answered(async (given, page) => {
      const input = acknowledgeByLink.input.safeParse({ link: given });
      if (!input.success) return refuse('notice.wrong_link', 'Something is missing in this link, or it was changed.');
      const request = requestFrom(page.env.incoming, kernel.config.trustProxy);
      const call = { identity: { actor: nobody, workspaceId: null }, request, key: undefined };
      await runCommand(kernel, kernel.commandNamed(acknowledgeByLink.name), input.data, call);
      return onTo(`/notice/${given}`);
    }),
  );
}
