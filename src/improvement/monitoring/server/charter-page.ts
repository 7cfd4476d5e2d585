import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { demandBrandOfHost } from '#contact/portal/index.ts';
import { newId } from '#kernel/contract/ids.ts';
import { localeFrom, type PageLanguage } from '#kernel/pages/language.ts';
import { cssPage, htmlPage, pageHeadersOf } from '#kernel/pages/respond.ts';
import { accentCss } from '#kernel/pages/style.ts';
import { nobody } from '#kernel/server/actor.ts';
import type { App } from '#kernel/server/http/app.ts';
import { requestFrom } from '#kernel/server/http/request.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { Problem, problemBody } from '#kernel/server/problem.ts';
import { charterCss, charterPage, noCharterPage } from '../portal/charter.tsx';
import { type PublicCharter, readCharter } from './charter.ts';

type Page = Context<{ Bindings: HttpBindings }>;

/** Numbers of days change slowly, and everybody sees the same: so long one answer does for all. */
const freshMs = 60_000;
const mostKept = 200;

interface Kept {
  until: number;
  charter: PublicCharter;
}

/** `GET /charter/KEY`: what a brand promises and how far it was kept. For everybody, without sign-in or script. */
export function serveCharter(app: App, kernel: Kernel): void {
  const kept = new Map<string, Kept>();
  async function charterOf(key: string): Promise<PublicCharter> {
    const now = kernel.now().getTime();
    const known = kept.get(key);
    if (known && known.until > now) return known.charter;
    kept.delete(key);
    const charter = await readCharter(kernel, key);
    if (kept.size >= mostKept) kept.clear();
    kept.set(key, { until: now + freshMs, charter });
    return charter;
  }
  /** Under the host of another brand there is none of this one. */
  async function asked(page: Page): Promise<PublicCharter> {
    const charter = await charterOf(page.req.param('key') ?? '');
    await demandBrandOfHost(kernel, charter.brand, page.req.header('host'));
    return charter;
  }
  const refusal = (error: unknown, language: PageLanguage) => {
    if (!(error instanceof Problem)) throw error;
    return htmlPage(noCharterPage(language), problemBody(kernel.problems, error, newId()).status);
  };
  app.get('/charter.css', () => cssPage(charterCss));
  app.get('/charter/:key/look.css', async (page: Page) => {
    const accent = await asked(page).then(
      ({ brand }) => brand.accent,
      () => null,
    );
    return cssPage(accent ? accentCss(accent) : '');
  });
  app.get('/charter/:key', async (page: Page) => {
    const { language, locale } = localeFrom(page.req.header('accept-language'));
    try {
      kernel.limits.charge(nobody, requestFrom(page.env.incoming, kernel.config.trustProxy).address);
      const html = charterPage(await asked(page), language, locale);
      const headers = { 'Cache-Control': `public, max-age=${freshMs / 1_000}`, Vary: 'Accept-Language' };
      return new Response(html, { headers: { ...pageHeadersOf(), ...headers } });
    } catch (error) {
      return refusal(error, language);
    }
  });
}
