/**
 * Two dossiers became one on one laptop, while somebody wrote in the one that went on another without network: what was written stands in the dossier that
 * stays on both, is found, and both are told. Real laptops behind their real loop, and a real server.
 */
import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newFolder, removeFolder } from '../support/caseload.ts';
import { addDocument, fileAt, whole } from '../support/laptop-documents.ts';
import { LAPTOP_PASSPHRASE, laptopsOf, type Laptop } from '../support/laptops.ts';
import { askOf, serviceIn } from '../support/space.ts';
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

describe('a late document in a dossier that went up in another', () => {
  let outside: string;
  beforeEach(() => {
    outside = newFolder('outside');
  });
  afterEach(() => removeFolder(outside));

  /** Anna made one of two dossiers while Bram, who is away, holds both. */
  async function merged() {
    const anna = await connected('Anna Verzonnen');
    const bram = await connected('Bram Verzonnen');
    const keep = await add(anna, 'Verzonnen');
    const other = await add(anna, 'Verzonnen');
    const moment = await addRow(anna, other, 'contactMoment', { subject: 'Intake', date: '2026-11-23' });
    const scan = await addDocument(anna, other, randomBytes(2_000), outside, 'scan.pdf');
    await soon(() => isQuiet(anna)).toBe(true);
    for (const dossier of [keep, other]) await give(dossier, bram);
    await askOf(bram.service, 'sync.now', null);
    for (const dossier of [keep, other]) await soon(() => nameOf(bram, dossier)).toBe('Verzonnen');
    await soon(() => isQuiet(bram)).toBe(true);
    await askOf(bram.service, 'sync.pause', { paused: true });
    const merge = async () => {
      await askOf(anna.service, 'duplicates.merge', { keep, other, choose: [], job: 'merge' });
      await soon(() => isQuiet(anna)).toBe(true);
    };
    return { anna, bram, keep, other, moment, scan, merge };
  }
  const documents = async (laptop: Laptop, dossier: string) => (await open(laptop, dossier)).rows.document;
  const named = async (laptop: Laptop, dossier: string, name: string) =>
    (await documents(laptop, dossier)).find((document) => document.name === name);
  const edited = ({ service }: Laptop, dossier: string, row: string, fields: object) =>
    askOf(service, 'dossier.edit', { dossier, concept: 'document', row, fields: { ...fields } });

  it(
    'comes along, once, with its bytes, what it is about and its words; undone with the merge it is where it was',
    async () => {
      const { anna, bram, keep, other, moment, scan, merge } = await merged();
      const bytes = Buffer.from('Verslag over molenstenen in Zwaluwhoek.\n'.repeat(200));
      const added = await addDocument(bram, other, bytes, outside, 'verslag.txt');
      await edited(bram, other, added, { about: `contactMoment/${moment}` });
      await edited(bram, other, scan, { name: 'Diploma lassen', confidential: 'yes' });
      await merge();
      await askOf(bram.service, 'sync.pause', { paused: false });

      for (const laptop of [anna, bram]) {
        await soon(async () => (await documents(laptop, keep)).map(({ name }) => name).toSorted()).toEqual([
          'Diploma lassen',
          'verslag.txt',
        ]);
        const intake = (await open(laptop, keep)).rows.contactMoment[0]?.id ?? '';
        const came = await named(laptop, keep, 'verslag.txt');
        expect(came).toMatchObject({ about: `contactMoment/${intake}`, bytes: bytes.length, mediaType: 'text/plain' });
        // What was made confidential late is so where everybody looks.
        expect(await named(laptop, keep, 'Diploma lassen')).toMatchObject({ confidential: 'yes' });
        await soon(() => fileAt(laptop, keep, came?.id)).toMatchObject({ isAtOffice: true });
        await askOf(laptop.service, 'documents.fetch', { rows: [came?.id ?? ''] });
        await soon(() => fileAt(laptop, keep, came?.id)).toMatchObject({ isHere: true });
        expect((await whole(laptop, came?.id ?? '')).equals(bytes)).toBe(true);
        await soon(async () =>
          (await askOf(laptop.service, 'search.find', { words: 'molenstenen', limit: 5 })).hits.map(
            (hit) => hit.dossier,
          ),
        ).toEqual([keep]);
      }
      expect(await kinds(anna)).toContainEqual(['lateBrought', keep]);
      expect(await kinds(bram)).toContainEqual(['lateWritten', keep]);

      // Once: neither another round nor another opening brings it again.
      await soon(() => isQuiet(anna)).toBe(true);
      await anna.service.close();
      anna.service = serviceIn(anna.dir);
      await askOf(anna.service, 'vault.unlock', { by: 'passphrase', passphrase: LAPTOP_PASSPHRASE });
      await edit(bram, keep, 'candidate', keep, { place: 'Otterdam' });
      await soon(async () => (await open(anna, keep)).candidate.place).toBe('Otterdam');
      expect(await documents(anna, keep)).toHaveLength(2);

      await askOf(anna.service, 'history.undo', null);
      expect((await documents(anna, keep)).map(({ name }) => name)).toEqual(['scan.pdf']);
      await askOf(anna.service, 'history.undo', null);
      expect(await documents(anna, keep)).toEqual([]);
      expect((await documents(anna, other)).map(({ name }) => name).toSorted()).toEqual([
        'Diploma lassen',
        'verslag.txt',
      ]);
      await askOf(anna.service, 'history.redo', null);
      await askOf(anna.service, 'history.redo', null);
      await soon(() => isQuiet(anna)).toBe(true);
      for (const laptop of [anna, bram]) {
        await soon(async () => (await documents(laptop, keep)).length).toBe(2);
        const came = await named(laptop, keep, 'verslag.txt');
        expect((await whole(laptop, came?.id ?? '')).equals(bytes)).toBe(true);
        expect((await askOf(laptop.service, 'caseload.verify', null)).problems).toEqual([]);
      }
    },
    LONG,
  );

  it(
    'stands there before its bytes are at the office, and opens when they came, also on a laptop that was closed meanwhile',
    async () => {
      const { anna, bram, keep, other, merge } = await merged();
      const limit = (dailyLimitMb: number | null) => askOf(bram.service, 'documents.setLimit', { dailyLimitMb });
      await limit(1);
      const bytes = randomBytes(3_000_000);
      await addDocument(bram, other, bytes, outside, 'film.mp4');
      await addDocument(bram, other, randomBytes(4_000_000), outside, 'verkeerd.pdf');
      await merge();
      await askOf(bram.service, 'sync.pause', { paused: false });
      const names = async () => (await documents(anna, keep)).map(({ name }) => name).toSorted();
      await soon(names).toEqual(['film.mp4', 'scan.pdf', 'verkeerd.pdf']);
      const film = await named(anna, keep, 'film.mp4');
      expect(await fileAt(anna, keep, film?.id)).toMatchObject({ isHere: false, doing: 'waitsForOffice' });
      // Taken back by whoever added it, before its file could come along.
      expect(await askOf(bram.service, 'history.undo', null)).toMatchObject({ count: 1 });
      await soon(names).toEqual(['film.mp4', 'scan.pdf']);

      await anna.service.close();
      await limit(null);
      await askOf(bram.service, 'sync.now', null);
      await soon(async () => (await askOf(bram.service, 'documents.settings', null)).waiting).toBe(0);
      anna.service = serviceIn(anna.dir);
      await askOf(anna.service, 'vault.unlock', { by: 'passphrase', passphrase: LAPTOP_PASSPHRASE });
      await soon(() => fileAt(anna, keep, film?.id)).toMatchObject({ isHere: true, isAtOffice: true });
      expect((await whole(anna, film?.id ?? '')).equals(bytes)).toBe(true);
      expect(await documents(anna, keep)).toHaveLength(2);
      await soon(() => fileAt(bram, keep, film?.id)).toMatchObject({ isAtOffice: true });
      for (const laptop of [anna, bram])
        expect((await askOf(laptop.service, 'caseload.verify', null)).problems).toEqual([]);
    },
    LONG,
  );

  it(
    'comes to where everything stands now, when that one went up in another in turn',
    async () => {
      const { anna, bram, keep, other, scan, merge } = await merged();
      const bytes = randomBytes(5_000);
      await addDocument(bram, other, bytes, outside, 'brief.pdf');
      await edited(bram, other, scan, { name: 'Diploma lassen' });
      await merge();
      const last = await add(anna, 'Verzonnen');
      await askOf(anna.service, 'duplicates.merge', { keep: last, other: keep, choose: [], job: 'merge' });
      await soon(() => isQuiet(anna)).toBe(true);
      await askOf(bram.service, 'sync.pause', { paused: false });
      await soon(async () => (await documents(anna, last)).map(({ name }) => name).toSorted()).toEqual([
        'Diploma lassen',
        'brief.pdf',
      ]);
      const letter = await named(anna, last, 'brief.pdf');
      await soon(() => fileAt(anna, last, letter?.id)).toMatchObject({ isHere: true });
      expect((await whole(anna, letter?.id ?? '')).equals(bytes)).toBe(true);
    },
    LONG,
  );

  it(
    'comes once, where two laptops made one of the two, each without the other',
    async () => {
      const { anna, bram, keep, other, merge } = await merged();
      const carla = await connected('Carla Verzonnen');
      for (const dossier of [keep, other]) await give(dossier, carla);
      await askOf(carla.service, 'sync.now', null);
      for (const dossier of [keep, other]) await soon(() => nameOf(carla, dossier)).toBe('Verzonnen');
      await soon(() => isQuiet(carla)).toBe(true);
      await askOf(carla.service, 'sync.pause', { paused: true });
      const bytes = randomBytes(5_000);
      await addDocument(carla, other, bytes, outside, 'brief.pdf');
      await addRow(carla, other, 'skill', { name: 'Hardsolderen' });

      const scanned = (await documents(bram, other))[0]?.id ?? '';
      await askOf(bram.service, 'sync.pause', { paused: false });
      await askOf(bram.service, 'documents.fetch', { rows: [scanned] });
      await soon(() => fileAt(bram, other)).toMatchObject({ isHere: true });
      await askOf(bram.service, 'sync.pause', { paused: true });
      await askOf(bram.service, 'duplicates.merge', { keep, other, choose: [], job: 'merge' });
      await merge();
      await askOf(bram.service, 'sync.pause', { paused: false });
      await soon(() => isQuiet(bram)).toBe(true);
      await soon(async () => (await documents(anna, keep)).length).toBe(2);
      expect(await kinds(bram)).not.toContainEqual(['lateWritten', keep]);

      await askOf(carla.service, 'sync.pause', { paused: false });
      for (const laptop of [anna, bram, carla]) {
        await soon(async () => (await open(laptop, keep)).rows.skill.map(({ name }) => name)).toEqual(['Hardsolderen']);
        await soon(async () => (await documents(laptop, keep)).filter(({ name }) => name === 'brief.pdf').length).toBe(
          1,
        );
      }
      const letter = await named(bram, keep, 'brief.pdf');
      await soon(() => fileAt(bram, keep, letter?.id)).toMatchObject({ isAtOffice: true });
      expect(await kinds(anna)).toContainEqual(['lateBrought', keep]);
      expect(await kinds(bram)).not.toContainEqual(['lateBrought', keep]);
      expect(await kinds(carla)).toContainEqual(['lateWritten', keep]);
    },
    LONG,
  );

  it(
    'comes along too where the two were apart for a while when it was added',
    async () => {
      const { anna, bram, keep, other, scan, merge } = await merged();
      await merge();
      await askOf(anna.service, 'history.undo', null);
      await soon(() => isQuiet(anna)).toBe(true);
      await addDocument(bram, other, randomBytes(5_000), outside, 'brief.pdf');
      await edited(bram, other, scan, { name: 'Diploma lassen' });
      await askOf(bram.service, 'sync.pause', { paused: false });
      await soon(() => named(anna, other, 'brief.pdf')).toBeDefined();
      await askOf(anna.service, 'history.redo', null);
      await soon(async () => (await documents(anna, keep)).map(({ name }) => name).toSorted()).toEqual([
        'Diploma lassen',
        'brief.pdf',
      ]);
      const letter = await named(anna, keep, 'brief.pdf');
      await soon(() => fileAt(anna, keep, letter?.id)).toMatchObject({ isHere: true, isAtOffice: true });
    },
    LONG,
  );
});
