import { describe, expect, it } from 'vitest';
import { partsOf } from './set-aside-parts.ts';

describe('what was set aside', () => {
  it('is shown by name and value, as deep as it goes', () => {
    expect(partsOf('{"soort":"A","lijst":["een",2,{"ja":true}],"leeg":{},"niets":null}')).toEqual([
      { name: 'soort', value: 'A' },
      {
        name: 'lijst',
        value: [
          { name: null, value: 'een' },
          { name: null, value: '2' },
          { name: null, value: [{ name: 'ja', value: 'true' }] },
        ],
      },
      { name: 'leeg', value: '{}' },
      { name: 'niets', value: 'null' },
    ]);
  });

  it.each([
    ['a text', 'fietsen en [schaken]'],
    ['a number', '12'],
    ['half a value', '{"soort":"A'],
    ['a number that would be rounded', '[12345678901234567890]'],
    ['a name that is said twice', '{"a":1,"a":2}'],
    ['what is deeper than any file', `${'['.repeat(60)}${']'.repeat(60)}`],
  ])('stays as it is where that is safer: %s', (_, text) => {
    expect(partsOf(text)).toBe(null);
  });
});
