// Work that came too late (P4): whoever holds the dossier reads it beside what stands, takes it over or leaves it, also without a line;
// and own work that the office refused is said again or put away.
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listGrants, revokeGrant } from '../../server/grants.ts';
import { atTheMachine } from '../../server/people.ts';
import { cuttable } from '../support/line.ts';
import { askOf, quietJob } from '../support/space.ts';
import { databases, KINDS, openOffice, whyNot, type Office } from '../server/support/office.ts';
import { laptopsOf, type Laptop } from '../support/laptops.ts';

const LONG = 90_000;
const soon = <T>(look: () => Promise<T> | T) => expect.poll(look, { timeout: 25_000, interval: 25 });

for (const kind of KINDS) {
  const reason = whyNot(kind);
  describe.skipIf(reason !== null)(`work that waits, on ${kind}${reason === null ? '' : ` (${reason})`}`, () => {
    const places = databases(kind);
    afterAll(() => places.close());
    let office: Office;
    /** The clock of the laptops: it is put on instead of waiting until an undo is over. */
    let ahead = 0;
    const closing: (() => Promise<void>)[] = [];
    beforeEach(async () => {
      ahead = 0;
      office = await openOffice(await places.fresh());
    });
    afterEach(async () => {
      for (const close of closing.splice(0).reverse()) await close();
      await office.close();
    });

    const { connected: connectedAt, stateOf, isQuiet, give } = laptopsOf(() => office, closing);
    const connected = (name: string, address?: string) => connectedAt(name, address, () => Date.now() + ahead);
    async function take(dossier: string, from: Laptop): Promise<void> {
      const { store } = office.server.context;
      const given = await store.read((db) => listGrants(db, office.organisation, { dossier, person: from.person }));
      for (const { epoch, revokedAt } of given)
        if (revokedAt === null) await revokeGrant(office.server.context, atTheMachine(office.organisation), epoch);
    }
    const place = ({ service }: Laptop, dossier: string, value: string) =>
      askOf(service, 'dossier.edit', { dossier, concept: 'candidate', row: dossier, fields: { place: value } });
    const placeOf = async ({ service }: Laptop, dossier: string) =>
      (await askOf(service, 'dossier.open', { dossier })).candidate.place;
    const waitingAt = ({ service }: Laptop) => askOf(service, 'waiting.list', { dossier: null });
    const passUndo = (...laptops: Laptop[]) => {
      ahead += 10_000;
      for (const { service } of laptops) void service.ask('sync.now', null, quietJob);
    };

    /** Anna holds; Bram wrote two answers and a skill without network while the dossier was taken from him. */
    async function lateWork(annaAt = office.server.url) {
      const anna = await connected('Anna Verzonnen', annaAt);
      const bram = await connected('Bram Verzonnen');
      const { dossier } = await askOf(anna.service, 'candidates.add', {
        fields: { surname: 'Verzonnen', place: 'Zandwijk' },
      });
      await soon(() => isQuiet(anna)).toBe(true);
      await give(dossier, bram);
      await askOf(bram.service, 'sync.now', null);
      await soon(async () => (await askOf(bram.service, 'caseload.summary', null)).candidates).toBe(1);
      await soon(() => isQuiet(bram)).toBe(true);
      await askOf(bram.service, 'sync.pause', { paused: true });
      await place(bram, dossier, 'Reigerveen');
      await askOf(bram.service, 'dossier.addRow', { dossier, concept: 'skill', fields: { name: 'Lassen' } });
      await take(dossier, bram);
      await askOf(bram.service, 'sync.pause', { paused: false });
      await soon(async () => (await askOf(bram.service, 'caseload.summary', null)).candidates).toBe(0);
      await askOf(anna.service, 'sync.now', null);
      await soon(async () => (await stateOf(anna)).waits).toBe(2);
      return { anna, bram, dossier };
    }

    it(
      'P4 is decided also when the clock is put back a year meanwhile, and then nothing says any more that it waits',
      async () => {
        const { anna, dossier } = await lateWork();
        const noticesOf = async () => (await askOf(anna.service, 'notices.list', null)).map(({ kind }) => kind);
        expect(await noticesOf()).toContain('workWaits');
        const operations = (await waitingAt(anna)).flatMap(({ works }) => works.map(({ operation }) => operation));
        await askOf(anna.service, 'waiting.decide', { operations, decision: 'takeOver' });
        ahead -= 365 * 24 * 3600_000;
        await askOf(anna.service, 'sync.now', null);
        await soon(() => placeOf(anna, dossier)).toBe('Reigerveen');
        await soon(() => waitingAt(anna)).toEqual([]);
        expect(await noticesOf()).not.toContain('workWaits');
      },
      LONG,
    );

    it(
      'P4 is read beside what stands, with who and when; one is taken over, the other left and brought back',
      async () => {
        const { anna, bram, dossier } = await lateWork();
        const listed = await waitingAt(anna);
        expect(listed.map(({ whose, name, isMine, works }) => [whose, name, isMine, works.length])).toEqual([
          ['Verzonnen', 'Bram Verzonnen', false, 1],
          ['Verzonnen', 'Bram Verzonnen', false, 1],
        ]);
        const [answer, skill] = listed.map(({ works }) => works[0]!);
        expect(answer).toMatchObject({
          concept: 'candidate',
          stands: 'there',
          fields: [{ field: 'place', value: 'Reigerveen', stands: 'Zandwijk' }],
        });
        expect(skill).toMatchObject({ concept: 'skill', about: 'Lassen', stands: 'absent' });
        expect((await askOf(anna.service, 'notices.list', null)).map(({ kind, count }) => [kind, count])).toEqual([
          ['workWaits', 2],
        ]);
        // Whoever does not hold it hears of nothing.
        expect(await waitingAt(bram)).toEqual([]);

        await askOf(anna.service, 'waiting.decide', { operations: [answer!.operation], decision: 'takeOver' });
        expect((await stateOf(anna)).waits).toBe(1);
        await askOf(anna.service, 'waiting.undecide', { operations: [answer!.operation] });
        expect((await stateOf(anna)).waits).toBe(2);
        await askOf(anna.service, 'waiting.decide', { operations: [answer!.operation], decision: 'takeOver' });
        await askOf(anna.service, 'waiting.decide', { operations: [skill!.operation], decision: 'leave' });
        passUndo(anna);
        await soon(() => placeOf(anna, dossier)).toBe('Reigerveen');
        await soon(async () =>
          (await waitingAt(anna)).flatMap(({ works }) => works.map(({ isLeft }) => isLeft)),
        ).toEqual([true]);
        const history = await askOf(anna.service, 'dossier.history', { dossier, offset: 0, limit: 20 });
        expect(history.entries.find(({ after }) => after === 'Reigerveen')?.actor).toBe('Bram Verzonnen');
        expect((await anna.service.ask('waiting.undecide', { operations: [answer!.operation] }, quietJob)).ok).toBe(
          false,
        );

        await askOf(anna.service, 'waiting.decide', { operations: [skill!.operation], decision: 'bringBack' });
        passUndo(anna);
        await soon(async () => (await stateOf(anna)).waits).toBe(1);
        await askOf(anna.service, 'waiting.decide', { operations: [skill!.operation], decision: 'takeOver' });
        passUndo(anna);
        await soon(async () =>
          (await askOf(anna.service, 'dossier.open', { dossier })).rows['skill']?.map(
            (row) => (row as { name?: string }).name,
          ),
        ).toEqual(['Lassen']);
        expect(await waitingAt(anna)).toEqual([]);
        const audit = await askOf(anna.service, 'audit.list', { dossier, offset: 0, limit: 100 });
        const actions = audit.entries.map(({ action }) => action);
        expect(actions.filter((action) => action.startsWith('waiting.')).toReversed()).toEqual([
          'waiting.takeOver',
          'waiting.leave',
          'waiting.bringBack',
          'waiting.takeOver',
        ]);
        expect(await askOf(anna.service, 'caseload.verify', null)).toMatchObject({ problems: [] });
      },
      LONG,
    );

    it(
      'P4 is decided without a line, and heard when there is one',
      async () => {
        const line = await cuttable(office.server.url);
        const { anna, dossier } = await lateWork(line.url);
        line.cut(true);
        const [first, second] = (await waitingAt(anna)).flatMap(({ works }) => works);
        await askOf(anna.service, 'waiting.decide', {
          operations: [first!.operation, second!.operation],
          decision: 'takeOver',
        });
        passUndo(anna);
        await soon(async () => (await stateOf(anna)).hindrance).not.toBe(null);
        expect((await waitingAt(anna)).map(({ works }) => works[0]?.decision)).toEqual(['takeOver', 'takeOver']);
        line.cut(false);
        await askOf(anna.service, 'sync.now', null);
        await soon(() => placeOf(anna, dossier)).toBe('Reigerveen');
        await soon(() => waitingAt(anna)).toEqual([]);
        await line.close();
      },
      LONG,
    );

    it(
      'I4 what waits for a dossier goes when the dossier goes',
      async () => {
        const { anna, dossier } = await lateWork();
        await take(dossier, anna);
        await askOf(anna.service, 'sync.now', null);
        await soon(async () => (await askOf(anna.service, 'caseload.summary', null)).candidates).toBe(0);
        await soon(() => waitingAt(anna)).toEqual([]);
      },
      LONG,
    );
  });
}
