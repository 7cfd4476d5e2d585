import { nudgeFor, type PageNudge, type Shown } from '../../nudge-rules.ts';
import type { Frame, OpenOptions } from '../frame.ts';
import { nudgeStyle } from '../nudge-style.ts';
import { openStore, readJson } from '../storage.ts';

/**
 * Shows a message by itself when somebody has looked at a page for a while: at most one on a page, never over the open
 * panel, and without touching the focus. The device remembers which it showed, and which were put away.
 */
function watch(frame: Frame, open: (options: OpenOptions) => void): void {
  const { config, launcher, aside } = frame;
  const store = openStore(() => localStorage);
  const storeKey = `${frame.storeKey}.nudges`;
  let path = '';
  let seconds = 0;

  const remember = (id: string, what: string) => {
    store.set(storeKey, JSON.stringify({ ...readJson<Shown>(store, storeKey), [id]: what }));
  };

  const timer = setInterval(() => {
    if (location.pathname !== path) [path, seconds] = [location.pathname, -1];
    // Time in which the page is not seen does not count; whoever has answers waiting has something better to read.
    if (document.hidden || launcher.hasAttribute('aria-label') || aside.classList.contains('open')) return;
    seconds++;
    const today = new Date().toDateString();
    const shown = readJson<Shown>(store, storeKey) ?? {};
    const nudge = nudgeFor(config.nudges, { path, seconds, shown, today });
    if (!nudge) return;
    clearInterval(timer);
    remember(nudge.id, today);
    tell(frame, nudge.id);
    draw(frame, nudge, {
      answer: () => open({ nudge }),
      away: () => remember(nudge.id, 'away'),
    });
  }, 1_000);
}

/** Counts it. Lost counts are no harm. */
function tell({ origin, key }: Frame, id: string): void {
  void fetch(`${origin}/api/v1/chat/nudges/${id}/shown`, {
    method: 'POST',
    credentials: 'omit',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ key }),
  }).catch(() => undefined);
}

function draw(
  { root, aside, launcher, config }: Frame,
  { text }: PageNudge,
  act: { answer: () => void; away: () => void },
): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(nudgeStyle);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  const box = document.createElement('div');
  box.className = 'nudge';
  // Said politely to those who listen; it must be there before its words are.
  box.setAttribute('role', 'status');
  launcher.before(box);
  const button = (name: string, how: () => void) => {
    const one = document.createElement('button');
    one.type = 'button';
    one.className = name;
    one.onclick = () => {
      const hadFocus = root.activeElement === one;
      box.remove();
      if (hadFocus) launcher.focus({ preventScroll: true });
      how();
    };
    return one;
  };
  const say = button('say-it', act.answer);
  say.dir = 'auto';
  say.textContent = text;
  const away = button('away', act.away);
  away.setAttribute('aria-label', config.words.putAway);
  away.textContent = '✕';
  new MutationObserver((_, watching) => {
    if (!aside.classList.contains('open')) return;
    box.remove();
    watching.disconnect();
  }).observe(aside, { attributeFilter: ['class'] });
  setTimeout(() => box.append(say, away));
}

if (window.heed) window.heed.nudge = watch;
