import type { Bench } from './lib/bench.ts';
import { makeDataFolder } from './lib/data-folder.ts';
import { datasetOf, makeDataset } from './lib/dataset.ts';
import { openDeskSocket } from './lib/live.ts';
import { inLanes, pause, spread } from './lib/numbers.ts';
import { addAdvisers, demoOwner } from './lib/people.ts';
import { startProduct } from './lib/product.ts';
import { demandDurable } from './lib/sql.ts';
import { stream } from './lib/stream.ts';
import { costLine, watchUsage } from './lib/usage.ts';
import { beginVisits, openWidget, write } from './lib/visitors.ts';

const visitorCount = 100;
const perSecond = 200;
/** A socket may watch this many conversations. */
const perSocket = 50;

export const chat: Bench = {
  name: 'chat',
  about: 'how long a visitor’s message takes to the adviser’s screen, at 200 messages a second',
  run: async ({ quick }) => {
    const dataDir = await makeDataFolder();
    await makeDataset(dataDir, datasetOf(quick));
    const product = await startProduct(dataDir);
    await demandDurable(product.ownerUrl);
    const owner = await demoOwner(product);
    const [adviser = ''] = await addAdvisers(product, owner, 1);
    const visitors = await beginVisits(product, await openWidget(product, owner), visitorCount);
    const conversations: string[] = [];
    await inLanes(visitors, 8, async (one, n) => {
      conversations[n] = (await write(one, 'Hello, is anybody there?')).conversationId;
    });

    const arrived = new Map<string, number>();
    for (let from = 0; from < conversations.length; from += perSocket) {
      const socket = await openDeskSocket(product, adviser, (frame) => {
        if (frame.t !== 'data' || frame.kind !== 'message') return;
        const { message } = frame.data as { message: { id: string } };
        if (!arrived.has(message.id)) arrived.set(message.id, performance.now());
      });
      const watched = conversations.slice(from, from + perSocket);
      socket.send({ t: 'watch', topics: watched.map((id) => `conversation:${id}`) });
    }
    await pause(500);
    await stream(visitors, perSecond, 2, () => {});

    const usage = watchUsage(product);
    const sentAt = new Map<string, number>();
    const confirmed: number[] = [];
    const again = await stream(
      visitors,
      perSecond,
      quick ? 5 : 20,
      (sent) => sentAt.set(sent.id, sent.at),
      (sent) => confirmed.push((sent.confirmedAt ?? Number.NaN) - sent.at),
    );
    const used = usage();
    await pause(2_000);
    await product.stop();
    const missing = [...sentAt.keys()].filter((id) => !arrived.has(id)).length;
    if (missing > 0) throw new Error(`${missing} messages never reached the adviser.`);
    const toDesk = spread([...sentAt].map(([id, at]) => (arrived.get(id) ?? Number.NaN) - at));
    return {
      figures: { p50_ms: toDesk.median, p99_ms: toDesk.p99 },
      series: [
        { name: 'sent to adviser’s socket', unit: 'ms', spread: toDesk },
        { name: 'sent to confirmed', unit: 'ms', spread: spread(confirmed) },
      ],
      notes: [
        `${visitorCount} visitors, ${perSecond} messages a second; visits begin from several addresses of this machine.`,
        'A time counts from when the message was due, also when the visitor’s last one was still on its way.',
        `${again} messages had to be sent again because the server was too busy.`,
        costLine('a message', used, sentAt.size),
      ],
    };
  },
};
