import { dollars, type Item, items } from './catalogue.ts';
import { drawing, shelf } from './drawings.ts';

export type ShopOptions = {
  /** Full address of the widget's loader script. */
  loaderUrl: string;
  widgetKey: string;
  /** For pages whose policy allows scripts by nonce. */
  nonce?: string;
  /** What the visitor asked for, such as `/` or `/basket?item=/frying-pan-24`; the first page when absent. */
  path?: string;
};

/** A whole page of the shop as HTML, with the widget on it; an unknown path gives a page that says so. */
export function shopPage(options: ShopOptions): string {
  const [pathname = '/', query] = (options.path ?? '/').split('?', 2);
  const asked = new URLSearchParams(query);
  const item = items.find((one) => one.path === pathname);
  if (item) return frame(options, item.name, productMain(item));
  if (pathname === '/') return frame(options, 'Kitchen things that last', homeMain());
  if (pathname === '/basket') {
    const chosen = items.find((one) => one.path === asked.get('item')) ?? null;
    return frame(options, 'Your basket', basketMain(chosen, asked.has('paid')));
  }
  return frame(options, 'Not found', missingMain());
}

/** True for the paths that `shopPage` has something to show for. */
export function isShopPath(pathname: string): boolean {
  return pathname === '/' || pathname === '/basket' || items.some((item) => item.path === pathname);
}

function homeMain(): string {
  return `<div class="wrap hero"><div><h1>Kitchen things that last</h1><p>Kettles, pans and plates, chosen slowly and mended when they need it. From a warehouse in Footscray to your bench in two or three days.</p><a class="button" href="#all">See what’s new</a></div><div class="art">${shelf()}</div></div>
<div class="facts"><div class="wrap"><ul><li><h3>Leaves the same day</h3><p>Order before 15:30 on a weekday. Delivery is $9.95, free from $120.</p></li><li><h3>30 days to change your mind</h3><p>With a free label, and your rights under the law after that.</p></li><li><h3>People who answer</h3><p>Ask in the chat: Dana, Jun and Oriel know every lid and handle.</p></li></ul></div></div>
<section class="wrap section" id="all" aria-labelledby="all-title"><h2 id="all-title">On the shelf this week</h2><div class="cards">${items.map(card).join('')}</div></section>
<section class="wrap story" aria-labelledby="mend"><div>${drawing('mixer', '#b98a3e', '#efe8d8')}</div><div><h2 id="mend">We would rather mend it</h2><p>Chipped enamel and tired mixers go to a workshop in Castlemaine, blunt knives to the stone in our shop every Wednesday. Spare lids, knobs and whistles are in a drawer here; most cost less than their postage.</p><p>If something of ours has let you down, tell us what happened. You choose: repair, a new one, or your money back.</p></div></section>`;
}

function productMain(item: Item): string {
  const others = items.filter((one) => one !== item && one.section !== item.section).slice(0, 2);
  const sister = items.find((one) => one !== item && one.section === item.section);
  const beside = sister ? [...others, sister] : others;
  const facts = item.facts.map(([name, value]) => `<div><dt>${text(name)}</dt><dd>${text(value)}</dd></div>`).join('');
  return `<div class="wrap main"><p class="crumb"><a href="/#all">Shop</a> / ${text(item.section)}</p><h1>${text(item.name)}</h1>
<div class="product"><div>${drawing(item.shape, item.colour, item.ground)}</div><div><p class="price">${price(item)}</p><p>${text(item.words)}</p><ul class="promise"><li>In stock, leaves today before 15:30</li><li>30 days to return it, and your rights after that</li></ul>
<form class="buy" action="/basket"><input type="hidden" name="item" value="${text(item.path)}"><button class="button">Add to basket</button><label>Postcode, for the delivery day<input name="postcode" inputmode="numeric" autocomplete="postal-code" maxlength="4" value="3350"></label></form>
<dl class="spec">${facts}</dl></div></div>
<section aria-labelledby="with"><h2 id="with">Goes with it</h2><div class="section cards three">${beside.map(card).join('')}</div></section></div>`;
}

function basketMain(item: Item | null, hasTried: boolean): string {
  if (!item) {
    return `<div class="wrap main"><h1>Your basket</h1><div class="sum"><p>Nothing in it yet.</p><p><a class="button" href="/#all">To the shelf</a></p></div></div>`;
  }
  const problem = hasTried
    ? `<p class="alert" role="alert"><b>That did not go through. Please try again.</b>Nothing was charged. This is a demonstration shop, so it never will be: a good reason to ask in the chat.</p>`
    : '';
  return `<div class="wrap main"><p class="crumb"><a href="${text(item.path)}">Back to ${text(item.name)}</a></p><h1>Your basket</h1><div class="sum">${problem}<div class="line">${drawing(item.shape, item.colour, item.ground)}<div><b>${text(item.name)}</b><p>One, leaves today</p></div><span>${dollars(item.price)}</span></div>
<p class="total"><span>Total, delivery included</span><span>${dollars(item.price)}</span></p><form action="/basket"><input type="hidden" name="item" value="${text(item.path)}"><input type="hidden" name="paid" value="1"><button class="button">Pay ${dollars(item.price)}</button></form></div></div>`;
}

function missingMain(): string {
  return `<div class="wrap main"><h1>We don’t have that page</h1><div class="sum"><p>It may have been renamed. The shelf has everything we sell.</p><p><a class="button" href="/#all">To the shelf</a></p></div></div>`;
}

function card(item: Item): string {
  return `<a class="card" href="${text(item.path)}">${drawing(item.shape, item.colour, item.ground)}<b>${text(item.name)}</b><span>${price(item)}</span></a>`;
}

function price(item: Item): string {
  if (item.was === undefined) return dollars(item.price);
  return `<span class="sale">${dollars(item.price)}</span> <s class="was">${dollars(item.was)}</s>`;
}

function frame({ loaderUrl, widgetKey, nonce }: ShopOptions, title: string, main: string): string {
  const allowed = nonce === undefined ? '' : ` nonce="${text(nonce)}"`;
  return `<!doctype html>
<html lang="en-AU">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(title)} · Fennick &amp; Rowe</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/shop.css">
<script src="${text(loaderUrl)}" data-key="${text(widgetKey)}"${allowed} async></script>
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<p class="note">Free delivery from $120, and a real person in the chat until 17:00</p>
<header class="head"><div class="wrap"><a class="logo" href="/">Fennick &amp; Rowe</a><nav aria-label="Shop"><a href="/stovetop-kettle-sage">Kettles</a><a href="/frying-pan-24">Pans</a><a href="/harrow-plates">Tableware</a><a href="/casserole-3">Sale</a></nav><a class="basket" href="/basket"><svg viewBox="0 0 20 20" aria-hidden="true"><path d="M2.5 4h2l2 9h8.5l2-6.5H5.2M8 16.5h.01M14 16.5h.01"/></svg>Basket</a></div></header>
<main id="main">${main}</main>
<footer class="foot"><div class="wrap"><span>Fennick &amp; Rowe, Footscray</span><span>Weekdays 8:30 to 17:00, weekends 10:00 to 16:00</span><span>Phone 03 5550 0143</span><span>A demonstration shop: nothing here is for sale</span></div></footer>
</body>
</html>
`;
}

function text(value: string): string {
  return value.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? '&quot;');
}
