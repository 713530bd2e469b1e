/** The organisation's own Word files as templates, on the real desktop without a window: kept, replaced, taken back, and letters made of them. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Answer, Ask, Channel, Event } from '../../core/contract/contract.ts';
import { readWord } from '../../electron/exchange/check/read-word.ts';
import { openTemplate } from '../../electron/exchange/word-template/open-template.ts';
import { newFolder, removeFolder } from '../support/caseload.ts';
import { newDesktop, type TestDesktop } from '../support/desktop.ts';
import { paragraph, run, table, textBox, wordFile, type WordFile } from '../support/word-file.ts';

let outside: string;
let desktop: TestDesktop;
let chosen: string;
let dossier: string;
let events: Event[];
const ask = async <C extends Channel>(channel: C, input: Ask<C>): Promise<Answer<C>> => {
  const answer = await desktop.desktop.ask(channel, input);
  if (!answer.ok) throw new Error(`${channel}: ${JSON.stringify(answer.error)}`);
  return answer.value as Answer<C>;
};
const refused = async <C extends Channel>(channel: C, input: Ask<C>): Promise<unknown> => {
  const answer = await desktop.desktop.ask(channel, input);
  return answer.ok ? 'answered' : answer.error;
};

beforeEach(async () => {
  outside = newFolder('word-templates');
  desktop = await newDesktop({
    chooseFiles: async () => [chosen],
    chooseSave: async ({ suggestedName }) => join(outside, suggestedName),
  });
  events = [];
  desktop.desktop.subscribe((event) => events.push(event));
  await ask('vault.createDemo', { language: 'nl' });
  ({ dossier } = await ask('candidates.add', {
    fields: { givenName: 'Noor', surname: 'Bedacht', street: 'Nergensstraatje', houseNumber: '7', place: 'Reigerveen' },
  }));
});
afterEach(async () => {
  await desktop.close();
  removeFolder(outside);
});

async function kept(file: WordFile, replaces: string | null = null): Promise<string> {
  const { token, fields } = await ask('wordTemplates.offer', { name: 'Brief.docx', bytes: await wordFile(file) });
  expect(fields.filter(({ isKnown }) => !isKnown)).toEqual([]);
  return (await ask('wordTemplates.keep', { token, name: 'Onze brief', replaces })).row;
}
const letter = (template: string, more: Partial<Ask<'letters.save'>> = {}): Ask<'letters.save'> => ({
  dossier,
  recipient: 'candidate',
  recipientName: null,
  jobApplication: null,
  language: 'nl',
  subject: '',
  text: '',
  template,
  format: 'docx',
  keep: false,
  contactMoment: false,
  ...more,
});
const fillOf = (asked: Ask<'letters.save'>): Ask<'letters.fill'> => {
  const { format: _format, keep: _keep, contactMoment: _moment, ...rest } = asked;
  return rest;
};
/** On which template each letter to somebody was made, the last one first; null for one that was written here. */
const loggedTemplates = async (of: string): Promise<unknown[]> =>
  (await ask('audit.list', { dossier: of, offset: 0, limit: 200 })).entries
    .filter(({ action }) => action === 'letter')
    .map(({ detail }) => (JSON.parse(detail) as { template?: unknown }).template);
/** All bytes of all parts, as somebody with an unzip program sees them. */
const rawParts = (file: string): string => execFileSync('unzip', ['-p', file], { encoding: 'utf8' });
const BRIEF: WordFile = {
  body:
    paragraph(run('Beste {'), run('{kandidaat.voor', '<w:b/>'), run('naam}'), run('},')) +
    table(paragraph(run('{{kandidaat.adres}}'))) +
    paragraph(run('Zie '), textBox(paragraph(run('{{adviseur.naam}}'))), run('hiernaast.')),
  header: paragraph(run('{{vandaag}}')),
};

describe('a Word template', { timeout: 120_000 }, () => {
  it('is looked at when it is chosen, says what it found, and only then kept; a newer version has its name', async () => {
    chosen = join(outside, 'Uitnodiging van ons.docx');
    writeFileSync(
      chosen,
      await wordFile({ body: paragraph(run('{{kandidaat.voornam}} {{kandidaat.adres}} {{vandaag}')) }),
    );
    const found = await ask('wordTemplates.choose', null);
    expect(found).toMatchObject({
      name: 'Uitnodiging van ons',
      fields: [
        { name: 'kandidaat.voornam', isKnown: false, near: 'kandidaat.voornaam' },
        { name: 'kandidaat.adres', isKnown: true },
        { isKnown: false },
      ],
    });
    expect(found?.fields[1]?.withheldFrom).toContain('employer');
    // With fields that are none there would never be a letter of it.
    expect(await refused('wordTemplates.keep', { token: found?.token ?? '', name: 'x', replaces: null })).toEqual({
      type: 'TemplateFieldsUnknown',
    });
    expect(await ask('wordTemplates.list', null)).toEqual([]);

    const row = await kept(BRIEF);
    expect(await ask('wordTemplates.list', null)).toMatchObject([{ row, name: 'Onze brief', state: 'here' }]);
    const { dossier: own } = await ask('own.read', null);
    await ask('dossier.edit', { dossier: own, concept: 'document', row, fields: { name: 'Gewone brief.docx' } });
    const newer = await kept({ body: paragraph(run('Dag {{kandidaat.naam}}')) }, row);
    expect(await ask('wordTemplates.list', null)).toMatchObject([{ row: newer, name: 'Gewone brief' }]);
    expect(await refused('letters.fill', fillOf(letter(row)))).toEqual({ type: 'TemplateNotFound' });
    await ask('history.undo', null);
    expect(await ask('wordTemplates.list', null)).toMatchObject([{ row, name: 'Gewone brief' }]);
    expect((await ask('letters.fill', fillOf(letter(row)))).text).toContain('Beste Noor,');
    await ask('dossier.removeRow', { dossier: own, concept: 'document', row });
    expect(await ask('wordTemplates.list', null)).toEqual([]);
    await ask('history.undo', null);
    expect(await ask('wordTemplates.list', null)).toHaveLength(1);
    // Also later, out of what was removed.
    await ask('dossier.removeRow', { dossier: own, concept: 'document', row });
    const { entries } = await ask('removed.list', { dossier: null, words: 'gewone', offset: 0, limit: 10 });
    expect(entries.find((entry) => entry.row === row)).toMatchObject({ whose: null, about: 'Gewone brief.docx' });
    await ask('removed.restore', { dossier: own, concept: 'document', row });
    expect((await ask('letters.fill', fillOf(letter(row)))).text).toContain('Beste Noor,');
    // It is of no candidate: not found as one, and not among anybody's documents.
    expect(
      (await ask('search.find', { words: 'gewone brief', limit: 20 })).hits.filter((hit) => hit.dossier === own),
    ).toEqual([]);
    expect(await ask('caseload.verify', null)).toMatchObject({ problems: [] });
  });

  it('that is hostile is refused with its reason, and nothing of it is kept', async () => {
    const sealed = (): string[] =>
      readdirSync(desktop.profile, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('documents/'));
    const before = sealed();
    const whys = new Set<unknown>();
    for (const bytes of [
      new TextEncoder().encode('geen Word'),
      await wordFile({ body: '', parts: { 'word/vbaProject.bin': new Uint8Array([1]) } }),
      await wordFile({ body: '', parts: { 'word/media/a.emf': new Uint8Array(61 * 1024 * 1024) } }),
      await wordFile({ body: paragraph(run('geheim', '<w:vanish/>')) }),
    ]) {
      const error = (await refused('wordTemplates.offer', { name: 'x.docx', bytes })) as { type: string; why: string };
      expect(error.type).toBe('TemplateRefused');
      whys.add(error.why);
    }
    expect([...whys]).toEqual(['notWord', 'macros', 'tooLarge', 'hiddenText']);
    expect(await ask('wordTemplates.list', null)).toEqual([]);
    expect(sealed()).toEqual(before);
  });

  it('becomes a letter with every field filled in, kept as one deed with its contact moment', async () => {
    const row = await kept(BRIEF);
    const saved = await ask('letters.save', letter(row, { keep: true, contactMoment: true }));
    expect(saved).toMatchObject({ saved: true, fileName: 'Brief Noor Bedacht.docx', kept: true });
    const word = await readWord(new Uint8Array(readFileSync(join(outside, saved.fileName))));
    expect(word?.text).toContain('Beste Noor,');
    expect(word?.text).toContain('Nergensstraatje 7, Reigerveen');
    const raw = rawParts(join(outside, saved.fileName));
    expect(raw).not.toContain('{{');
    expect(raw).not.toMatch(/docProps|dc:creator/);
    const { rows } = await ask('dossier.open', { dossier });
    expect(rows.document).toMatchObject([{ kind: 'letter', name: 'Brief Noor Bedacht.docx' }]);
    expect(rows.contactMoment).toMatchObject([{ subject: 'Brief: Onze brief', kind: 'other' }]);
    expect(rows.contactMoment[0]?.text).toContain('Beste Noor,');
    await ask('history.undo', null);
    const after = await ask('dossier.open', { dossier });
    expect([after.rows.document.length, after.rows.contactMoment.length]).toEqual([0, 0]);
    // The log says on which template; never what it is called, which an adviser types.
    expect(await loggedTemplates(dossier)).toEqual([row]);
    const { entries } = await ask('audit.list', { dossier, offset: 0, limit: 200 });
    expect(JSON.stringify(entries)).not.toContain('Onze brief');
    await ask('letters.save', { ...letter(row), template: undefined, subject: 'Dag', text: 'Tot ziens.' });
    expect(await loggedTemplates(dossier)).toEqual([null, row]);
  });

  it('to an employer does not have what the register withholds, says so before, and is refused where the template says it itself', async () => {
    const row = await kept({
      body:
        paragraph(run('Dag {{kandidaat.naam}}')) +
        paragraph(run('Adres: {{kandidaat.adres}}')) +
        paragraph(run('einde')),
    });
    const toEmployer = { recipient: 'employer', recipientName: 'Bakkerij Bedacht' } as const;
    expect(await ask('letters.fill', fillOf(letter(row, toEmployer)))).toMatchObject({
      withheld: ['kandidaat.adres'],
      text: 'Dag Noor Bedacht\nAdres:\neinde',
    });
    const { fileName } = await ask('letters.save', letter(row, toEmployer));
    expect(rawParts(join(outside, fileName))).not.toContain('Nergensstraatje');
    const leaking = await kept({
      body: paragraph(run('Zij woont in de Nergens'), textBox(paragraph(run('kader'))), run('straatje.')),
    });
    expect(await refused('letters.save', letter(leaking, toEmployer))).toMatchObject({ type: 'ExportLeaks' });
  });

  it('goes to many: a file each in a zip, whoever misses a field gets none, or with it left out where that is asked for', async () => {
    const { dossier: without } = await ask('candidates.add', { fields: { surname: 'Verzonnen' } });
    const row = await kept({
      body: paragraph(run('Dag {{kandidaat.tussenvoegsel}} {{kandidaat.achternaam}} ({{kandidaat.woonplaats}})')),
    });
    const merge = {
      language: 'nl',
      subject: '',
      text: '',
      template: row,
      form: 'zip',
      keep: false,
      job: 'merge',
    } as const;
    const dossiers = [dossier, without];
    const first = await ask('letters.merge', { ...merge, dossiers });
    expect(first).toMatchObject({
      made: 1,
      failed: [{ dossier: without, why: 'empty', fields: ['kandidaat.woonplaats'] }],
      leftOut: [],
    });
    const second = await ask('letters.merge', { ...merge, dossiers, leaveOut: true, keep: true });
    expect(second).toMatchObject({
      made: 2,
      failed: [],
      leftOut: [{ dossier: without, fields: ['kandidaat.woonplaats'] }],
    });
    const zip = join(outside, 'Brieven.zip');
    expect(execFileSync('unzip', ['-Z1', zip], { encoding: 'utf8' }).trim().split('\n')).toEqual([
      'brief-001.docx',
      'brief-002.docx',
    ]);
    const inside = async (name: string) =>
      (await readWord(new Uint8Array(execFileSync('unzip', ['-p', zip, name]))))?.text;
    expect([await inside('brief-001.docx'), await inside('brief-002.docx')]).toEqual([
      'Dag Bedacht (Reigerveen)',
      'Dag Verzonnen',
    ]);
    expect((await ask('dossier.open', { dossier: without })).rows.document).toMatchObject([{ kind: 'letter' }]);
    expect(await loggedTemplates(without)).toEqual([row]);
    expect(await loggedTemplates(dossier)).toEqual([row, row]);
    // A PDF of it there is not.
    expect(await refused('letters.save', { ...letter(row), format: 'pdf' })).toMatchObject({ type: 'BadInput' });
  });

  it('goes to many in one Word file: each begins on a new page with page one, its own header, and its list from one', async () => {
    const { dossier: other } = await ask('candidates.add', { fields: { surname: 'Verzonnen', place: 'Otterdam' } });
    const numbered = `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="4"/></w:numPr></w:pPr>${run('Neem mee')}</w:p>`;
    const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml';
    const row = await kept({
      body: paragraph(run('Dag {{kandidaat.achternaam}}')) + numbered + paragraph(run('Groet')),
      header: paragraph(run('Voor {{kandidaat.achternaam}} te {{kandidaat.woonplaats}}')),
      footer: paragraph(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> NUMPAGES </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
      ),
      parts: {
        'word/numbering.xml':
          '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum><w:num w:numId="4"><w:abstractNumId w:val="1"/></w:num></w:numbering>',
      },
      relationships:
        '<Relationship Id="n1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/>',
      overrides: `<Override PartName="/word/numbering.xml" ContentType="${TYPE}"/>`,
    });
    const merged = await ask('letters.merge', {
      dossiers: [dossier, other],
      language: 'nl',
      subject: '',
      text: '',
      template: row,
      form: 'docx',
      keep: false,
      job: 'merge',
    });
    expect(merged).toMatchObject({ saved: true, fileName: 'Brieven.docx', made: 2, failed: [] });
    const file = join(outside, 'Brieven.docx');
    const bytes = new Uint8Array(readFileSync(file));
    const read = await readWord(bytes);
    expect(read?.hidden).toEqual([]);
    // Every part is whole, known and named, as a template itself has to be.
    expect(await openTemplate(bytes)).toMatchObject({ ok: true, value: { fields: [], cleaned: [] } });
    const part = (name: string): string => new TextDecoder().decode(read?.parts.get(name));
    const body = part('word/document.xml');
    expect(body.match(/<w:body>/g)).toHaveLength(1);
    // Two sections, one for each letter: the first stands in the last paragraph of its letter.
    expect(body).toMatch(
      /Dag Bedacht[\s\S]*<w:p><w:pPr><w:sectPr>[\s\S]*?<\/w:sectPr><\/w:pPr>[\s\S]*?Groet[\s\S]*Dag Verzonnen/,
    );
    const sections = body.match(/<w:sectPr>[\s\S]*?<\/w:sectPr>/g) ?? [];
    expect(sections).toHaveLength(2);
    for (const section of sections) expect(section).toContain('<w:pgNumType w:start="1"/>');
    // Each leads to its own header, and all to the one footer, which counts the pages of the letter.
    const headerOf = (section: string): string => {
      const id = /<w:headerReference [^>]*r:id="([^"]+)"/.exec(section)?.[1] ?? '';
      const target =
        new RegExp(`Id="${id}"[^>]*Target="([^"]+)"`).exec(part('word/_rels/document.xml.rels'))?.[1] ?? '';
      expect(part('[Content_Types].xml')).toContain(`PartName="/word/${target}"`);
      return part(`word/${target}`);
    };
    expect(sections.map(headerOf)).toEqual([
      expect.stringContaining('Voor Bedacht te Reigerveen'),
      expect.stringContaining('Voor Verzonnen te Otterdam'),
    ]);
    expect(part('word/footer1.xml')).toContain('> SECTIONPAGES <');
    expect(body.match(/<w:numId w:val="\d+"\/>/g)).toEqual(['<w:numId w:val="4"/>', '<w:numId w:val="5"/>']);
    expect(part('word/numbering.xml')).toContain(
      '<w:num w:numId="5"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride></w:num></w:numbering>',
    );
    expect(await loggedTemplates(other)).toEqual([row]);
  });

  it('goes to many in one Word file only where one file can say the same: otherwise it says to take a file each', async () => {
    const row = await kept({
      body:
        paragraph(run('Dag {{kandidaat.achternaam}}')) +
        '<w:p><w:fldSimple w:instr=" SEQ brief "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>',
    });
    const merge = { language: 'nl', subject: '', text: '', template: row, keep: false } as const;
    const dossiers = [dossier];
    expect(await refused('letters.merge', { ...merge, dossiers, form: 'docx', job: 'one' })).toEqual({
      type: 'LettersNotJoined',
    });
    expect(readdirSync(outside).filter((name) => name.includes('Brieven'))).toEqual([]);
    expect(await ask('letters.merge', { ...merge, dossiers, form: 'zip', job: 'two' })).toMatchObject({
      saved: true,
      made: 1,
    });
  });

  it('stops in the middle of many when it is told to, and leaves no file', async () => {
    const row = await kept(BRIEF);
    const sort = { column: 'name', descending: false } as const;
    const { lines } = await ask('candidates.list', { filter: {}, sort, offset: 0, limit: 120 });
    const working = refused('letters.merge', {
      dossiers: lines.map(({ id }) => id),
      language: 'nl',
      subject: '',
      text: '',
      template: row,
      leaveOut: true,
      form: 'zip',
      keep: false,
      job: 'stop',
    });
    await expect
      .poll(() => events.some((event) => event.type === 'job.progress' && event.phase === 'letters.making'), {
        interval: 5,
        timeout: 30_000,
      })
      .toBe(true);
    await ask('jobs.cancel', { job: 'stop' });
    expect(await working).toEqual({ type: 'Cancelled' });
    expect(readdirSync(outside).filter((name) => name.includes('Brieven'))).toEqual([]);
  });
});
