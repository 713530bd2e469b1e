import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blocksOf } from './report-text.ts';

describe('the text of a contact moment', () => {
  test('has headings, lists and paragraphs', () => {
    expect(
      blocksOf('# Verloop\nHet ging goed.\nEn snel.\n\n- bellen\n* mailen\n  met het cv\n- bezoeken\n\nTot slot'),
    ).toEqual([
      { kind: 'heading', text: 'Verloop' },
      { kind: 'paragraph', text: 'Het ging goed.\nEn snel.' },
      { kind: 'list', items: ['bellen', 'mailen met het cv', 'bezoeken'] },
      { kind: 'paragraph', text: 'Tot slot' },
    ]);
  });

  test('a line with a number keeps it, as it was typed', () => {
    expect(blocksOf('Eerst:\n1. bellen\n2) mailen\n- punt\n3. bezoeken')).toEqual([
      { kind: 'paragraph', text: 'Eerst:\n1. bellen\n2) mailen' },
      { kind: 'list', items: ['punt'] },
      { kind: 'paragraph', text: '3. bezoeken' },
    ]);
  });

  test('a line that only looks like one is a paragraph', () => {
    expect(blocksOf('#geen kop\n-geen punt\n- ')).toEqual([{ kind: 'paragraph', text: '#geen kop\n-geen punt\n- ' }]);
  });

  test('nothing that was typed is lost', () => {
    const line = fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.constantFrom('# kop', '- punt', '  verder', '', '1. een', '- '),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const shown = blocksOf(lines.join('\n'))
          .flatMap((block) => (block.kind === 'list' ? block.items : [block.text]))
          .join(' ');
        for (const word of lines.join(' ').match(/[a-z]+/g) ?? []) expect(shown).toContain(word);
      }),
    );
  });
});
