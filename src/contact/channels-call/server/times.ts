import { refuse } from '#kernel/server/problem.ts';
import type { ContactKind } from '../contract.ts';
import type { PhoneCallRecord } from './phone-calls.ts';

export interface Times {
  began: Date;
  ended: Date;
}

/** How far a clock at the other end may be ahead of ours. */
const skewMs = 5 * 60_000;
const longestMs = 24 * 3_600_000;

/**
 * When it was: as given, else as the telephone system told, else now.
 * @throws Problem calls.impossible_time
 */
export function timesOf(
  given: { kind: ContactKind; beganAt?: string | undefined; endedAt?: string | undefined },
  call: Pick<PhoneCallRecord, 'began_at' | 'answered_at' | 'ended_at'> | undefined,
  now: Date,
): Times {
  const end = given.endedAt ? new Date(given.endedAt) : call?.ended_at;
  const began = given.beganAt ? new Date(given.beganAt) : (call?.answered_at ?? call?.began_at ?? end ?? now);
  const ended = end ?? (given.kind === 'letter' ? began : latest(began, now));
  if (began.getTime() > now.getTime() + skewMs) refuse('calls.impossible_time', 'It would begin in the future.');
  if (ended < began) refuse('calls.impossible_time', 'It would end before it began.');
  if (ended.getTime() > now.getTime() + skewMs) refuse('calls.impossible_time', 'It would end in the future.');
  if (ended.getTime() - began.getTime() > longestMs) {
    refuse('calls.impossible_time', 'It would have lasted for more than a day. Give `endedAt` as well.');
  }
  return { began, ended };
}

const latest = (one: Date, other: Date) => (one > other ? one : other);
