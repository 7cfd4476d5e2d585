const script = '/desk/sw.js';

type ScriptPolicy = { createScriptURL(url: string): unknown };
type TrustedTypes = { createPolicy(name: string, rules: { createScriptURL(): string }): ScriptPolicy };

let policy: ScriptPolicy | undefined;

/** The page's content policy takes scripts from nobody but this, which knows one address. */
function scriptUrl(): string {
  const { trustedTypes } = window as { trustedTypes?: TrustedTypes };
  policy ??= trustedTypes?.createPolicy('heed-worker', { createScriptURL: () => script });
  return (policy?.createScriptURL(script) ?? script) as string;
}

/** Whether this browser can be told while Heed is closed. On iPhones only an installed Heed can. */
export const canBeTold = () =>
  window.isSecureContext && 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;

/** The desk's service worker, started where there is none yet. */
export async function startWorker(): Promise<ServiceWorkerRegistration> {
  await navigator.serviceWorker.register(scriptUrl(), { scope: '/desk/' });
  return navigator.serviceWorker.ready;
}

/** Whether Heed runs as an installed app. */
export const isInstalled = () => matchMedia('(display-mode: standalone)').matches;

function bytesOf(key: string): Uint8Array<ArrayBuffer> {
  const text = atob(key.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, (sign) => sign.charCodeAt(0));
}

const base64Url = (key: ArrayBuffer | null) =>
  btoa(String.fromCharCode(...new Uint8Array(key ?? new ArrayBuffer(0))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/**
 * Asks the browser's push service for an address, after the reader allowed it. Call it from a click.
 * Undefined where the reader said no. An address of an older key is given back first.
 */
export async function subscribe(senderKey: string) {
  if ((await Notification.requestPermission()) !== 'granted') return undefined;
  const { pushManager } = await startWorker();
  const applicationServerKey = bytesOf(senderKey);
  const known = await pushManager.getSubscription();
  if (known && base64Url(known.options.applicationServerKey) !== senderKey) await known.unsubscribe();
  const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
  const { endpoint } = made;
  return { endpoint, p256dh: base64Url(made.getKey('p256dh')), auth: base64Url(made.getKey('auth')), senderKey };
}

/** Gives the address back; the push service knows this browser no more. */
export async function unsubscribe(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration('/desk/');
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
}

const remembered = 'heed.device';

/** Which of the reader's devices this browser is. */
export const thisDevice = {
  read: (): string | null => localStorage.getItem(remembered),
  keep: (id: string) => localStorage.setItem(remembered, id),
  forget: () => localStorage.removeItem(remembered),
};
