import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OutputOf } from '#kernel/contract/contract.ts';
import type { Client } from '#kernel/test/client.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { openWidget } from '#kernel/test/stage.ts';
import { changeWidget, getWidget, type widgetConfig } from '../contract.ts';
import { chooseLanguage } from './language.ts';

type Told = OutputOf<typeof widgetConfig>;

describe('the language of a widget', () => {
  it.each([
    ['the page’s option before all else', 'fr', 'de', 'es', 'fr', 'fr'],
    ['then what the workspace set', '', 'de', 'es,fr', 'de', 'de'],
    ['then the page, then the browser', '', null, 'ja,es-MX,de', 'es', 'es-MX'],
    ['the nearest there is', '', null, 'de-AT', 'de', 'de-AT'],
    ['English of its country', '', null, 'en-GB', 'en-GB', 'en-GB'],
    ['other English as the first', '', null, 'en-NZ', 'en-AU', 'en-AU'],
    ['underscores and case as they come', '', null, 'AR_eg', 'ar', 'ar-EG'],
    ['English where nothing serves', '', null, 'tlh,,<b>', 'en-AU', 'en-AU'],
    ['nonsense passed over', '"><script>', null, 'fr', 'fr', 'fr'],
  ] as const)('%s', (_, option, setting, hints, language, locale) => {
    expect(chooseLanguage(option, setting, hints.split(','))).toMatchObject({ language, locale });
  });
});

describe('what the loader is told', () => {
  let heed: TestHeed;
  let owner: Client;
  let key: string;
  beforeAll(async () => {
    heed = await startTestHeed();
    ({ owner } = await heed.setUp());
    key = await openWidget(owner);
  });
  afterAll(() => heed.stop());

  async function told(query = ''): Promise<Told> {
    const page = heed.anonymous();
    page.headers = { Origin: 'https://shop.example' };
    return (await page.raw('GET', `/api/v1/chat/config?key=${key}${query}`)).json() as Promise<Told>;
  }

  it('speaks Arabic from right to left, and has the greeting that was written for it', async () => {
    const { version } = await owner.call(getWidget, {});
    const look = { greetings: { ar: 'أهلًا' }, countsInTitle: true };
    await owner.call(changeWidget, { version, greeting: 'Hello', look });
    const arabic = { greeting: 'أهلًا', direction: 'rtl', locale: 'ar', countsInTitle: true };
    expect(await told('&like=ar,en')).toMatchObject({ ...arabic, words: { help: 'مساعدة' } });
    expect(await told('&like=de')).toMatchObject({ greeting: 'Hello', direction: 'ltr', words: { help: 'Hilfe' } });
  });

  it('has a sheet of what was set, and nothing where nothing was', async () => {
    expect((await told()).style).toBe('');
    const { version } = await owner.call(getWidget, {});
    const look = { surface: '#fff8ee', darkAccent: '#ffcc00', side: 'start' as const, offsetY: 80, radius: 2 };
    const saved = await owner.call(changeWidget, { version, accent: '#0F5132', look });
    const { style, scheme } = await told();
    expect(scheme).toBe('auto');
    expect(style).toContain('.heed{--heed-radius:2px;--heed-y:80px;}');
    expect(style).toContain('.heed:not(.dark){--heed-accent:#0f5132;--heed-on-accent:#ffffff;--heed-surface:#fff8ee;}');
    // Yellow is written on with ink.
    expect(style).toContain('.heed.dark{--heed-accent:#ffcc00;--heed-on-accent:#17211c;}');
    expect(await owner.call(getWidget, {})).toMatchObject({ look: { greetings: { ar: 'أهلًا' }, side: 'start' } });
    for (const wrong of [{ surface: 'red;}*{display:none' }, { font: 'url(x)' }, { radius: 99 }, { shape: 'round' }]) {
      const sent = owner.call(changeWidget, { version: saved.version, look: wrong as object });
      await expect(sent).rejects.toMatchObject({ code: 'input.invalid' });
    }
  });

  it('lets listed pages frame the chat, and no other', async () => {
    const framed = await heed.anonymous().raw('GET', `/chat/frame?key=${key}&lang=de`);
    expect(framed.headers.get('content-security-policy')).toContain('frame-ancestors https://shop.example;');
    expect(await framed.text()).toContain(`data-key="${key}" data-fills data-lang="de"`);
    for (const bad of ['', '?key=pk_aaaaaaaaaaaaaaaaaaaaaaaa', `?key=${key}%22%3E%3Cscript%3E`]) {
      const refused = await heed.anonymous().raw('GET', `/chat/frame${bad}`);
      expect(refused.status).toBe(404);
      expect(refused.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    }
  });
});
