/** @jsxImportSource preact */
import { createRef, render } from 'preact';
import { ChatPanel } from './ChatPanel.tsx';
import { type Chat, createChat } from './chat.ts';
import type { Frame, OpenOptions, Panel } from './frame.ts';
import { createModality } from './modal.ts';
import { panelStyle } from './panel-style.ts';
import { openStore, type Store } from './storage.ts';
import { launcherWords, panelWords } from './strings.ts';

/** Puts the panel into the loader's frame. Only reads the device's memory until something is written. */
function mount(frame: Frame): Panel {
  const { config, key, launcher, origin, root, storeKey } = frame;
  const slot = document.createElement('div');
  const box = createRef<HTMLTextAreaElement>();
  const badge = createBadge(frame);
  const modality = createModality(frame.host, frame.aside, () => settle());
  let store: ClosableStore;
  let chat: Chat;
  let visits = 0;
  let isOpen = false;
  let offered = '';
  let drawing = false;

  function begin(): void {
    visits++;
    store = closable(openStore(() => localStorage));
    chat = createChat({
      origin,
      key,
      store,
      storeKey,
      changed: draw,
      arrived: ({ by }) => frame.emit('message', { by }),
      wiped: shutdown,
    });
  }

  /** Several changes in one turn become one drawing. */
  function draw(): void {
    if (drawing) return;
    drawing = true;
    queueMicrotask(drawNow);
  }

  function drawNow(): void {
    drawing = false;
    const state = chat.state();
    const props = { chat, state, config, offered, box, close, open: isOpen, modal: modality.isPhone() };
    render(<ChatPanel key={visits} {...props} />, slot);
    badge(isOpen ? 0 : state.unread);
    hintInTitle(isOpen && !document.hidden ? 0 : state.unread);
  }

  /** Brings page, marks and drawing in line with whether the panel is open and looked at. */
  function settle(): void {
    modality.apply(isOpen);
    chat.watch(isOpen && !document.hidden);
    draw();
  }

  function open(options: OpenOptions = {}): void {
    offered = options.text ?? '';
    if (!isOpen) {
      isOpen = true;
      frame.show(true);
    }
    settle();
    drawNow();
    box.current?.focus({ preventScroll: true });
  }

  function close(): void {
    if (!isOpen) return;
    const hadFocus = root.activeElement !== null;
    isOpen = false;
    frame.show(false);
    settle();
    drawNow();
    if (hadFocus) launcher.focus({ preventScroll: true });
  }

  function shutdown(): void {
    close();
    store.close();
    chat.dispose();
    begin();
    drawNow();
  }

  begin();
  prepare(frame, slot, close);
  document.addEventListener('visibilitychange', settle);
  draw();
  return { open, close, shutdown };
}

/** Sheet, place and keys of the panel. */
function prepare({ aside, host, launcher, root }: Frame, slot: HTMLElement, close: () => void): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(panelStyle);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  const given = getComputedStyle(host);
  // Where the shop brings its own paper and ink, lines and quiet text are mixed from those.
  const own = given.getPropertyValue('--w-surface') || given.getPropertyValue('--w-text');
  aside.classList.toggle('own', own !== '');
  launcher.before(slot);
  for (const type of ['keydown', 'keypress', 'keyup'] as const) {
    aside.addEventListener(type, (event) => {
      // The page sees only the host, takes it for no text box, and would answer its own shortcuts.
      event.stopPropagation();
      if (type === 'keydown' && event.key === 'Escape' && !event.isComposing) close();
    });
  }
}

interface ClosableStore extends Store {
  close(): void;
}

/** After a log-out, a request still under way must not write its answer to the device. */
function closable(store: Store): ClosableStore {
  let closed = false;
  return {
    ...store,
    set(key, value) {
      if (!closed) store.set(key, value);
    },
    close() {
      closed = true;
    },
  };
}

/** The count on the launcher, with its words for those who listen. */
function createBadge({ emit, launcher }: Frame): (count: number) => void {
  const figure = document.createElement('span');
  let shown = 0;
  figure.className = 'n';
  figure.hidden = true;
  launcher.append(figure);
  return (count) => {
    if (count === shown) return;
    shown = count;
    figure.hidden = count === 0;
    figure.textContent = count > 99 ? '99+' : String(count);
    if (count) launcher.setAttribute('aria-label', `${launcherWords.help}, ${panelWords.unread(count)}`);
    else launcher.removeAttribute('aria-label');
    emit('unread', count);
  };
}

/** Puts "(2) " before the page's title, and takes it away again; a title the page changed meanwhile stays. */
function hintInTitle(count: number): void {
  const bare = document.title.replace(/^\(\d+\) /, '');
  const title = count > 0 ? `(${count}) ${bare}` : bare;
  if (document.title !== title) document.title = title;
}

if (window.heed) window.heed.mount = mount;
