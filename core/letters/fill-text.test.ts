import { expect, it } from 'vitest';
import { filledIn, fillText } from './fill-text.ts';

const ANSWERS: Readonly<Record<string, string>> = { a: 'Anna', b: 'Bos', n: '', m: '' };
const filled = (text: string): string => filledIn(text, fillText(text, (name) => ANSWERS[name] ?? null).fillings);

it.each([
  ['{{a}} {{n}} {{b}}', 'Anna Bos'],
  ['{{a}} {{n}} {{m}} {{b}}', 'Anna Bos'],
  ['{{n}} {{a}}', 'Anna'],
  ['{{a}} {{n}}', 'Anna'],
  ['{{a}} {{n}}, {{b}}', 'Anna, Bos'],
  ['{{n}}, {{a}}', 'Anna'],
  ['{{a}} ({{n}}) {{b}}', 'Anna Bos'],
  ['{{a}}{{n}}', 'Anna'],
  ['Beste {{n}},', 'Beste,'],
  ['Tel: {{n}}\nnaast {{a}}', 'Tel:\nnaast Anna'],
  ['{{a}}\n{{n}}\n{{b}}', 'Anna\nBos'],
  ['{{n}}\n{{a}}', 'Anna'],
  ['{{a}}\n{{n}}\n{{m}}', 'Anna'],
  ['{{a}}\n\n{{b}}', 'Anna\n\nBos'],
  ['{{a}}\t{{n}}\t{{b}}', 'Anna\t\tBos'],
  ['{{a}} {{niets}} {{n}}', 'Anna {{niets}}'],
  ['twee  spaties {{a}}', 'twee  spaties Anna'],
])('%j becomes %j', (text, expected) => {
  expect(filled(text)).toBe(expected);
});

it('says that a text is gone when all of it was for answers that are not there', () => {
  const isGone = (text: string): boolean => fillText(text, (name) => ANSWERS[name] ?? null).isGone;
  expect(['{{n}}', ' {{n}} {{m}}, ', '{{n}}\n{{m}}', '{{n}}{{a}}', 'Tel: {{n}}', ''].map(isGone)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
});
