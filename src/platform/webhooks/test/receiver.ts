import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What came, as it came. */
export interface Arrived {
  headers: Record<string, string>;
  body: string;
  /** The body, read. */
  message: { type: string; timestamp: string; data: { seq: number | null; facts: Record<string, unknown> } };
}

export interface Receiver {
  url: string;
  arrived: Arrived[];
  /** Answers what comes; 204 as long as nobody says otherwise. */
  answer: (response: ServerResponse) => void;
  stop(): Promise<void>;
}

/** Somebody's server for webhooks, in the own network. */
export async function startReceiver(host = '127.0.0.2'): Promise<Receiver> {
  const receiver: Receiver = {
    url: '',
    arrived: [],
    answer: (response) => response.writeHead(204).end(),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    receiver.arrived.push({ headers: plain(request.headers), body, message: body ? JSON.parse(body) : null });
    receiver.answer(response);
  });
  await new Promise<void>((done) => server.listen(0, host, done));
  receiver.url = `http://${host}:${(server.address() as AddressInfo).port}/hook`;
  return receiver;
}

function plain(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
