const phone = matchMedia('(max-width: 760px)');

export interface Modality {
  /** Whether the panel fills the screen, or the frame that it was given. */
  isFull(): boolean;
  /** Takes the page out of reach while the panel is open on a phone, and gives it back as it was. */
  apply(open: boolean): void;
}

interface Parts {
  host: HTMLElement;
  aside: HTMLElement;
  /** It fills a frame of its own: there is no page behind. */
  fills: boolean;
  floats?: boolean;
  changed: () => void;
  close: () => void;
}

/**
 * On a phone the open panel fills the screen: the page behind is inert and does not scroll, but keeps its place, and the
 * phone's back button closes the panel. The panel follows the visible part of the screen, so that the text box stays
 * above the keyboard.
 */
export function createModality({ host, aside, fills, floats, changed, close }: Parts): Modality {
  let hidden: HTMLElement[] = [];
  let overflow = '';
  let covering = false;

  function follow(): void {
    const { height = innerHeight, offsetTop = 0 } = window.visualViewport ?? {};
    aside.style.setProperty('--height', `${height}px`);
    aside.style.setProperty('--top', `${offsetTop}px`);
  }

  function cover(on: boolean): void {
    if (on === covering) return;
    covering = on;
    const { style } = document.documentElement;
    if (on) {
      const others = [...document.body.children].filter((one): one is HTMLElement => one instanceof HTMLElement);
      hidden = others.filter((one) => one !== host && !one.inert);
      overflow = style.overflow;
      style.overflow = 'hidden';
    } else {
      style.overflow = overflow;
    }
    for (const one of hidden) one.inert = on;
    // A frame is as high as the page says; on a screen of its own there are a keyboard and a back button.
    if (fills) return;
    if (on) follow();
    for (const type of ['resize', 'scroll']) {
      window.visualViewport?.[on ? 'addEventListener' : 'removeEventListener'](type, follow);
    }
    step(on, close);
  }

  phone.addEventListener('change', changed);
  const isFull = () => fills || (!floats && phone.matches);
  return {
    isFull,
    apply(open) {
      aside.classList.toggle('full', isFull());
      cover(open && isFull());
    },
  };
}

/** A step in the page's history for as long as the panel covers it. The page's own state stays in it, for its router. */
function step(on: boolean, close: () => void): void {
  if (on) {
    history.pushState({ ...Object(history.state), heed: 1 }, '');
    addEventListener('popstate', close);
  } else {
    removeEventListener('popstate', close);
    if (Object(history.state).heed) history.back();
  }
}
