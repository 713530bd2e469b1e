/** Reading back a Word document as its reader sees it, whatever Word made of its paragraphs. */
import { expect, it } from 'vitest';
import { paragraph, run, textBox, wordFile } from '../../../tests/support/word-file.ts';
import { leakedInto, searched } from '../../../core/register/withheld.ts';
import { checkWord } from './check-export.ts';
import { readWord } from './read-word.ts';

const street = { category: 'contact', ...searched('Nergensstraatje') } as const;

it('finds an answer that is cut up over runs after a text box, within the same paragraph', async () => {
  const bytes = await wordFile({
    body: paragraph(
      run('Zij woont '),
      textBox(paragraph(run('in een kader'))),
      run('in de Nergens'),
      run('straatje 7'),
    ),
  });
  const word = await readWord(bytes);
  expect(word?.text).toContain('in de Nergensstraatje 7');
  expect(leakedInto(searched(word?.text ?? ''), [street])).toEqual(['contact']);
  expect(await checkWord(bytes, { withheld: [street], said: [] })).toEqual({
    ok: false,
    error: { type: 'ExportLeaks', categories: ['contact'] },
  });
});

it('finds a short answer around a text box, which would stand in other words if its parts were read apart', async () => {
  const name = { category: 'identity', ...searched('Bedacht') } as const;
  const bytes = await wordFile({
    body: paragraph(run('van Be'), textBox(paragraph(run('kader'))), run('dacht, hier')),
  });
  expect((await checkWord(bytes, { withheld: [name], said: [] })).ok).toBe(false);
});

it('keeps paragraphs apart, and lines and tabs within them', async () => {
  const word = await readWord(
    await wordFile({
      body: `${paragraph(run('een'), '<w:r><w:tab/></w:r>', run('twee'), '<w:r><w:br/></w:r>', run('drie'))}<w:p/>${paragraph(run('vier'))}`,
    }),
  );
  expect(word?.text).toBe('een\ttwee\ndrie\nvier');
});
