/** The panel's sheet, added to the launcher's. Colours that the shop does not set come from the house's tokens. */
export const panelStyle = `
.heed {
  --hover: color-mix(in srgb, var(--text) 9%, var(--surface));
  --line: color-mix(in srgb, var(--text) 15%, var(--surface));
  --line-strong: color-mix(in srgb, var(--text) 24%, var(--surface));
  --control-line: color-mix(in srgb, var(--text) 56%, var(--surface));
  --text-2: color-mix(in srgb, var(--text) 84%, var(--surface));
  --text-3: color-mix(in srgb, var(--text) 74%, var(--surface));
  --broken: #bc382d;
  --broken-text: #8d2119;
  --paused: #6c6986;
  --lift: 0 4px 12px rgb(20 38 30 / .10), 0 24px 56px rgb(20 38 30 / .18);
}
.dark {
  --broken: #fd7464;
  --broken-text: #ffb5aa;
  --paused: #a4a0c0;
  --lift: 0 4px 12px rgb(0 0 0 / .5), 0 28px 64px rgb(0 0 0 / .6);
}
.heed.own {
  --broken: var(--text);
  --broken-text: var(--text);
  --paused: var(--text-2);
}
@media (prefers-contrast: more) {
  .heed { --line: var(--text-3); --line-strong: var(--text); --control-line: var(--text); --text-2: var(--text); --text-3: var(--text); }
}
.n {
  position: absolute;
  top: -4px;
  inset-inline-end: -2px;
  min-width: 20px;
  padding: 0 5px;
  border-radius: 99px;
  background: var(--text);
  color: var(--surface);
  font-size: .8em;
  line-height: 20px;
  text-align: center;
}
.hide { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
[hidden] { display: none !important; }
.panel {
  position: absolute;
  inset-block-end: 60px;
  inset-inline-end: 0;
  width: 380px;
  max-width: calc(100vw - 2 * var(--heed-x, 20px));
  height: min(656px, calc(100dvh - 92px - var(--heed-y, 20px)));
  display: flex;
  flex-direction: column;
  background: var(--surface);
  border: 1px solid var(--line-strong);
  border-radius: var(--radius);
  box-shadow: var(--lift);
  overflow: hidden;
  animation: rise .18s cubic-bezier(.2, 0, 0, 1);
}
@keyframes rise { from { transform: translateY(8px); } }
h2, p { margin: 0; }
b { font-weight: 650; }
.ph, .by { overflow: clip; }
.ph { display: flex; gap: 4px; align-items: flex-start; padding: 12px 8px 10px; padding-inline-start: 16px; border-bottom: 1px solid var(--line); }
.ph h2 { font-size: 1.067em; font-weight: 650; line-height: 1.25; overflow-wrap: anywhere; }
.ph p { font-size: .8em; line-height: 20px; color: var(--text-3); }
.grow { flex: 1; min-width: 0; padding-bottom: 2px; }
.btn {
  display: inline-flex;
  align-items: center;
  justify-content: center;
  flex: none;
  width: 36px;
  height: 36px;
  padding: 0;
  border: 1px solid var(--control-line);
  border-radius: min(var(--radius), 6px);
  background: var(--surface);
  color: var(--text);
  font: inherit;
  font-weight: 550;
  cursor: pointer;
  transition: background .09s;
}
.btn .i { width: 16px; height: 16px; }
.btn:hover { background: var(--hover); }
.btn:active { transform: translateY(.5px); }
.btn.quiet { width: 32px; height: 32px; border-color: transparent; background: none; color: var(--text-3); }
.btn.quiet:hover { background: var(--hover); color: var(--text); }
.btn.primary { border-color: transparent; background: var(--accent); color: var(--on-accent); }
.btn.primary:hover { background: color-mix(in srgb, var(--accent) 86%, #000); }
.btn.small { width: auto; height: 28px; padding: 0 12px; border-radius: 99px; font-size: .867em; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
.log {
  flex: 1;
  display: flex;
  flex-direction: column;
  gap: 10px;
  padding: 12px 16px 4px;
  overflow: auto;
  overscroll-behavior: contain;
}
.log:focus-visible { outline-offset: -2px; }
.wday { text-align: center; font-size: .8em; color: var(--text-3); }
.m { max-width: 84%; align-self: flex-start; animation: rise .18s cubic-bezier(.2, 0, 0, 1); }
.m p { width: fit-content; max-width: 100%; padding: 8px 12px; border-radius: var(--radius); border-start-start-radius: 2px; background: var(--hover); white-space: pre-wrap; overflow-wrap: anywhere; overflow: clip; overflow-clip-margin: 3px; }
.m a { color: inherit; text-underline-offset: 2px; }
.m a:focus-visible { outline-color: currentColor; outline-offset: 1px; }
.li, .pre { display: block; }
.li { padding-inline-start: 1.2em; text-indent: -1.2em; }
.m code { font-family: ui-monospace, monospace; font-size: .9em; }
.m small { display: block; margin-top: 2px; font-size: .8em; color: var(--text-3); font-variant-numeric: tabular-nums; }
.m.me { align-self: flex-end; }
.m.me p { margin-inline-start: auto; border-radius: var(--radius); border-end-end-radius: 2px; background: var(--accent); color: var(--on-accent); }
.m.me small { text-align: end; }
.by { display: flex; align-items: center; gap: 5px; margin-bottom: 4px; font-size: .8em; color: var(--text-3); }
.by b { color: var(--text); }
.face { line-height: 1; display: grid; place-items: center; width: 20px; height: 20px; flex: none; border-radius: 6px; background: var(--text-2); color: var(--surface); font-size: .8em; font-weight: 650; }
.refused { display: flex; flex-wrap: wrap; gap: 8px; justify-content: flex-end; margin-top: 4px; font-size: .8667em; }
.refused .btn { font-size: 1em; }
.why { display: flex; gap: 6px; flex: 1 0 100%; justify-content: flex-end; color: var(--broken-text); }
.why .i { color: var(--broken); margin-top: 2px; }
.i.state { width: 14px; height: 14px; stroke-width: 1.75; }
.btn.quiet[aria-pressed=true] { color: var(--text); }
.typing { min-height: 20px; padding: 0 16px 4px; font-size: .8em; line-height: 20px; color: var(--text-3); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.notice { display: flex; gap: 8px; margin: 0 12px 8px; padding: 8px 12px; border: 1px solid color-mix(in srgb, var(--paused) 38%, var(--surface)); border-radius: min(var(--radius), 6px); background: color-mix(in srgb, var(--paused) 9%, var(--surface)); font-size: .8667em; }
.notice .i { color: var(--paused); margin-top: 3px; }
.say { display: flex; align-items: flex-end; gap: 4px; margin: 0 12px; padding: 4px; padding-inline-start: 12px; border: 1px solid var(--control-line); border-radius: var(--radius); }
.say:focus-within { outline: 2px solid var(--focus); outline-offset: -1px; }
.say textarea { flex: 1; min-width: 0; max-height: calc(5lh + 14px); margin: 0; padding: 7px 0; border: 0; outline: 0; background: none; color: inherit; font: inherit; resize: none; overflow-wrap: anywhere; }
.say textarea::placeholder { color: var(--text-3); opacity: 1; }
.rate, .place { margin: 0 16px 8px; font-size: .8667em; }
.rate { color: inherit; font-weight: 550; text-underline-offset: 2px; }
.place { color: var(--text-3); }
.left { min-height: 12px; padding: 0 16px; font-size: .8em; color: var(--text-3); }
.left:not(:empty) { padding-block: 4px 8px; }
.left.over { color: var(--broken-text); font-weight: 550; }
.skel { display: grid; gap: 10px; }
.skel i { height: 36px; width: 62%; border-radius: var(--radius); background: var(--hover); animation: appear 0s .4s both; }
.skel i:nth-of-type(2) { width: 48%; justify-self: end; }
@keyframes appear { from { visibility: hidden; } }
:dir(rtl) > .turns { transform: scaleX(-1); }
@media (pointer: coarse) {
  .btn, .btn.quiet { width: 44px; height: 44px; }
  .btn.small { width: auto; height: 44px; padding: 0 16px; }
  .say textarea { padding-block: 11px; max-height: calc(5lh + 22px); font-size: max(16px, 1em); }
}
.heed.full .panel { position: fixed; inset: var(--top, 0) 0 auto; width: 100%; max-width: none; height: var(--height, 100dvh); border: 0; border-radius: 0; box-shadow: none; animation: none; }
.full .say textarea { font-size: max(16px, 1em); }
@media (prefers-reduced-motion: reduce) { .panel, .m { animation: none; } .btn { transition: none; } }
@media (forced-colors: active) {
  .m p, .face, .n { border: 1px solid; }
  .m.me p { border-width: 2px; }
  .btn { border-color: ButtonBorder; }
  .i { stroke: currentColor; }
}
`;
