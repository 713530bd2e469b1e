/** The privacy statement of the organisation: published at the office, with each laptop, agreed to once, and known at the office by whom. */
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { atTheMachine } from '../../server/people.ts';
import { listAgreed, publishStatement } from '../../server/statements.ts';
import { databases, openOffice, type Office } from '../server/support/office.ts';
import { laptopsOf, type Laptop } from '../support/laptops.ts';
import { askOf, quietJob } from '../support/space.ts';

const soon = <T>(look: () => Promise<T> | T) => expect.poll(look, { timeout: 30_000, interval: 25 });
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
const { connected, open } = laptopsOf(() => office, closing);

const publish = async (version: string, text: string, date = '2026-01-01'): Promise<string> => {
  const { store, world } = office.server.context;
  const hand = atTheMachine(office.organisation);
  const published = await publishStatement(store, world, hand, { title: 'Privacy', version, date, text });
  if (!published.ok) throw new Error(published.error.type);
  return published.value.id;
};
const read = ({ service }: Laptop) => askOf(service, 'statement.read', null);
const agreedAtOffice = async () => {
  const agreed = await office.server.context.store.read((db) => listAgreed(db, office.organisation));
  return agreed.map(({ person, statement }) => [person, statement]);
};

describe('the statement of the organisation', { timeout: 120_000 }, () => {
  it('comes to each laptop, is asked about once a version, and the office knows who agreed to which', async () => {
    const [anna, bram] = [await connected('Anna Verzonnen'), await connected('Bram Verzonnen')];
    expect(await read(anna)).toMatchObject({ statements: [], isAlone: false, holds: null, isDue: false });
    const first = await publish('1.0', '# Wat\nWe bewaren je naam.');
    for (const { service } of [anna, bram]) await askOf(service, 'sync.now', null);
    await soon(() => read(anna)).toMatchObject({ holds: first, isDue: true, before: null });
    await askOf(anna.service, 'statement.agree', { id: first });
    // Again changes nothing, and what is no statement is none.
    await askOf(anna.service, 'statement.agree', { id: first });
    expect(await anna.service.ask('statement.agree', { id: anna.person }, quietJob)).toMatchObject({
      error: { type: 'RowNotFound' },
    });
    expect(await read(anna)).toMatchObject({ isDue: false, agreed: [{ id: first }] });
    await soon(agreedAtOffice).toEqual([[anna.person, first]]);
    await soon(() => read(bram)).toMatchObject({ isDue: true });

    // The next one is held against the one that was agreed to; who never agreed reads all of it.
    const second = await publish('1.1', '# Wat\nWe bewaren je naam en adres.', '2026-02-01');
    for (const { service } of [anna, bram]) await askOf(service, 'sync.now', null);
    await soon(() => read(anna)).toMatchObject({ holds: second, isDue: true, before: first });
    await soon(() => read(bram)).toMatchObject({ holds: second, isDue: true, before: null });
    await askOf(anna.service, 'statement.agree', { id: second });
    await soon(agreedAtOffice).toEqual([[anna.person, second]]);
    const { entries } = await askOf(anna.service, 'audit.list', { offset: 0, limit: 50 });
    expect(entries.filter(({ action }) => action === 'statement.agreed')).toHaveLength(2);

    // One that does not hold yet is there to read, and asks nothing.
    const later = await publish('2.0', 'Straks anders.', '2099-01-01');
    await askOf(anna.service, 'sync.now', null);
    await soon(async () => (await read(anna)).statements.map(({ id }) => id)).toEqual([later, second, first]);
    expect(await read(anna)).toMatchObject({ holds: second, isDue: false });
  });

  it('is never changed: not by the same number again, not by a laptop', async () => {
    const anna = await connected('Anna Verzonnen');
    const id = await publish('1.0', 'Zo is het.');
    await expect(publish('1.0', 'Of zo.')).rejects.toThrow('Taken');
    await askOf(anna.service, 'sync.now', null);
    await soon(() => read(anna)).toMatchObject({ holds: id });
    const edit = { dossier: 'organisation', concept: 'statement', row: id, fields: { text: 'Anders' } } as const;
    expect(await anna.service.ask('dossier.edit', edit, quietJob)).toMatchObject({ ok: false });
    const own = { title: 'Privacy', version: '9', date: '2026-01-01', text: 'Van mij' };
    expect(await anna.service.ask('statement.write', own, quietJob)).toMatchObject({
      error: { type: 'OfficeWrites' },
    });
    expect((await read(anna)).statements).toMatchObject([{ text: 'Zo is het.' }]);
  });
});

describe('a laptop alone', { timeout: 60_000 }, () => {
  it('has the text of its adviser, in versions, and is asked nothing', async () => {
    const anna = await open('Anna Verzonnen');
    expect(await read(anna)).toMatchObject({ isAlone: true, statements: [], holds: null, isDue: false });
    const write = (version: string, text: string) =>
      anna.service.ask('statement.write', { title: 'Privacy', version, date: '2026-01-01', text }, quietJob);
    expect(await write('1', 'Eerst dit.')).toMatchObject({ ok: true });
    expect(await write('1', 'Nog eens.')).toMatchObject({ error: { type: 'VersionTaken' } });
    expect(await write('2', 'Dan dit.')).toMatchObject({ ok: true });
    const { statements, holds, isDue } = await read(anna);
    expect(statements.map(({ version, text, isOwn }) => [version, text, isOwn])).toEqual([
      ['2', 'Dan dit.', true],
      ['1', 'Eerst dit.', true],
    ]);
    expect([holds, isDue]).toEqual([statements[0]?.id, false]);
  });

  it('that gets an office has the statement of the office; its own stays to be read', async () => {
    const anna = await open('Anna Verzonnen');
    const own = { title: 'Privacy', version: '1', date: '2026-05-01', text: 'Van mij' };
    await askOf(anna.service, 'statement.write', own);
    const id = await publish('1.0', 'Van kantoor', '2026-01-01');
    const { code } = await laptopsOf(() => office, closing).invited('Anna Verzonnen');
    await askOf(anna.service, 'sync.connect', { address: office.server.url, code, name: 'laptop' });
    await soon(() => read(anna)).toMatchObject({ isAlone: false, holds: id, isDue: true });
    expect((await read(anna)).statements.map(({ text }) => text)).toEqual(['Van mij', 'Van kantoor']);
  });
});
