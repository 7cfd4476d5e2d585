import type { Frame } from './frame.ts';
import type { Store } from './storage.ts';

export interface Sound {
  isOn(): boolean;
  toggle(): void;
  /** An answer came. */
  play(): void;
}

/** A short tone for new answers, off until the customer switches it on; the device remembers that. */
export function createSound({ config, load, storeKey }: Frame, store: Store): Sound {
  const key = `${storeKey}.sound`;
  const isOn = () => store.get(key) !== null;
  const sound = () => {
    const { tone } = config.parts;
    return (
      tone &&
      load(tone).then(
        () => window.heed?.tone?.(),
        () => undefined,
      )
    );
  };
  return {
    isOn,
    toggle() {
      if (isOn()) store.remove(key);
      else {
        store.set(key, '1');
        void sound();
      }
    },
    play() {
      if (!isOn()) return;
      // Of several tabs that hear of it at once, one sounds.
      const held = navigator.locks?.request(key, { ifAvailable: true }, async (mine) => {
        if (!mine) return;
        await sound();
        await new Promise((done) => setTimeout(done, 900));
      });
      if (!held) void sound();
    },
  };
}
