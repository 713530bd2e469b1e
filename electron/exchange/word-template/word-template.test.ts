/** Word files as templates: what is found in them, what is refused, and what a letter of one is. */
import { describe, expect, it } from 'vitest';
import type { FieldAnswer } from '../../../core/letters/letter-fields.ts';
import type { TemplateRefusal } from '../../../core/letters/word-templates.ts';
import {
  paragraph,
  run,
  table,
  textBox,
  wordFile,
  type WordFile,
  TEMPLATE_OF_WORD,
} from '../../../tests/support/word-file.ts';
import { checkWord } from '../check/check-export.ts';
import { readWord } from '../check/read-word.ts';
import { packZip } from '../zip.ts';
import { fillTemplate, templateBytes } from './fill-template.ts';
import { openTemplate } from './open-template.ts';

const AT = new Date('2026-11-29T12:00:00Z');
const ANSWERS: Readonly<Record<string, string>> = {
  'kandidaat.naam': 'Noor van Bedacht',
  'kandidaat.voornaam': 'Noor',
  'kandidaat.adres': 'Nergensstraat 7\n1234 AB Reigerveen',
  vandaag: '29 november 2026',
  scherp: 'A & B <w:p> "C"',
};
const EMPTY = new Set(['kandidaat.telefoon', 'afspraak.datum', 'kandidaat.tussenvoegsel']);
const answer = (name: string): FieldAnswer => {
  const value = ANSWERS[name];
  if (value !== undefined) return { type: 'known', value };
  if (name === 'kandidaat.regelingen') return { type: 'withheld' };
  return { type: EMPTY.has(name) ? 'empty' : 'unknown' };
};

async function opened(file: WordFile) {
  const template = await openTemplate(await wordFile(file));
  if (!template.ok) throw new Error(template.error.why);
  return template.value;
}
async function letterOf(file: WordFile) {
  const template = await opened(file);
  const filled = fillTemplate(template, answer);
  const bytes = await templateBytes(template, filled.changed, AT);
  const word = await readWord(bytes);
  if (!word) throw new Error('it does not open');
  const part = (name: string): string => new TextDecoder().decode(word.parts.get(name));
  return { ...filled, bytes, word, part, body: part('word/document.xml'), template };
}
const why = async (file: WordFile | Uint8Array): Promise<TemplateRefusal | 'taken'> => {
  const template = await openTemplate(file instanceof Uint8Array ? file : await wordFile(file));
  return template.ok ? 'taken' : template.error.why;
};

describe('fields', () => {
  it('are found in the body, a table, a text box, the header and the footer, also cut up over runs, each once', async () => {
    const { fields } = await opened({
      body:
        paragraph(
          run('Beste {'),
          run('{kandidaat.', '<w:b/>'),
          run('voornaam}'),
          run('}, dag {{kandidaat.voornaam}}'),
        ) +
        table(paragraph(run('{{vandaag}}')), paragraph(run('{{ kandidaat.adres }}'))) +
        paragraph(run('voor '), textBox(paragraph(run('{{kandidaat.'), run('naam}}'))), run(' na')),
      header: paragraph(run('{{adviseur.naam}}')),
      footer: paragraph(run('{{organisatie.naam}}')),
    });
    expect(fields).toEqual([
      'kandidaat.voornaam',
      'vandaag',
      'kandidaat.adres',
      'kandidaat.naam',
      'adviseur.naam',
      'organisatie.naam',
    ]);
  });

  it('that are not finished are no name of any field, so that they are seen', async () => {
    const { fields } = await opened({ body: paragraph(run('{{kandidaat.naam} en {{vandaag}}')) });
    expect(fields).toEqual(['{{kandidaat.naam', 'vandaag']);
  });
});

describe('a letter', () => {
  it('has the answers in the look of where the field begins, and everything else byte for byte', async () => {
    const before = paragraph(
      run('Een zin met ', '<w:i/>'),
      '<w:proofErr w:type="spellStart"/>',
      run('opmaak.', '<w:b/>'),
    );
    const { body, part, values } = await letterOf({
      body:
        before + paragraph(run('Beste {', '<w:b/>'), run('{kandidaat.'), run('voornaam}'), run('}, dag.', '<w:u/>')),
      header: paragraph(run('{{vandaag}}')),
    });
    expect(body).toContain(before);
    expect(body).toContain(
      paragraph(run('Beste Noor', '<w:b/>'), '<w:r></w:r>', '<w:r></w:r>', run(', dag.', '<w:u/>')),
    );
    expect(part('word/header1.xml')).toContain(paragraph(run('29 november 2026')));
    expect(values.toSorted()).toEqual(['29 november 2026', 'Noor']);
  });

  it('has what a text box says for both kinds of programs', async () => {
    const { body } = await letterOf({
      body: paragraph(
        run('Noor woont op '),
        textBox(paragraph(run('{{kandidaat.'), run('naam}}'))),
        run('{{vandaag}}'),
      ),
    });
    expect(body.match(/Noor van Bedacht/g)).toHaveLength(2);
    expect(body).toContain('29 november 2026');
    expect(body).not.toContain('{{');
  });

  it('makes lines of Word of an answer of several lines, and never an element of what an answer says', async () => {
    const { body, word } = await letterOf({
      body: paragraph(run('{{kandidaat.adres}}')) + paragraph(run('{{scherp}}')),
    });
    expect(body).toContain('Nergensstraat 7</w:t><w:br/><w:t xml:space="preserve">1234 AB Reigerveen');
    expect(body).toContain('A &amp; B &lt;w:p&gt; "C"');
    expect(word.text).toContain('A & B <w:p> "C"');
  });

  it('leaves no hole where there is no answer: the paragraph that was for it goes, but the last of a cell', async () => {
    const { body, missing, text } = await letterOf({
      body:
        paragraph(run('Eerst')) +
        paragraph(run('{{kandidaat.telefoon}}')) +
        paragraph(run('Beste {{kandidaat.telefoon}}, dag {{kandidaat.tussenvoegsel}} daar ({{afspraak.datum}}).')) +
        table(paragraph(run('{{kandidaat.telefoon}}')), paragraph(run('{{afspraak.datum}}')) + paragraph(run('cel'))),
    });
    expect(text.split('\n')).toEqual(['Eerst', 'Beste, dag daar.', 'cel']);
    expect(body.match(/<w:p>/g)).toHaveLength(4);
    expect(body).toContain('<w:tc><w:p><w:r></w:r></w:p></w:tc>');
    expect(missing).toEqual({
      unknown: [],
      withheld: [],
      empty: ['kandidaat.telefoon', 'kandidaat.tussenvoegsel', 'afspraak.datum'],
    });
  });

  it('keeps a paragraph that holds more than text: a picture, the end of a page or of a section', async () => {
    const { body } = await letterOf({
      body:
        `<w:p>${run('{{kandidaat.telefoon}}')}<w:r><w:br w:type="page"/></w:r></w:p>` +
        `<w:p><w:pPr><w:sectPr/></w:pPr>${run('{{kandidaat.telefoon}}')}</w:p>` +
        paragraph(run('{{kandidaat.telefoon}}'), textBox(paragraph(run('kader')))) +
        paragraph(run('Eind')),
    });
    expect(body).toContain('<w:br w:type="page"/>');
    expect(body.match(/<w:sectPr\/?>/g)).toHaveLength(2);
    expect(body.match(/kader/g)).toHaveLength(2);
  });

  it('does not fill in what is withheld, says so, and keeps a field that is none to be seen', async () => {
    const { body, missing } = await letterOf({
      body: paragraph(run('Regelingen: {{kandidaat.regelingen}}.')) + paragraph(run('{{kandidaat.schoenmaat}}')),
    });
    expect(missing).toEqual({ unknown: ['kandidaat.schoenmaat'], withheld: ['kandidaat.regelingen'], empty: [] });
    expect(body).toContain('Regelingen:.');
    expect(body).toContain('{{kandidaat.schoenmaat}}');
  });

  it('is a document, also of a template of Word itself (.dotx)', async () => {
    const { part, word } = await letterOf({
      body: paragraph(run('Dag {{kandidaat.naam}}')),
      mainType: TEMPLATE_OF_WORD,
    });
    expect(part('[Content_Types].xml')).toContain('wordprocessingml.document.main+xml');
    expect(word.hidden).toEqual([]);
  });

  it('has nothing of what goes along unseen: remarks, who made it, data of other programs', async () => {
    const core =
      '<cp:coreProperties xmlns:cp="x" xmlns:dc="y"><dc:creator>Iemand Verzonnen</dc:creator></cp:coreProperties>';
    const { template, word, bytes } = await letterOf({
      body: `<w:p><w:commentRangeStart w:id="1"/>${run('Dag {{kandidaat.naam}}')}<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r></w:p>`,
      parts: {
        'word/comments.xml':
          '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment w:id="1"><w:p><w:r><w:t>let op: geheim</w:t></w:r></w:p></w:comment></w:comments>',
        'docProps/core.xml': core,
        'docProps/thumbnail.jpeg': new Uint8Array([1, 2, 3]),
        'customXml/item1.xml': '<x>zaaknummer</x>',
      },
      relationships:
        '<Relationship Id="c1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/>',
    });
    expect(template.cleaned).toEqual(['remarks', 'properties', 'customData', 'preview']);
    expect(word.hidden).toEqual([]);
    expect([...word.parts.keys()].toSorted()).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      'word/_rels/document.xml.rels',
      'word/document.xml',
    ]);
    expect(word.text + word.aside).not.toMatch(/geheim|Verzonnen|zaaknummer|comment/);
    expect((await checkWord(bytes, { withheld: [], said: ['Noor van Bedacht'] })).ok).toBe(true);
  });
});

describe('refused, with its reason', () => {
  it.each<[TemplateRefusal, string, WordFile]>([
    ['macros', 'a part with macros', { body: '', parts: { 'word/vbaProject.bin': new Uint8Array([1]) } }],
    ['macros', 'a type with macros', { body: '', mainType: 'application/vnd.ms-word.document.macroEnabled.main+xml' }],
    ['embedded', 'a file inside it', { body: '', parts: { 'word/embeddings/oleObject1.bin': new Uint8Array([1]) } }],
    [
      'elsewhere',
      'a picture that is fetched',
      {
        body: '',
        relationships:
          '<Relationship Id="p" Type="http://x/image" Target="https://elders.example/a.png" TargetMode="External"/>',
      },
    ],
    ['trackedChanges', 'changes that are not settled', { body: `<w:p><w:ins w:id="1">${run('x')}</w:ins></w:p>` }],
    ['hiddenText', 'hidden text', { body: paragraph(run('geheim', '<w:vanish/>')) }],
    [
      'wordFields',
      'a merge field of Word',
      { body: `<w:p><w:fldSimple w:instr=" MERGEFIELD Voornaam ">${run('«Voornaam»')}</w:fldSimple></w:p>` },
    ],
    [
      'fieldElsewhere',
      'a field in the text of a picture',
      { body: `<w:p><w:r><v:shape alt="{{vandaag}}"/></w:r></w:p>` },
    ],
    ['unknownPart', 'a part that nobody knows', { body: '', parts: { 'word/raar.bin2': 'x' } }],
    [
      'damaged',
      'a document type',
      { body: '', parts: { 'word/styles.xml': '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' } },
    ],
    ['damaged', 'XML that is none', { body: '<w:p>' }],
    ['damaged', 'nesting without end', { body: '<w:p>'.repeat(2_000) + '</w:p>'.repeat(2_000) }],
    ['damaged', 'a name that leads out of it', { body: '', parts: { '../../weg.xml': '<a/>' } }],
    ['tooLarge', 'a part that swells', { body: '', parts: { 'word/styles.xml': ' '.repeat(9 * 1024 * 1024) } }],
    [
      'tooLarge',
      'more than it may unpack to',
      { body: '', parts: { 'word/media/a.png': new Uint8Array(61 * 1024 * 1024) } },
    ],
  ])('%s: %s', async (reason, _what, file) => {
    expect(await why(file)).toBe(reason);
  });

  it('what is no Word file, an old one or one with a password, half of one, and one that is too large', async () => {
    const whole = await wordFile({ body: paragraph(run('Dag')) });
    const old = new Uint8Array(600);
    old.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    expect(await why(new Uint8Array())).toBe('notWord');
    expect(await why(new TextEncoder().encode('%PDF-1.4'))).toBe('notWord');
    expect(await why(await packZip([{ name: 'mimetype', bytes: new Uint8Array([1]) }], AT))).toBe('notWord');
    expect(await why(old)).toBe('oldWord');
    expect(await why(whole.subarray(0, whole.length / 2))).toBe('damaged');
    expect(await why(new Uint8Array(21 * 1024 * 1024))).toBe('tooLarge');
  });

  it('a merge field is named, so that somebody can find it', async () => {
    const file = await wordFile({
      body:
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> MERGE</w:instrText></w:r>' +
        '<w:r><w:instrText>FIELD Voornaam </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
    });
    expect(await openTemplate(file)).toEqual({
      ok: false,
      error: { type: 'TemplateRefused', why: 'wordFields', detail: 'MERGEFIELD' },
    });
  });
});

it('any bytes changed in a Word file make it refused or the same template, never anything else', async () => {
  const whole = await wordFile({ body: paragraph(run('Dag {{kandidaat.naam}}')), header: paragraph(run('Kop')) });
  let seed = 20261129;
  const next = (below: number): number => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % below;
  };
  for (let round = 0; round < 300; round++) {
    const bytes = whole.slice();
    for (let times = 0; times < 3; times++) bytes[next(bytes.length)] = next(256);
    const template = await openTemplate(bytes);
    if (template.ok) expect(template.value.fields).toEqual(['kandidaat.naam']);
  }
});
