/** The shop's pictures, drawn flat: a ground, a shadow, a thing in its colour and a little light. */
export type Shape = 'kettle' | 'pan' | 'saucepan' | 'casserole' | 'plates' | 'mugs' | 'knife' | 'mixer';

const light = (d: string) =>
  `<path d="${d}" fill="none" stroke="#fff" stroke-width="4" stroke-linecap="round" opacity=".35"/>`;
const shadow = (x: number, y: number, width: number) =>
  `<ellipse cx="${x}" cy="${y}" rx="${width}" ry="5" fill="#2a2722" opacity=".12"/>`;

const shapes: Readonly<Record<Shape, (colour: string) => string>> = {
  kettle: (colour) => `${shadow(100, 135, 54)}
<path d="M68 100C54 97 47 86 41 71l10-4c5 12 11 17 22 17z" fill="${colour}"/>
<path d="M72 78C68 28 132 28 128 78" fill="none" stroke="#3d3128" stroke-width="6" stroke-linecap="round"/>
<path d="M60 128c-5-32 8-56 40-56s45 24 40 56a7 7 0 0 1-7 6H67a7 7 0 0 1-7-6z" fill="${colour}"/>
<path d="M77 74c5-10 41-10 46 0z" fill="${colour}"/><path d="M77 74c5-10 41-10 46 0z" fill="#fff" opacity=".22"/>
<circle cx="100" cy="62" r="5" fill="#3d3128"/>${light('M72 120c-2-17 2-27 9-34')}`,
  pan: (colour) => `${shadow(86, 124, 62)}
<path d="M138 92 188 74" stroke="#3d3128" stroke-width="10" stroke-linecap="round"/>
<path d="M22 92c0 22 20 32 62 32s62-10 62-32z" fill="${colour}"/>
<ellipse cx="84" cy="92" rx="62" ry="19" fill="${colour}"/><ellipse cx="84" cy="92" rx="62" ry="19" fill="#fff" opacity=".14"/>
<ellipse cx="84" cy="94" rx="53" ry="14" fill="#2a2722" opacity=".45"/>${light('M46 92c8-7 20-9 34-9')}
<circle cx="179" cy="77" r="2.5" fill="#fff" opacity=".6"/>`,
  saucepan: (colour) => `${shadow(90, 133, 50)}
<path d="M136 88h48" stroke="#3d3128" stroke-width="9" stroke-linecap="round"/>
<path d="M44 78h92v42a13 13 0 0 1-13 13H57a13 13 0 0 1-13-13z" fill="${colour}"/>
<path d="M46 74c6-16 82-16 88 0z" fill="${colour}"/><path d="M46 74c6-16 82-16 88 0z" fill="#fff" opacity=".2"/>
<path d="M40 76h100" stroke="${colour}" stroke-width="7" stroke-linecap="round"/>
<circle cx="90" cy="57" r="5" fill="#3d3128"/>${light('M56 120V92')}`,
  casserole: (colour) => `${shadow(100, 134, 66)}
<path d="M30 92h16M154 92h16" stroke="${colour}" stroke-width="11" stroke-linecap="round"/>
<path d="M38 82h124v32c0 14-10 20-24 20H62c-14 0-24-6-24-20z" fill="${colour}"/>
<path d="M42 78c8-24 108-24 116 0z" fill="${colour}"/><path d="M42 78c8-24 108-24 116 0z" fill="#fff" opacity=".18"/>
<path d="M34 80h132" stroke="${colour}" stroke-width="7" stroke-linecap="round"/>
<path d="M90 58c0-9 20-9 20 0z" fill="#c9a35c"/>${light('M50 114V96')}`,
  plates: (colour) => `${shadow(100, 131, 66)}
<g fill="${colour}"><ellipse cx="100" cy="118" rx="66" ry="14"/><ellipse cx="100" cy="108" rx="66" ry="14"/><ellipse cx="100" cy="98" rx="66" ry="14"/><ellipse cx="100" cy="88" rx="66" ry="14"/></g>
<g fill="none" stroke="#fff" stroke-width="1.5" opacity=".45"><path d="M34 98c4 18 128 18 132 0M34 108c4 18 128 18 132 0M34 88c4 18 128 18 132 0"/></g>
<ellipse cx="100" cy="87" rx="66" ry="14" fill="#fff" opacity=".24"/><ellipse cx="100" cy="87" rx="42" ry="8" fill="${colour}" opacity=".55"/>`,
  mugs: (colour) => `${shadow(98, 133, 62)}
<path d="M86 82c24-4 24 34 0 32" fill="none" stroke="${colour}" stroke-width="7"/><path d="M38 70h50v50a12 12 0 0 1-12 12H50a12 12 0 0 1-12-12z" fill="${colour}"/>
<ellipse cx="63" cy="70" rx="25" ry="6" fill="#fff" opacity=".35"/>
<path d="M156 88c22-4 22 32 0 30" fill="none" stroke="#c9b79c" stroke-width="7"/><path d="M108 76h50v44a12 12 0 0 1-12 12h-26a12 12 0 0 1-12-12z" fill="#c9b79c"/>
<ellipse cx="133" cy="76" rx="25" ry="6" fill="#fff" opacity=".4"/>${light('M47 118V86')}`,
  knife: (colour) => `${shadow(96, 112, 74)}
<path d="M20 98C40 84 84 78 128 78v22c-40 0-84 4-108-2z" fill="#b9bfc4"/><path d="M20 98c24 6 68 2 108 2v-5c-40 0-82 3-108 3z" fill="#fff" opacity=".6"/>
<path d="M128 76h6v26h-6z" fill="#8c9297"/><path d="M134 78h42c10 0 12 10 8 17-3 5-8 5-14 5h-36z" fill="${colour}"/>
<g fill="#fff" opacity=".7"><circle cx="146" cy="88" r="2"/><circle cx="159" cy="88" r="2"/><circle cx="172" cy="88" r="2"/></g>`,
  mixer: (colour) => `${shadow(104, 137, 64)}
<path d="M52 128h104a8 8 0 0 1 0 9H52z" fill="${colour}"/><path d="M134 62h24v68h-24z" fill="${colour}"/>
<path d="M48 44h92c16 0 24 8 24 20s-8 16-24 16H60c-14 0-20-8-20-18 0-9 3-18 8-18z" fill="${colour}"/>
<path d="M78 80h8v14h-8z" fill="#8c9297"/><path d="M46 94h72c0 24-12 34-36 34S46 118 46 94z" fill="#cdd2d5"/>
<path d="M46 94h72v5H46z" fill="#fff" opacity=".7"/><circle cx="146" cy="62" r="5" fill="#3d3128"/>${light('M54 56c2-4 4-5 8-5h46')}`,
};

/** An inline picture of 5 to 4; decorative, as the words beside it name the thing. */
export function drawing(shape: Shape, colour: string, ground: string): string {
  return `<svg viewBox="0 0 200 160" aria-hidden="true" class="pic"><rect width="200" height="160" fill="${ground}"/><path d="M0 128h200v32H0z" fill="#fff" opacity=".3"/>${shapes[shape](colour)}</svg>`;
}

/** The wide picture of the first page: a shelf in use. */
export function shelf(): string {
  const place = (x: number, y: number, size: number, inner: string) =>
    `<g transform="translate(${x} ${y}) scale(${size})">${inner}</g>`;
  return `<svg viewBox="0 0 640 360" aria-hidden="true" class="pic"><rect width="640" height="360" fill="#dfe3d6"/>
<path d="M0 0h640v56H0z" fill="#e9ebdf"/><path d="M60 128h520v11H60z" fill="#a98a63"/><path d="M60 139h520v5H60z" fill="#2a2722" opacity=".15"/>
<path d="M0 300h640v60H0z" fill="#c7b08c"/><path d="M0 300h640v7H0z" fill="#b59b74"/>
${place(70, 20, 0.8, shapes.mugs('#8a5a44'))}${place(236, 23, 0.8, shapes.plates('#7c8fa3'))}${place(404, 20, 0.8, shapes.mugs('#5b7a63'))}
${place(20, 112, 1.42, shapes.kettle('#5b7a63'))}${place(216, 128, 1.3, shapes.casserole('#a5523d'))}${place(430, 166, 1.02, shapes.saucepan('#39435a'))}</svg>`;
}
