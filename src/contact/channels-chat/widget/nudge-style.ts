export const nudgeStyle = `
.nudge { position: absolute; inset-block-end: 60px; inset-inline-end: 0; display: flex; align-items: flex-start; width: max-content; max-width: min(300px, calc(100vw - 2 * var(--heed-x, 20px))); background: var(--surface); border: 1px solid color-mix(in srgb, var(--text) 24%, var(--surface)); border-radius: var(--radius); box-shadow: 0 2px 6px rgb(var(--shadow)), 0 8px 24px rgb(var(--shadow)); overflow: clip; }
.open .nudge { display: none; }
.nudge button { border: 0; background: none; color: inherit; font: inherit; cursor: pointer; }
.say-it { padding: 12px 4px 12px 14px; padding-inline: 14px 4px; text-align: start; overflow-wrap: anywhere; }
.away { display: grid; place-items: center; width: 36px; height: 36px; flex: none; padding: 0; }
.nudge button:focus-visible { outline: 2px solid var(--focus); outline-offset: -3px; border-radius: var(--radius); }
@media (pointer: coarse) { .away { width: 44px; height: 44px; } }
@media (prefers-reduced-motion: no-preference) { .nudge { animation: nudge .2s cubic-bezier(.2, 0, 0, 1); } }
@keyframes nudge { from { opacity: 0; transform: translateY(8px); } }
`;
