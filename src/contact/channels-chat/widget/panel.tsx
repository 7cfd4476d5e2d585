/** @jsxImportSource preact */
import { createRef, render } from 'preact';
import { ChatPanel } from './ChatPanel.tsx';
import type { Chat, ChatParts } from './chat.ts';
import type { Frame, OpenOptions, Panel } from './frame.ts';
import { speak } from './language.ts';
import { createLater } from './later.ts';
import { createModality } from './modal.ts';
import type { More } from './outbox.ts';
import { panelStyle } from './panel-style.ts';
import { createSound } from './sound.ts';
import { openStore, type Store } from './storage.ts';
import { panelWords } from './strings.ts';

/** Puts the panel into the loader's frame. Only reads the device's memory until something is written. */
export function mount(frame: Frame, createChat: (parts: ChatParts) => Chat): Panel {
  const { config, fills, key, launcher, origin, root, storeKey } = frame;
  const slot = document.createElement('div');
  const box = createRef<HTMLTextAreaElement>();
  const badge = createBadge(frame);
  const modality = createModality({ ...frame, changed: () => settle(), close });
  const sound = createSound(
    frame,
    openStore(() => localStorage),
  );
  const part = createLater(frame, draw);
  let store: ClosableStore;
  let chat: Chat;
  let visits = 0;
  let isOpen = false;
  let offered = '';
  let nudge: OpenOptions['nudge'];
  let drawing = false;
  /** The first field is to have the focus, once there is one. */
  let seeks = false;

  const wasOpen = () => chat.wasOpen();

  function begin(): void {
    store = closable(openStore(() => localStorage));
    chat = createChat({
      origin,
      key,
      store,
      storeKey,
      changed: draw,
      identity: frame.identity,
      arrived({ by }) {
        sound.play();
        frame.emit('message', { by });
      },
      wiped: shutdown,
      opened: (on) => (on && !modality.isFull() ? turn(true) : !on && turn(false)),
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
    const props = { chat, state, frame, nudge, offered, box, close, sound, part, open: isOpen };
    // Where the questions take the place of the text box, they take its focus.
    seeks ||= box.current !== null && root.activeElement === box.current;
    render(
      <ChatPanel key={visits} {...props} full={modality.isFull()} stays={fills} redraw={draw} send={send} />,
      slot,
    );
    if (seeks) seek();
    badge(isOpen ? 0 : state.unread);
    if (config.countsInTitle) hintInTitle(isOpen && !document.hidden ? 0 : state.unread);
  }

  function seek(): void {
    const field = box.current ?? root.querySelector<HTMLElement>('.start :is(input, select, textarea)');
    field?.focus({ preventScroll: true });
    seeks = !field;
  }

  function send(text: string, more?: More): void {
    const page = fills ? document.referrer : location.origin + location.pathname.slice(0, 400);
    chat.send(text, page, { ...more, ...(nudge && { nudgeId: nudge.id }) });
    nudge = undefined;
  }

  /** Brings page, marks and drawing in line with whether the panel is open and looked at. */
  function settle(): void {
    modality.apply(isOpen);
    chat.watch(isOpen && !document.hidden);
    draw();
  }

  function turn(on: boolean): void {
    if (isOpen !== on) {
      isOpen = on;
      frame.show(on);
    }
    settle();
    drawNow();
  }

  function open({ text = '', quietly = false, ...shown }: OpenOptions = {}): void {
    offered = text;
    nudge = shown.nudge ?? nudge;
    seeks = !quietly;
    turn(true);
    chat.turned(true);
  }

  function close(): void {
    if (!isOpen || fills) return;
    const hadFocus = root.activeElement !== null;
    seeks = false;
    turn(false);
    chat.turned(false);
    if (hadFocus) launcher.focus({ preventScroll: true });
  }

  function shutdown(): void {
    close();
    store.close();
    chat.dispose();
    // Nothing that was typed stays in the boxes.
    visits++;
    begin();
    drawNow();
  }

  /** The page says who is there now: the chat begins afresh with what the device remembers. */
  function identify(): void {
    chat.dispose();
    begin();
    settle();
  }

  if (fills) document.documentElement.lang = config.locale;
  speak(config.locale, window.heed?.words);
  begin();
  prepare(frame, slot, close);
  document.addEventListener('visibilitychange', settle);
  // As it was on the page before; on a phone it would hide the new one.
  if (!modality.isFull() && wasOpen()) turn(true);
  draw();
  return { open, close, shutdown, identify };
}

/** Sheet, place and keys of the panel. */
function prepare({ aside, host, launcher, root }: Frame, slot: HTMLElement, close: () => void): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(panelStyle);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  // Where page or settings bring their own paper and ink, lines and quiet text are mixed from those.
  const mix = () => {
    const has = (of: HTMLElement, by: string) => {
      const style = getComputedStyle(of);
      return style.getPropertyValue(`--${by}-surface`) !== '' || style.getPropertyValue(`--${by}-text`) !== '';
    };
    aside.classList.toggle('own', has(host, 'w') || has(aside, 'heed'));
  };
  mix();
  new MutationObserver(mix).observe(aside, { attributeFilter: ['class'] });
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
function createBadge({ config, emit, launcher }: Frame): (count: number) => void {
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
    if (count) launcher.setAttribute('aria-label', `${config.words.help}, ${panelWords.unread(count)}`);
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
