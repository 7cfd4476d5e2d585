import { tokens } from '#kernel/pages/style.ts';

export const css = `${tokens}
* { box-sizing: border-box; }
body {
  margin: 0;
  padding: clamp(1rem, 6vh, 4rem) 1rem;
  background: var(--bg);
  color: var(--text);
  font: 1rem/1.5 "Instrument Sans", system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  overflow-wrap: anywhere;
}
main { max-width: 32rem; margin: 0 auto; padding: clamp(1.25rem, 5vw, 2rem); background: var(--surface); border: 1px solid var(--line); border-radius: 12px; }
h1 { margin: 0.25rem 0 0; font-size: 1.5rem; line-height: 1.25; font-weight: 650; }
p { margin: 0; }
.from { font-weight: 600; color: var(--text-2); }
.about { margin-top: 0.25rem; color: var(--text-3); }
.ref { font-variant-numeric: tabular-nums; white-space: nowrap; }
.kept { margin-top: 1rem; padding: 0.75rem 1rem; border: 1px solid var(--line); border-radius: 8px; background: var(--bg); color: var(--text-2); }
.kept b { display: block; color: var(--text); }
fieldset { margin: 1.25rem 0 0; padding: 0; border: 0; }
legend { padding: 0; margin-bottom: 0.5rem; font-weight: 600; }
.hide { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.choice { display: flex; align-items: center; gap: 0.75rem; min-height: 3rem; padding: 0 1rem; border: 1px solid var(--line); cursor: pointer; }
.choice + .choice { border-top: 0; }
.choice:first-of-type { border-radius: 8px 8px 0 0; }
.choice:last-of-type { border-radius: 0 0 8px 8px; }
.choice:hover { background: var(--hover); }
.choice:has(:checked) { background: var(--accent-soft); font-weight: 600; }
.choice input { width: 1.25rem; height: 1.25rem; margin: 0; accent-color: var(--accent); }
.choice .num { min-width: 1ch; color: var(--text-3); font-variant-numeric: tabular-nums; }
.comment { display: block; margin-top: 1.25rem; font-weight: 600; }
.comment span { font-weight: 400; color: var(--text-3); }
textarea { display: block; width: 100%; margin-top: 0.375rem; padding: 0.625rem 0.75rem; border: 1px solid var(--control-line); border-radius: 8px; background: var(--surface); color: inherit; font: inherit; resize: vertical; }
.help { margin-top: 0.375rem; font-size: 0.875rem; color: var(--text-3); }
.wrong { margin-bottom: 0.75rem; font-weight: 600; color: var(--broken-text); }
button { min-height: 2.75rem; margin-top: 1rem; padding: 0 1.25rem; border: 1px solid transparent; border-radius: 8px; background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; cursor: pointer; }
button:hover { background: color-mix(in srgb, var(--accent) 86%, #000); }
.silence { display: flex; flex-wrap: wrap; gap: 0.25rem 0.75rem; align-items: center; margin-top: 1.5rem; padding-top: 1rem; border-top: 1px solid var(--line); font-size: 0.875rem; color: var(--text-3); }
button.quiet { min-height: 2.25rem; margin: 0; padding: 0 0.75rem; border-color: var(--control-line); background: none; color: var(--text); font-weight: 500; }
button.quiet:hover { background: var(--hover); }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
@media (forced-colors: active) { button { border-color: ButtonBorder; } }
`;
