import { describe, expect, it } from 'vitest';
import { handedOver } from './handed-over.ts';

const line = { recipient: 'employer', recipientName: 'Bakkerij Bedacht', format: 'pdf', sha256: 'ab'.repeat(32) };

describe('a line of the log', () => {
  it('says to whom a dossier went, in which form and with which hash', () => {
    expect(handedOver(JSON.stringify({ ...line, bytes: 12 }))).toEqual(line);
    expect(handedOver(JSON.stringify({ ...line, recipientName: null }))?.recipientName).toBe(null);
  });

  it.each(['', '{}', '[]', 'null', '{"recipient":"somebody"}', JSON.stringify({ ...line, sha256: 'x' })])(
    'that can not be read says nothing more than that it was: %s',
    (text) => {
      expect(handedOver(text)).toBe(null);
    },
  );
});
