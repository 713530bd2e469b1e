/**
 * Two dossiers became one on one laptop, while somebody wrote in the one that went on another without network: what was written stands in the dossier that
 * stays on both, is found, and both are told. Real laptops behind their real loop, and a real server.
 */
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { laptopsOf, type Laptop } from '../support/laptops.ts';
import { askOf } from '../support/space.ts';
import { databases, openOffice, type Office } from '../server/support/office.ts';

const soon = <T>(look: () => Promise<T> | T) => expect.poll(look, { timeout: 30_000, interval: 50 });
const LONG = 120_000;

const places = databases('SQLite');
afterAll(() => places.close());
let office: Office;
const closing: (() => Promise<void>)[] = [];
beforeEach(async () => {
  office = await openOffice(await places.fresh());
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  await office.close();
});
const { connected, isQuiet, add, nameOf, give } = laptopsOf(() => office, closing);

const open = ({ service }: Laptop, dossier: string) => askOf(service, 'dossier.open', { dossier });
const addRow = async ({ service }: Laptop, dossier: string, concept: 'skill' | 'contactMoment', fields: object) =>
  (await askOf(service, 'dossier.addRow', { dossier, concept, fields: { ...fields } })).row;
const edit = (
  { service }: Laptop,
  dossier: string,
  concept: 'candidate' | 'skill' | 'contactMoment',
  row: string,
  fields: object,
) => askOf(service, 'dossier.edit', { dossier, concept, row, fields: { ...fields } });
const kinds = async ({ service }: Laptop) =>
  (await askOf(service, 'notices.list', null)).map(({ kind, dossier }) => [kind, dossier]);

describe('late work in a dossier that went up in another', () => {
  it(
    'comes into the one that stays, beside what stands there, on both laptops, is found there, and both are told',
    async () => {
      const anna = await connected('Anna Verzonnen');
      const bram = await connected('Bram Verzonnen');
      const keep = await add(anna, 'Verzonnen');
      const other = await add(anna, 'Verzonnen');
      const moment = await addRow(anna, other, 'contactMoment', { subject: 'Intake', date: '2026-11-23' });
      const skill = await addRow(anna, other, 'skill', { name: 'Lassen' });
      await soon(() => isQuiet(anna)).toBe(true);
      for (const dossier of [keep, other]) await give(dossier, bram);
      await askOf(bram.service, 'sync.now', null);
      for (const dossier of [keep, other]) await soon(() => nameOf(bram, dossier)).toBe('Verzonnen');
      await soon(() => isQuiet(bram)).toBe(true);

      await askOf(bram.service, 'sync.pause', { paused: true });
      await edit(bram, other, 'contactMoment', moment, { subject: 'Kennismaking in Zwaluwhoek' });
      await edit(bram, other, 'skill', skill, { name: 'Hardsolderen' });
      await edit(bram, other, 'candidate', other, { place: 'Otterdam' });
      await addRow(bram, other, 'contactMoment', { subject: 'Nagebeld over molenstenen', date: '2026-11-24' });

      await askOf(anna.service, 'duplicates.merge', { keep, other, choose: [], job: 'merge' });
      const copy = (await open(anna, keep)).rows.skill.find(({ name }) => name === 'Lassen')?.id ?? '';
      await edit(anna, keep, 'skill', copy, { name: 'Lassen met elektrode' });
      await soon(() => isQuiet(anna)).toBe(true);
      await askOf(bram.service, 'sync.pause', { paused: false });

      const subjects = async (laptop: Laptop) =>
        (await open(laptop, keep)).rows.contactMoment.map(({ subject }) => subject).toSorted();
      for (const laptop of [anna, bram]) {
        await soon(() => subjects(laptop)).toEqual(['Kennismaking in Zwaluwhoek', 'Nagebeld over molenstenen']);
        await soon(async () => (await open(laptop, keep)).candidate.place).toBe('Otterdam');
        // Anna changed the same answer: both stand, and are asked about.
        await soon(async () => {
          const [conflict] = await askOf(laptop.service, 'conflicts.list', { dossier: keep });
          return conflict?.values.map(({ value }) => value).toSorted();
        }).toEqual(['Hardsolderen', 'Lassen met elektrode']);
        const found = await askOf(laptop.service, 'search.find', { words: 'molenstenen', limit: 5 });
        expect(found.hits.map(({ dossier }) => dossier)).toEqual([keep]);
      }
      expect(await kinds(anna)).toContainEqual(['lateBrought', keep]);
      expect(await kinds(bram)).toContainEqual(['lateWritten', keep]);
      // Once, and one step back on the laptop that brought it.
      await soon(() => isQuiet(anna)).toBe(true);
      expect((await askOf(anna.service, 'history.state', null)).undo).toMatchObject({ label: 'merge', dossier: keep });
      // What is to be chosen between stays for whoever chooses.
      expect((await askOf(anna.service, 'history.undo', null)).kept).toBe(1);
      expect(await subjects(anna)).toEqual(['Intake']);
      expect((await open(anna, keep)).candidate.place).toBe(null);
      for (const laptop of [anna, bram])
        expect((await askOf(laptop.service, 'caseload.verify', null)).problems).toEqual([]);
    },
    LONG,
  );
});
