import { describe, expect, it } from 'vitest';
import { CONCEPTS } from '../concepts.ts';
import { LANGUAGES, conceptLabel, fieldLabel, optionLabel, shortDay, wordsOf } from './words.ts';

describe.each(LANGUAGES)('words in %s', (language) => {
  it('has a word for each concept and field, and none for what does not exist', () => {
    expect(Object.keys(wordsOf(language)).sort()).toEqual(CONCEPTS.map((each) => each.name).sort());
    for (const concept of CONCEPTS) {
      const words = wordsOf(language)[concept.name];
      expect(Object.keys(words.fields), concept.name).toEqual(Object.keys(concept.fields));
      expect(Object.values(words.fields).every((word) => word.trim() === word && word.length > 0)).toBe(true);
    }
  });

  it('has a word for each code of each code list', () => {
    for (const concept of CONCEPTS) {
      const options = wordsOf(language)[concept.name].options as Record<string, Record<string, string>>;
      const expected = Object.fromEntries(
        Object.entries(concept.fields).flatMap(([name, field]) => (field.options ? [[name, [...field.options]]] : [])),
      );
      expect(
        Object.fromEntries(Object.entries(options).map(([name, list]) => [name, Object.keys(list)])),
        concept.name,
      ).toEqual(expected);
    }
  });

  it('never gives two codes of one list the same word', () => {
    for (const concept of CONCEPTS) {
      for (const list of Object.values(wordsOf(language)[concept.name].options)) {
        const words = Object.values(list as Record<string, string>);
        expect(new Set(words).size).toBe(words.length);
      }
    }
  });

  it('starts labels with a capital', () => {
    for (const concept of CONCEPTS) {
      for (const word of Object.values(wordsOf(language)[concept.name].fields)) expect(word).toMatch(/^\p{Lu}/u);
      expect(conceptLabel(language, concept.name, 'many')).toMatch(/^\p{Lu}/u);
    }
  });
});

describe('looking a word up', () => {
  it('finds fields, codes and days', () => {
    expect(fieldLabel('nl', 'skill', 'level')).toBe('Hoe goed');
    expect(optionLabel('nl', 'availability', 'transport', 'bicycle')).toBe('fiets');
    expect(optionLabel('en', 'candidate', 'phase', 'placed')).toBe('placed');
    expect(shortDay('nl', 'wednesday')).toBe('wo');
  });

  it('shows a code it has no word for, also one with the name of an object’s own property', () => {
    expect(optionLabel('nl', 'scheme', 'scheme', 'somethingNew')).toBe('somethingNew');
    expect(optionLabel('nl', 'scheme', 'scheme', 'constructor')).toBe('constructor');
  });

  it('throws for a field that does not exist', () => {
    expect(() => fieldLabel('nl', 'skill', 'birthday')).toThrow('no word for skill.birthday');
  });
});
