import type { Random } from './random.ts';
import { expand } from './template.ts';
import {
  adviserGreetings,
  afterthoughts,
  cold,
  customerGreetings,
  farewells,
  letters,
  soberFarewells,
  stories,
  thanks,
} from './topics/asides.ts';
import type { Scene, Turn } from './topics/scene.ts';
import { greeted, type Style, typedBy } from './typing.ts';

export type Line = { by: 'customer' | 'adviser' | 'note'; text: string };

export type Composition = {
  scene: Scene;
  random: Random;
  slot: (name: string) => string;
  /** How the customer types; null leaves the text as it is, for other languages than English. */
  style: Style | null;
  /** 1 is usual; more makes the optional turns likelier, less makes them rarer. */
  talk: number;
};

/** Which template the last turn said, of how many. */
type Said = { variant: number; of: number };

/** Writes one conversation from its first message to its end, without times. */
export function compose(wanted: Composition): { subject: string; lines: Line[] } {
  const { scene, random, slot, style } = wanted;
  const lines: Line[] = [];
  const opening = random.int(0, scene.opening.length - 1);
  let last: Said | null = null;
  let isGreeted = style === null;
  lines.push(...openingLines(wanted, scene.opening[opening] ?? ''));
  for (const turn of scene.turns) {
    const follows: Said | null = turn.follows === 'last' ? last : null;
    const isPossible = turn.follows !== 'last' || follows?.of === turn.say.length;
    const isOwed = turn.by === 'adviser' && isQuestion(lines);
    if (!isPossible || !(isOwed || random.chance(likely(turn.chance, wanted.talk)))) {
      if (turn.by !== 'note') last = null;
      continue;
    }
    const variant: number =
      follows?.variant ?? (turn.follows === 'opening' ? opening : random.int(0, turn.say.length - 1));
    if (turn.by !== 'note') last = { variant, of: turn.say.length };
    const text = said(wanted, turn, turn.say[variant] ?? '');
    const isFirstAnswer = turn.by === 'adviser' && !isGreeted;
    if (turn.by === 'adviser') isGreeted = true;
    lines.push({ by: turn.by, text: isFirstAnswer ? withGreeting(wanted, text) : text });
  }
  if (style !== null && scene.mood !== 'glad' && !isQuestion(lines)) lines.push(...closing(wanted, lines));
  return { subject: expand(random.pick(scene.subject), random, slot), lines };
}

function withGreeting({ random, slot }: Composition, text: string): string {
  if (!random.chance(0.82)) return text;
  const greetings = /^thank/i.test(text)
    ? adviserGreetings.filter((item) => !item.includes('thanks'))
    : adviserGreetings;
  return greeted(expand(random.pick(greetings), random, slot), text, random);
}

function likely(chance: number, talk: number): number {
  return chance === 1 ? 1 : Math.min(0.97, chance * talk);
}

/** True when the customer's last word asks for an answer, which must then not be left out. */
function isQuestion(lines: readonly Line[]): boolean {
  const last = lines.findLast((line) => line.by !== 'note');
  return last?.by === 'customer' && /\?\W*$/u.test(last.text);
}

function said({ random, slot, style, scene }: Composition, turn: Pick<Turn, 'by'>, template: string): string {
  const text = expand(template, random, slot);
  return turn.by === 'customer' && style !== null ? typedBy(style, text, random, scene.mood) : text;
}

function openingLines(wanted: Composition, template: string): Line[] {
  const { random, slot, style, scene } = wanted;
  const text = expand(template, random, slot);
  if (style === null) return [{ by: 'customer', text }];
  const story = random.chance(0.16) ? expand(random.pick(stories), random, slot) : null;
  const letter = random.chance(0.025) ? expand(random.pick(letters), random, slot) : null;
  const short = story === null ? text : `${text}${random.chance(0.5) ? '\n\n' : ' '}${story}`;
  const told = letter === null ? short : `${letter}\n\n${text}`;
  const greeting = random.chance(0.52) ? expand(random.pick(customerGreetings), random, slot) : null;
  const signed = style === 'plain' && random.chance(0.12) ? `${told}\n\n${slot('first')}` : told;
  const first = greeting === null ? signed : greeted(greeting, signed, random);
  const lines: Line[] = [{ by: 'customer', text: typedBy(style, first, random, scene.mood) }];
  if (random.chance(0.1 * wanted.talk)) {
    const choices = first.includes('FR-') ? afterthoughts.slice(2) : afterthoughts;
    lines.push({ by: 'customer', text: said(wanted, { by: 'customer' }, random.pick(choices)) });
  }
  return lines;
}

function closing(wanted: Composition, before: readonly Line[]): Line[] {
  const { random, slot, scene, talk } = wanted;
  const lines: Line[] = [];
  if (before.at(-1)?.by !== 'customer') {
    if (!random.chance(0.62 * talk)) return [];
    const pool = scene.mood === 'cool' ? cold : thanks;
    lines.push({ by: 'customer', text: said(wanted, { by: 'customer' }, random.pick(pool)) });
  }
  const goodbyes = scene.mood === 'cool' ? soberFarewells : farewells;
  if (random.chance(0.42 * talk)) lines.push({ by: 'adviser', text: expand(random.pick(goodbyes), random, slot) });
  return lines;
}
