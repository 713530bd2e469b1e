import { describe, expect, it } from 'vitest';
import { documentOf, handedOver, templateOf } from './handed-over.ts';

const line = { recipient: 'employer', recipientName: 'Bakkerij Bedacht', format: 'pdf', sha256: 'ab'.repeat(32) };

describe('a line of the log', () => {
  it('says to whom a dossier went, in which form and with which hash', () => {
    expect(handedOver(JSON.stringify({ ...line, bytes: 12 }))).toEqual(line);
    expect(handedOver(JSON.stringify({ ...line, recipientName: null }))?.recipientName).toBe(null);
  });

  it('says of a letter among many its own hash, and of a letter on which template it was made', () => {
    const letter = 'cd'.repeat(32);
    expect(handedOver(JSON.stringify({ ...line, format: 'zip', letter }))).toEqual({
      ...line,
      format: 'docx',
      sha256: letter,
    });
    // All in one file: that file is what somebody has.
    expect(handedOver(JSON.stringify({ ...line, format: 'docx', letter }))?.sha256).toBe(line.sha256);
    expect(handedOver(JSON.stringify({ ...line, format: 'zip', letter: '' }))?.format).toBe('zip');
    const template = '01920000-0000-7000-8000-000000000001';
    expect(templateOf(JSON.stringify({ ...line, template }))).toBe(template);
    expect(templateOf(JSON.stringify({ ...line, template: null }))).toBe(null);
  });

  it.each(['', '{}', '[]', 'null', '{"recipient":"somebody"}', JSON.stringify({ ...line, sha256: 'x' })])(
    'that can not be read says nothing more than that it was: %s',
    (text) => {
      expect(handedOver(text)).toBe(null);
      expect(documentOf(text)).toBe(null);
    },
  );

  it('says which document was opened by its id', () => {
    const document = '01920000-0000-7000-8000-000000000001';
    expect(documentOf(JSON.stringify({ document, bytes: 3 }))).toBe(document);
    expect(documentOf(JSON.stringify({ document: '../anders' }))).toBe(null);
  });
});
