import { hash, verify } from '@node-rs/argon2';
import { refuse } from '#kernel/server/problem.ts';

/** argon2id (the library's default kind) over 64 MiB, three passes, one lane: about 0.2 s of one core. */
export const cost = { memoryCost: 65_536, timeCost: 3, parallelism: 1 } as const;

/** A hash of random bytes that were thrown away: checking against it takes as long as against a real one. */
const nobodysHash = '$argon2id$v=19$m=65536,t=3,p=1$gL4arGInjvIp/8S44CWc/Q$2oXkLB1b+aqZHNkUT/asYgfEVd1ob2C5HQa+SjEuFY4';

/** At most two at a time (128 MiB), and no longer a queue than can be served before a request gives up. */
const atOnce = 2;
const mostWaiting = 16;
let running = 0;
const waiting: (() => void)[] = [];

/** The hash to keep of a passphrase. @throws Problem limit.too_many when too many are being computed */
export function hashPassphrase(passphrase: string): Promise<string> {
  return inTurn(() => hash(sameOnEveryKeyboard(passphrase), cost));
}

/**
 * Does the passphrase belong to the hash? Without a hash (unknown address) it works as long and says no.
 * @throws Problem limit.too_many when too many are being computed
 */
export async function verifyPassphrase(known: string | null | undefined, passphrase: string): Promise<boolean> {
  const fits = await inTurn(() => verify(known ?? nobodysHash, sameOnEveryKeyboard(passphrase)));
  return fits && Boolean(known);
}

/** Keyboards differ in how they compose é or ﬁ; people mean the same sign. */
function sameOnEveryKeyboard(passphrase: string): string {
  return passphrase.normalize('NFKC');
}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= atOnce) {
    if (waiting.length >= mostWaiting) {
      refuse('limit.too_many', 'Very many people are signing in just now. Try again in a few seconds.', {
        retryAfterS: 5,
      });
    }
    // The one who finishes hands its turn over, so `running` is not counted up again here.
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else running++;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}
