// Nouns that SQL keeps for itself, as far as somebody may want one for a table.
const reserved = [
  'case',
  'check',
  'column',
  'grant',
  'group',
  'limit',
  'order',
  'reference',
  'table',
  'user',
  'window',
];

/** Every spelling of a capability `store-credits` and its noun `store-credit` that the files need. */
export function namesOf(wing, name, noun = singular(name)) {
  const snake = noun.replaceAll('-', '_');
  return {
    wing,
    name,
    noun,
    words: noun.replaceAll('-', ' '),
    title: sentence(name),
    camel: camel(name),
    one: camel(noun),
    pascal: pascal(noun),
    event: `${snake}.added`,
    code: `${snake}.name_taken`,
    table: reserved.includes(snake) ? `${snake}_record` : snake,
  };
}

function singular(name) {
  if (name.endsWith('ies')) return `${name.slice(0, -3)}y`;
  return /[^s]s$/.test(name) ? name.slice(0, -1) : `${name}-entry`;
}

function pascal(text) {
  return text.replace(/(?:^|-)(\w)/g, (_, letter) => letter.toUpperCase());
}

function camel(text) {
  return text.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
}

function sentence(text) {
  return text.charAt(0).toUpperCase() + text.slice(1).replaceAll('-', ' ');
}
