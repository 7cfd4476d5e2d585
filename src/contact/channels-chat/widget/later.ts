import type { Frame, HeedApi } from './frame.ts';

/** The parts that are drawn within the panel. */
type Drawn = Pick<HeedApi, 'ask' | 'forms'>;

/**
 * What a later part has left on `window.heed` under its name. Asking for it brings it: undefined while it comes, null
 * where it is not to be had, so that the chat goes on without.
 */
export type Later = <Name extends keyof Drawn>(name: Name) => Drawn[Name] | undefined | null;

export function createLater({ config, load }: Frame, changed: () => void): Later {
  const wanted = new Map<string, undefined | null>();

  async function bring(name: string, path: string): Promise<void> {
    wanted.set(name, undefined);
    await load(path).catch(() => {
      wanted.set(name, null);
      // From then on the next drawing tries again.
      setTimeout(() => wanted.delete(name), 30_000);
    });
    changed();
  }

  return (name) => {
    const part = window.heed?.[name];
    const path = config.parts[name];
    if (part || !path) return part ?? null;
    if (!wanted.has(name)) void bring(name, path);
    return wanted.get(name);
  };
}
