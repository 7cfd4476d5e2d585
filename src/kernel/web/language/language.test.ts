import { afterEach, describe, expect, it } from 'vitest';
import { i18n } from './i18n.ts';
import { inSentence } from './in-sentence.ts';
import { languageOf } from './language.ts';
import { knowTold, told } from './told.ts';

const speak = (name: string, messages: Record<string, string>) => i18n.loadAndActivate({ locale: name, messages });
afterEach(() => speak('en', {}));

describe('the language of somebody who chose none', () => {
  it('is the first of their browser that the desk speaks', () => {
    expect(languageOf(['fr-FR', 'en-GB', 'de'])).toBe('en-GB');
    expect(languageOf(['de-AT', 'en'])).toBe('de');
    expect(languageOf(['en-NZ'])).toBe('en-AU');
    expect(languageOf(['fr'])).toBe('en-AU');
  });
});

describe('what the server says', () => {
  const german = {
    'Not found': 'Nicht gefunden',
    'There is already a tag “{0}”.': 'Es gibt schon ein Schlagwort „{0}“.',
    '{0} is used up.': '{0} ist verbraucht.',
  };
  it('is found by its English text, with what was filled in', () => {
    speak('de', german);
    knowTold(['{0} is used up.', 'There is already a tag “{0}”.']);
    expect(told('Not found')).toBe('Nicht gefunden');
    expect(told('There is already a tag “Press (old)”.')).toBe('Es gibt schon ein Schlagwort „Press (old)“.');
  });
  it('is said with what stands in its places as the caller says it', () => {
    speak('de', { ...german, added: 'hinzugefügt' });
    knowTold(['There is already a tag “{0}”.']);
    expect(told('There is already a tag “added”.')).toBe('Es gibt schon ein Schlagwort „added“.');
    expect(told('There is already a tag “added”.', (part) => told(part))).toBe(
      'Es gibt schon ein Schlagwort „hinzugefügt“.',
    );
  });
  it('stays as it is where no catalogue knows it, and in English', () => {
    speak('de', german);
    expect(told('Something new.')).toBe('Something new.');
    speak('en', {});
    expect(told('Not found')).toBe('Not found');
  });
});

describe('a word within a sentence', () => {
  it('is written small in English and kept in German', () => {
    expect(inSentence('Owner')).toBe('owner');
    speak('de', {});
    expect(inSentence('Inhaber')).toBe('Inhaber');
  });
});
