import { randomInt } from 'node:crypto';
import { relative } from 'node:path';
import { changeWidget, getWidget } from '#contact/channels-chat/contract.ts';
import { followAll } from '#foundation/measures/index.ts';
import { newId } from '#kernel/contract/ids.ts';
import { system } from '#kernel/server/actor.ts';
import { runCommand } from '#kernel/server/command.ts';
import { noScope } from '#kernel/server/database.ts';
import { internalRequest } from '#kernel/server/http/request.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { runQuery } from '#kernel/server/query.ts';
import { statement } from '#kernel/server/sql.ts';
import type { Running } from '#kernel/server/start.ts';
import { planAssessments } from './assess.ts';
import { buildCast } from './build.ts';
import { feed } from './feed.ts';
import { beginLife, openViews } from './life.ts';
import { demoPlan } from './plan.ts';
import { playedKernel } from './played.ts';
import { openPost } from './post.ts';
import { openReach } from './reach.ts';
import { startShop } from './shop/shopServer.ts';
import { bringStandardIntoForce } from './standard.ts';

const live = statement<{ id: string; name: string }>(
  'demo_live',
  "SELECT id, name FROM workspace WHERE kind = 'live' LIMIT 1",
);
const say = (line: string) => process.stdout.write(`${line}\n`);
const day = 86_400_000;

/** `heed start --demo`: fills an empty installation with the demo shop, and opens the shop's page with the widget. */
export async function demoCli(running: Running): Promise<() => Promise<void>> {
  const { kernel } = running;
  const existing = await kernel.database.read(noScope, (tx) => tx.first(live, []));
  if (existing && existing.name !== 'Fennick & Rowe') {
    throw new Error(
      'This installation is set up already. Start the demo beside it: HEED_DATA=demo-data npm start -- --demo',
    );
  }
  if (existing) {
    const folder = relative(process.cwd(), kernel.config.dataDir);
    say(`The demo is here. For a way in: HEED_DATA=${folder} npx heed people reset dana@fennickrowe.example`);
  }
  const workspaceId = existing?.id ?? (await fillDemo(kernel, { servedAt: running.url }));
  const shop = await openShop(kernel, running.url, workspaceId);
  say(`Heed, for advisers: ${running.url}`);
  say(`The shop, with the widget on it: ${shop.url}`);
  return () => shop.stop();
}

/**
 * Fills an empty installation. Returns the workspace's id. Prints progress and, once, the passphrase it made up. Mail
 * comes only where the product is served.
 */
export async function fillDemo(
  kernel: Kernel,
  size: { customers?: number; conversations?: number; days?: number; quiet?: boolean; servedAt?: string },
): Promise<string> {
  const now = kernel.now();
  const plan = demoPlan({ now, ...size });
  const passphrase = makePassphrase();
  const startedAt = new Date(now.getTime() - ((size.days ?? 90) + 1) * day);
  if (!size.quiet) say('Filling the demo shop, after which you can sign in: people and customers.');
  // Clocks that are answered later in the played past must not be missed by the clock of today.
  kernel.holdsDeadlines = true;
  const cast = await buildCast(kernel, plan, passphrase, startedAt);
  const total = size.conversations ?? 2_000;
  const stage = playedKernel(kernel);
  await bringStandardIntoForce(stage, cast, startedAt);
  const life = await beginLife(stage, cast, startedAt, now);
  await feed(kernel, cast, life, plan.conversations, size.quiet ? () => {} : progress(total));
  await openViews(stage, cast, life);
  // What was played is counted before the staffing plan asks how much came.
  await followAll(kernel);
  await planAssessments(stage, cast, now);
  const portalAddress = await openReach({ stage, cast, until: now, customers: plan.customers }, passphrase);
  if (size.servedAt) await openPost(stage, cast, size.servedAt, plan.customers);
  await stage.close();
  kernel.holdsDeadlines = false;
  if (!size.quiet) {
    say('Sign in as the adviser dana@fennickrowe.example or the owner lin@fennickrowe.example');
    if (portalAddress && size.servedAt) {
      say(`or as the customer ${portalAddress} at ${size.servedAt}/portal/fennick-rowe`);
    }
    say(`with the passphrase  ${passphrase}  (made up for this demo; it is shown only now)`);
  }
  return cast.workspaceId;
}

function progress(total: number): (done: number) => void {
  const isTerminal = process.stdout.isTTY === true;
  const step = Math.max(1, Math.floor(total / (isTerminal ? 200 : 10)));
  return (done) => {
    if (done % step !== 0 && done !== total) return;
    const line = `Conversations: ${done.toLocaleString('en')} of ${total.toLocaleString('en')}`;
    process.stdout.write(isTerminal ? `\r${line}${done === total ? '\n' : ''}` : `${line}\n`);
  };
}

const words =
  'amber anchor apron autumn barley basket beacon birch bramble bridge cedar cello clover copper coral cotton cradle dapple delta ember fathom fennel ferry flint garnet ginger granite harbour hazel heron indigo ivory jasmine juniper kelp lantern laurel linen lupin maple marble meadow mellow myrtle nectar nutmeg oyster paddle pebble pepper pewter plover quartz quill raven reed ribbon russet saffron sorrel spruce tallow thistle timber tulip umber velvet walnut willow yarrow'.split(
    ' ',
  );

/** Five words of 75, drawn by the system's generator: some 31 bits for a demo on this machine, new each time. */
function makePassphrase(): string {
  return Array.from({ length: 5 }, () => words[randomInt(words.length)]).join('-');
}

/** Serves the shop on another origin and lets the widget appear there. */
async function openShop(
  kernel: Kernel,
  heedOrigin: string,
  workspaceId: string,
): Promise<{ url: string; stop(): Promise<void> }> {
  const identity = { actor: system, workspaceId };
  const query = kernel.queries.get(getWidget.name);
  if (!query) throw new Error('there is no chat widget');
  const widget = (await runQuery(kernel, query, {}, identity, internalRequest(newId()))) as {
    key: string;
    greeting: string;
    allowedOrigins: string[];
    version: number;
  };
  const port = Number(new URL(heedOrigin).port) + 1;
  const options = { heedOrigin, widgetKey: widget.key };
  const shop = await startShop({ ...options, port }).catch(() => startShop(options));
  const origin = new URL(shop.url).origin;
  if (!widget.allowedOrigins.includes(origin)) {
    const greeting = widget.greeting || 'Hello! Ask us anything about your order, or which pan to take.';
    const input = { version: widget.version, greeting, allowedOrigins: [...widget.allowedOrigins, origin] };
    const call = { identity, request: internalRequest(newId()), key: newId() };
    await runCommand(kernel, kernel.commandNamed(changeWidget.name), input, call);
  }
  return shop;
}
