import type { HeedApi, Identity, MountPanel, OpenOptions, Panel, WidgetConfig, WidgetEvent } from './frame.ts';
import { createLauncher, type Launcher } from './launcher.ts';
import { createLoad } from './load.ts';

/*
 * heed.js: the only script that a shop's page loads by itself. It fetches one small answer, draws the launcher and
 * leaves everything else to the panel, which comes when the customer reaches for it. It writes nothing to the device.
 */

const script = document.currentScript as HTMLScriptElement | null;
const before = window.heed;
if (script && !before?.loaded) start(script, before?.q ?? []);

function start({ src, dataset, nonce }: HTMLScriptElement, queue: ArrayLike<unknown>[]): void {
  const { origin } = new URL(src);
  const key = dataset.key ?? '';
  const storeKey = `heed.${key}`;
  const listeners: [WidgetEvent, (detail?: unknown) => void][] = [];
  let panel: Panel | undefined;
  let identity: Identity | undefined;

  const load = createLoad(origin, nonce);
  // What the page says its language is, then what the visitor's browser prefers.
  const like = [document.documentElement.lang, ...navigator.languages].slice(0, 6);

  const launcher: Promise<Launcher> = idle()
    .then(() =>
      fetchConfig(`${origin}/api/v1/chat/config?${query({ key, lang: dataset.lang ?? '', like: `${like}` })}`),
    )
    .then((config) =>
      createLauncher({
        origin,
        key,
        storeKey,
        config,
        load,
        fills: 'fills' in dataset,
        identity: () => identity,
        bring: () =>
          Promise.all([load(config.panelUrl), config.wordsUrl && load(config.wordsUrl).catch(() => undefined)]).then(
            () => api.mount as MountPanel,
          ),
        mounted(it) {
          panel = it;
        },
        emit(event, detail) {
          for (const [name, listener] of listeners) if (name === event) listener(detail);
        },
      }),
    );

  const calls = {
    /** A token, or what fetches one; null when nobody is signed in any more. */
    identify(who: string | Identity | null) {
      identity = typeof who === 'string' ? () => who : (who ?? undefined);
      if (identity) panel?.identify();
      else calls.shutdown();
    },
    logout: () => calls.identify(null),
    open: (options?: OpenOptions) => void launcher.then((it) => it.open(options)),
    close: () => panel?.close(),
    shutdown() {
      // First the device, so that what begins afresh in the panel finds nothing.
      wipe(storeKey);
      panel?.shutdown();
    },
    on: (event: WidgetEvent, listener: () => void) => void listeners.push([event, listener]),
  };
  const api: HeedApi = (name, ...given) => (calls[name as keyof typeof calls] as HeedApi | undefined)?.(...given);
  // For pages that write Heed.identify(…) and Heed.logout().
  window.Heed = window.heed = Object.assign(api, calls, { loaded: true });
  for (const call of Array.from(queue)) api(...Array.from(call));
}

function query(given: Record<string, string>): string {
  return `${new URLSearchParams(given)}`;
}

/** Resolves when the page has loaded and has nothing better to do. */
function idle(): Promise<unknown> {
  const loaded =
    document.readyState === 'complete' ? Promise.resolve() : new Promise((done) => addEventListener('load', done));
  return loaded.then(
    () => new Promise<unknown>((done) => (window.requestIdleCallback ?? setTimeout)(done, { timeout: 2000 } as never)),
  );
}

/** Asks again while there is no answer, ever more slowly; a refusal is told to the page's maker and ends it. */
async function fetchConfig(url: string, waitMs = 5_000): Promise<WidgetConfig> {
  const response = await fetch(url, { credentials: 'omit' }).catch(() => null);
  if (response?.ok) return (await response.json()) as WidgetConfig;
  if (response && response.status < 500 && response.status !== 429) {
    const { title } = (await response.json().catch(() => ({}))) as { title?: string };
    console.warn(`Heed: ${title ?? response.status}`);
    return new Promise(() => undefined);
  }
  await new Promise((done) => setTimeout(done, waitMs));
  return fetchConfig(url, Math.min(waitMs * 2, 300_000));
}

function wipe(storeKey: string): void {
  try {
    for (const name of Object.keys(localStorage)) {
      if (name === storeKey || name.startsWith(`${storeKey}.`)) localStorage.removeItem(name);
    }
  } catch {
    // Storage is refused here, so nothing was ever written.
  }
}
