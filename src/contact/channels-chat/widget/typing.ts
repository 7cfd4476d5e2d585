const everyMs = 3_000;
const idleMs = 5_000;
const forgetMs = 8_000;

export interface TypingOut {
  /** A key was pressed. */
  typed(): void;
  /** Sent, emptied or closed. */
  ended(): void;
}

/** Says "typing" at most every 3 s, and "stopped" when it ends or after 5 s without a key. */
export function createTypingOut(say: (on: boolean) => void, now: () => number = Date.now): TypingOut {
  let saidAt = 0;
  let idle: ReturnType<typeof setTimeout> | undefined;
  function ended(): void {
    clearTimeout(idle);
    if (saidAt) say(false);
    saidAt = 0;
  }
  return {
    typed() {
      clearTimeout(idle);
      idle = setTimeout(ended, idleMs);
      if (now() - saidAt < everyMs) return;
      saidAt = now();
      say(true);
    },
    ended,
  };
}

/** Who of the staff is typing; forgotten after 8 s, because "stopped" may be lost with a socket. */
export function createTypingIn(changed: () => void): { name(): string | null; heard(name: string | null): void } {
  let typing: string | null = null;
  let forget: ReturnType<typeof setTimeout> | undefined;
  function heard(name: string | null): void {
    clearTimeout(forget);
    if (name) forget = setTimeout(() => heard(null), forgetMs);
    if (name === typing) return;
    typing = name;
    changed();
  }
  return { name: () => typing, heard };
}
