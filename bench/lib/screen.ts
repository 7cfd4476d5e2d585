import { countConversations, listConversations } from '#contact/conversations/contract.ts';
import { Refusal } from './api.ts';
import type { Desk } from './desk-client.ts';
import { openDeskSocket } from './live.ts';
import type { Session } from './people.ts';
import type { Product } from './product.ts';
import type { Sent } from './stream.ts';

/** A desk with the inbox open. */
export interface Screen {
  /** Counts from here. */
  begin(): void;
  /** Lists fetched since. */
  lists(): number;
  /** Requests that the server was too busy to answer. */
  tooBusy(): number;
  /** Stops, and gives for each confirmed message how long (ms) this list lacked it; Infinity when it never came. */
  end(): number[];
}

/** The pause of the real desk (kernel/web/refresh.ts). */
const gapMs = () => 500 + Math.random() * 300;

/** Opens the inbox and keeps it true as the desk does. `confirmed` holds messages in the order of their confirmation. */
export async function openScreen(
  product: Product,
  session: Session,
  desk: Desk,
  confirmed: readonly Sent[],
): Promise<Screen> {
  const stale: number[] = [];
  let seen = 0;
  let lists = 0;
  let tooBusy = 0;
  let failed: unknown;
  const list = keeper(async () => {
    const askedAt = performance.now();
    await desk.first.call(listConversations, { view: 'open', limit: 50 });
    const shownAt = performance.now();
    lists++;
    for (let next = confirmed[seen]; next?.confirmedAt && next.confirmedAt <= askedAt; next = confirmed[seen]) {
      stale.push(shownAt - next.confirmedAt);
      seen++;
    }
  });
  const counts = keeper(async () => {
    await desk.second.call(countConversations, {});
  });
  const tell = (keeper: Keeper) => {
    keeper.hint().catch((error: unknown) => {
      if (!(error instanceof Refusal) || error.status !== 503) {
        failed ??= error;
        return;
      }
      tooBusy++;
      tell(keeper);
    });
  };
  const socket = await openDeskSocket(product, session, (frame) => {
    if (frame.t !== 'reload' && !(frame.t === 'hint' && frame.subjects.includes('inbox'))) return;
    tell(list);
    tell(counts);
  });
  await Promise.all([list.hint(), counts.hint()]);
  return {
    begin: () => {
      lists = 0;
    },
    lists: () => lists,
    tooBusy: () => tooBusy,
    end: () => {
      socket.close();
      if (failed) throw failed;
      return [...stale, ...confirmed.slice(seen).map(() => Number.POSITIVE_INFINITY)];
    },
  };
}

interface Keeper {
  hint(): Promise<void>;
}

/** One request at a time and none sooner than the gap allows; a hint meanwhile leads to one more. */
function keeper(fetchAgain: () => Promise<void>): Keeper {
  let lastAt = Number.NEGATIVE_INFINITY;
  let isPlanned = false;
  let underway: Promise<void> = Promise.resolve();
  return {
    hint: async () => {
      if (isPlanned) return;
      isPlanned = true;
      const waitMs = Math.max(0, lastAt + gapMs() - performance.now());
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      isPlanned = false;
      lastAt = performance.now();
      const mine = underway.then(fetchAgain);
      underway = mine.catch(() => {});
      await mine;
    },
  };
}
