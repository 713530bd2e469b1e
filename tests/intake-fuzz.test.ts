/**
 * Import files that went wrong on the way: samples of all five formats, cut, doubled, shuffled and poisoned by the
 * thousand. Whatever comes: an error as a value, or dossiers of which every field passes its schema. Never an
 * exception, never part of a file. A fifth of them goes on into a real caseload, and most of those out again.
 *
 * INTAKE_FUZZ sets how many (the long run: 50000), INTAKE_FUZZ_SEED repeats a run.
 */
import { describe, expect, it } from 'vitest';
import { DOSSIER_CONCEPTS, someFields } from '../core/domain/concepts.ts';
import type { IncomingDossier } from '../core/domain/dossier.ts';
import { historyState } from '../electron/caseload/history.ts';
import { undo } from './support/undo.ts';
import { createIntake } from '../electron/caseload/intake.ts';
import { verifyCaseload } from '../electron/caseload/verify.ts';
import { INTAKE_ERRORS, INTAKE_REASONS } from '../electron/exchange/intake/intake.ts';
import { readIntake } from '../electron/exchange/intake/read-intake.ts';
import {
  CSV_SAMPLE,
  EUROPASS_JSON_SAMPLE,
  EUROPASS_XML_SAMPLE,
  JSON_RESUME_SAMPLE,
  VUM_SAMPLE,
} from '../electron/exchange/intake/sample-files.ts';
import { newCaseload } from './support/caseload.ts';
import { quietJob } from './support/space.ts';
import { cpuMs } from './support/cpu-time.ts';

const COUNT = Number(process.env['INTAKE_FUZZ'] ?? 2000);
const SEED = Number(process.env['INTAKE_FUZZ_SEED'] ?? Date.now() % 2 ** 31);
/** Files of some kilobytes: one that takes longer has found a pattern that looks back. */
const SLOWEST_MS = 1500;

const SAMPLES = { VUM_SAMPLE, JSON_RESUME_SAMPLE, EUROPASS_XML_SAMPLE, EUROPASS_JSON_SAMPLE, CSV_SAMPLE };

/** Mulberry32: small, and the same on every machine. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Dice = { below: (limit: number) => number; pick: <T>(of: readonly T[]) => T };
const diceOf = (random: () => number): Dice => {
  const below = (limit: number): number => Math.floor(random() * limit);
  return { below, pick: (of) => of[below(of.length)]! };
};

const POISON = [
  '__proto__',
  'constructor',
  '\u0000',
  '\ud800',
  '\u202e',
  '\ufeff',
  'x'.repeat(30_000),
  '9'.repeat(400),
  '-1',
  '1e999',
  '2026-13-45',
  '29-02-2023',
  'javascript:alert(1)',
  '<script>alert(1)</script>',
  '&lt;li&gt;&amp;#0;&#xD800;',
  '=HYPERLINK("http://example.org")',
  '"',
  ';;;;',
  '[[[[',
  '{}',
  '<![CDATA[',
  ']]>',
  '<!DOCTYPE x>',
  '\r\n',
  '1234 SS',
  'a@b@c.d',
  '()'.repeat(300),
  'a.'.repeat(500),
];

const text = (bytes: Uint8Array): string => new TextDecoder('utf-8').decode(bytes);
const encode = (written: string): Uint8Array => new TextEncoder().encode(written);

/** On the level of bytes: what a broken disk, mail program or copy does. */
function mutateBytes(bytes: Uint8Array, dice: Dice): Uint8Array {
  const at = dice.below(bytes.length);
  const copy = Uint8Array.from(bytes);
  switch (dice.below(6)) {
    case 0:
      copy[at] = dice.below(256);
      return copy;
    case 1:
      return copy.slice(0, at);
    case 2:
      return copy.slice(at);
    case 3: {
      const end = Math.min(copy.length, at + dice.below(200));
      return Uint8Array.from([...copy.slice(0, end), ...copy.slice(at)]);
    }
    case 4: {
      const end = Math.min(copy.length, at + dice.below(200));
      return Uint8Array.from([...copy.slice(0, at), ...copy.slice(end)]);
    }
    default:
      return Uint8Array.from([...copy.slice(0, at), ...encode(dice.pick(POISON)), ...copy.slice(at)]);
  }
}

/** On the level of the text: values, names, tags and cells, so that the file often stays readable. */
function mutateStructure(written: string, dice: Dice): string {
  const tokens = [...written.matchAll(/"(?:[^"\\]|\\.)*"|<[^<>]*>|>[^<>]+<|[^;,\s<>{}[\]"]+/g)];
  if (tokens.length === 0) return written;
  const token = dice.pick(tokens);
  const [start, end] = [token.index, token.index + token[0].length];
  const put = (instead: string): string => written.slice(0, start) + instead + written.slice(end);
  const other = dice.pick(tokens)[0];
  switch (dice.below(7)) {
    case 0:
      return put(other);
    case 1:
      return put(token[0].startsWith('"') ? JSON.stringify(dice.pick(POISON)) : dice.pick(POISON));
    case 2:
      return put(
        token[0].startsWith('>')
          ? `>${dice.pick(POISON)}<`
          : dice.pick(['null', '0', 'true', '[]', '{}', '12.5', '""']),
      );
    case 3:
      return put('');
    case 4:
      return put(`${token[0]}${token[0]}`);
    case 5:
      return put(`{"x":${'['.repeat(dice.below(60))}`);
    default:
      return put(token[0].split('').reverse().join(''));
  }
}

function mutated(seed: number): { sample: keyof typeof SAMPLES; bytes: Uint8Array } {
  const dice = diceOf(randomOf(seed));
  const sample = dice.pick(Object.keys(SAMPLES) as (keyof typeof SAMPLES)[]);
  let bytes = encode(SAMPLES[sample]);
  for (let times = 1 + dice.below(4); times > 0 && bytes.length > 0; times--) {
    bytes = dice.below(3) === 0 ? mutateBytes(bytes, dice) : encode(mutateStructure(text(bytes), dice));
  }
  return { sample, bytes };
}

function expectWhole(dossier: IncomingDossier): void {
  const rows = dossier.rows as Record<string, readonly Record<string, unknown>[]>;
  const all: [string, unknown][] = [
    ['candidate', dossier.candidate],
    ...(dossier.availability ? [['availability', dossier.availability] as [string, unknown]] : []),
    ...DOSSIER_CONCEPTS.flatMap((concept) => (rows[concept] ?? []).map((row): [string, unknown] => [concept, row])),
    ...dossier.notUnderstood.map((each): [string, unknown] => ['importRemainder', { source: 'x', ...each }]),
  ];
  expect(Object.keys(rows).filter((name) => !(DOSSIER_CONCEPTS as readonly string[]).includes(name))).toEqual([]);
  for (const [concept, values] of all) {
    const checked = someFields(concept as 'candidate').safeParse(values);
    if (!checked.success) throw new Error(`${concept}: ${JSON.stringify(checked.error.issues)}`);
  }
}

describe('mutated import files', () => {
  it(
    `by the thousand give an error or whole dossiers (seed ${SEED})`,
    async () => {
      console.info(`intake fuzz: ${COUNT} files, INTAKE_FUZZ_SEED=${SEED}`);
      const outcomes = { takenIn: 0, refused: 0 };
      for (let i = 0; i < COUNT; i++) {
        const { sample, bytes } = mutated(SEED + i);
        const where = `${sample}, INTAKE_FUZZ_SEED=${SEED + i}`;
        const start = cpuMs();
        const result = await readIntake(bytes, 'proef').catch((error: unknown) => {
          throw new Error(`threw at ${where}: ${String(error)}`, { cause: error });
        });
        expect(cpuMs() - start, where).toBeLessThan(SLOWEST_MS);
        if (result.ok) {
          outcomes.takenIn += 1;
          try {
            result.value.dossiers.forEach(expectWhole);
          } catch (error) {
            throw new Error(`not whole at ${where}: ${String(error)}`, { cause: error });
          }
        } else {
          outcomes.refused += 1;
          expect(INTAKE_ERRORS, where).toContain(result.error.type);
          expect(INTAKE_REASONS, where).toContain(result.error.reason);
          // A place is a position, never a piece of the file.
          expect(result.error.place, where).toMatch(/^(?:|\d+:\d+|\[\d+\])$/);
        }
      }
      // Mutations that only ever break the first sign would prove nothing.
      expect(outcomes.takenIn, JSON.stringify(outcomes)).toBeGreaterThan(COUNT / 10);
      expect(outcomes.refused, JSON.stringify(outcomes)).toBeGreaterThan(COUNT / 10);
    },
    20_000 + COUNT * 20,
  );

  it(
    `are taken into a real caseload whole or not at all (seed ${SEED})`,
    async () => {
      const caseload = await newCaseload();
      const { db, author } = caseload;
      const intake = createIntake({ newId: author.newId });
      const candidates = (): number =>
        db.get<{ n: number }>(`SELECT count(*) AS n FROM "candidate" WHERE "deleted" = 0`)!.n;
      let taken = 0;
      for (let i = 0; i < COUNT / 5; i++) {
        const where = `INTAKE_FUZZ_SEED=${SEED + i}`;
        const offered = intake.offer('proef', mutated(SEED + i).bytes);
        if (!offered.ok) throw new Error(where);
        const read = await intake.read(db, { tokens: [offered.value.token], job: 'read' }, quietJob);
        if (!read.ok) throw new Error(`${where}: ${read.error.type}`);
        const { plan, found } = read.value;
        const before = candidates();
        let applied: ReturnType<typeof intake.apply>;
        try {
          // By turns what is suggested (a merge with whoever was taken in before) and everybody apart.
          const apart = Array.from({ length: found }, (_, index) => ({ index, decision: 'add' as const }));
          const decisions = i % 2 === 0 ? [] : apart;
          applied = intake.apply(db, author, { plan, decisions, job: 'apply' }, quietJob);
        } catch (error) {
          throw new Error(`threw at ${where}: ${String(error)}`, { cause: error });
        }
        if (!applied.ok) throw new Error(`${where}: ${applied.error.type}`);
        const { added, merged } = applied.value;
        expect(added + merged, where).toBe(found);
        expect(candidates(), where).toBe(before + added);
        if (found > 0) taken += 1;
        // Most are taken back, whole, so that the caseload does not only grow.
        // A merge that brought nothing new is nothing to take back.
        if (i % 4 !== 0 && historyState(db).undo?.group === applied.value.group) {
          db.transact((tx) => undo(tx, author));
          expect(candidates(), where).toBe(before);
        }
      }
      expect(taken).toBeGreaterThan(COUNT / 50);
      expect(verifyCaseload(db, quietJob).problems).toEqual([]);
      await caseload.close();
    },
    30_000 + COUNT * 40,
  );

  it('texts that only resemble something are read in time', async () => {
    const long = 100_000;
    const texts = ['<', '&', '<p', '(', '1', 'a.', 'a@', ' ', 'van ', '- ', '"', '\\', '\u0000', '(a,', 'http://a'];
    for (const each of texts) {
      const value = each.repeat(long / each.length);
      const files = [
        JSON.stringify({
          basics: { name: value, summary: value, email: value, phone: value, url: value },
          skills: [{ name: value }],
        }),
        JSON.stringify({
          idWerkzoekende: value,
          emailadres: [value],
          telefoonnummer: [value],
          webadres: [{ url: value }],
        }),
        `<Candidate><CandidateProfile><ExecutiveSummary>${value
          .replace(/&/g, '&amp;')
          .replace(/</g, '&lt;')
          .replace(/\u0000/g, '')}</ExecutiveSummary></CandidateProfile></Candidate>`,
        `naam;email;talen;uren;vanaf\n"${value.replace(/"/g, '""')}";${value.replace(/"/g, '')};"${value.replace(/"/g, '')}";a;b\n`,
      ];
      for (const [i, file] of files.entries()) {
        const start = cpuMs();
        await readIntake(encode(file), 'proef');
        expect(cpuMs() - start, `${JSON.stringify(each)} in ${i}`).toBeLessThan(SLOWEST_MS);
      }
    }
  }, 60_000);
});
