import type { Frame, MountPanel, OpenOptions, Panel } from './frame.ts';
import { launcherStyle } from './launcher-style.ts';

export interface Launcher {
  open(options?: OpenOptions): void;
}

export interface LauncherParts
  extends Pick<Frame, 'origin' | 'key' | 'storeKey' | 'config' | 'emit' | 'fills' | 'floats' | 'identity' | 'load'> {
  /** Brings the panel's script, and its words where they are not the English that it has. */
  bring: () => Promise<MountPanel>;
  mounted: (panel: Panel) => void;
}

const icons = { chat: 'M3.5 4.5h13v9H9l-3.5 3v-3h-2z', close: 'M5 5l10 10M15 5 5 15' };

/** Draws the launcher at the end of the body and brings the panel when it is wanted. */
export function createLauncher(parts: LauncherParts): Launcher {
  const { config, emit, fills, storeKey } = parts;
  const { words } = config;
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
  const { direction: dir, locale: lang } = config;
  const aside = make('aside', { class: fills ? 'heed full' : 'heed', dir, lang, 'aria-label': words.region });
  launcher.append(icon(path), label);
  aside.append(launcher);
  root.append(aside);
  adopt(root, launcherStyle + config.style);
  shade(aside, config.scheme);
  let panel: Promise<Panel> | undefined;

  const frame: Frame = { ...parts, host, root, aside, launcher, show };

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
    panel ??= parts.bring().then((mount) => {
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
  launcher.onpointerenter = launcher.onfocus = () => void parts.bring().catch(() => undefined);
  document.body.append(host);
  emit('ready');
  const { nudge } = config.parts;
  if (nudge && config.nudges[0] && !fills) {
    void parts.load(nudge).then(
      () => window.heed?.nudge?.(frame, open),
      () => undefined,
    );
  }
  if (fills) void open({ quietly: true });
  // Somebody who has written before is told of answers without opening the panel.
  else if (remembers(storeKey)) void bring().catch(() => undefined);
  return { open: (options) => void open(options) };
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

/** Dark where the workspace says so, or where it leaves it to the reader's own device. */
function shade(aside: HTMLElement, scheme: Frame['config']['scheme']): void {
  const device = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => aside.classList.toggle('dark', scheme === 'auto' ? device.matches : scheme === 'dark');
  if (scheme === 'auto') device.onchange = apply;
  apply();
}
