export type Kind = 'kettle' | 'pan' | 'tableware' | 'glass' | 'knife' | 'appliance' | 'tool' | 'card';

/** `say` is what follows “my” or “the” in a sentence; `price` is in cents of a dollar. */
export type Product = { say: string; thing: string; kind: Kind; price: number; plural?: true };

const one = (kind: Kind, price: number, say: string, thing: string): Product => ({ kind, price, say, thing });
const set = (kind: Kind, price: number, say: string, thing: string): Product => ({
  ...one(kind, price, say, thing),
  plural: true,
});

export const products: readonly Product[] = [
  one('kettle', 8900, 'sage stovetop kettle', 'kettle'),
  one('kettle', 8900, 'ink stovetop kettle', 'kettle'),
  one('kettle', 11900, 'gooseneck kettle', 'kettle'),
  one('kettle', 13900, 'cream electric kettle', 'kettle'),
  one('kettle', 4900, 'travel kettle', 'kettle'),
  one('kettle', 6800, 'cast iron teapot', 'teapot'),
  one('pan', 7900, '24 cm frying pan', 'pan'),
  one('pan', 9500, '28 cm frying pan', 'pan'),
  one('pan', 8400, 'carbon steel wok', 'wok'),
  one('pan', 5400, '1.2 litre saucepan', 'saucepan'),
  one('pan', 18900, '3 litre casserole', 'casserole'),
  one('pan', 24900, 'big oval casserole', 'casserole'),
  one('pan', 7200, 'cast iron skillet', 'skillet'),
  one('pan', 6400, 'blue enamel roaster', 'roaster'),
  one('pan', 5800, 'crêpe pan', 'pan'),
  one('pan', 9900, 'bamboo steamer set', 'steamer'),
  set('tableware', 7800, 'Harrow dinner plates', 'plates'),
  set('tableware', 7200, 'Harrow pasta bowls', 'bowls'),
  set('tableware', 4800, 'Tilde mugs', 'mugs'),
  set('tableware', 3600, 'speckled egg cups', 'egg cups'),
  one('tableware', 31200, 'Harrow dinner set', 'dinner set'),
  one('tableware', 5600, 'stoneware serving dish', 'dish'),
  one('tableware', 6200, 'olive wood salad bowl', 'bowl'),
  set('glass', 4400, 'ribbed tumblers', 'tumblers'),
  set('glass', 5200, 'stemless wine glasses', 'glasses'),
  one('glass', 3800, 'water carafe', 'carafe'),
  one('glass', 2900, 'glass butter dish', 'butter dish'),
  one('knife', 12900, '20 cm chef’s knife', 'knife'),
  one('knife', 8400, 'bread knife', 'knife'),
  one('knife', 3900, 'paring knife', 'knife'),
  one('knife', 29900, 'five-piece knife block', 'knife block'),
  set('knife', 3200, 'kitchen scissors', 'scissors'),
  one('appliance', 54900, 'stand mixer', 'mixer'),
  one('appliance', 9900, 'hand mixer', 'mixer'),
  one('appliance', 11900, 'stick blender', 'blender'),
  one('appliance', 10900, 'two-slice toaster', 'toaster'),
  one('appliance', 15900, 'coffee grinder', 'grinder'),
  one('appliance', 12900, 'rice cooker', 'rice cooker'),
  one('appliance', 27900, 'food processor', 'food processor'),
  one('appliance', 4900, 'kitchen scale', 'scale'),
  one('tool', 6800, 'acacia chopping board', 'board'),
  one('tool', 5900, 'granite mortar and pestle', 'mortar'),
  one('tool', 5800, 'pepper mill', 'mill'),
  one('tool', 3400, 'French rolling pin', 'rolling pin'),
  one('tool', 4500, 'two-sided whetstone', 'whetstone'),
  set('tool', 1900, 'measuring spoons', 'spoons'),
  set('tool', 3900, 'linen tea towels', 'tea towels'),
  set('tool', 2900, 'baking trays', 'trays'),
];

/** What is wrong with it out of the box; follows “with” or “has”. */
export const flaws: Readonly<Record<Kind, readonly string[]>> = {
  kettle: ['a cracked lid', 'a dent near the spout', 'a chip in the enamel', 'a loose handle'],
  pan: ['a dent in the rim', 'a scratched base', 'a wobbly handle', 'a chip in the enamel', 'a warped bottom'],
  tableware: [
    'a crack right across',
    'a big chip on the edge',
    'a hairline crack in the glaze',
    'rough spots in the glaze',
  ],
  glass: ['a crack in the base', 'a chipped rim', 'a star-shaped crack', 'a scratch all the way round'],
  knife: ['a nick in the edge', 'a split in the handle', 'a bent tip', 'a rust spot near the handle'],
  appliance: ['a cracked housing', 'a dent in the side', 'a broken switch', 'a split in the cord cover'],
  tool: ['a split along the grain', 'a chip out of one corner', 'a deep scratch', 'a stain that will not come off'],
  card: ['a code that cannot be read'],
};

/** What fails after months; follows “now”. By the thing's own name, else by its kind. */
export const wear: Readonly<Record<string, readonly string[]>> = {
  kettle: [
    'drips from the spout',
    'leaks at the seam',
    'is losing enamel inside',
    'has a handle that gets too hot to hold',
  ],
  teapot: ['drips from the spout', 'smells of rust', 'has a lid that no longer sits flat'],
  pan: ['sticks badly', 'has a handle that turns in my hand', 'rocks on the stove', 'is losing its coating'],
  steamer: ['has come apart at the seam', 'smells musty however I dry it', 'has a split tier'],
  knife: ['has a loose rivet', 'chips whenever I use it', 'has a gap between blade and handle'],
  mixer: ['makes a grinding noise', 'stops after a minute', 'leaks grease', 'jumps about on the bench'],
  toaster: ['burns one side only', 'will not stay down', 'trips the fuse'],
  grinder: ['makes a grinding noise, a wrong one', 'stops after a minute', 'grinds unevenly'],
  'rice cooker': ['scorches the bottom', 'will not switch to warm', 'boils over every time'],
  'food processor': ['leaks at the lid', 'smells of burning', 'will not switch on'],
  scale: ['shows a different weight every time', 'switches itself off', 'eats a battery a week'],
  appliance: ['smells of burning', 'will not switch on', 'stops after a minute', 'has a loose contact in the cord'],
  other: ['does not do its work any more'],
  tool: ['has split along the glue line', 'has gone furry', 'wobbles', 'has started to warp'],
};

/** A part one can lose, break or order; follows “the” or “a new”. By the thing's own name, else by its kind. */
export const parts: Readonly<Record<string, readonly string[]>> = {
  kettle: ['lid', 'lid knob', 'limescale filter'],
  teapot: ['lid', 'strainer', 'handle sleeve'],
  pan: ['glass lid', 'handle screw', 'lid knob', 'handle cover'],
  steamer: ['lid', 'middle tier', 'paper insert'],
  carafe: ['stopper', 'silicone ring'],
  'butter dish': ['lid', 'base'],
  mixer: ['whisk', 'dough hook', 'splash guard', 'bowl', 'flat beater'],
  blender: ['beaker', 'whisk attachment', 'wall bracket'],
  toaster: ['crumb tray', 'bun rack'],
  grinder: ['hopper lid', 'cleaning brush', 'catch tray'],
  'rice cooker': ['measuring cup', 'steam tray', 'inner lid'],
  'food processor': ['pusher', 'slicing disc', 'lid', 'blade'],
  scale: ['battery cover', 'glass plate'],
  appliance: ['power cord', 'rubber foot'],
  other: ['lid'],
};

/** Why a perfectly good one goes back; follows “it is”, so it suits one thing and several. */
export const regrets: Readonly<Record<Kind, readonly string[]>> = {
  kettle: ['smaller than I pictured', 'heavier than my wrist likes', 'a different shade from the photo'],
  pan: ['too small for the four of us', 'too heavy for me', 'too wide for my stove'],
  tableware: ['not the white I hoped for', 'too big for our cupboard', 'a bit rustic for us'],
  glass: ['thicker than I expected', 'too tall for our dishwasher', 'just not our style'],
  knife: ['bigger than I am comfortable with', 'heavier than my old one', 'a double, my partner bought the same'],
  appliance: ['louder than I can live with', 'too tall to fit under the shelf', 'more than we need'],
  tool: ['too big for our bench', 'a double present', 'not what I pictured'],
  card: ['a double present'],
};
