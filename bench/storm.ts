import type { Bench } from './lib/bench.ts';
import { makeDataFolder } from './lib/data-folder.ts';
import { datasetOf, makeDataset } from './lib/dataset.ts';
import { closeDesks, openDesks } from './lib/desk-client.ts';
import { pause, spread } from './lib/numbers.ts';
import { addAdvisers, demoOwner } from './lib/people.ts';
import { startProduct } from './lib/product.ts';
import { openScreen } from './lib/screen.ts';
import { demandDurable } from './lib/sql.ts';
import { type Sent, stream } from './lib/stream.ts';
import { watchUsage } from './lib/usage.ts';
import { beginVisits, openWidget } from './lib/visitors.ts';

const deskCount = 50;
const advisers = 10;
const perSecond = 200;

export const storm: Bench = {
  name: 'storm',
  about: 'fifty open desks while 200 messages a second arrive: how old their lists are and what it costs',
  run: async ({ quick }) => {
    const dataDir = await makeDataFolder();
    await makeDataset(dataDir, datasetOf(quick));
    const product = await startProduct(dataDir);
    await demandDurable(product.ownerUrl);
    const owner = await demoOwner(product);
    const sessions = await addAdvisers(product, owner, advisers);
    const visitors = await beginVisits(product, await openWidget(product, owner), 100);
    const everybody = Array.from({ length: deskCount }, (_, n) => sessions[n % sessions.length] ?? '');
    const desks = openDesks(product, everybody);
    const confirmed: Sent[] = [];
    const screens = await Promise.all(desks.map((desk, n) => openScreen(product, everybody[n] ?? '', desk, confirmed)));
    await stream(visitors, perSecond, 2, () => {});

    for (const screen of screens) screen.begin();
    const usage = watchUsage(product);
    const again = await stream(
      visitors,
      perSecond,
      quick ? 5 : 20,
      () => {},
      (sent) => confirmed.push(sent),
    );
    const used = usage();
    const fetched = screens.reduce((sum, screen) => sum + screen.lists(), 0);
    await pause(3_000);
    const tooBusy = screens.reduce((sum, screen) => sum + screen.tooBusy(), 0);
    const stale = screens.flatMap((screen) => screen.end());
    closeDesks(desks);
    await product.stop();
    const unseen = stale.filter((ms) => ms === Number.POSITIVE_INFINITY).length;
    if (unseen > 0) throw new Error(`${unseen} times a desk never came to show a message.`);
    const age = spread(stale);
    return {
      figures: {
        list_stale_p95_ms: age.p95,
        list_refetches_per_s: fetched / used.seconds,
        server_cpu_percent: (used.heed / used.seconds) * 100,
        database_cpu_percent: (used.postgres / used.seconds) * 100,
      },
      series: [{ name: 'message confirmed to shown in a list', unit: 'ms', spread: age }],
      notes: [
        `${deskCount} desks of ${advisers} people, 100 visitors, ${perSecond} messages a second for ${Math.round(used.seconds)} s.`,
        'Like the real desk, each fetches its list and its counts again at most every 500 to 800 ms after a hint.',
        'A list counts as fresh only when it was asked for after the message had been confirmed.',
        `${again} messages had to be sent again, and ${tooBusy} requests of desks, because the server was too busy.`,
        `The load generator itself used ${Math.round((used.bench / used.seconds) * 100)} % of a core.`,
      ],
    };
  },
};
