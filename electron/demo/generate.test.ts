import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { DOSSIER_CONCEPTS, PHASES, someFields, type ConceptName } from '../../core/domain/concepts.ts';
import { drawGuidance } from './guidance.ts';
import { generateCandidates, type DemoDossier, type DemoOptions } from './generate.ts';
import { SECTORS } from './sectors.ts';

const today = '2026-11-23';
const make = (options: Partial<DemoOptions> = {}): DemoDossier[] => [
  ...generateCandidates({ seed: 1, candidates: 120, today, language: 'nl', ...options }),
];
const rowsOf = (dossier: DemoDossier): [ConceptName, Record<string, unknown>][] =>
  Object.entries(dossier.rows).flatMap(([concept, rows]) =>
    (rows as Record<string, unknown>[]).map((row): [ConceptName, Record<string, unknown>] => [
      concept as ConceptName,
      row,
    ]),
  );
const sha256 = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex');
const share = (dossiers: DemoDossier[], has: (dossier: DemoDossier) => boolean) =>
  dossiers.filter(has).length / dossiers.length;

function refused(dossier: DemoDossier): string[] {
  const all: [ConceptName, unknown][] = [['candidate', dossier.candidate], ...rowsOf(dossier)];
  if (dossier.availability) all.push(['availability', dossier.availability]);
  return all.flatMap(([concept, fields]) => {
    const checked = someFields(concept).safeParse(fields);
    return checked.success ? [] : [`${dossier.candidate.externalReference} ${concept}: ${checked.error.message}`];
  });
}

describe('the demo caseload', () => {
  it('gives the same bytes for the same seed, on every machine', () => {
    expect(sha256(make())).toBe('29b725389930300eae7d8d9aebed3f0361e15ddb627b4a14cc321dbf25613351');
    expect(sha256(make({ language: 'en' }))).toBe('3f7b039ef900ccb4c402a629cc0b13b56aa0ff20409c0c31134322ac48818c16');
    expect(sha256(make({ seed: 2 }))).not.toBe(sha256(make()));
  });

  it('holds only fields that the concepts allow, over two thousand candidates in two languages', () => {
    expect(make({ candidates: 2000 }).flatMap(refused)).toEqual([]);
    expect(make({ candidates: 300, language: 'en', seed: 7 }).flatMap(refused)).toEqual([]);
  });

  it('makes a candidate without those before, and the same people in both languages', () => {
    expect(make({ candidates: 40 })).toEqual(make().slice(0, 40));
    const frame = (dossier: DemoDossier) => [
      { ...dossier.candidate, presentation: null },
      Object.entries(dossier.rows).map(([concept, rows]) => [concept, rows.length]),
      dossier.rows.workExperience?.map((row) => [row.employer?.split(' ').length, row.roleCode, row.from, row.until]),
    ];
    expect(make({ language: 'en' }).map(frame)).toEqual(make().map(frame));
  });

  it('makes candidates only as they are asked for', () => {
    const endless = generateCandidates({ seed: 1, candidates: Number.MAX_SAFE_INTEGER, today, language: 'nl' });
    expect(endless.next().value?.candidate.externalReference).toBe('DEMO-00001');
  });

  it('can not be taken for real people', () => {
    for (const dossier of make({ candidates: 2000 })) {
      expect(dossier.candidate.externalReference).toMatch(/^DEMO-\d{5}$/);
      for (const { phone, email } of dossier.rows.contactDetail ?? []) {
        if (phone) expect(phone).toMatch(/^06 00 00 \d\d \d\d$/);
        if (email) expect(email).toMatch(/^[a-z.]+\d+@example\.(?:nl|org)$/);
      }
      for (const { url } of [...(dossier.rows.webLink ?? []), ...(dossier.rows.socialProfile ?? [])]) {
        if (url) expect(url).toMatch(/^https:\/\/www\.example\.(?:nl|org)\//);
      }
      if (dossier.candidate.postcode) expect(dossier.candidate.postcode).toMatch(/^86(?:8\d|9[01]) [A-Z]{2}$/);
    }
  });

  it('gives nobody the telephone number or mail address of somebody else', () => {
    for (const seed of [1, 2]) {
      const details = make({ seed, candidates: 5000 }).flatMap((dossier) => dossier.rows.contactDetail ?? []);
      const addresses = details.map((each) => each.phone ?? each.email);
      expect(new Set(addresses).size).toBe(addresses.length);
    }
  });

  it.each([1, 2, 3, 11, 2026])('looks like the caseload of a municipality (seed %i)', (seed) => {
    const dossiers = make({ seed });
    expect(new Set(dossiers.map((each) => each.candidate.phase))).toEqual(new Set(PHASES));
    expect(share(dossiers, (each) => (each.rows.scheme?.length ?? 0) > 0)).toBeGreaterThan(0.22);
    expect(share(dossiers, (each) => (each.rows.scheme?.length ?? 0) > 0)).toBeLessThan(0.5);
    const full = share(dossiers, (each) => (each.rows.skill?.length ?? 0) > 0);
    expect(full).toBeGreaterThan(0.85);
    expect(full).toBeLessThan(1);
    expect(share(dossiers, (each) => each.availability !== null)).toBeGreaterThan(0.8);
    expect(share(dossiers, (each) => each.candidate.prefix != null)).toBeGreaterThan(0.2);
    expect(
      share(dossiers, (each) => /[^\p{ASCII}]/u.test(`${each.candidate.givenName}${each.candidate.surname}`)),
    ).toBeGreaterThan(0.1);
    expect(dossiers.some((each) => each.candidate.givenName === null)).toBe(true);
    // A few are very long, a few have just been taken in.
    const lengths = dossiers.map((each) => JSON.stringify(each).length).sort((a, b) => a - b);
    expect(lengths[0]).toBeLessThan(1500);
    expect(lengths.at(-1)).toBeGreaterThan(8000);
    // Somebody's certificate expires before the spring, somebody's has.
    const expiries = dossiers.flatMap((each) => each.rows.course ?? []).flatMap((row) => row.expiresOn ?? []);
    expect(expiries.filter((month) => month >= '2026-12' && month <= '2027-03').length).toBeGreaterThan(3);
    expect(expiries.some((month) => month < today)).toBe(true);
    // Documents are files: the demo gets some of its own (caseload/demo.ts).
    const guidance = dossiers.flatMap((each, index) => drawGuidance(each, { seed, index, today, language: 'nl' }));
    const made = new Set([
      ...dossiers.flatMap(rowsOf).map(([concept]) => concept),
      ...guidance.map(({ concept }) => concept),
    ]);
    expect(made).toEqual(new Set(DOSSIER_CONCEPTS.filter((each) => each !== 'document')));
  });

  it('is guided as its phase asks, in fields that the concepts allow, in both languages alike', () => {
    for (const language of ['nl', 'en'] as const) {
      const rows = make({ language }).flatMap((each, index) => drawGuidance(each, { seed: 1, index, today, language }));
      for (const { concept, fields } of rows) {
        const checked = someFields(concept).safeParse(fields);
        expect([concept, checked.success ? '' : checked.error.message]).toEqual([concept, '']);
      }
    }
    const frame = (language: 'nl' | 'en') =>
      make({ language }).map((each, index) =>
        drawGuidance(each, { seed: 1, index, today, language }).map(({ key, about }) => [key, about]),
      );
    expect(frame('en')).toEqual(frame('nl'));
    // Whatever is named is there, before it is named.
    for (const rows of frame('nl')) {
      const seen = new Set<unknown>(['candidate']);
      for (const [key, about] of rows) {
        for (const named of Object.values(about ?? {})) expect(seen).toContain(named);
        seen.add(key);
      }
    }
  });

  it('has nothing done that is still to come, and says of each step that is done on which day', () => {
    const rows = make().flatMap((each, index) => drawGuidance(each, { seed: 1, index, today, language: 'nl' }));
    const days = rows.flatMap(({ concept, fields }) => {
      const { state, doneOn, reachedOn } = fields as Record<string, string | null | undefined>;
      if (concept === 'planStep' && state === 'done') return [doneOn ?? 'never'];
      return concept === 'goal' && state === 'reached' ? [reachedOn ?? 'never'] : [];
    });
    expect(days.length).toBeGreaterThan(100);
    expect(days.filter((day) => day > today)).toEqual([]);
  });

  it('remembers as people do: days, months and years', () => {
    const lengths = make().flatMap((each) => (each.rows.workExperience ?? []).map((row) => row.from?.length));
    expect(new Set(lengths)).toEqual(new Set([4, 7, 10]));
  });

  it('tells careers that can have happened: in order, in the past, and working now only when placed', () => {
    // Of two dates of different precision the shorter is the measure.
    const after = (a: string, b: string) =>
      a.slice(0, Math.min(a.length, b.length)) > b.slice(0, Math.min(a.length, b.length));
    for (const dossier of make({ candidates: 1000 })) {
      const periods = [
        ...(dossier.rows.workExperience ?? []),
        ...(dossier.rows.education ?? []),
        ...(dossier.rows.course ?? []),
      ];
      for (const { from, until } of periods) {
        expect([from, from != null && after(from, today)]).toEqual([from, false]);
        expect([from, until, until != null && from != null && after(from, until)]).toEqual([from, until, false]);
        expect([until, until != null && after(until, today)]).toEqual([until, false]);
      }
      const working = (dossier.rows.workExperience ?? []).filter((row) => row.until === null);
      const employed = dossier.candidate.phase === 'placed' || dossier.candidate.phase === 'aftercare';
      expect(working.length).toBe(employed ? 1 : 0);
      for (const scheme of dossier.rows.scheme ?? []) {
        expect((scheme.until ?? '9999') > (scheme.from ?? '')).toBe(true);
      }
      const { hoursMin, hoursMax } = dossier.availability ?? {};
      if (hoursMin != null && hoursMax != null) expect(hoursMin).toBeLessThanOrEqual(hoursMax);
    }
  });

  it('lets interests follow the work: who builds scores realistic, who cares scores social', () => {
    const average = (sector: string, letter: 'realistic' | 'social') => {
      const scores = make({ candidates: 2000 })
        .filter((each) => each.availability?.sectors === sector)
        .flatMap((each) => each.rows.interestProfile ?? [])
        .flatMap((row) => row[letter] ?? []);
      return scores.reduce((sum, score) => sum + score, 0) / scores.length;
    };
    expect(average('bouw', 'realistic')).toBeGreaterThan(average('zorg', 'realistic') + 25);
    expect(average('zorg', 'social')).toBeGreaterThan(average('bouw', 'social') + 25);
  });

  it('knows every behaviour that a sector names', () => {
    const codes = make({ candidates: 500 })
      .flatMap((each) => each.rows.skill ?? [])
      .filter((row) => row.codeSystem === 'vum');
    const seen = new Set(codes.map((row) => Number(row.code)));
    for (const sector of SECTORS) for (const behaviour of sector.behaviours) expect(seen).toContain(behaviour);
  });

  it('can leave out what is not about work', () => {
    const lean = make({ rich: false });
    expect(lean.every((each) => !each.rows.skill && !each.rows.scheme)).toBe(true);
    expect(lean.some((each) => (each.rows.workExperience?.length ?? 0) > 0)).toBe(true);
  });

  it('makes exactly as many rows as a benchmark asks, of about 290 bytes', () => {
    for (const rowsPerCandidate of [5, 100]) {
      const dossiers = make({ candidates: 60, rowsPerCandidate });
      expect(dossiers.map((each) => rowsOf(each).length)).toEqual(dossiers.map(() => rowsPerCandidate));
      expect(dossiers.flatMap(refused)).toEqual([]);
    }
    const rows = make({ candidates: 60, rowsPerCandidate: 100 }).flatMap(rowsOf);
    const bytes = rows.reduce((sum, [, row]) => sum + Buffer.byteLength(JSON.stringify(row)), 0) / rows.length;
    expect(bytes).toBeGreaterThan(260);
    expect(bytes).toBeLessThan(320);
  });
});
