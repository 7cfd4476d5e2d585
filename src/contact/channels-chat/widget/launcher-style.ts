/**
 * The sheet of the shadow root's frame: the six variables a shop may set on its page (`--w-…`), over those of the
 * workspace's settings (`--heed-…`, from look-style.ts), over Heed's own; the launcher.
 * `all: initial` on the host, marked important, so that no rule of the page reaches in; sizes start from the reader's
 * own font size (`medium`), not from the page's.
 */
export const launcherStyle = `
:host {
  all: initial !important;
  position: fixed !important;
  inset: auto 0 0 auto !important;
  z-index: 2147483000 !important;
}
@media print { :host { display: none !important; } }
*, ::before, ::after { box-sizing: border-box; }
.heed {
  --accent: var(--w-accent, var(--heed-accent, #822e61));
  --on-accent: var(--w-on-accent, var(--heed-on-accent, #fff));
  --surface: var(--w-surface, var(--heed-surface, #fff));
  --text: var(--w-text, var(--heed-text, #17211c));
  --radius: var(--w-radius, var(--heed-radius, 10px));
  --focus: color-mix(in srgb, var(--accent) 75%, var(--text));
  --shadow: 20 38 30 / .08;
  color-scheme: light;
  position: fixed;
  inset-block-end: calc(var(--heed-y, 20px) + env(safe-area-inset-bottom, 0px));
  inset-inline-end: var(--heed-x, 20px);
  font: 400 .9375em/1.45 var(--w-font, var(--heed-font, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif));
  color: var(--text);
  -webkit-font-smoothing: antialiased;
  -webkit-text-size-adjust: 100%;
}
.dark {
  --accent: var(--w-accent, var(--heed-accent, #ab4582));
  --surface: var(--w-surface, var(--heed-surface, #121a16));
  --text: var(--w-text, var(--heed-text, #e9eeec));
  --focus: color-mix(in srgb, var(--accent) 45%, var(--text));
  --shadow: 0 0 0 / .4;
  color-scheme: dark;
}
.i { width: 18px; height: 18px; flex: none; fill: none; stroke: currentColor; stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; }
.launch {
  position: relative;
  display: inline-flex;
  align-items: center;
  gap: 8px;
  height: 48px;
  padding: 0;
  padding-inline: 16px 18px;
  border: 0;
  border-radius: 99px;
  background: var(--accent);
  color: var(--on-accent);
  font: inherit;
  font-weight: 650;
  white-space: nowrap;
  cursor: pointer;
  box-shadow: 0 2px 6px rgb(var(--shadow)), 0 8px 24px rgb(var(--shadow));
}
.launch:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; box-shadow: 0 0 0 2px var(--surface); }
.launch:active { transform: translateY(.5px); }
.full.open .launch { display: none; }
@media (forced-colors: active) { .launch { border: 1px solid; } }
`;
