/** The words in files, in the thread that reads them: what people bring, and what is made to do harm, of which nothing but that file suffers. */
import { afterAll, describe, expect, it } from 'vitest';
import { docxOf, odtOf, pdfOf, zipBomb, zipOf } from '../../tests/support/files.ts';
import { createWordReader } from './read-words.ts';
import { DOCX, mostBytes, ODT } from './word-kinds.ts';

const reader = createWordReader();
afterAll(() => reader.close());
const words = async (bytes: Uint8Array | string, mediaType: string) => {
  const answer = await reader.read({ bytes: new Uint8Array(Buffer.from(bytes)), mediaType });
  return answer === 'stopped' ? answer : answer.ok ? answer.value : answer.error.type;
};
const PDF = 'application/pdf';

describe('the words in a file', () => {
  it('are found in PDF, Word, OpenDocument and text', async () => {
    expect(await words(pdfOf(['Heftruckcertificaat', 'tweede bladzijde']), PDF)).toBe(
      'Heftruckcertificaat\ntweede bladzijde',
    );
    expect(await words(await docxOf(['Geachte heer,', 'ik solliciteer &amp; hoop']), DOCX)).toBe(
      'Geachte heer,\nik solliciteer & hoop',
    );
    expect(await words(await odtOf(['Beste mevrouw', 'met <text:s/>groet']), ODT)).toBe('Beste mevrouw\nmet groet');
    expect(await words('gewoon één regel', 'text/plain')).toBe('gewoon één regel');
    expect(await words(Buffer.from('één van vroeger', 'latin1'), 'text/plain')).toBe('één van vroeger');
    expect(await words(Buffer.from('\ufeffvan kladblok', 'utf16le'), 'text/plain')).toBe('van kladblok');
  }, 60_000);

  it('are not there in what is empty, locked, damaged, or something else than its name says', async () => {
    expect(await words(pdfOf(['geheim'], 'wachtwoord'), PDF)).toBe('password');
    expect(await words(pdfOf([' ']), PDF)).toBe('none');
    expect(await words('', 'text/plain')).toBe('none');
    expect(await words('MZ\u0090 een programma', PDF)).toBe('damaged');
    expect(await words(pdfOf(['x']).subarray(0, 40), PDF)).toBe('damaged');
    expect(await words('geen zip', DOCX)).toBe('damaged');
    expect(await words(await zipOf({ 'foto.jpg': 'x' }), DOCX)).toBe('damaged');
    expect(await words((await docxOf(['x'])).subarray(0, 90), DOCX)).toBe('damaged');
    expect(await words(await zipOf({ 'word/document.xml': '<w:document><w:p>' }), DOCX)).toBe('damaged');
  }, 60_000);

  it('are not unpacked without end, nor looked for without end, and the next file is read as ever', async () => {
    const bomb = await zipBomb(120_000_000);
    expect(bomb.length).toBeLessThan(1_000_000);
    expect(await words(bomb, DOCX)).toBe('tooLarge');
    // Entities that multiply are no words.
    const lol = '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]><w:document><w:t>&b;</w:t></w:document>';
    expect(await words(await zipOf({ 'word/document.xml': lol }), DOCX)).toBe('damaged');
    const slow = createWordReader({ mostMs: 1 });
    const answer = await slow.read({ bytes: new Uint8Array(pdfOf(['traag'])), mediaType: PDF });
    expect(answer).toEqual({ ok: false, error: { type: 'tooLarge' } });
    await slow.close();
    expect(await words('nog steeds', 'text/plain')).toBe('nog steeds');
  }, 120_000);

  it('are let go of when the reader is closed', async () => {
    const closing = createWordReader();
    const asked = closing.read({ bytes: new Uint8Array(pdfOf(['weg'])), mediaType: PDF });
    await closing.close();
    expect(await asked).toBe('stopped');
  });

  it('are looked for in these kinds only', () => {
    for (const type of ['image/png', 'video/mp4', 'application/zip', 'text/html', null])
      expect(mostBytes(type)).toBeNull();
    for (const type of [PDF, DOCX, ODT, 'text/plain', 'text/csv']) expect(mostBytes(type)).toBeGreaterThan(1_000_000);
  });
});
