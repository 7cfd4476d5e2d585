import { pseudo } from '../../pseudo.ts';
import { panelWords, type Words, type WordsIn } from '../strings.ts';

/** Not a language: English in which mistakes show (see `pseudo`). Made from the list itself, so it is never behind. */
export const words: WordsIn = () => {
  const shown = Object.entries(panelWords).map(([name, said]) => [
    name,
    typeof said === 'string'
      ? pseudo(said)
      : (...given: never[]) => pseudo((said as (...given: never[]) => string)(...given)),
  ]);
  return Object.fromEntries(shown) as Words;
};
