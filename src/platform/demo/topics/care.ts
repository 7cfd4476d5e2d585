import { adviser, customer, sometimes, toLast, toOpening, topic } from './scene.ts';

export const care = [
  topic('Care', 'product-help', 6, [
    {
      subject: ['Cleaning the {thing}', 'Rust on the {thing}', 'Burnt {thing}', 'How do I look after it?'],
      opening: [
        'How do I get [burnt rice|burnt milk|tea stains|a black ring|limescale] out of the {product} [without ruining it|without scratching]?',
        'There are [brown|rust|white|rainbow] spots on my {product} after [one wash|the dishwasher|a week]. [Is that rust?|Did I do something wrong?|Is it safe to use?]',
        'Can the {product} go in the dishwasher? [The box says no, the website says yes.|Asking for my husband…|We’re a family of six.]',
        'I left the {product} on the stove [empty|and forgot it] and now it’s [blue|black|brown] inside. [Is it dead?|Can I save it?|Please don’t laugh.]',
      ],
      turns: [
        toOpening(
          adviser(
            'it comes out. Two spoons of [bicarb|bicarbonate of soda] in warm water, simmer for ten minutes, leave overnight. No steel wool please.',
            'that’s [mineral from the water|heat colour], not rust, and harmless. A splash of vinegar takes it off; rinse well.',
            'by hand, please: the website is wrong there and I’ve told the team. Dry it straight away and it will outlive us both.',
            'nobody laughs here, I’ve done it myself. You can save it: let it cool, then bicarb and water, simmer, leave overnight.',
          ),
        ),
        toOpening(
          customer(
            '[Trying it now|Will do tonight|I’ll report back|You’re a lifesaver]',
            '[Should I use boiling vinegar or cold?|White vinegar or brown?|Good to know it’s harmless. Warm or cold?]',
            '[Pity, but OK|Then I’ll keep doing it by hand|My husband owes me $5. Thanks!]',
            '[It worked!! Like new|Mostly gone, second round tonight|I’ll try, fingers crossed]',
          ),
        ),
        toOpening(
          sometimes(
            0.5,
            adviser(
              '[good luck|tell me how it goes]. A wooden spoon helps with the corners.',
              'plain white and cold is enough.',
              'fair. I’ve asked for the page to be corrected.',
              '[lovely to hear|patience does it]. A drop of oil on it afterwards and it’s set.',
            ),
          ),
        ),
      ],
      reason: 'answered',
      kinds: ['pan', 'kettle'],
      single: true,
    },
    {
      subject: ['Seasoning the {thing}', 'First use of the {thing}', 'Seasoning went wrong'],
      opening: [
        'Do I have to season the {product} [first|before I use it]? [The leaflet is only in Danish.|Your video link is dead.|Which oil?]',
        'I seasoned the {product} and now it’s [sticky|blotchy|smoking up the house]. [Start again?|What went wrong?|Is it ruined?]',
      ],
      turns: [
        toOpening(
          adviser(
            'yes, once: thin layer of rice bran or grapeseed oil, an hour at 200 °C, let it cool inside. Twice is better than once.',
            'that’s only too much oil. Wipe it out with a dry cloth, an hour at 220 °C, and what’s left will set.',
          ),
        ),
        customer(
          '[Trying it tonight|Windows open then, thanks|Will do this weekend]',
          '[Can I use olive oil?|Is olive oil no good?]',
        ),
        toLast(
          sometimes(
            0.8,
            adviser(
              'good luck! It looks worse before it looks better.',
              'it smokes too early, so better not. Sunflower is fine if that’s what you have.',
            ),
          ),
        ),
      ],
      reason: 'answered',
      only: ['carbon steel wok', 'cast iron skillet', 'crêpe pan'],
      weight: 0.4,
    },
    {
      subject: ['How much dough?', 'Mixer getting warm', 'Limits of the {thing}'],
      opening: [
        'What’s the [most dough|smallest amount|longest time] the {product} can take? [I bake for a market.|It got quite warm yesterday.]',
        'My {product} gets [warm|hot|very warm] when I make [bread|brioche|bagels]. [Normal?|Should I worry?|Too much dough?]',
      ],
      turns: [
        adviser(
          '[1.2|1.8] kg of dough for eight minutes at most, then a rest of ten. Warm is fine, hot to the touch isn’t.',
          'two whites at the least, [1.2|1.8] kg of dough at most, and no more than eight minutes in one go.',
        ),
        sometimes(
          0.8,
          customer('[I did 2.5 kg. That explains it|Oh. I’ll do it in two batches|Good to know before Easter]'),
        ),
        sometimes(0.6, adviser('no harm done if it still runs quietly. [Happy baking!|Two batches it is.]')),
      ],
      reason: 'answered',
      only: ['stand mixer', 'hand mixer', 'food processor'],
      weight: 0.4,
    },
    {
      subject: ['Sharpening', 'My {thing} is blunt', 'How to sharpen', 'Knife care'],
      opening: [
        'How often should I sharpen the {product}, and [at what angle|with what]? [I’ve only ever used a pull-through.|I have your whetstone.]',
        'My {product} [is already blunt|won’t cut a tomato any more] after {months} months. [Is that normal?|Do you sharpen knives?|What am I doing wrong?]',
        'Do you [offer sharpening|sharpen knives] in the shop? [I’m in {suburb}.|What does it cost?|How long does it take?]',
      ],
      turns: [
        toOpening(
          adviser(
            '15 degrees each side, the 1000 side first, then the 3000. Five minutes every [second month|six weeks] is plenty.',
            'what do you cut on? Glass and stone boards blunt a knife in days; wood keeps it sharp for months.',
            'we do, in the Footscray shop every Wednesday, $8 a knife, while you wait. By post it’s $8 plus the label.',
          ),
        ),
        toOpening(
          customer(
            '[Do I push or pull?|And away from me or towards me?]',
            '[It’s a glass board… oops|Granite bench, straight on it. I see|Bamboo. Is that wood?]',
            '[Wednesday works|I’ll bring three along]. [Do you do scissors as well?|Do I have to book?]',
          ),
        ),
        toOpening(
          sometimes(
            0.8,
            adviser(
              'push away from you, as if slicing the stone thinly. There’s a two-minute film on our help page.',
              'that explains it. A wooden board and one round on the stone and it’s back.',
              'no need to book, and yes, scissors too, same price.',
            ),
          ),
        ),
      ],
      reason: 'answered',
      kinds: ['knife'],
      single: true,
      weight: 0.6,
    },
    {
      subject: ['{Thing} does not start', 'Using the {thing}', 'Question about the {thing}', 'Error on the {thing}'],
      opening: [
        'My new {product} [does nothing when I plug it in|won’t start|blinks red twice and stops]. [Is there a trick?|Fuse is fine.|Have I killed it?]',
        'How do I [attach the {part}|take the {part} off|clean under the {part}] on the {product}? [The manual has no pictures.|I’m scared to break it.]',
        '[Lost|Can’t find] the manual for the {product}. [Do you have it as a PDF?|Model is on the underside: {batch}.]',
      ],
      turns: [
        toOpening(
          adviser(
            'is the {part} clicked all the way in? It has a safety switch and stays off until it is.',
            'quarter turn to the left until it clicks, it needs more force than you’d think. Pull the plug first, please.',
            'here’s the manual, sent to your e-mail. Page [6|9|11] is the one people look for.',
          ),
        ),
        toOpening(
          customer(
            '[It clicked! Works now, thank you|That was it 🤦|Works. I feel silly]',
            '[Got it! That took some courage|It moved! Thanks|Done, and nothing broke]',
            '[Got it, thanks|Brilliant|Page 6, exactly what I needed]',
          ),
        ),
        sometimes(
          0.6,
          adviser(
            'glad it runs. Happy [baking|grinding|cooking]!',
            'perfect. [It gets easier each time.|I’ll add it to our help page.]',
          ),
        ),
      ],
      reason: 'answered',
      kinds: ['appliance'],
      single: true,
    },
  ]),
];
