import { describe, expect, it } from 'vitest';
import { partOf, placeOf, shownAs, sizeText, type DocumentFile } from './document-words.ts';

const file = (over: Partial<DocumentFile> = {}): DocumentFile => ({
  row: '00000000-0000-7000-8000-000000000001',
  bytes: 1000,
  here: 1000,
  office: 0,
  isHere: true,
  isAtOffice: false,
  pinned: false,
  doing: null,
  damaged: false,
  ...over,
});
const away = { isHere: false, here: 0, isAtOffice: true, office: 1000 };

describe('where a document is', () => {
  it('without an office there is nothing to tell apart, but what does not open is said', () => {
    expect(placeOf(file(), false)).toBe('here');
    expect(placeOf(file({ damaged: true }), false)).toBe('damaged');
    expect(placeOf(undefined, false)).toBe('here');
  });

  it('with an office it is here, there, both, on its way, or waits for something', () => {
    expect(placeOf(file({ doing: 'waitsForLine' }), true)).toBe('onlyHere');
    expect(placeOf(file({ doing: 'waitsForDay' }), true)).toBe('waitsForDay');
    expect(placeOf(file({ doing: 'sending', office: 400 }), true)).toBe('sending');
    expect(placeOf(file({ isAtOffice: true }), true)).toBe('both');
    expect(placeOf(file(away), true)).toBe('office');
    expect(placeOf(file({ ...away, doing: 'waitsForLine' }), true)).toBe('waitsForLine');
    expect(placeOf(file({ ...away, isAtOffice: false, doing: 'waitsForOffice' }), true)).toBe('elsewhere');
    expect(placeOf(undefined, true)).toBe('elsewhere');
    expect(placeOf(file({ ...away, damaged: true }), true)).toBe('damaged');
  });

  it('says how far it came on the way there and on the way here', () => {
    expect(partOf(file({ doing: 'sending', office: 400 }))).toBe(0.4);
    expect(partOf(file({ ...away, doing: 'fetching', here: 250 }))).toBe(0.25);
    expect(partOf(file({ bytes: 0 }))).toBe(0);
  });

  it('says how large it is as people do', () => {
    expect([0, 999, 1000, 12_345, 1_250_000, 300_000_000, 2_100_000_000].map((bytes) => sizeText(bytes, 'nl'))).toEqual(
      ['0 byte', '999 byte', '1 kB', '12 kB', '1,3 MB', '300 MB', '2,1 GB'],
    );
  });

  it('shows what can do no harm, and leaves the rest to other programs', () => {
    expect(['image/png', 'text/plain', 'audio/mpeg', 'video/mp4', 'application/pdf'].map(shownAs)).toEqual([
      'picture',
      'text',
      'sound',
      'film',
      'pdf',
    ]);
    for (const type of ['image/svg+xml', 'text/html', 'application/msword', 'application/x-msdownload', null])
      expect([type, shownAs(type)]).toEqual([type, null]);
  });
});
