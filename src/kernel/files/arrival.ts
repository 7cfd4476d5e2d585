import type { Server } from 'node:http';

/** Within this time a request must have come whole, files apart. */
const usualMs = 30_000;
/** A file of 50 MB over a line of half a megabit; silence ends it much sooner (`take`). */
export const longestArrivalMs = 15 * 60_000;

/** Below this address files come and go. */
export const filesPath = '/api/v1/files/';

/** Ends connections whose request does not come whole in the usual time, unless it may bring a file. */
export function limitArrival(server: Server): void {
  server.prependListener('request', (incoming) => {
    if (incoming.method === 'GET' || incoming.url?.startsWith(filesPath)) return;
    const late = setTimeout(() => incoming.complete || incoming.socket.destroy(), usualMs).unref();
    const came = () => clearTimeout(late);
    incoming.once('end', came).once('close', came);
  });
}
