import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { items } from './catalogue.ts';
import { shopPage } from './shop-page.ts';
import { startShop } from './shopServer.ts';

let shop: Awaited<ReturnType<typeof startShop>>;

beforeAll(async () => {
  shop = await startShop({ heedOrigin: 'http://127.0.0.1:4010', widgetKey: 'wk_demo' });
});
afterAll(() => shop.stop());

describe('the demo shop', () => {
  it('serves every page with the widget and without anything its policy would refuse', async () => {
    for (const path of ['/', '/basket', '/basket?item=/frying-pan-24&paid=1', ...items.map((item) => item.path)]) {
      const response = await fetch(shop.url + path);
      const html = await response.text();
      expect(response.status).toBe(200);
      expect(html).toContain('<script src="http://127.0.0.1:4010/heed.js" data-key="wk_demo" async></script>');
      expect(html).not.toMatch(/ style=|<style|javascript:| on[a-z]+=/);
      expect(html.match(/<script/g)).toHaveLength(1);
    }
  });

  it('names only Heed in its policy', async () => {
    const { headers } = await fetch(shop.url);
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; script-src http://127.0.0.1:4010; " +
        'connect-src http://127.0.0.1:4010 ws://127.0.0.1:4010; ' +
        "img-src 'self' http://127.0.0.1:4010; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; " +
        "require-trusted-types-for 'script'; trusted-types heed",
    );
  });

  it('says so when a page does not exist, and only lets itself be read', async () => {
    for (const path of ['/toasters', '//', '/%', '/basket/']) expect((await fetch(shop.url + path)).status).toBe(404);
    expect((await fetch(shop.url, { method: 'POST' })).status).toBe(405);
  });

  it('links only to pages it has', () => {
    const known = new Set([
      '/',
      '/#all',
      '/basket',
      '/shop.css',
      '/icon.svg',
      '#main',
      '#all',
      ...items.map((item) => item.path),
    ]);
    for (const path of ['/', '/basket', '/nowhere', ...items.map((item) => item.path)]) {
      const html = shopPage({ loaderUrl: 'http://127.0.0.1:4010/heed.js', widgetKey: 'k', path });
      for (const [, href] of html.matchAll(/ href="([^"]+)"/g)) expect(known).toContain(href);
    }
  });

  it('cannot be broken by what it is given', () => {
    const html = shopPage({ loaderUrl: 'http://127.0.0.1:1/heed.js', widgetKey: '"><b>', path: '/basket?item="><b>' });
    expect(html).not.toContain('"><b>');
  });
});
