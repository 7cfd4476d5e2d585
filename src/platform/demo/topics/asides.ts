/** Small things people say around the matter itself; the composer adds them to any scene. */

export const customerGreetings: readonly string[] = [
  'Hi',
  'Hi',
  'Hello',
  'Hello',
  'Hey',
  'Hi there',
  'Hi team',
  'G’day',
  'Good {daytime}',
  'Hello again',
  'Dear team',
];

export const adviserGreetings: readonly string[] = [
  'Hi {first}',
  'Hi {first}',
  'Hello {first}',
  'Hi {first}, {me} here',
  'Hello {first}, thanks for writing',
];

/** Some people tell a story first or after. */
export const stories: readonly string[] = [
  'For context: [I’ve shopped with you since the market stall days|this is my fourth order this year|I bought the same one for my sister in {month}], and [it always went well|I’ve never had a problem], so [I’m sure you’ll sort it|I hope this is quick].',
  'I’m [at work until five|on the train|in meetings all day|on night shift], so [please write rather than call|answers may take a while|no phone please].',
  'PS: [the packing was lovely|please say hi to whoever writes the little cards|the new catalogue is gorgeous|love the tea towels].',
  'My [daughter|neighbour|son-in-law] set up this chat for me, so [forgive the typing|I hope it reaches you|bear with me].',
  '[I did read the help page first|I looked in the FAQ], but [it doesn’t say|I couldn’t find it|it answers everything except this].',
  'I’m asking [on behalf of my mother|for my dad], who [doesn’t do computers|is 84 and very fond of it|lives in {suburb}].',
  'The account is under [my work e-mail|my maiden name|my partner’s name] if you [can’t find it|need to look it up].',
  '[We’re hosting|I’ve invited] [nine|twelve|fourteen] people on {soon}, [hence the panic|that’s why I’m asking|so time matters a little].',
  'You can reach me [here|by e-mail|any time after 3], [whatever is easier|I check often].',
];

/** Sent straight after the first message by people in a hurry. */
export const afterthoughts: readonly string[] = [
  'Order number is {order}, forgot to say',
  '[sorry|oops], {order}',
  'It’s the [name|account] {first}, postcode {postcode}',
  '[hello?|Anyone there?|You there?]',
  '[No rush|Not urgent] by the way',
  'And [thanks in advance|thank you already]',
  'I can send [a photo|photos] if that helps',
];

export const thanks: readonly string[] = [
  'Thank you[ {me}|| so much| very much]!',
  '[Great|Perfect|Brilliant|Lovely|Wonderful], thanks [{me}|a lot|for the quick help|again|].',
  'Thanks, that’s [all|everything] [I needed|from me|for now].',
  'You’ve been [so|really|very] [helpful|kind|patient], thank you.',
  '[Cheers|Ta|Legend|Awesome|Beauty], [{me}|thanks|appreciate it|have a good one].',
  '[That was quick|Wow, that was fast]. Thank you!',
  'Perfect, that solved it. Thank you so much!',
  '[OK great|Ok perfect|Good to know], have a [nice|lovely|good] [day|afternoon|weekend]!',
  'Much appreciated[.|, {me}.|. I’ll be back.|. Will recommend you.]',
  '👍 [thanks|thank you|cheers|great]',
];

export const cold: readonly string[] = [
  '[OK.|Okay.|Fine.|Noted.|All right.]',
  'OK. I’ll [wait and see|check on {soon}|believe it when it’s here].',
  '[Thank you|Thanks]. [I hope that’s the end of it.|Please make sure.|It should not take three tries though.]',
  'Thanks for [getting back to me|sorting it out], [finally|even if late|{me}].',
  'Good. [Please confirm when it’s done.|I’ll hold you to that.|That’s all I wanted.]',
];

export const farewells: readonly string[] = [
  'You’re welcome, {first}. [All the best!|Have a good day.|Write any time.]',
  '[My pleasure|Any time|No worries at all|Glad I could help|Happy to help][.|!|, have a lovely day.|, and enjoy your cooking.]',
  '[Thanks for your patience|Thank you for your patience|Thanks for letting us know], {first}.',
  '[I’ll close this for now|I’ll close our chat here]. [Just write again|Write here|Come back] if [anything comes up|you need us|something isn’t right][| and it opens again].',
  '[Any time, {first}|Glad to help, {first}]. [Bye for now!|Until next time.|All the best!]',
  '[Thank you for asking|Thanks for being so clear|Thanks for coming to us with it][.|, {first}.]',
  '[Good to hear|Glad that’s settled|Lovely], {first}. [Bye!|Take care!|Have a great {weekday}.]',
  'Take care, {first}[!|. {me}|.]',
];

/** For those who were annoyed: no cheer, only that it is looked after. */
export const soberFarewells: readonly string[] = [
  '[Thank you for your patience|Thank you for bearing with us], {first}.',
  'I’ll [keep an eye on it|stay on it|look in again] until [it’s done|it has arrived|you have it].',
  'You [shouldn’t have had to ask|were right to write]. [Come straight to me if anything is off.|I’m {me}, write to me here any time.]',
  'Thank you, {first}. I’ve [written it up|made a note] so that [it doesn’t happen again|nobody asks you twice].',
];

/** A few people write whole letters; each of these goes before the matter itself. */
export const letters: readonly string[] = [
  'Let me start at the beginning, because I think it matters.\n\nWe [moved|came] to {suburb} in {month} with two suitcases, one saucepan and [a baby on the way|a very old cat|my late mother’s recipe books], and the first thing we bought for the new kitchen came from you. It has been used every single day since. I have recommended you to [my whole choir|half the street|everyone at work], and I would like to go on doing that.\n\nSo this is not the usual grumble. I have read your help page twice, I have looked through my e-mails, and I have asked [my daughter|my son|the young man next door], who knows about these things. I am simply stuck, and I would be grateful if a real person could read the next lines slowly:',
  'I hope this reaches the right person; the last time I was passed on [twice|three times] and had to explain everything again, so I will write it all down once, in order.\n\n1. I ordered on {past}, in the evening, on my tablet. The order number is {order}.\n2. I got the e-mail with the thank you, which was nice.\n3. My [husband|wife|partner] was at home, at {street}, the whole time.\n4. We have not changed anything in the account.\n\nI am not in a hurry and nobody did anything terrible. But I like to know where I stand, and my notes say you are usually good at that. Now to the point:',
  'First of all: I love what you do. The little cards in the parcels, the paper instead of plastic, the way {colleague} rang back last [spring|winter|autumn] just to ask whether the lid fitted. That is rare now.\n\nSecondly, and this is why I write, I am organising {recipient}’s {occasion}. There will be [about thirty|forty|nearly fifty] people in a hall in {suburb}, with a kitchen that has not been touched since 1974, and I am the one who said “leave it to me”. I may have been a bit bold.\n\nWhich brings me to you:',
  'I run {company} in {suburb}, we are four people and a dishwasher that works when it likes. We have bought from you [since the beginning|for three years now], mostly kettles and the plain white plates, and until now I never had to write.\n\nWe open at six, so please forgive the short answers later in the day; I read messages between the breakfast and the lunch rush, and again after three. If you need a photo or a number from the underside of something, tell me early and I will send it before the tables fill.\n\nHere is what it’s about:',
  'I am [81|84|79] and I type with one finger, so please be patient with me. My [grandson|granddaughter] says you are kind on this chat, and that I should just write as if it were a letter.\n\nI have cooked for [fifty|sixty] years, for a shearing shed once, thirty men, and never owned anything as pretty as what I bought from you. I do not want to make a fuss about it. But at my age one does not like to leave things lying about unfinished, and it has been on my mind since {past}.\n\nIt is this:',
];
