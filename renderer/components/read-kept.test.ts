import { describe, expect, it } from 'vitest';
import { readKept } from './read-kept.ts';

const began = { subject: 'Uitnodiging', text: '', names: {} };

describe('what was kept of a form', () => {
  it('comes back, and what an earlier version did not know stands as it begins', () => {
    expect(readKept(JSON.stringify({ text: 'Beste Noor,' }), began)).toEqual({ ...began, text: 'Beste Noor,' });
    expect(readKept(JSON.stringify({ names: { uwv: 'Noor Voorbeeld' } }), began).names).toEqual({
      uwv: 'Noor Voorbeeld',
    });
  });

  it('keeps no screen from opening, whatever it is', () => {
    for (const body of ['', 'Beste', 'null', '7', '"x"', '["x"]', '{"text":'])
      expect(readKept(body, began)).toEqual(began);
    expect(readKept(JSON.stringify({ subject: 7, text: null, names: 'Noor' }), began)).toEqual(began);
  });
});
