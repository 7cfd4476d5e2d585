import { compose, type Line } from './compose.ts';
import { type Product, products } from './products.ts';
import type { Random } from './random.ts';
import { slotsFor } from './slots.ts';
import { advisers, shareOfWork } from './staff.ts';
import { topics } from './topics/all.ts';
import { languages } from './topics/languages.ts';
import type { Scene, Topic } from './topics/scene.ts';
import type { AdviserKey, DemoAdviser, DemoCustomer, DemoMessage } from './types.ts';
import { styleOf } from './typing.ts';

/** A whole conversation with everybody in it, still without times. */
export type Draft = {
  topic: Topic;
  scene: Scene;
  subject: string;
  lines: readonly (Line & { adviserKey: AdviserKey })[];
  adviserKey: AdviserKey;
};

const GIFT_CARD: Product = { say: 'gift card', thing: 'gift card', kind: 'card', price: 5000 };

/** @param talk 1 is usual; more makes longer conversations, less shorter ones. */
export function draft(random: Random, customer: DemoCustomer, start: number, now: number, talk: number): Draft {
  const language =
    customer.locale.startsWith('en') || random.chance(0.6) ? undefined : languages[customer.locale.slice(0, 2)];
  const topic = language ?? random.weighted(topics, (item) => item.weight);
  const scene = random.weighted(topic.scenes, (item) => item.weight);
  const [adviser, colleague] = pairFor(random, topic);
  const slot = slotsFor({
    random,
    product: productFor(random, scene),
    start,
    now,
    first: customer.givenName,
    me: givenName(adviser),
    colleague: givenName(colleague),
  });
  const style = language ? null : styleOf(random.fork(customer.key));
  const { subject, lines } = compose({ scene, random, slot, style, talk });
  return {
    topic,
    scene,
    subject,
    lines: lines.map((line) => ({
      ...line,
      adviserKey: line.by === 'note' && random.chance(0.55) ? colleague.key : adviser.key,
    })),
    adviserKey: adviser.key,
  };
}

/** The draft's lines with their moments (milliseconds), as messages. */
export function messagesAt(lines: Draft['lines'], times: readonly number[]): DemoMessage[] {
  return lines.map(({ by, adviserKey, text }, index) => {
    const at = new Date(times[index] ?? 0);
    return by === 'customer' ? { at, by, text } : { at, by, adviserKey, text };
  });
}

function pairFor(random: Random, topic: Topic): [DemoAdviser, DemoAdviser] {
  const able = advisers.filter((item) => item.teamKeys.includes(topic.teamKey));
  const adviser = random.weighted(
    able,
    (item) => shareOfWork[item.role] * (item.teamKeys[0] === topic.teamKey ? 2 : 1),
  );
  return [adviser, random.pick(advisers.filter((item) => item !== adviser))];
}

function productFor(random: Random, scene: Scene): Product {
  if (scene.kinds?.includes('card')) return GIFT_CARD;
  return random.pick(
    products.filter(
      (item) =>
        (!scene.kinds || scene.kinds.includes(item.kind)) &&
        (!scene.only || scene.only.includes(item.say)) &&
        !(scene.single && item.plural),
    ),
  );
}

function givenName(adviser: DemoAdviser): string {
  return adviser.name.split(' ')[0] ?? adviser.name;
}
