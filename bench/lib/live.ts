import { WebSocket } from 'ws';
import { type ClientFrame, livePath, liveProtocol, type ServerFrame } from '#kernel/contract/live.ts';
import type { Session } from './people.ts';
import type { Product } from './product.ts';
import { addressFor, shopOrigin, type Visitor } from './visitors.ts';

/** An open socket that was welcomed. */
export interface Live {
  send(frame: ClientFrame): void;
  close(): void;
}

type Hear = (frame: ServerFrame) => void;

/** Opens a desk's socket. Further frames go to `hear`. `n` chooses the address it comes from. */
export function openDeskSocket(product: Product, session: Session, hear: Hear = () => {}, n = 0): Promise<Live> {
  const cookie = session.replace(/^Cookie: /, '').trim();
  return openSocket(product, { Cookie: cookie, Origin: product.url }, { t: 'hello', as: 'staff' }, hear, n);
}

/** Opens a widget's socket. */
export function openVisitorSocket(product: Product, visitor: Visitor, n = 0): Promise<Live> {
  const { key, token } = visitor;
  return openSocket(product, { Origin: shopOrigin }, { t: 'hello', as: 'customer', key, token }, () => {}, n);
}

function openSocket(
  product: Product,
  headers: Record<string, string>,
  hello: ClientFrame,
  hear: Hear,
  n: number,
): Promise<Live> {
  const localAddress = addressFor(n);
  const url = product.url.replace(/^http/, 'ws') + livePath;
  const socket = new WebSocket(url, liveProtocol, { headers, localAddress, perMessageDeflate: false });
  const send = (frame: ClientFrame) => socket.send(JSON.stringify(frame));
  return new Promise((resolve, reject) => {
    socket.on('open', () => send(hello));
    socket.on('error', reject);
    socket.on('close', (code) => reject(new Error(`The socket was closed with ${code}.`)));
    socket.on('message', (data) => {
      const frame = JSON.parse(String(data)) as ServerFrame;
      if (frame.t === 'bye') reject(new Error(`The server said bye: ${frame.detail ?? frame.reason}`));
      if (frame.t === 'welcome') resolve({ send, close: () => socket.close() });
      else hear(frame);
    });
  });
}
