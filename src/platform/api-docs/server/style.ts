/** Colours are those of the desk's tokens; the system decides between light and dark. */
export const css = `:root {
  color-scheme: light dark;
  --bg: #f1f6f3;
  --surface: #ffffff;
  --line: #dce4e0;
  --text: #17211c;
  --text-2: #3b4741;
  --text-3: #56625c;
  --accent-text: #822e61;
  --focus: #ab4582;
}
@media (prefers-color-scheme: dark) {
  :root {
    --bg: #0c120f;
    --surface: #121a16;
    --line: #2b3530;
    --text: #e9eeec;
    --text-2: #c0c8c4;
    --text-3: #9ca6a1;
    --accent-text: #f0b4d4;
    --focus: #e491bf;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body {
  margin: 0;
  background: var(--bg);
  color: var(--text);
  font: 0.9375rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  overflow-wrap: anywhere;
}
a { color: var(--accent-text); text-underline-offset: 0.2em; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 2px; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 1rem; top: 1rem; z-index: 1; background: var(--surface); padding: 0.5rem 0.75rem; }
header { padding: 1.5rem; border-bottom: 1px solid var(--line); background: var(--surface); }
header h1 { margin: 0; font-size: 1.375rem; line-height: 1.25; }
header p { margin: 0.25rem 0 0; color: var(--text-2); }
.page { display: grid; grid-template-columns: 17rem minmax(0, 1fr); align-items: start; }
.page.single { grid-template-columns: minmax(0, 1fr); }
nav {
  position: sticky;
  top: 0;
  max-height: 100vh;
  overflow: auto;
  padding: 1.5rem;
  font-size: 0.8125rem;
}
nav h2 { margin: 1rem 0 0.25rem; font-size: 0.8125rem; }
nav h2:first-child { margin-top: 0; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav a { display: block; padding: 0.2rem 0; color: var(--text-2); text-decoration: none; }
nav a:hover { color: var(--accent-text); text-decoration: underline; }
main { padding: 1.5rem; max-width: 60rem; }
main > section > h2 { margin: 2.5rem 0 0.75rem; font-size: 1.375rem; line-height: 1.25; }
main > section:first-child > h2 { margin-top: 0; }
article {
  margin: 0 0 1rem;
  padding: 1rem 1.25rem;
  background: var(--surface);
  border: 1px solid var(--line);
  border-radius: 6px;
}
article h3 { margin: 0; font-size: 1.0625rem; }
article h4 { margin: 1rem 0 0.25rem; font-size: 0.8125rem; }
article p { margin: 0.25rem 0; }
.route { font-family: ui-monospace, "SFMono-Regular", Menlo, Consolas, "Noto Sans Mono", monospace; }
.method { font-weight: 650; color: var(--accent-text); }
.meta { color: var(--text-3); font-size: 0.8125rem; }
code, pre { font: 0.8125rem/1.5 ui-monospace, "SFMono-Regular", Menlo, Consolas, "Noto Sans Mono", monospace; }
pre {
  margin: 0;
  padding: 0.75rem;
  background: var(--bg);
  border-radius: 6px;
  white-space: pre-wrap;
}
table { width: 100%; border-collapse: collapse; font-size: 0.8125rem; }
th, td { padding: 0.35rem 0.75rem 0.35rem 0; text-align: left; vertical-align: top; border-top: 1px solid var(--line); }
th { font-weight: 550; width: 40%; }
thead th { color: var(--text-3); border-top: 0; }
.needed { color: var(--accent-text); font-weight: 400; }
details > summary { cursor: pointer; margin-top: 1rem; font-size: 0.8125rem; font-weight: 650; }
article:target { border-color: var(--accent-text); }
h3 code { font-size: inherit; }
dt { margin-top: 0.5rem; }
dd { margin: 0; color: var(--text-2); }
@media (max-width: 48rem) {
  .page { display: block; }
  nav { position: static; max-height: 16rem; border-bottom: 1px solid var(--line); }
  header, nav, main { padding: 1rem; }
  article { padding: 1rem; }
}
`;
