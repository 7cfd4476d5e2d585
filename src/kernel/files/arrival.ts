import type { Server } from 'node:http';

/** Within this time a request must have come whole, files apart. */
const usualMs = 30_000;
/** A file of 50 MB over a line of half a megabit; silence ends it much sooner (`take`). */
export const longestArrivalMs = 15 * 60_000;

/** Below this address files come and go. */
export const filesPath = '/api/v1/files/';
const slow = new Set([filesPath]);

/** Says that what comes to addresses which begin so may be as large as a file, and may take its time. */
export function arrivesSlowly(path: string): void {
  slow.add(path);
}

const isSlow = (url = '') => [...slow].some((path) => url.startsWith(path));

/** Ends connections whose request does not come whole in the usual time, unless it may bring a file. */
export function limitArrival(server: Server): void {
  server.prependListener('request', (incoming) => {
    if (incoming.method === 'GET' || isSlow(incoming.url)) return;
    const late = setTimeout(() => incoming.complete || incoming.socket.destroy(), usualMs).unref();
    const came = () => clearTimeout(late);
    incoming.once('end', came).once('close', came);
  });
}
