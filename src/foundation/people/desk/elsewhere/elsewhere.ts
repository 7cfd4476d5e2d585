import type { useData } from '#kernel/web/hooks.tsx';

type Client = ReturnType<typeof useData>['client'];

/** What the page to which the provider leads tells the page that opened it. */
export type Answer = { personId: string; did: 'signed_in' | 'linked' | 'proved' };

const channelName = 'heed-elsewhere';
/** So the page to which the provider leads knows that another page waits for it. */
const windowName = 'heed-elsewhere';

/** Goes to the provider with this page; what is on it is left. */
export async function goElsewhere(client: Client, providerId: string, to: 'sign_in' | 'link'): Promise<void> {
  const { url } = await client.command('people.start-elsewhere', { providerId, to });
  location.assign(url);
}

/**
 * Goes to the provider in a window of its own, so that everything on this page stays; gives what came of it, or
 * undefined when the window was closed before. Call it from a click, or the browser refuses the window.
 */
export async function askElsewhere(
  client: Client,
  providerId: string,
  to: 'sign_in' | 'prove',
): Promise<Answer | undefined> {
  // Opened before the server answers: later it would no longer be part of the click.
  const opened = window.open('about:blank', windowName, 'popup,width=520,height=680');
  const { url } = await client.command('people.start-elsewhere', { providerId, to }).catch((error: unknown) => {
    opened?.close();
    throw error;
  });
  if (!opened) {
    location.assign(url);
    return new Promise(() => undefined);
  }
  opened.location.replace(url);
  return answerFrom(opened);
}

function answerFrom(opened: Window): Promise<Answer | undefined> {
  const channel = new BroadcastChannel(channelName);
  return new Promise<Answer | undefined>((resolve) => {
    channel.onmessage = ({ data }: MessageEvent<Answer>) => resolve(data);
    // Under its own opener policy the provider's page looks closed from here at once, so only the reader can tell.
    window.addEventListener('focus', () => setTimeout(() => opened.closed && resolve(undefined), 1_500), {
      once: true,
    });
  }).finally(() => channel.close());
}

/** Whether another page of Heed waits for what this one hears. */
export const isAwaited = () => window.name === windowName;

/** Tells the page that waits, and closes this one. */
export function tellOpener(answer: Answer): void {
  const channel = new BroadcastChannel(channelName);
  channel.postMessage(answer);
  channel.close();
  window.close();
}
