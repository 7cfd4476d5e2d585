import { spoken, timeWords } from './language.ts';
import type { Service } from './service.ts';
import { panelWords as words } from './strings.ts';

/** When we are back, in the customer's own time: "on Monday at 09:00", today by the time alone. */
export function backWords(at: Date, now = new Date()): string {
  const time = timeWords(at);
  if (at.toDateString() === now.toDateString()) return words.backAt(time);
  const isNear = at.getTime() - now.getTime() < 6 * 86_400_000;
  return words.backOn(
    at.toLocaleDateString(spoken(), isNear ? { weekday: 'long' } : { day: 'numeric', month: 'long' }),
    time,
  );
}

/** The line under the shop's name: when we answer, as far as that is known. */
export function serviceWords(service: Service | null, now?: Date): string {
  if (service && !service.isOpen) return service.opensAt ? backWords(new Date(service.opensAt), now) : words.closed;
  if (!service?.replyMs) return words.answer;
  const minutes = Math.ceil(service.replyMs / 60_000);
  // A longer time is rounded up more: better sooner than said.
  const [unit, count] =
    minutes > 55 ? ['hour', minutes / 60] : ['minute', minutes > 10 ? Math.ceil(minutes / 5) * 5 : minutes];
  const format = new Intl.NumberFormat(spoken(), { style: 'unit', unit, unitDisplay: 'long' });
  return words.replies(format.format(Math.ceil(count)));
}
