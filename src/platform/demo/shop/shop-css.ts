/** The shop's own style sheet, served as a file because its pages allow no style inside them. */
export const shopCss = `
:root { color-scheme: light; --ink: #2a2722; --soft: #5f594e; --line: #e0dacd; --paper: #fbfaf7; --shade: #f2eee5; --red: #97402c; --green: #3f5c47; }
*, ::before, ::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 Georgia, "Noto Serif", "Times New Roman", serif; }
a { color: inherit; text-underline-offset: 3px; text-decoration-thickness: 1px; }
:focus-visible { outline: 2px solid var(--ink); outline-offset: 3px; }
h1, h2, h3 { font-weight: 400; line-height: 1.2; margin: 0; text-wrap: balance; }
h1 { font-size: 2.125rem; }
h2 { font-size: 1.4375rem; }
h3 { font-size: 1.125rem; }
p, ul, dl { margin: 0; padding: 0; }
ul { list-style: none; }
.pic { display: block; width: 100%; height: auto; border-radius: 3px; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: .5rem; background: var(--paper); padding: .5rem 1rem; z-index: 2; }
.note { background: var(--ink); color: #f6f2e9; text-align: center; font-size: .9375rem; padding: .5rem 1rem; }
.wrap { max-width: 90rem; margin: 0 auto; padding: 0 3rem; }
.head { border-bottom: 1px solid var(--line); }
.head .wrap { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 2rem; padding-block: 1.125rem; }
.head a { text-decoration: none; }
.head nav a:hover, .head .basket:hover, .crumb a:hover, .card:hover b, .foot a:hover { text-decoration: underline; }
.logo { font-size: 1.5rem; font-weight: 700; letter-spacing: .01em; }
.head nav { display: flex; gap: 1.5rem; }
.head .basket { margin-left: auto; display: inline-flex; gap: .5rem; align-items: center; }
.basket svg { width: 1.25rem; height: 1.25rem; fill: none; stroke: currentColor; stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; }
.hero { display: grid; grid-template-columns: 1fr 1.45fr; gap: 3rem; align-items: center; padding-block: 3rem; }
.hero h1 { font-size: 2.75rem; letter-spacing: -.01em; }
.hero p { margin: 1rem 0 1.5rem; font-size: 1.125rem; color: var(--soft); max-width: 28rem; }
.button { display: inline-block; background: var(--ink); color: #fff; border: 1px solid var(--ink); border-radius: 2px; padding: .75rem 1.5rem; font: inherit; text-align: center; text-decoration: none; cursor: pointer; }
.button:hover { background: #453f36; }
.section { padding-block: 2.25rem 2.5rem; }
.main .section { padding-block: .75rem 1rem; }
.section > h2 { margin-bottom: 1.125rem; }
.cards { display: grid; grid-template-columns: repeat(4, 1fr); gap: 1.75rem 1.25rem; }
.cards.three { grid-template-columns: repeat(3, 1fr); }
.card { display: grid; text-decoration: none; align-content: start; position: relative; }
.card b { font-weight: 400; margin-top: .625rem; text-wrap: balance; }
.card span { color: var(--soft); }
.sale { color: var(--red) !important; }
.was { color: var(--soft); text-decoration: line-through; margin-left: .375rem; }
.facts { background: var(--shade); border-block: 1px solid var(--line); }
.facts ul { display: grid; grid-template-columns: repeat(3, 1fr); gap: 2rem; padding-block: 2rem; }
.facts p { color: var(--soft); margin-top: .25rem; }
.story { display: grid; grid-template-columns: 1fr 1.35fr; gap: 3rem; align-items: center; padding-block: .5rem 3.5rem; }
.story p { margin-top: .75rem; max-width: 34rem; }
/* Leaves the right of a wide screen to the chat, so that the page stays readable beside it. */
.main { padding-block: 1.5rem 3rem; min-height: 50vh; }
.main > * { max-width: 60rem; }
.crumb { color: var(--soft); font-size: .9375rem; margin-bottom: .375rem; }
.crumb a { text-decoration: none; }
.product { display: grid; grid-template-columns: 1.15fr 1fr; gap: 2.5rem; margin: 1.25rem 0 2.5rem; align-items: start; }
.price { font-size: 1.625rem; margin-bottom: .5rem; }
.price .was { font-size: 1.125rem; }
.promise { margin: .875rem 0 1.25rem; color: var(--soft); font-size: .9375rem; display: grid; gap: .125rem; }
.promise li { padding-left: .75rem; position: relative; }
.promise li::before { content: "·"; position: absolute; left: 0; color: var(--green); font-weight: 700; }
.buy { display: grid; gap: 1rem; }
.buy label { display: grid; gap: .25rem; font-size: .9375rem; color: var(--soft); }
.buy input { font: inherit; padding: .5625rem .75rem; border: 1px solid #857e70; border-radius: 2px; background: #fff; color: var(--ink); width: 100%; }
.spec { margin-top: 1.5rem; border-top: 1px solid var(--line); }
.spec div { display: grid; grid-template-columns: 7rem 1fr; gap: 1rem; padding: .5rem 0; border-bottom: 1px solid var(--line); }
.spec dt { color: var(--soft); }
.spec dd { margin: 0; }
.sum { max-width: 38rem; margin-top: 1.25rem; display: grid; gap: 1.25rem; }
.line { display: grid; grid-template-columns: 6rem 1fr auto; gap: 1.25rem; align-items: center; padding-block: 1rem; border-block: 1px solid var(--line); }
.line p { color: var(--soft); }
.total { display: flex; justify-content: space-between; font-size: 1.25rem; }
.alert { border-left: 3px solid var(--red); background: #f7e9e3; padding: .875rem 1.125rem; }
.alert b { display: block; font-weight: 700; }
.foot { border-top: 1px solid var(--line); background: var(--shade); font-size: .9375rem; color: var(--soft); }
.foot .wrap { display: flex; flex-wrap: wrap; gap: .5rem 2rem; padding-block: 1.5rem 6rem; }
@media (max-width: 60rem) { .cards { grid-template-columns: repeat(2, 1fr); } .hero, .story { gap: 2rem; } .hero h1 { font-size: 2.25rem; } }
@media (max-width: 47.5rem) {
  .wrap { padding-inline: 1rem; }
  .head .wrap { padding-block: .875rem .625rem; gap: .375rem 1rem; }
  .head nav { order: 3; width: 100%; justify-content: space-between; gap: .5rem; }
  .head nav a, .head .basket { padding-block: .375rem; }
  .hero, .story, .product { grid-template-columns: minmax(0, 1fr); gap: 1.25rem; padding-block: 1.5rem; }
  .product { padding-block: 0; margin-top: 1rem; }
  .hero .art { order: -1; }
  .hero p { font-size: 1rem; margin: .625rem 0 1.125rem; }
  h1, .hero h1 { font-size: 1.75rem; }
  .facts ul { grid-template-columns: 1fr; gap: 1.125rem; padding-block: 1.5rem; }
  .cards, .cards.three { gap: 1.25rem .875rem; grid-template-columns: repeat(2, 1fr); }
  .line { grid-template-columns: 4.5rem 1fr auto; gap: .875rem; }
}
`;
