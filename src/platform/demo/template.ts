import type { Random } from './random.ts';

type Part = string | { slot: string } | { choices: readonly Part[][] };

const parsed = new Map<string, Part[]>();

/**
 * Writes out a template: `[this|that|]` takes one of the choices (they nest), `{name}` asks `slot` for a value.
 * Spaces left over by empty choices disappear and the first letter becomes a capital.
 */
export function expand(template: string, random: Random, slot: (name: string) => string): string {
  let parts = parsed.get(template);
  if (!parts) {
    parts = parse(template);
    parsed.set(template, parts);
  }
  const text = write(parts, random, slot)
    .replace(/ {2,}/g, ' ')
    .replace(/ +([,.?!;:\n])/g, '$1')
    .replace(/\n +/g, '\n')
    .trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function write(parts: readonly Part[], random: Random, slot: (name: string) => string): string {
  let text = '';
  for (const part of parts) {
    if (typeof part === 'string') text += part;
    else if ('slot' in part) text += slot(part.slot);
    else text += write(random.pick(part.choices), random, slot);
  }
  return text;
}

function parse(template: string): Part[] {
  let at = 0;
  const sequence = (inside: boolean): Part[][] => {
    const choices: Part[][] = [[]];
    const add = (part: Part) => choices.at(-1)?.push(part);
    while (at < template.length) {
      const sign = template.charAt(at);
      if (inside && sign === ']') return choices;
      at++;
      if (inside && sign === '|') choices.push([]);
      else if (sign === '[') {
        add({ choices: sequence(true) });
        at++;
      } else if (sign === '{') {
        const end = template.indexOf('}', at);
        add({ slot: template.slice(at, end) });
        at = end + 1;
      } else {
        const end = plainEnd(template, at, inside);
        add(template.slice(at - 1, end));
        at = end;
      }
    }
    if (inside) throw new SyntaxError(`A choice is not closed: ${template}`);
    return choices;
  };
  return sequence(false)[0] ?? [];
}

function plainEnd(template: string, from: number, inside: boolean): number {
  let end = from;
  while (end < template.length && !(inside ? '[]{|' : '[{').includes(template.charAt(end))) end++;
  return end;
}
