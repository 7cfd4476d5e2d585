const phone = matchMedia('(max-width: 760px)');

export interface Modality {
  /** Whether the panel fills the screen. */
  isPhone(): boolean;
  /** Takes the page out of reach while the panel is open on a phone, and gives it back as it was. */
  apply(open: boolean): void;
}

/**
 * On a phone the open panel fills the screen: the page behind is inert and does not scroll, but keeps its place. The
 * panel follows the visible part of the screen, so that the text box stays above the keyboard.
 */
export function createModality(host: HTMLElement, aside: HTMLElement, changed: () => void): Modality {
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
      follow();
    } else {
      style.overflow = overflow;
    }
    for (const one of hidden) one.inert = on;
    for (const type of ['resize', 'scroll']) {
      window.visualViewport?.[on ? 'addEventListener' : 'removeEventListener'](type, follow);
    }
  }

  phone.addEventListener('change', changed);
  return { isPhone: () => phone.matches, apply: (open) => cover(open && phone.matches) };
}
