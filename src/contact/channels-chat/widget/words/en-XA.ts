import { pseudo } from '../../pseudo.ts';
import { attachWords } from '../attach-words.ts';
import { laterWords } from '../later-words.ts';
import { panelWords, type WordsIn } from '../strings.ts';

/** Not a language: English in which mistakes show (see `pseudo`). Made from the lists themselves, so it is never behind. */
export const words: WordsIn = () => ({
  ...pseudoOf(panelWords),
  files: pseudoOf(attachWords),
  later: pseudoOf(laterWords),
});

function pseudoOf<List extends object>(list: List): List {
  const shown = Object.entries(list).map(([name, said]) => [
    name,
    typeof said === 'string'
      ? pseudo(said)
      : (...given: never[]) => pseudo((said as (...given: never[]) => string)(...given)),
  ]);
  return Object.fromEntries(shown) as List;
}
