/** The sheet of quick replies and forms, added to the panel's when the first of them is drawn. */
export const askStyle = `
.quick { display: flex; flex-wrap: wrap; gap: 6px; min-width: 0; margin: 0; padding: 6px 0 0; border: 0; }
.quick .btn, .form .btn { height: auto; min-height: 32px; padding: 4px 12px; text-align: start; overflow-wrap: anywhere; flex: 0 1 auto; }
.btn[aria-disabled=true] { color: var(--text-3); border-color: var(--line); background: none; cursor: default; }
.btn[aria-disabled=true][aria-pressed=true] { color: var(--text); border-color: currentColor; font-weight: 650; }
.form { display: grid; gap: 10px; margin-top: 6px; padding: 12px; border: 1px solid var(--line-strong); border-radius: var(--radius); justify-items: start; }
.m:has(> div > .form) { width: 84%; }
.form > p { display: grid; gap: 4px; width: 100%; padding: 0; border: 0; overflow: visible; background: none; border-radius: 0; font-size: .9333em; }
.m .form small { display: inline; }
.form input, .form select { width: 100%; min-width: 0; min-height: 36px; padding: 4px 10px; border: 1px solid var(--control-line); border-radius: min(var(--radius), 6px); background: var(--surface); color: inherit; font: inherit; }
.form .why { justify-content: flex-start; font-size: .9286em; }
.form [aria-invalid=true] { border-color: var(--broken); }
@media (pointer: coarse) { .quick .btn, .form .btn, .form input, .form select { height: auto; min-height: 44px; font-size: max(16px, 1em); } }
`;
