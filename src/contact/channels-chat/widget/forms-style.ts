/** The sheet of the forms, added to the panel's. */
export const formsStyle = `
.start { display: grid; gap: 12px; padding: 12px 16px 16px; border-top: 1px solid var(--line); flex: 0 1 auto; min-height: 0; overflow: auto; overscroll-behavior: contain; }
.start p { font-size: .8667em; color: var(--text-2); }
.q { display: grid; gap: 4px; }
.q label { font-size: .8667em; font-weight: 550; }
.q label span { font-weight: 400; color: var(--text-3); }
.q input, .q select, .q textarea { width: 100%; min-height: 36px; margin: 0; padding: 6px 10px; border: 1px solid var(--control-line); border-radius: min(var(--radius), 6px); background: var(--surface); color: inherit; font: inherit; }
.q textarea { resize: none; }
.q [aria-invalid=true] { border-color: var(--broken); }
.q small, .agree small { color: var(--broken-text); font-size: .8em; font-weight: 550; }
.start .tip { color: var(--text-3); font-size: .8em; }
.agree { display: flex; flex-wrap: wrap; gap: 8px; align-items: flex-start; font-size: .8667em; }
.agree input { width: 18px; height: 18px; margin: 1px 0 0; accent-color: var(--accent); }
.agree label { flex: 1; }
.agree small { flex-basis: 100%; }
.btn.wide { width: 100%; height: 40px; }
.earlier { flex: 1; overflow: auto; padding: 12px 16px; display: flex; flex-direction: column; gap: 8px; }
.earlier h3 { margin: 0; font-size: 1em; font-weight: 650; }
.earlier ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 8px; }
.earlier li button { display: grid; gap: 2px; width: 100%; min-height: 44px; padding: 8px 12px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); color: inherit; font: inherit; text-align: start; cursor: pointer; }
.earlier li button:hover { background: var(--hover); }
.earlier li [aria-current=true] { border-color: var(--accent); }
.earlier span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.earlier .meta { font-size: .8em; color: var(--text-3); }
.earlier .meta b { color: var(--text); }
@media (pointer: coarse), (max-width: 760px) { .q input, .q select, .q textarea { min-height: 44px; font-size: max(16px, 1em); } .btn.wide { height: 44px; } }
`;
