import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { type Chooser, createChooser } from './chooser.ts';

export interface LoadBalancer {
  url: string;
  /** Requests for which no process answered: what a user would have seen as an error. */
  failures(): number;
  isHealthy(url: string): boolean;
  stop(): void;
}

/**
 * A load balancer as simple as they come: asks /readyz five times a second, gives each request to the next healthy
 * process, repeats nothing. What a process does wrong while it leaves is therefore seen.
 */
export async function startProxy(port: number, urls: readonly string[]): Promise<LoadBalancer> {
  const chooser = createChooser(urls);
  const agents = new Map(urls.map((url) => [url, new Agent({ keepAlive: true, maxSockets: 256 })]));
  const sockets = new Set<Socket>();
  let failures = 0;
  const fail = () => {
    failures++;
  };
  const server = createServer((incoming, outgoing) => {
    const url = chooser.next();
    pass(incoming, outgoing, url, agents.get(url), fail);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('upgrade', (incoming: IncomingMessage, client: Socket, head: Buffer) => {
    tunnel(incoming, client, head, chooser);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${port}`,
    failures: () => failures,
    isHealthy: chooser.isHealthy,
    stop: () => {
      chooser.stop();
      for (const agent of agents.values()) agent.destroy();
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

function pass(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  url: string,
  agent: Agent | undefined,
  fail: () => void,
): void {
  const { method, headers } = incoming;
  const onward = request(url + (incoming.url ?? '/'), { method, headers, ...(agent ? { agent } : {}) }, (answer) => {
    const { connection, 'keep-alive': _, ...kept } = answer.headers;
    outgoing.writeHead(answer.statusCode ?? 502, kept);
    answer.pipe(outgoing);
  });
  onward.on('error', () => {
    fail();
    if (outgoing.headersSent) outgoing.destroy();
    else outgoing.writeHead(502).end();
  });
  incoming.pipe(onward);
}

function tunnel(incoming: IncomingMessage, client: Socket, head: Buffer, chooser: Chooser): void {
  const target = new URL(chooser.next());
  const server = connect(Number(target.port), target.hostname, () => {
    const lines = [`${incoming.method} ${incoming.url} HTTP/1.1`];
    for (let i = 0; i < incoming.rawHeaders.length; i += 2) {
      lines.push(`${incoming.rawHeaders[i]}: ${incoming.rawHeaders[i + 1]}`);
    }
    server.write(`${lines.join('\r\n')}\r\n\r\n`);
    server.write(head);
    server.pipe(client);
    client.pipe(server);
  });
  for (const [one, other] of [
    [server, client],
    [client, server],
  ] as const) {
    one.on('error', () => other.destroy());
    one.on('close', () => other.destroy());
  }
}
