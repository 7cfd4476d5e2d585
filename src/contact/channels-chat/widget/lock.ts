import type { Store } from './storage.ts';

/** Runs work while no other tab of this visitor runs any. The work must not throw. */
export type Lock = <T>(work: () => Promise<T>) => Promise<T>;

const leaseMs = 8_000;
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A lock by Web Locks where the page has them (secure contexts), else by a lease in storage. */
export function createLock(name: string, store: Store, tab: string): Lock {
  const locks: LockManager | undefined = navigator.locks;
  if (locks && self.origin !== 'null') return (work) => locks.request(name, work) as ReturnType<typeof work>;
  return leaseLock(`${name}.lock`, store, tab);
}

/**
 * A lease: the tab's name and when it lapses. Storage has no compare-and-set, so a tab writes its name, waits and
 * looks whether it still stands. Should two tabs slip through all the same, the idempotency key keeps the message
 * single.
 */
export function leaseLock(key: string, store: Store, tab: string, settleMs = 40): Lock {
  const write = () => store.set(key, `${tab} ${Date.now() + leaseMs}`);
  const holder = () => {
    const [owner = '', until = '0'] = (store.get(key) ?? '').split(' ');
    return Number(until) > Date.now() ? owner : '';
  };
  async function take(): Promise<void> {
    for (;;) {
      const owner = holder();
      if (owner === '' || owner === tab) {
        write();
        await sleep(settleMs * (1 + Math.random()));
        if (holder() === tab) return;
      }
      await sleep(settleMs * (2 + 2 * Math.random()));
    }
  }
  return async (work) => {
    await take();
    const renewal = setInterval(write, leaseMs / 4);
    try {
      return await work();
    } finally {
      clearInterval(renewal);
      if (holder() === tab) store.remove(key);
    }
  };
}
