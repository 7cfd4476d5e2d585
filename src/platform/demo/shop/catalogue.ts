import type { Shape } from './drawings.ts';

/** `price` is in cents of an Australian dollar. */
export type Item = {
  path: string;
  name: string;
  section: 'Kettles' | 'Pans' | 'Tableware' | 'Tools';
  price: number;
  was?: number;
  words: string;
  facts: readonly (readonly [name: string, value: string])[];
  shape: Shape;
  colour: string;
  ground: string;
};

export const items: readonly Item[] = [
  {
    path: '/stovetop-kettle-sage',
    name: 'Stovetop kettle, sage',
    section: 'Kettles',
    price: 8900,
    words: 'Enamelled steel, 1.8 litres. Whistles, works on induction, and has a handle that stays cool.',
    facts: [
      ['Holds', '1.8 litres, about seven cups'],
      ['Weighs', '1.1 kg'],
      ['Stoves', 'Gas, ceramic, induction'],
      ['Care', 'By hand; vinegar takes off the scale'],
    ],
    shape: 'kettle',
    colour: '#5b7a63',
    ground: '#e4e6da',
  },
  {
    path: '/frying-pan-24',
    name: 'Frying pan, 24 cm',
    section: 'Pans',
    price: 7900,
    words: 'Carbon steel that gets better every week. Seasoned once before it leaves us; the rest is up to your eggs.',
    facts: [
      ['Across', '24 cm at the rim, 18 cm at the base'],
      ['Weighs', '1.4 kg'],
      ['Stoves', 'All, and the oven to 220 °C'],
      ['Care', 'Wipe, dry, a drop of oil; never the dishwasher'],
    ],
    shape: 'pan',
    colour: '#4b4f55',
    ground: '#e9e3da',
  },
  {
    path: '/saucepan-1-2',
    name: 'Saucepan, 1.2 litres',
    section: 'Pans',
    price: 5400,
    words: 'For milk, porridge and the sauce you make while talking. Pours from both sides without a drip.',
    facts: [
      ['Holds', '1.2 litres'],
      ['Stoves', 'Gas, ceramic, induction'],
      ['Lid', 'Included'],
    ],
    shape: 'saucepan',
    colour: '#a5633d',
    ground: '#efe5da',
  },
  {
    path: '/harrow-plates',
    name: 'Harrow plates, set of 4',
    section: 'Tableware',
    price: 7800,
    words: 'Stoneware with a rim that keeps the gravy in. Glazed by hand, so no two blues are quite the same.',
    facts: [
      ['Across', '27 cm'],
      ['Goes into', 'Dishwasher, microwave, oven to 180 °C'],
      ['Single plates', 'Yes, when one breaks: just ask'],
    ],
    shape: 'plates',
    colour: '#6d7f96',
    ground: '#e2e6ea',
  },
  {
    path: '/stovetop-kettle-ink',
    name: 'Stovetop kettle, ink',
    section: 'Kettles',
    price: 8900,
    words: 'The same kettle in the colour of a fountain pen. 1.8 litres, whistles, works on induction.',
    facts: [
      ['Holds', '1.8 litres, about seven cups'],
      ['Weighs', '1.1 kg'],
      ['Stoves', 'Gas, ceramic, induction'],
    ],
    shape: 'kettle',
    colour: '#39435a',
    ground: '#dfe1e4',
  },
  {
    path: '/casserole-3',
    name: 'Casserole, 3 litres',
    section: 'Pans',
    price: 15900,
    was: 18900,
    words: 'Cast iron under three coats of enamel. Starts on the stove, finishes in the oven, ends on the table.',
    facts: [
      ['Holds', '3 litres, four to five people'],
      ['Weighs', '4.6 kg with its lid'],
      ['Oven', 'To 240 °C, knob included'],
    ],
    shape: 'casserole',
    colour: '#a5523d',
    ground: '#f0e2da',
  },
  {
    path: '/tilde-mugs',
    name: 'Tilde mugs, pair',
    section: 'Tableware',
    price: 3900,
    was: 4800,
    words: 'One for you, one to lend. The handle takes three fingers or a whole mitten.',
    facts: [
      ['Holds', '320 ml'],
      ['Goes into', 'Dishwasher and microwave'],
    ],
    shape: 'mugs',
    colour: '#8a5a44',
    ground: '#ece6dd',
  },
  {
    path: '/chefs-knife-20',
    name: 'Chef’s knife, 20 cm',
    section: 'Tools',
    price: 12900,
    words: 'Forged in one piece and ground thin. We sharpen it for you every Wednesday in the shop, for $8.',
    facts: [
      ['Blade', '20 cm'],
      ['Edge', '15 degrees each side'],
      ['Care', 'By hand, on wood, never on glass'],
    ],
    shape: 'knife',
    colour: '#5a3d2c',
    ground: '#e3e4df',
  },
];

/** Dollars and cents as the shop prints them. */
export function dollars(cents: number): string {
  return `$${(cents / 100).toFixed(2)}`;
}
