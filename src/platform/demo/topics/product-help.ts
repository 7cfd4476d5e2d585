import { adviser, customer, sometimes, toOpening, topic } from './scene.ts';

export const productHelp = [
  topic('Product', 'product-help', 10, [
    {
      subject: ['Does the {thing} work on induction?', 'Induction?', 'Which stove for the {thing}?', 'Oven safe?'],
      opening: [
        'Does the {product} work on [induction|an induction hob|a gas stove with small rings|a camping stove|ceramic glass]?',
        'Can the {product} go in the oven? [Up to what temperature?|With the lid on?|I’d like to finish a frittata in it.]',
        '[We’re getting|Just moved into a place with] induction. [Will my {product} still work?|Which of your pans can I use?|Is the magnet test right?]',
        'Is the {product} okay [over an open fire|on a wood stove|on the barbecue]? We [camp a lot|have a shack with no power].',
      ],
      turns: [
        toOpening(
          adviser(
            'yes, it does: the base is [steel|magnetic], [20|18|14] cm across. On a very small ring it may [not be recognised|wobble a little].',
            'up to 220 °C, [lid off|without the lid, its knob only takes 180 °C]. Use a cloth, the handle gets hot.',
            'if a magnet sticks to the base, it works. [Yours does.|Everything we’ve sold since 2019 passes.|The older aluminium ones don’t, sorry.]',
            'it’s fine for the food; open fire [dulls the outside but does no harm|marks the outside, so many people keep one just for that].',
          ),
        ),
        toOpening(
          sometimes(
            0.65,
            customer(
              'My ring is [16|14|18] cm[, is that enough?|. Too small?]',
              '[And how heavy is it?|What’s the weight with the lid?|With or without the lid, what does it weigh?]',
              '[Hm, mine doesn’t stick. Which one should I get?|No magnet in the house! How else can I tell?]',
              '[And the dishwasher after?|Can I put it in the dishwasher after?]',
            ),
          ),
        ),
        toOpening(
          sometimes(
            0.4,
            adviser(
              'that should be [fine|enough]. If it isn’t, you have 30 days to send it back.',
              'it weighs [1.1|1.4|2.3|2.9] kg with the lid.',
              'look for the little coil sign under the base; every pan on our page that has it works.',
              'you can, but by hand is kinder to it.',
            ),
          ),
        ),
      ],
      reason: 'answered',
      kinds: ['pan'],
      single: true,
      weight: 1.1,
    },
    {
      subject: ['Which {thing} should I get?', 'Help me choose', '{Product} or {other}?', 'Looking for advice'],
      opening: [
        'I can’t decide between the {product} and the {other}. [Which one would you take?|What’s the difference really?|It’s for {recipient}.]',
        'Looking for a present for {recipient}’s {occasion}, [around|up to] {amount}. [Loves baking, small kitchen.|Has everything already…|Just moved out of home.|Cooks every day.] Any ideas?',
        'How [big|tall|deep] is the {product} [exactly|really]? [The page only says “medium”.|My shelf is 38 cm.|It has to live on top of the fridge.]',
        'Is the {product} [worth the money|good for a beginner|big enough for five|made in Australia]? [Honest answer please 🙂|I read mixed reviews.]',
        'What’s the [material|coating] of the {product}? [I’m allergic to nickel.|No PFAS please.|We keep parrots so no fumes.]',
      ],
      turns: [
        toOpening(
          adviser(
            'I have both at home, so: the {product} for [every day|small kitchens|speed], the {other} if you [like to take your time|cook for more than four|want it to last for ever]. [How many do you cook for?|What do you cook most?]',
            'lovely. [What do they cook most?|How many people is it for?|Gas or induction?] Then I can say something sensible.',
            'it’s [31 by 22 cm and 19 high|24 cm across and 17 high|26 cm across at the top, 14 high]. I measured one on the shelf just now.',
            'honest answer: yes. [It’s what I’d give my brother.|It forgives a lot.|I’ve had mine for five years.] The one thing people don’t like is the [price|weight|instruction leaflet].',
            'nothing hidden: no nickel on the inside, no PFAS. I can send you the maker’s sheet.',
          ),
        ),
        toOpening(
          customer(
            '[Just two of us|Mostly pasta and soup|Four, sometimes six|Depends who turns up] and [not much room|a tiny sink|lots of baking on weekends].',
            '[Two people|Mostly soups|Anything in one pot|Gas], [not much room|and nothing too heavy|they bake on weekends].',
            '[Perfect, it fits|That’s 2 cm too tall. Pity|Great, then I’ll order it tonight|You measured it? That’s service]',
            '[Ha, I can live with that|Good enough for me|Sold|Thanks for being honest]',
            '[Yes, the sheet would be great|Please send it|That’s a relief, thanks]',
          ),
        ),
        toOpening(
          sometimes(
            0.75,
            adviser(
              'then I’d go for the {product}. If it isn’t right, send it back within 30 days.',
              'then the {product} at {price}, or the {other} if they have one already. Both can be exchanged.',
              '[I like measuring|any time]. Orders before 15:30 leave today.',
              'enjoy it! Orders before 15:30 leave today.',
              'sent. Page two has the list of everything that touches food.',
            ),
          ),
        ),
      ],
      reason: 'answered',
      single: true,
      weight: 1.3,
    },
    {
      subject: ['Spare {part}', 'Do you sell a {part}?', 'Replacement {part} for {product}', 'Lost the {part}'],
      opening: [
        'Do you sell a [spare|new] {part} for the {product}? [Mine fell behind the stove.|The dog got it.|I’ve lost mine in the move.]',
        '[I broke|My son broke|We lost] the {part} of our {product}. [Can I order just that?|The rest is fine.|What would it cost?]',
        'Does the {part} of the [old|2022] {product} fit the new one?',
      ],
      turns: [
        toOpening(
          adviser(
            'yes, the {part} is [$12|$18|$24|$9], and I can post it [today|tomorrow]. Shall I send you a link?',
            'we don’t list it on the site, but I have [two|three] in the drawer. It’s yours for the postage.',
            'they share the same one since 2021. If the number under the base starts with [B|C|F|K], it fits.',
          ),
        ),
        toOpening(
          sometimes(
            0.85,
            customer(
              '[Yes please!|Oh brilliant, yes|Link please]',
              '[How kind, thank you|Oh that’s lovely, yes please|Great. Where do I pay?]',
              '[It starts with {batch}|Where do I find the number?|It says {batch}]',
            ),
          ),
        ),
        toOpening(
          sometimes(
            0.75,
            adviser(
              '[link sent|it’s in your inbox]. It comes as a letter, in about two days.',
              'I’ve sent a link for the $4.50. It goes in tomorrow’s post.',
              'it’s stamped under the base. If it’s {batch} or later, it fits.',
            ),
          ),
        ),
      ],
      reason: 'answered',
      kinds: ['kettle', 'pan', 'appliance', 'glass'],
      single: true,
      weight: 0.8,
    },
  ]),
];
