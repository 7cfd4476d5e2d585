import type { Frame, MountPanel, OpenOptions, Panel } from './frame.ts';
import { launcherStyle } from './launcher-style.ts';
import { launcherWords as words } from './strings.ts';

export interface Launcher {
  open(options?: OpenOptions): void;
}

export interface LauncherParts extends Pick<Frame, 'origin' | 'key' | 'storeKey' | 'config' | 'emit'> {
  nonce: string | undefined;
  /** The panel's entrance, once its script has run. */
  entrance: () => MountPanel | undefined;
  mounted: (panel: Panel) => void;
}

const icons = { chat: 'M3.5 4.5h13v9H9l-3.5 3v-3h-2z', close: 'M5 5l10 10M15 5 5 15' };

/** Draws the launcher at the end of the body and brings the panel when it is wanted. */
export function createLauncher(parts: LauncherParts): Launcher {
  const { config, emit, storeKey } = parts;
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  const label = make('span');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  const launcher = make('button', {
    class: 'launch',
    type: 'button',
    'aria-expanded': 'false',
    'aria-haspopup': 'dialog',
  });
  const aside = make('aside', { class: 'heed', lang: 'en', 'aria-label': words.region(config.name) });
  launcher.append(icon(path), label);
  aside.append(launcher);
  root.append(aside);
  adopt(root, launcherStyle);
  colour(host, config.accent);
  let panel: Promise<Panel> | undefined;

  const frame: Frame = { ...parts, host, root, aside, launcher, show, emit };

  function say(text: string, isOpen = false): void {
    label.textContent = text;
    path.setAttribute('d', isOpen ? icons.close : icons.chat);
  }

  function show(isOpen: boolean): void {
    aside.classList.toggle('open', isOpen);
    launcher.setAttribute('aria-expanded', String(isOpen));
    say(isOpen ? words.close : words.help, isOpen);
    emit(isOpen ? 'open' : 'close');
  }

  function bring(): Promise<Panel> {
    panel ??= load(parts).then((mount) => {
      const it = mount(frame);
      parts.mounted(it);
      return it;
    });
    panel.catch(() => {
      panel = undefined;
    });
    return panel;
  }

  async function open(options?: OpenOptions): Promise<void> {
    const slow = setTimeout(() => say(words.opening), 300);
    const ready = await bring().catch(() => null);
    clearTimeout(slow);
    if (ready) ready.open(options);
    else say(words.unavailable);
  }

  say(words.help);
  launcher.onclick = async () => {
    if (aside.classList.contains('open')) (await bring()).close();
    else await open();
  };
  launcher.onpointerenter = launcher.onfocus = () => void load(parts).catch(() => undefined);
  document.body.append(host);
  emit('ready');
  // Somebody who has written before is told of answers without opening the panel.
  if (remembers(storeKey)) void bring().catch(() => undefined);
  return { open: (options) => void open(options) };
}

/** The part of Trusted Types that is used here; the compiler's library does not know it yet. */
interface ScriptPolicy {
  createScriptURL(url: string): unknown;
}

declare global {
  interface Window {
    trustedTypes?: { createPolicy(name: string, rules: { createScriptURL(url: string): string }): ScriptPolicy };
  }
}

let loading: Promise<MountPanel> | undefined;
let policy: ScriptPolicy | undefined;

/** Runs the panel's script once; after a failure the next wish tries again. */
function load({ config, origin, nonce, entrance }: LauncherParts): Promise<MountPanel> {
  const isOwn = (url: string) => new URL(url).origin === origin;
  // The name `heed` is what a page lists in `trusted-types`; the policy lets nothing through but Heed's own origin.
  policy ??= window.trustedTypes?.createPolicy('heed', { createScriptURL: (url) => (isOwn(url) ? url : '') });
  loading ??= new Promise<MountPanel>((resolve, reject) => {
    const url = new URL(config.panelUrl, origin).href;
    const element = document.createElement('script');
    element.src = (policy?.createScriptURL(url) ?? url) as string;
    if (nonce) element.nonce = nonce;
    element.onload = () => {
      const mount = entrance();
      if (mount) resolve(mount);
      else reject();
    };
    element.onerror = reject;
    document.head.append(element);
  });
  loading.catch(() => {
    loading = undefined;
  });
  return loading;
}

function remembers(storeKey: string): boolean {
  try {
    return localStorage.getItem(storeKey) !== null;
  } catch {
    return false;
  }
}

function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, string> = {},
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

function icon(path: SVGPathElement): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 20 20');
  svg.setAttribute('class', 'i');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(path);
  return svg;
}

/** A constructed sheet: needs no `style-src` in the page's policy. */
function adopt(root: ShadowRoot, css: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
}

/** The workspace's accent, below what the page itself sets, with whichever of white and ink reads better on it. */
function colour(host: HTMLElement, accent: string | null): void {
  if (!accent) return;
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(
    (at) => (Number.parseInt(accent.slice(at, at + 2), 16) / 255) ** 2.2,
  );
  const light = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  host.style.setProperty('--heed-accent', accent);
  host.style.setProperty('--heed-on-accent', light > 0.2 ? '#17211c' : '#fff');
}
