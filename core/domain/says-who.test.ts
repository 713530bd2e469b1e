import { expect, it } from 'vitest';
import { CONCEPTS } from './concepts.ts';
import { saysWho } from './says-who.ts';

it.each([
  ['fullName' as const],
  [{ concept: 'candidate', field: 'surname' }],
  [{ concept: 'candidate', field: 'externalReference' }],
  [{ concept: 'contactDetail', field: 'email' }],
  [{ concept: 'contactDetail', field: 'phone' }],
])('one column is enough to say who somebody is: %j', (target) => {
  expect(saysWho(['ignore', { concept: 'skill', field: 'name' }, target])).toBe(true);
});

it('six fields of a dossier say who somebody is, and no other: not where they live, nor what they do', () => {
  const all = CONCEPTS.flatMap((each) => Object.keys(each.fields).map((field) => ({ concept: each.name, field })));
  expect(all.filter((target) => saysWho([target]))).toHaveLength(6);
  expect(saysWho(['ignore'])).toBe(false);
  expect(saysWho([])).toBe(false);
});
