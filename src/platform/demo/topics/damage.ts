import { adviser, customer, note, sometimes, toLast, topic } from './scene.ts';

export const damage = [
  topic('Damaged', 'returns', 10, [
    {
      subject: ['{Thing} arrived with {flaw}', 'Damaged: {product}', 'Broken on arrival', '{Flaw}, order {order}'],
      opening: [
        'My {product} (order {order}) [came|arrived|turned up] [today|this morning|yesterday] with {flaw}. [What do I do?|What now?|Can I get a new one?|So disappointed.]',
        '[Just opened|Unpacked] the {product} and it has {flaw}. [The box looked fine.|The box was squashed on one side.|No padding at all in the box.] [I have photos.|Photos attached if you need them.|Happy to send pictures.]',
        'There’s {flaw}. [Order {order}|It’s the {product}], [delivered {past}|came {past}|opened it only now]. [It’s a present for {recipient} on {soon}.|We have guests on {soon}.|I don’t want my money back, just one that’s whole.]',
        'Not happy: {flaw} on a brand new {thing}! {order}.',
        'Is {flaw} [normal|meant to be there|within tolerance] on the {product}? [It doesn’t look right to me.|At {price} I expected better.|My last one didn’t have that.]',
        '[The courier dropped it, I heard it|I could hear it rattle before I opened it]. The {product} now has {flaw}. Order {order}. [Who pays?|Not my fault.|Please replace.]',
      ],
      turns: [
        adviser(
          '[I’m sorry it reached you like that|oh no, that’s not how it should arrive|sorry about that]. You can [choose|have]: a new {thing}, a repair where that’s possible, or your {price} back. What suits you best?',
          'that’s not right, and I’m sorry. A photo would help us with {courier}, but you [don’t need one|needn’t wait for that]: shall I send a new {thing}, or would you rather have your money back?',
          'thanks for [telling us|the clear description], and sorry. A new one can leave [today|tomorrow] and be with you by {soon}, at no cost. I have put one aside. Shall I send it?',
        ),
        customer(
          '[A new one please|Please just send another|Replacement please, the whole thing|Yes please send it]. [Do I have to post the broken one back?|And the old one?|Who pays for the return?]',
          '[I’d rather have my money back|Refund please|The money please], [I’ve lost the mood for it|I found one locally|I need it sooner than that].',
          '[A new one, if it gets here by {soon}.|Would it be here by {soon}?] [It’s {recipient}’s {occasion}.|Otherwise a refund is better.]',
        ),
        note(
          '[Four|Three|Two|Seven] left [in the warehouse|on the shelf]. Courier cut-off is 15:30.',
          'Third one with {flaw} from this batch. Telling purchasing.',
          'Inner sleeve was missing, same as {past}. Packing team knows.',
        ),
        toLast(
          adviser(
            'done: the new {thing} leaves [today|this afternoon|tomorrow morning] and should be there by {soon}. Please keep or recycle the broken one, no need to send it back.',
            'of course. {price} is on its way to your card, [three to five|up to five] working days. We pay for the return: the label is in your e-mail.',
            'it will if it leaves before 15:30, and I’ve [walked it over to packing|marked it for today]. Tracking follows tonight.',
          ),
        ),
      ],
      reason: 'replaced',
      kinds: ['kettle', 'pan', 'glass', 'knife', 'appliance', 'tool'],
      single: true,
      weight: 1.5,
    },
    {
      subject: [
        'Broken {thing} in {order}',
        'One of the {thing} is broken',
        'Chipped {thing}',
        'Two broken out of six',
      ],
      opening: [
        '[One|Two] of my {product} [has|arrived with] {flaw}. [The others are fine.|The rest is lovely.] Do I [send them all back|have to return the set], or can you [send just one|replace only that]?',
        'We opened {order} and [half of it is in pieces|one is broken|there are shards everywhere]. The {product}, {price}. [Careful when you open returns!|Please help.]',
        'The {product} [came|arrived] {past}: {flaw}. [That’s the second time now.|Second set with the same fault.|I’m starting to think it’s the packaging.]',
      ],
      turns: [
        adviser(
          'sorry about that, and [mind your fingers|please be careful with the pieces]. No need to return anything: I’ll send [the broken ones|just those] again. How many do you need?',
          'that’s annoying, sorry. Keep the good ones. New ones leave [today|tomorrow], packed in the [thicker|double] sleeve.',
        ),
        customer(
          '[Just the one|Two please|One, thank you|Only two. Great that I don’t have to send the set back]',
          '[Could you pack them better this time?|Please wrap each one|Sounds good]',
        ),
        note('Sleeve too thin for {thing}. [Eleventh|Fourth|Sixth] this month, raised with packing.'),
        sometimes(
          0.8,
          adviser(
            'they’re [packed by hand this time|on their way], tracking to follow. They should be with you by {soon}.',
            'I’ve asked for [paper between each one|the double box]. You’ll have them by {soon}.',
          ),
        ),
      ],
      reason: 'replaced',
      kinds: ['tableware', 'glass'],
    },
  ]),
  topic('Wrong item', 'returns', 6, [
    {
      subject: ['Wrong item in {order}', 'Not what I ordered', 'Got the wrong {thing}', '{Other} instead of {product}'],
      opening: [
        'I ordered the {product} but [got|received|the box has] the {other}. [How do we fix this?|Nice, but not mine 🙂|Order {order}.]',
        '[You sent me somebody else’s parcel|This isn’t my order|There’s another name on the slip in my parcel]. [It’s the {other}, I ordered the {product}.|Mine is {order}.]',
        '[The colour is wrong: I ordered [sage and got ink|ink and got sage|cream, this is grey]|The size is wrong: I ordered the [large|bigger] one and got the small]. [Order|It’s] {order}.',
        'I got two {otherThings} [and no|instead of a] {thing}? [Not complaining but…|Order {order} says otherwise.|Did something get mixed up?]',
      ],
      turns: [
        adviser(
          'sorry, that’s our mix-up. The right {thing} leaves [today|tomorrow] and {courier} picks up the other one at your door. [Does {soon} suit?|Is somebody home on {soon}?]',
          'that’s [a packing error on our side|ours to fix]. I’m sending the {product} now. For the wrong one you’ll get a free label; no hurry.',
        ),
        toLast(
          customer(
            '[{soon} is fine, after 10.|Yes, I work from home.|{soon} is good. Morning if possible]',
            '[Can I keep the {other} if I pay for it? It’s rather nice|To be honest I like the {other} as well. Could I buy it?]',
          ),
        ),
        note(
          'Two slips swapped at bench 3. The other customer has been told.',
          'Bin labels for {other} and {product} were switched. Fixed on the floor.',
        ),
        toLast(
          adviser(
            'booked for {soon}, [10 to 12|morning|before noon]. Just hand it over as it is.',
            'of course, you’d get [15|20] % off for the trouble. The link is in your e-mail.',
          ),
        ),
      ],
      reason: 'replaced',
      single: true,
    },
    {
      subject: ['{Part} missing', 'No {part} in the box', 'Incomplete: {product}', 'Part missing from {order}'],
      opening: [
        'There’s no {part} in the box with my {product}. [Is it sold separately?|The picture shows one.|I’ve looked through all the paper twice.] {order}',
        'The {part} is missing [from|in] {order}. [Can you post it?|Everything else is fine.|I can’t use it without.]',
        'The {product} came [without the {part}|with no instructions and no {part}]. [Forgot to pack it?|Was I meant to order it?]',
      ],
      turns: [
        adviser(
          'it should be there, sorry. I’ll post the {part} [today|this afternoon] in an envelope; it’s usually there in two days.',
          'could you look [under the cardboard floor of the box|inside the {thing}]? It’s often tucked in there. If not, I’ll send one straight away.',
        ),
        toLast(
          customer(
            '[Thank you, the address is the same|Great, thanks|Lovely. No rush]',
            '[Found it!! Sorry|Oh. It was inside. Embarrassing 😅|You’re right, taped to the bottom]',
          ),
        ),
        toLast(
          sometimes(
            0.75,
            adviser(
              'good. [It’s in the post bag already.|Tracking would cost more than the {part}, so give it till {soon}.]',
              '[glad it turned up|happens to all of us], enjoy the {thing}.',
            ),
          ),
        ),
      ],
      reason: 'replaced',
      kinds: ['kettle', 'pan', 'appliance', 'glass'],
      single: true,
      weight: 0.8,
    },
  ]),
];
