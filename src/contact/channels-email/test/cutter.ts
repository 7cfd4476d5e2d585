import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** Stands before a server and cuts the first connections. */
export interface Cutter {
  port: number;
  cuts: number;
  stop(): void;
}

/** Cuts one connection after the other, each after a number of bytes from the server; then it lets all pass. */
export async function startCutter(port: number, cutAfter: readonly number[]): Promise<Cutter> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    let left = cutAfter[cutter.cuts] ?? Number.POSITIVE_INFINITY;
    for (const one of [near, far]) {
      sockets.add(one);
      one.on('error', () => {});
      one.on('close', () => {
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far);
    far.on('data', (piece: Buffer) => {
      near.write(piece.subarray(0, left));
      left -= piece.length;
      if (left > 0 || near.destroyed) return;
      cutter.cuts++;
      near.destroy();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const stop = () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  const cutter: Cutter = { port: (server.address() as AddressInfo).port, cuts: 0, stop };
  return cutter;
}
