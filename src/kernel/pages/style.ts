import { contrast, nearest, readable } from '../contract/colour.ts';

/** Colours are those of the desk's tokens; the system decides between light and dark. */
export const tokens = `:root {
  color-scheme: light dark;
  --bg: #f1f6f3;
  --surface: #ffffff;
  --hover: #e8efeb;
  --line: #dce4e0;
  --line-strong: #b9c4be;
  --control-line: #79857f;
  --text: #17211c;
  --text-2: #3b4741;
  --text-3: #56625c;
  --accent: #822e61;
  --accent-soft: #fbeef5;
  --on-accent: #ffffff;
  --broken-text: #8d2119;
  --kept-text: #1d6b43;
  --info-text: #1b5a8c;
  --focus: #ab4582;
}
@media (prefers-color-scheme: dark) {
  :root {
    --bg: #0c120f;
    --surface: #121a16;
    --hover: #212a26;
    --line: #2b3530;
    --line-strong: #47524c;
    --control-line: #717c77;
    --text: #e9eeec;
    --text-2: #c0c8c4;
    --text-3: #9ca6a1;
    --accent: #f0b4d4;
    --accent-soft: #33202b;
    --on-accent: #2a0d1e;
    --broken-text: #ffb5aa;
    --kept-text: #8ed6ac;
    --info-text: #9ccdf5;
    --focus: #e491bf;
  }
}
`;

/** What every page for customers has: type, fields, buttons, notices. */
export const pageCss = `${tokens}
* { box-sizing: border-box; }
body { margin: 0; background: var(--surface); color: var(--text); font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; overflow-wrap: anywhere; }
h1, h2, p, ul, ol, dl, dd, fieldset { margin: 0; padding: 0; border: 0; }
ul, ol { list-style: none; }
h1 { font-size: 1.75rem; line-height: 1.2; font-weight: 700; text-wrap: balance; }
h2 { font-size: 1.25rem; line-height: 1.3; font-weight: 700; }
a { color: var(--accent); text-underline-offset: 3px; text-decoration-thickness: 1px; }
.in { max-width: 67.5rem; margin: 0 auto; padding: 0 1.5rem; }
.narrow { max-width: 38rem; }
.stack { display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr); }
.stack.tight { gap: 0.375rem; }
.row { display: flex; flex-wrap: wrap; gap: 0.5rem 0.75rem; align-items: center; }
.end { margin-inline-start: auto; }
.meta, .help { font-size: 0.875rem; color: var(--text-3); }
.quiet { color: var(--text-2); }
.written { white-space: pre-wrap; }
.num { font-variant-numeric: tabular-nums; }
.hide { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; inset-inline-start: 1rem; top: -5rem; padding: 0.5rem 1rem; background: var(--surface); border-radius: 0 0 8px 8px; }
.skip:focus { top: 0; }
.card { padding: 1.125rem 1.25rem 1.25rem; border: 1px solid var(--line-strong); border-radius: 10px; background: var(--surface); }
.card.top { border-top: 3px solid var(--accent); }
.say { padding: 0.75rem 1rem; border: 1px solid var(--line); border-inline-start: 4px solid var(--text-3); border-radius: 8px; background: var(--bg); color: var(--text-2); }
.say b { color: var(--text); }
.say.bad { border-inline-start-color: var(--broken-text); }
.say.good { border-inline-start-color: var(--kept-text); }
.field { display: grid; gap: 0.25rem; }
.field > label:not(.choice), legend { font-weight: 600; padding: 0; }
.req { font-weight: 400; color: var(--text-3); font-size: 0.875rem; }
input:not([type=checkbox], [type=radio], [type=hidden], [type=file]), textarea, select { width: 100%; min-height: 2.75rem; padding: 0.5rem 0.75rem; border: 1px solid var(--control-line); border-radius: 8px; background: var(--surface); color: inherit; font: inherit; }
textarea { resize: vertical; field-sizing: content; min-height: 7.5rem; max-height: 60vh; }
input[type=file] { font: inherit; max-width: 100%; padding: 0.375rem 0; }
::file-selector-button { min-height: 2.375rem; margin-inline-end: 0.75rem; padding: 0 0.875rem; border: 1px solid var(--control-line); border-radius: 8px; background: var(--surface); color: var(--text); font: inherit; font-weight: 600; cursor: pointer; }
input[type=checkbox], input[type=radio] { width: 1.25rem; height: 1.25rem; margin: 0.1875rem 0 0; flex: none; accent-color: var(--accent); }
.choice { display: flex; gap: 0.75rem; padding: 0.375rem 0; cursor: pointer; align-items: flex-start; }
.wrong { color: var(--broken-text); font-weight: 600; font-size: 0.9375rem; }
[aria-invalid=true] { border-color: var(--broken-text) !important; border-width: 2px !important; }
.btn, button { display: inline-flex; align-items: center; justify-content: center; gap: 0.5rem; min-height: 2.75rem; padding: 0 1.125rem; border: 1px solid var(--control-line); border-radius: 8px; background: var(--surface); color: var(--text); font: inherit; font-weight: 600; text-decoration: none; cursor: pointer; }
.btn:hover, button:hover { background: var(--hover); }
.btn.primary, button.primary { border-color: transparent; background: var(--accent); color: var(--on-accent); }
.btn.primary:hover, button.primary:hover { background: color-mix(in srgb, var(--accent) 86%, #000); }
.btn.small, button.small { min-height: 2.125rem; padding: 0 0.75rem; font-size: 0.9375rem; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
@media (max-width: 47.5rem) { .in { padding-inline: 1rem; } h1 { font-size: 1.5rem; } }
@media (forced-colors: active) { .btn.primary, button.primary { border-color: ButtonBorder; } }
@media print { .skip, form, .btn { display: none; } }
`;

/** Where text stands, by scheme: on the page and on its bands. */
const grounds = { light: ['#ffffff', '#f1f6f3'], dark: ['#121a16', '#0c120f'] };

/**
 * A colour of one's own (#rrggbb) in place of the house's, for links, buttons and marks: in each scheme its nearest shade
 * that can be read, with the text on it that can be.
 */
export function accentCss(colour: string): string {
  const rule = (scheme: keyof typeof grounds) => {
    const shade = nearest(colour, (one) => grounds[scheme].every((ground) => contrast(one, ground) >= readable));
    const on = contrast(shade, '#ffffff') >= readable ? '#ffffff' : '#111111';
    const soft = `color-mix(in srgb, ${shade} 10%, var(--surface))`;
    return `:root { --accent: ${shade}; --on-accent: ${on}; --accent-soft: ${soft}; --focus: ${shade}; }`;
  };
  return `${rule('light')}\n@media (prefers-color-scheme: dark) { ${rule('dark')} }\n`;
}
