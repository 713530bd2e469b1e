/** Looking after the audit log: filters, what stands out, whether it is whole, and who sees what; on both databases. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { watch } from '../../core/privacy/unusual.ts';
import { listAudit } from '../../server/audit.ts';
import { giveGrant, listGrants, revokeGrant } from '../../server/grants.ts';
import { addTeam, atTheMachine, changePerson, joinTeam } from '../../server/people.ts';
import type { Reader } from '../../server/store.ts';
import { checkChains, setWatch, unusualIn, whoSees } from '../../server/watch.ts';
import { auditLines } from './support/audit-lines.ts';
import { newId, type Laptop } from './support/laptop.ts';
import { databases, KINDS, openOffice, whyNot, type Office } from './support/office.ts';

/** A Tuesday morning in Amsterdam, and the night after it. */
const MORNING = Date.UTC(2026, 10, 24, 8);
const NIGHT = Date.UTC(2026, 10, 24, 22);
const period = { from: MORNING - 3_600_000, until: NIGHT + 24 * 3_600_000 };

for (const kind of KINDS) {
  const reason = whyNot(kind);
  describe.skipIf(reason !== null)(`looking after the log on ${kind}${reason === null ? '' : ` (${reason})`}`, () => {
    const places = databases(kind);
    let office: Office;
    let vera: Laptop;
    let joris: Laptop;
    let mine = '';
    const hand = () => atTheMachine(office.organisation);
    const read = <T>(work: (db: Reader) => Promise<T>): Promise<T> => office.server.context.store.read(work);
    beforeAll(async () => {
      office = await openOffice(await places.fresh());
      vera = await office.person(['adviser'], office.organisation, 'Vera Verzonnen');
      joris = await office.person(['adviser'], office.organisation, 'Joris Verzonnen');
      mine = newId();
      await vera.push(vera.operation({ dossier: mine, sees: null }));
      const many = Array.from({ length: 12 }, (_, index) => ({
        action: 'read',
        dossier: newId(),
        at: MORNING + index,
      }));
      const deeds = [
        { action: 'read', dossier: mine, at: MORNING },
        // Of one that nobody ever held, and its own words that look like a broken line are none.
        { action: 'handover', dossier: mine, at: NIGHT, detail: { note: '"isWhole":false' } },
        { action: 'write.edit', dossier: mine, at: MORNING },
        ...many,
      ];
      expect((await vera.ask('POST', '/v1/audit', { lines: auditLines(vera, deeds) })).body).toMatchObject({
        broken: 0,
      });
      const changed = auditLines(joris, [{ action: 'unlock' }, { action: 'read', dossier: mine, at: MORNING }], 2);
      expect((await joris.ask('POST', '/v1/audit', { lines: changed })).body).toMatchObject({ broken: 1 });
    });
    afterAll(async () => {
      await office.close();
      await places.close();
    });

    it('the log is found by person, dossier, laptop, kind and period, page by page', async () => {
      const { organisation } = office;
      const list = (of: Omit<Parameters<typeof listAudit>[2], 'limit'>, limit = 100) =>
        read((db) => listAudit(db, organisation, { ...of, limit }));
      const { person, device } = vera.state;
      expect((await list({ actor: person, kind: 'exported' })).map(({ action }) => action)).toEqual([
        'laptop.handover',
      ]);
      expect(await list({ device, kind: 'opened' })).toHaveLength(13);
      expect(await list({ dossier: mine, kind: 'changed' })).toHaveLength(1);
      expect((await list({ from: NIGHT, until: NIGHT + 1 })).map(({ at }) => at)).toEqual([NIGHT]);
      expect(await list({ from: NIGHT + 1, until: NIGHT + 2 })).toEqual([]);
      const [first, second] = await list({ actor: person, kind: 'opened' }, 2);
      const next = await list({ actor: person, kind: 'opened', before: second?.number }, 2);
      expect(first!.number).toBeGreaterThan(second!.number);
      expect(next.every(({ number }) => number < second!.number)).toBe(true);
    });

    it('what stands out is told, from the numbers that the organisation sets', async () => {
      const { store, world } = office.server.context;
      const kinds = async () =>
        (await read((db) => unusualIn(db, office.organisation, period))).found.map(({ kind, actor }) => [kind, actor]);
      const { person } = vera.state;
      const before = await kinds();
      expect(before).toContainEqual(['exportAtNight', person]);
      // What is in their caseload is not outside it; what nobody gave them is.
      expect(before.filter(([each, actor]) => each === 'outsideCaseload' && actor === person)).toHaveLength(12);
      expect(before.filter(([each]) => each === 'manyOpened')).toEqual([]);
      await setWatch(store, world, hand(), { ...watch.parse({}), dossiersAnHour: 13, nightFrom: 0, nightUntil: 0 });
      const after = await kinds();
      expect(after).toContainEqual(['manyOpened', person]);
      expect(after.filter(([each]) => each === 'exportAtNight')).toEqual([]);
      expect((await read((db) => listAudit(db, office.organisation, { limit: 1 })))[0]?.action).toBe('watch.set');
    });

    it('whether the log is whole is said, at the office and of each laptop, with the first line that is not', async () => {
      const check = await read((db) => checkChains(db, office.organisation));
      expect(check.office).toBeNull();
      const of = (laptop: Laptop) => check.laptops.find(({ device }) => device === laptop.state.device);
      expect(of(vera)).toMatchObject({ lines: 15, broken: 0, first: null, person: vera.state.person });
      expect(of(joris)).toMatchObject({ lines: 2, broken: 1 });
      const line = await read((db) => listAudit(db, office.organisation, { device: joris.state.device, limit: 9 }));
      expect(of(joris)?.first).toBe(line[0]?.number);
    });

    it('who sees what: by a grant of their own or through a team, until it ends; not who has no access any more', async () => {
      const { context } = office.server;
      const { store, world } = context;
      const { organisation } = office;
      const list = (of: { person?: string; dossier?: string } = {}) =>
        read((db) => whoSees(db, organisation, of, world.now()));
      expect(await list({ dossier: mine })).toMatchObject([{ person: vera.state.person, team: null, until: null }]);
      const { id: team } = await addTeam(store, world, hand(), 'Noord');
      await joinTeam(store, world, hand(), team, joris.state.person);
      await giveGrant(store, world, hand(), { dossier: mine, to: { team } });
      expect((await list({ dossier: mine })).map((each) => [each.person, each.team])).toEqual(
        expect.arrayContaining([
          [vera.state.person, null],
          [joris.state.person, team],
        ]),
      );
      expect(await list({ person: joris.state.person })).toHaveLength(1);
      // Their own dossiers are nobody else's business.
      expect((await list()).every(({ person, dossier }) => person !== dossier)).toBe(true);
      await changePerson(context, hand(), joris.state.person, { active: false });
      expect(await list({ dossier: mine })).toHaveLength(1);
      for (const { epoch } of await read((db) => listGrants(db, organisation, { dossier: mine })))
        await revokeGrant(context, hand(), epoch);
      expect(await list({ dossier: mine })).toEqual([]);
    });
  });
}
