import type { Chat, ChatState } from './chat.ts';
import type { HeedApi, WidgetConfig } from './frame.ts';
import { createLauncher } from './launcher.ts';
import { createLoad } from './load.ts';
import { mount } from './panel.tsx';

/*
 * The panel as the settings show it: the real one, with made-up messages and nothing behind it. The desk, and nobody
 * else, says how it looks: a message of the same origin, from the page that frames this one.
 */

export interface PreviewWish {
  heedPreview: true;
  config: WidgetConfig;
  /** Fills the frame, as on a phone. */
  phone: boolean;
  /** What the sample adviser and customer say. */
  said: { by: 'me' | 'staff'; name: string; text: string }[];
  /** Without it the launcher alone is shown. */
  open: boolean;
}

const load = createLoad(location.origin, undefined);
window.heed = (() => undefined) as HeedApi;

const still = new CSSStyleSheet();
still.replaceSync('*, ::before, ::after { animation: none !important; transition: none !important; }');

function sampleChat({ said }: PreviewWish): Chat {
  const nothing = () => undefined;
  const at = new Date().toISOString();
  const messages = said.map((one, i) => ({
    ...{ ...one, attachments: [], id: `s${i}`, conversationId: 'sample', number: i + 1, at },
  }));
  const state: ChatState = {
    ...{ messages, pending: [], ready: true, line: 'fine', typing: null, unread: 0, seen: () => true },
    ...{ service: null, before: null, feedback: null, goesOn: null, isVerified: false, conversationId: 'sample' },
  };
  const draft = { get: () => '', set: nothing, heard: nothing, listen: nothing };
  return {
    ...{
      state: () => state,
      draft,
      token: async () => null,
      send: nothing,
      retry: nothing,
      remove: nothing,
      typed: nothing,
    },
    ...{
      ask: async () => ({ ok: false, status: 0, code: '', words: '', retryAfterMs: null }),
      go: async () => undefined,
    },
    ...{ typingEnded: nothing, watch: nothing, turned: nothing, wasOpen: () => false, dispose: nothing },
  };
}

const page = new CSSStyleSheet();
document.adoptedStyleSheets = [page];

function show(wish: PreviewWish): void {
  document.body.replaceChildren();
  page.replaceSync(`html { background: ${wish.config.scheme === 'dark' ? '#24211e' : '#f4f2ee'}; }`);
  const launcher = createLauncher({
    ...{
      origin: location.origin,
      key: '',
      storeKey: 'heed.preview',
      config: wish.config,
      fills: wish.phone,
      floats: true,
    },
    ...{ emit: () => undefined, mounted: () => undefined, identity: () => undefined, load },
    bring: async () => {
      if (wish.config.wordsUrl) await load(wish.config.wordsUrl);
      return (frame) => mount(frame, () => sampleChat(wish));
    },
  });
  const root = document.body.lastElementChild?.shadowRoot;
  if (root) root.adoptedStyleSheets = [...root.adoptedStyleSheets, still];
  if (wish.open && !wish.phone) launcher.open({ quietly: true });
}

addEventListener('message', ({ data, origin, source }: MessageEvent<PreviewWish>) => {
  if (origin === location.origin && source === parent && data?.heedPreview) show(data);
});
parent.postMessage({ heedPreviewReady: true }, location.origin);
