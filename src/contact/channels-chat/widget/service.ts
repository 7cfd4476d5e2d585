import type { OutputOf } from '#kernel/contract/contract.ts';
import type { chatPlace, chatService } from '../contract.ts';
import type { Call } from './api.ts';
import type { Session } from './session.ts';

export type Service = OutputOf<typeof chatService>;

/** What the shop says of its service, and how many wait before this customer. */
export interface ServiceNews {
  service(): Service | null;
  /** Null where nobody waits, or it is not known. */
  before(): number | null;
  /** Looks again, if the last look is some time ago. */
  look(): void;
  stop(): void;
}

interface Parts {
  key: string;
  call: Call;
  session: Session;
  /** Whether the customer has the panel before them and waits for a first answer. */
  waits: () => boolean;
  changed: () => void;
}

const everyMs = 20_000;

/** Asks when the panel is opened, and while somebody waits before it. Without an answer nothing is said. */
export function createService({ key, call, session, waits, changed }: Parts): ServiceNews {
  let service: Service | null = null;
  let before: number | null = null;
  let lookedAt = 0;
  const timer = setInterval(place, everyMs);

  async function place(): Promise<void> {
    if (!service?.saysPlace || !waits()) return;
    const answer = await session.ask<OutputOf<typeof chatPlace>>({ method: 'GET', path: '/chat/place' });
    before = answer.ok ? answer.data.before : null;
    changed();
  }

  async function ask(): Promise<void> {
    const answer = await call<Service>({ method: 'GET', path: `/chat/service?key=${key}` });
    if (answer.ok) service = answer.data;
    else lookedAt = 0;
    changed();
    return place();
  }

  return {
    service: () => service,
    before: () => (waits() ? before : null),
    look() {
      if (Date.now() - lookedAt < 60_000) return void place();
      lookedAt = Date.now();
      void ask();
    },
    stop: () => clearInterval(timer),
  };
}
