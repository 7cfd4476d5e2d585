import { beginVisit, changeWidget, chatSend, getWidget } from '#contact/channels-chat/contract.ts';
import { newId } from '#kernel/contract/ids.ts';
import { type Caller, callerAt } from './api.ts';
import { inLanes } from './numbers.ts';
import type { Session } from './people.ts';
import type { Product } from './product.ts';

/** The page on which the widget is. */
export const shopOrigin = 'https://shop.bench.example';

/** Visits that one address may begin at once; each address of this machine serves that many visitors. */
const perAddress = 25;

/** Somebody who writes in the widget, on a connection of their own. */
export interface Visitor {
  caller: Caller;
  key: string;
  token: string;
}

/** Lets the widget appear on the shop's page. Returns its public key. */
export async function openWidget(product: Product, owner: Session): Promise<string> {
  const { call, wire } = callerAt(product.url, { headers: owner });
  const { key, version, allowedOrigins } = await call(getWidget, {});
  if (!allowedOrigins.includes(shopOrigin)) {
    await call(changeWidget, { version, allowedOrigins: [...allowedOrigins, shopOrigin] });
  }
  wire.close();
  return key;
}

/** The n-th address of this machine's own network; what comes from there looks like another caller. */
export function addressFor(n: number): string {
  return `127.1.${Math.floor(n / 250) % 250}.${(n % 250) + 1}`;
}

/**
 * Begins visits as the widget does. They come from several addresses of this machine, as visitors do, since one may
 * begin only a few. `onEach` is given each as soon as it is there.
 */
export async function beginVisits(product: Product, key: string, count: number): Promise<Visitor[]> {
  const visitors: Visitor[] = [];
  await inLanes([...Array(count).keys()], 8, async (n) => {
    visitors[n] = await beginOne(product, key, n);
  });
  return visitors;
}

/** Begins the n-th visit. */
export async function beginOne(product: Product, key: string, n: number): Promise<Visitor> {
  const localAddress = addressFor(Math.floor(n / perAddress));
  const common = `Origin: ${shopOrigin}\r\nX-Heed-Key: ${key}\r\n`;
  const stranger = callerAt(product.url, { headers: common, localAddress });
  const { token } = await stranger.call(beginVisit, { key, locale: 'en-AU', timeZone: 'Australia/Melbourne' });
  stranger.wire.close();
  if (!token) throw new Error('A visit began without a token.');
  const headers = `${common}Authorization: Bearer ${token}\r\n`;
  return { caller: callerAt(product.url, { headers, localAddress }), key, token };
}

/** Writes as the visitor; the key is the message's id, and a repeat with the same one changes nothing. */
export function write(visitor: Visitor, text: string, id: string = newId()) {
  return visitor.caller.call(chatSend, { text }, id);
}
