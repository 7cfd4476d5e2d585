import { Problem, unavailable } from '../server/problem.ts';

/** A place where those of one key wait for their turn; `work` runs when there is room. */
export type Turnstile = <T>(key: string | undefined, work: () => Promise<T>) => Promise<T>;

interface Lane {
  inside: number;
  /** When work last came to an end of its own, and not because what it needed did not answer. */
  movedAt: number;
  waiting: (() => void)[];
}

/** After so long without an end, what they wait for does not answer. */
const stuckMs = 1_000;

export interface TurnstileOptions {
  /** How many of one key are inside at once. */
  room: number;
  patienceMs: number;
  /** How many of one key may wait; whoever comes after them is refused at once. */
  queue?: number;
  /** What is said to those for whom there is no place to wait. */
  refusal?: () => Problem;
}

/**
 * Lets `room` works of one key run at once in this process, the others in the order of their coming. For writes of one
 * workspace: the stream's lock takes them one by one in any case; a queue that forms here costs nothing, one that
 * forms at the lock makes PostgreSQL wake and check all who wait at every commit. The second one keeps the lock busy
 * while the answer to the first travels. Nobody is held up for ever: `work` has a time limit of its own (a query's),
 * and whoever has waited `patienceMs` is told to come back.
 * @throws Problem service.unavailable; the `refusal` where nobody more may wait
 */
export function createTurnstile(options: TurnstileOptions): Turnstile {
  const { room, patienceMs, queue = Number.POSITIVE_INFINITY, refusal = unavailable } = options;
  const lanes = new Map<string, Lane>();
  const enter = (lane: Lane) =>
    new Promise<void>((resolve, reject) => {
      const pass = () => {
        clearTimeout(timer);
        lane.inside++;
        resolve();
      };
      const timer = setTimeout(() => {
        lane.waiting.splice(lane.waiting.indexOf(pass), 1);
        reject(unavailable());
      }, patienceMs);
      lane.waiting.push(pass);
    });
  return async (key, work) => {
    if (key === undefined) return work();
    const lane = lanes.get(key) ?? { inside: 0, movedAt: performance.now(), waiting: [] };
    if (lane.inside >= room && lane.waiting.length >= queue) {
      // Where nothing moves the crowd is no fault of theirs.
      throw performance.now() - lane.movedAt > stuckMs ? unavailable() : refusal();
    }
    lanes.set(key, lane);
    if (lane.inside < room) lane.inside++;
    else await enter(lane);
    try {
      const done = await work();
      lane.movedAt = performance.now();
      return done;
    } catch (error) {
      if (error instanceof Problem && error.code !== 'service.unavailable') lane.movedAt = performance.now();
      throw error;
    } finally {
      lane.inside--;
      lane.waiting.shift()?.();
      if (lane.inside === 0) lanes.delete(key);
    }
  };
}

/**
 * Before work that a stranger may ask for and that waits for a row shared by their network: three at once per network
 * and process, so that a burst waits here and not in everybody's database connections.
 * @throws Problem limit.too_many, service.unavailable
 */
export function createGate(refusal: () => Problem): Turnstile {
  return createTurnstile({ room: 3, queue: 30, patienceMs: 2_000, refusal });
}
