import { describe, expect, it } from 'vitest';
import { DOSSIER_CONCEPTS } from '../../../core/domain/concepts.ts';
import type { Dossier, IncomingDossier } from '../../../core/domain/dossier.ts';
import { mergeIncoming } from './merge-incoming.ts';

const existing = (candidate: object, availability: object | null, rows: object): Dossier =>
  ({
    candidate,
    availability,
    rows: { ...Object.fromEntries(DOSSIER_CONCEPTS.map((name) => [name, []])), ...rows },
  }) as unknown as Dossier;
const incoming = (part: object): IncomingDossier =>
  ({
    source: { file: 'proef.json', position: 1, format: 'vum' },
    candidate: {},
    availability: null,
    rows: {},
    notUnderstood: [],
    ...part,
  }) as unknown as IncomingDossier;

describe('merging', () => {
  it('fills what is empty, keeps what is there, and sets aside what differs', () => {
    const merge = mergeIncoming(
      existing({ surname: 'Verzonnen', place: null, postcode: '1234 AB' }, { hoursMin: 24 }, {}),
      incoming({
        candidate: { surname: 'Bedacht', place: 'Nergenshuizen', postcode: '1234ab' },
        availability: { hoursMin: 24, hoursMax: 32 },
      }),
    );
    expect(merge.fill).toEqual({ candidate: { place: 'Nergenshuizen' }, availability: { hoursMax: 32 } });
    expect(merge.differing).toEqual([
      { concept: 'candidate', field: 'surname', existing: 'Verzonnen', incoming: 'Bedacht' },
    ]);
    expect(merge.add).toEqual({
      importRemainder: [{ source: 'proef.json', path: 'candidate.surname', value: 'Bedacht', reason: 'differs' }],
    });
  });

  it('adds only rows that say something new', () => {
    const merge = mergeIncoming(
      existing({}, null, {
        contactDetail: [{ email: 'Proef@example.nl', phone: '06 00 00 12 34', label: 'privé' }],
        skill: [{ name: 'Lassen', kind: 'craft', level: 'good' }],
      }),
      incoming({
        rows: {
          contactDetail: [{ email: 'proef@example.nl' }, { phone: '+31600001234' }, { phone: '0600005555' }],
          skill: [{ name: 'lassen ' }, { name: 'Lassen', level: 'not' }, { name: 'Snijden' }, { name: 'snijden' }],
        },
      }),
    );
    expect(merge.add).toEqual({
      contactDetail: [{ phone: '0600005555' }],
      skill: [{ name: 'Lassen', level: 'not' }, { name: 'Snijden' }],
    });
  });

  it('adds nothing when the same file comes a second time', () => {
    const file = incoming({
      candidate: { surname: 'Verzonnen' },
      availability: { days: ['monday', 'friday'] },
      rows: { interest: [{ name: 'Koor' }] },
      notUnderstood: [{ path: 'x', value: '1', reason: 'noPlace' }],
    });
    const once = mergeIncoming(existing({}, null, {}), file);
    const twice = mergeIncoming(existing(once.fill.candidate, { days: ['friday', 'monday'] }, once.add), file);
    expect(twice).toEqual({ fill: { candidate: {}, availability: {} }, add: {}, differing: [] });
  });
});
