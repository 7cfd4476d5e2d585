import { request } from 'node:http';

/** What was answered under a host. */
export interface Under {
  status: number;
  location: string | undefined;
  text: string;
}

/** Asks a server under a host that is not its own, which `fetch` cannot name; what is sent goes out as JSON or as it is. */
export function under(
  url: string,
  host: string,
  path = '/',
  { headers = {}, body }: { headers?: Record<string, string>; body?: unknown } = {},
): Promise<Under> {
  const { hostname, port } = new URL(url);
  const method = body === undefined ? 'GET' : 'POST';
  const sent = typeof body === 'string' ? body : JSON.stringify(body);
  return new Promise((done, failed) => {
    const asked = request({ hostname, port, path, method, headers: { Host: host, ...headers } }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (piece: string) => {
        text += piece;
      });
      const { statusCode: status = 0, headers: told } = answer;
      answer.on('end', () => done({ status, location: told.location, text }));
    });
    asked.on('error', failed).end(sent);
  });
}
