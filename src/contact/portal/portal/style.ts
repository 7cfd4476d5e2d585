import { pageCss } from '#kernel/pages/style.ts';

/** What the portal looks like, after the shared parts. */
export const portalCss = `${pageCss}
body { display: flex; flex-direction: column; min-height: 100dvh; }
main { flex: 1; }
.top { border-bottom: 1px solid var(--line); }
.top .in { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 1.75rem; min-height: 3.75rem; padding-block: 0.5rem; }
.logo { font-weight: 700; font-size: 1.125rem; color: var(--text); text-decoration: none; }
.logo span { font-weight: 400; color: var(--text-3); }
.top nav { display: flex; flex-wrap: wrap; gap: 1.25rem; }
.top nav a { padding: 0.375rem 0; border-bottom: 2px solid transparent; color: var(--text-2); text-decoration: none; }
.top nav a:hover { border-color: var(--control-line); }
.top nav a[aria-current] { border-color: var(--accent); color: var(--text); font-weight: 600; }
.hero { padding: 2.25rem 0 1.75rem; background: var(--bg); border-bottom: 1px solid var(--line); }
.hero .in { display: flex; flex-wrap: wrap; gap: 0.875rem 1.5rem; align-items: center; }
.hero h1 { flex: 1 1 20rem; }
.body { padding-block: 1.75rem 3rem; }
.rows { border-top: 1px solid var(--line-strong); }
.rows a { display: flex; gap: 0.75rem; align-items: flex-start; padding: 0.75rem 0.25rem; border-bottom: 1px solid var(--line); color: inherit; text-decoration: none; }
.rows a:hover { background: var(--bg); }
.rows a:hover b { text-decoration: underline; }
.rows svg { flex: none; margin-top: 0.1875rem; color: var(--text-3); }
.rows .grow { flex: 1 1 0; min-width: 0; }
.rows b { display: block; font-weight: 600; }
.rows .pre { display: block; overflow: hidden; color: var(--text-2); font-size: 0.9375rem; text-overflow: ellipsis; white-space: nowrap; }
.rows .rt { display: grid; justify-items: end; flex: none; font-size: 0.875rem; color: var(--text-3); }
.st { display: inline-flex; align-items: center; gap: 0.375rem; font-size: 0.875rem; font-weight: 600; color: var(--text-2); }
.st svg { flex: none; margin: 0; }
.st.info, .st.info svg { color: var(--info-text); }
.st.kept, .st.kept svg { color: var(--kept-text); }
svg { width: 1.125rem; height: 1.125rem; fill: none; stroke: currentColor; stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round; }
.thread { display: grid; gap: 1rem; }
.msg { max-width: 40rem; padding: 0.75rem 1rem; border: 1px solid var(--line); border-radius: 12px; border-end-start-radius: 3px; background: var(--surface); }
.msg.mine { justify-self: end; border-color: transparent; border-end-start-radius: 12px; border-end-end-radius: 3px; background: var(--accent-soft, var(--bg)); }
.msg .who { display: flex; flex-wrap: wrap; gap: 0 0.5rem; font-size: 0.875rem; color: var(--text-3); }
.msg .who b { color: var(--text); }
.msg pre { margin: 0.25rem 0; padding: 0.5rem; overflow-x: auto; border-radius: 6px; background: var(--bg); }
.files { display: flex; flex-wrap: wrap; gap: 0.5rem; margin-top: 0.5rem; }
.files a { display: grid; gap: 0.25rem; max-width: 16rem; padding: 0.5rem 0.625rem; border: 1px solid var(--line-strong); border-radius: 8px; background: var(--surface); font-size: 0.875rem; }
.files img { display: block; max-width: 100%; max-height: 10rem; border-radius: 4px; }
.door { max-width: 30rem; margin: clamp(1.5rem, 8vh, 5rem) auto 2rem; }
.find input { flex: 1 1 14rem; min-width: 0; }
.rows mark { padding: 0; background: var(--accent-soft, var(--bg)); color: inherit; font-weight: 600; }
.consents { margin: 0; padding: 0; list-style: none; }
.consents li { padding-block: 0.5rem; border-top: 1px solid var(--line); }
.as-written { white-space: pre-line; }
summary { cursor: pointer; color: var(--accent); font-weight: 600; padding: 0.25rem 0; }
details form { margin-top: 0.75rem; }
.foot { border-top: 1px solid var(--line); background: var(--bg); font-size: 0.9375rem; }
.foot .in { display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem; padding-block: 1rem; }
@media (max-width: 47.5rem) {
  .top nav { order: 3; width: 100%; }
  .top .who { display: none; }
  .hero { padding-block: 1.375rem 1.125rem; }
  .rows a { flex-wrap: wrap; }
  .rows .grow { flex-basis: 70%; }
  .rows .rt { display: flex; gap: 0.75rem; margin-inline-start: 1.875rem; }
  .msg { max-width: 100%; }
}
`;
