import type { Page } from 'playwright-core';

/** What the server sent to a page: everything in it is data, whatever language the desk is in. */
export function collectData(page: Page): () => Promise<ReadonlySet<string>> {
  const data = new Set<string>();
  const pending: Promise<void>[] = [];
  const add = (value: unknown): void => {
    if (typeof value === 'string') data.add(value.toLowerCase());
    else if (value && typeof value === 'object')
      for (const [key, one] of Object.entries(value)) {
        data.add(key.toLowerCase());
        add(one);
      }
  };
  page.on('response', (response) => {
    if (!response.headers()['content-type']?.includes('json')) return;
    pending.push(
      response
        .json()
        .then(add)
        .catch(() => undefined),
    );
  });
  return async () => {
    await Promise.all(pending);
    return data;
  };
}

/** Signs of the pseudo-locale, see scripts/language/pseudo.mjs. */
const marks = /[⟦⟧~åçéîñöšûýÅÇÉÎÑÖŠÛÝž]/;
/** Dates, units and names that are the same in every language. */
const neutral =
  /^(?:[\d\s.,:;·–—/%+()|×&#@<>?!“”…-]|\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|AM|PM|min|h|d|s|n|x|j|k|Heed|Ctrl|Esc|Enter|UTC|English|Australia|UK|US|Deutsch|Node|Python|example\.org)\b|العربية|\*)*$|^\w+:\S*$|^\{\{[\w.]+\}\}$/;

/** Texts of the page, and names of its controls, that no catalogue translated and that the server did not send. */
export async function untranslated(page: Page, collected: () => Promise<ReadonlySet<string>>): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const found = new Set<string>();
    const isLong = (element: Element | null) => (element?.closest('select')?.options.length ?? 0) > 60;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (element?.closest('script, style, noscript, kbd, code, textarea, .face, [aria-hidden="true"]')) continue;
      // Long lists, such as time zones, come from the browser.
      if (isLong(element)) continue;
      found.add(node.textContent?.trim() ?? '');
    }
    for (const element of document.querySelectorAll('[aria-label], [placeholder], [title], [aria-description]')) {
      if (element.closest('[aria-hidden="true"]')) continue;
      for (const name of ['aria-label', 'placeholder', 'title', 'aria-description'])
        found.add(element.getAttribute(name)?.trim() ?? '');
    }
    return [...found];
  });
  // Asked for afterwards: what came while the page was read is data too.
  const data = await collected();
  const sent = [...data];
  const isData = (text: string) => data.has(text) || (text.length > 3 && sent.some((one) => one.includes(text)));
  return texts.filter((found) => {
    const text = found.replace(/^[^\p{L}\p{N}]+/u, '');
    if (marks.test(text) || [text, found].some((one) => neutral.test(one)) || isData(text.toLowerCase())) return false;
    // A line may be put together of several data: `Olive Owner, Orders`.
    return !text
      .toLowerCase()
      .split(/[,·:()\s]+/)
      .every((word) => neutral.test(word) || isData(word) || sent.some((one) => one.split(/\W+/).includes(word)));
  });
}

/** Words that do not fit their place and are cut without a sign of it. */
export function clipped(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const holdsText = (element: Element) =>
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
    const isCut = (element: Element) => {
      const style = getComputedStyle(element);
      if (element.clientWidth <= 1 || style.display === 'inline' || style.visibility === 'hidden') return false;
      const isHidden = element.closest('.hide') !== null || element.clientHeight <= 1;
      if (isHidden || style.textOverflow === 'ellipsis' || !/hidden|clip/.test(style.overflowX)) return false;
      return element.scrollWidth > element.clientWidth + 1;
    };
    return [...document.querySelectorAll('body *')]
      .filter((element) => holdsText(element) && isCut(element))
      .map((element) => `${element.tagName.toLowerCase()}.${element.className}: ${element.textContent?.slice(0, 60)}`);
  });
}
