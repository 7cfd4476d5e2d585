import type { Kind } from '../products.ts';
import type { ReasonKey, TeamKey } from '../types.ts';

/**
 * One turn: who speaks, how sure it is that the turn happens, and the templates to say it with. A turn that follows
 * something says its n-th template when the opening, or the turn before it, said its n-th; so answers fit questions.
 */
export type Turn = {
  by: 'customer' | 'adviser' | 'note';
  chance: number;
  say: readonly string[];
  follows?: 'opening' | 'last';
};

/** Warm ends in thanks, cool in relief, glad came only to praise or suggest and ends as it is. */
export type Mood = 'warm' | 'cool' | 'glad';

/** One kind of conversation within a topic; templates as in `template.ts`, slots as in `slots.ts`. */
export type Scene = {
  subject: readonly string[];
  opening: readonly string[];
  turns: readonly Turn[];
  reason: ReasonKey;
  /** How the customer sounds at the end; decides about thanks and emoji. */
  mood: Mood;
  /** Products it can be about; all when absent. */
  kinds?: readonly Kind[];
  /** True when the sentences only suit one thing, not a set of plates. */
  single?: true;
  /** Products it can be about by their `say`, when a kind is still too wide. */
  only?: readonly string[];
  weight: number;
};

export type Topic = { name: string; teamKey: TeamKey; weight: number; scenes: readonly Scene[] };

export const adviser = (...say: string[]): Turn => ({ by: 'adviser', chance: 1, say });
export const customer = (...say: string[]): Turn => ({ by: 'customer', chance: 1, say });
export const note = (...say: string[]): Turn => ({ by: 'note', chance: 0.45, say });
export const sometimes = (chance: number, turn: Turn): Turn => ({ ...turn, chance });
export const toOpening = (turn: Turn): Turn => ({ ...turn, follows: 'opening' });
export const toLast = (turn: Turn): Turn => ({ ...turn, follows: 'last' });

type SceneInput = Omit<Scene, 'mood' | 'weight'> & Partial<Pick<Scene, 'mood' | 'weight'>>;

export function topic(name: string, teamKey: TeamKey, weight: number, scenes: readonly SceneInput[]): Topic {
  return { name, teamKey, weight, scenes: scenes.map((scene) => ({ mood: 'warm', weight: 1, ...scene })) };
}
