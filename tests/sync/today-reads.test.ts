/** Who saw a dossier, where it was Today that told of it: what a colleague removed has a name, and a name is something that was in the dossier. */
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import { laptopsOf } from '../support/laptops.ts';
import { askOf } from '../support/space.ts';
import { databases, openOffice, type Office } from '../server/support/office.ts';

const soon = <T>(look: () => Promise<T> | T) => expect.poll(look, { timeout: 30_000, interval: 50 });

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

it('a row that a colleague removed is named in Today, and a line says that it was read: one, however often the day is looked at', async () => {
  const anna = await connected('Anna Verzonnen');
  const bram = await connected('Bram Verzonnen');
  const [dossier, other] = [await add(anna, 'Verzonnen'), await add(anna, 'Ongezien')];
  const skill = { concept: 'skill', fields: { name: 'Lassen' } } as const;
  const { row } = await askOf(anna.service, 'dossier.addRow', { dossier, ...skill });
  await soon(() => isQuiet(anna)).toBe(true);
  for (const each of [dossier, other]) await give(each, bram);
  await askOf(bram.service, 'sync.now', null);
  for (const each of [dossier, other]) await soon(() => nameOf(bram, each)).not.toBeNull();
  await soon(() => isQuiet(bram)).toBe(true);

  const today = async () =>
    (
      await askOf(anna.service, 'today.read', {
        today: new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' }),
        quietDays: 42,
      })
    ).removed;
  const readings = async (): Promise<(string | null)[]> =>
    (await askOf(anna.service, 'audit.list', { offset: 0, limit: 200 })).entries.flatMap(({ action, dossier: of }) =>
      action === 'read' ? [of] : [],
    );
  expect(await today()).toEqual([]);
  expect(await readings()).toEqual([]);
  await askOf(bram.service, 'dossier.removeRow', { dossier, concept: 'skill', row });
  // A dossier that is gone is told by its name alone, as the list of candidates does.
  await askOf(bram.service, 'dossier.remove', { dossier: other });
  await soon(async () => (await today()).length).toBe(2);
  expect((await today()).map(({ about }) => about)).toEqual(expect.arrayContaining(['Lassen', null]));
  await today();
  expect(await readings()).toEqual([dossier]);
}, 120_000);
