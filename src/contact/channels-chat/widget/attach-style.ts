/** The sheet of everything about files, added to the panel's. */
export const attachStyle = `
.tray, .carried { display: grid; gap: 6px; }
.tray:not(:empty) { margin: 0 12px 6px; max-height: 168px; overflow: auto; }
.carried { justify-items: start; max-width: 100%; }
.me .carried { justify-items: end; }
p + .carried { margin-top: 4px; }
.up, .doc { display: flex; align-items: center; gap: 8px; min-width: 0; max-width: 100%; padding: 6px 6px 6px 12px; border: 1px solid var(--line-strong); border-radius: min(var(--radius), 6px); font-size: .8667em; line-height: 1.3; }
.up canvas { width: 32px; height: 32px; border-radius: 4px; object-fit: cover; }
.up > span, .doc > span { flex: 1; min-width: 0; }
.up bdi, .doc bdi { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.up progress { display: block; appearance: none; width: 100%; height: 3px; margin-top: 4px; border: 0; background: var(--line); }
.up progress::-webkit-progress-bar { background: var(--line); }
.up progress::-webkit-progress-value { background: var(--accent); }
.up progress::-moz-progress-bar { background: var(--accent); }
.up.bad { border-color: var(--broken); }
.up em { font-style: normal; color: var(--broken-text); }
.size { color: var(--text-3); font-variant-numeric: tabular-nums; }
.up .btn, .doc .btn { width: 28px; height: 28px; }
.pic { display: block; max-width: 100%; padding: 0; border: 1px solid var(--line-strong); border-radius: var(--radius); background: var(--hover); overflow: hidden; cursor: zoom-in; }
.pic canvas { display: block; max-width: 100%; height: auto; object-fit: cover; }
dialog { width: 100vw; height: 100dvh; max-width: none; max-height: none; margin: 0; padding: 48px 12px 12px; border: 0; background: rgb(10 16 13 / .9); color: #fff; }
dialog canvas { width: 100%; height: 100%; object-fit: contain; }
dialog div { position: absolute; inset: 8px 8px auto; display: flex; gap: 4px; justify-content: flex-end; }
dialog .btn.quiet { color: #fff; }
dialog .btn.quiet:hover { background: rgb(255 255 255 / .16); color: #fff; }
@media (pointer: coarse) { .up .btn, .doc .btn { width: 44px; height: 44px; } }
@media (forced-colors: active) { .up, .doc, .pic { border-color: CanvasText; } }
`;
