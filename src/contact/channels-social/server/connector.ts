import type { EgressResponse } from '#kernel/egress/egress.ts';
import type { Connector as ConnectorName, SocialProblem } from '../contract.ts';

/** An account as a connector speaks for it. `call` is the only way out, and says what failed in plain words. */
export interface Line {
  token: string;
  apiUrl: string;
  call(request: {
    url: string;
    headers?: Record<string, string>;
    body?: string | Buffer;
    timeoutMs?: number;
    maxBytes?: number;
  }): Promise<EgressResponse>;
}

/** A file as the service names it; fetched later, if it is to be kept. */
export interface FileThere {
  ref: string;
  name: string;
  size: number;
}

/** What an update of a service tells. Nothing else of a service is known outside its connector. */
export type Told =
  | { what: 'message' | 'edit'; from: Sender; ref: string; text: string; files: FileThere[] }
  | { what: 'blocked' | 'unblocked'; from: Sender }
  /** Of no interest here: a group, a service message. */
  | { what: 'nothing' };

export interface Sender {
  ref: string;
  chatRef: string;
  name: string;
  handle: string;
  locale: string | null;
}

/** A piece of an answer: words, or a file with words below it. */
export type Piece = { text: string } | { name: string; type: string; bytes: Buffer; text: string };

/**
 * A service on which customers write. Its connector knows the service's own interface and nothing of Heed: no database, no
 * conversation. All of what it throws is a `ServiceError`.
 */
export interface Connector {
  name: ConnectorName;
  /** The header in which the service shows the secret that it was given. */
  secretHeader: string;
  /** Signs that a piece of text may have, that words below a file may have, and bytes of a file either way. */
  limits: { text: number; caption: number; fileIn: number; fileOut: number };
  /** Whose token it is. */
  whoAmI(line: Line): Promise<{ ref: string; handle: string }>;
  /** Has the service tell of what comes at an address, with a secret; null: it is to be asked. */
  listen(line: Line, at: { url: string; secret: string } | null): Promise<void>;
  /** Asks for what came since a place, and waits a while for it. */
  poll(line: Line, place: string, waitS: number): Promise<unknown[]>;
  /** The name of an update, in whose order they are read, the same however often it is told; undefined: it is none. */
  refOf(update: unknown): string | undefined;
  /** From where on to ask after this one. */
  placeAfter(ref: string): string;
  read(update: unknown): Told;
  fetchFile(line: Line, file: FileThere): Promise<Buffer>;
  /** Sends one piece, and returns its name there. */
  send(line: Line, chatRef: string, piece: Piece): Promise<string>;
}

/** Whoever is told to wait for longer asks again after a day; told to wait for no time, after a second. */
const mostPauseS = 86_400;

/**
 * later: worth trying again, after `retryAfterS` where the service says so. blocked: whoever it is for lets nothing
 * through. refused: not this one, never. account: nothing of this account works, and why.
 */
export class ServiceError extends Error {
  readonly as: 'later' | 'blocked' | 'refused' | 'account';
  readonly retryAfterS: number | undefined;
  readonly problem: SocialProblem;

  constructor(
    as: ServiceError['as'],
    said: string,
    { retryAfterS, problem = 'refused' }: { retryAfterS?: number; problem?: SocialProblem } = {},
  ) {
    super(said);
    this.as = as;
    this.retryAfterS =
      retryAfterS === undefined ? undefined : Math.min(Math.max(Math.ceil(retryAfterS), 1), mostPauseS);
    this.problem = problem;
  }
}
