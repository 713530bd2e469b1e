// Giving dossiers and taking them back, and what the administrator is told of it; the same suite for both databases.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { giveGrant, revokeGrant, type NewGrant } from '../../server/grants.ts';
import { firstBrokenLine } from '../../server/audit.ts';
import {
  listReassignments,
  previewReassignment,
  reassign,
  takeBackReassignment,
  type Reassigning,
} from '../../server/reassignment.ts';
import { addTeam, atTheMachine, changePerson, joinTeam } from '../../server/people.ts';
import { newId, type Laptop } from './support/laptop.ts';
import { databases, KINDS, openOffice, whyNot, type Office } from './support/office.ts';

const DAY = 86_400_000;

for (const kind of KINDS) {
  const reason = whyNot(kind);
  describe.skipIf(reason !== null)(`grants on ${kind}${reason === null ? '' : ` (${reason})`}`, () => {
    const places = databases(kind);
    let office: Office;
    let maker: Laptop;
    beforeAll(async () => {
      office = await openOffice(await places.fresh());
      maker = await office.person();
    });
    afterAll(async () => {
      await office.close();
      await places.close();
    });
    const hand = () => atTheMachine(office.organisation);
    const adviser = (name: string) => office.person(['adviser'], office.organisation, name);
    const begin = async (laptop: Laptop): Promise<string> => {
      const dossier = newId();
      await laptop.push(laptop.operation({ dossier, sees: null }));
      return dossier;
    };
    const give = async (dossier: string, to: NewGrant['to'], until: number | null = null): Promise<string> => {
      const { store, world } = office.server.context;
      const given = await giveGrant(store, world, hand(), { dossier, to, until });
      if (!given.ok) throw new Error('not given');
      return given.value.epoch;
    };
    const take = (epoch: string) => revokeGrant(office.server.context, hand(), epoch);
    const held = async (laptop: Laptop) => (await laptop.pull(0)).grants?.now.map(({ dossier }) => dossier) ?? [];

    it('says of a grant that is taken whose laptop erases the dossier, and who keeps it by another one', async () => {
      const { store, world } = office.server.context;
      const [vera, joris, gone] = [await adviser('Vera'), await adviser('Joris'), await adviser('Weg')];
      const [veraId, jorisId] = [vera.state.person, joris.state.person];
      const team = (await addTeam(store, world, hand(), 'Team Zee')).id;
      for (const { state } of [vera, joris, gone]) await joinTeam(store, world, hand(), team, state.person);
      await changePerson(office.server.context, hand(), gone.state.person, { active: false });
      const dossier = await begin(maker);
      const until = Date.now() + 30 * DAY;
      const byTeam = await give(dossier, { team });
      const own = await give(dossier, { person: veraId }, until);

      expect(await take(own)).toEqual({
        ok: true,
        value: { dossier, lost: [], kept: [{ person: veraId, team, until: null }] },
      });
      expect(await held(vera)).toContain(dossier);
      const [shorter] = [
        await give(dossier, { person: veraId }, until - DAY),
        await give(dossier, { person: veraId }, until),
      ];
      // Of several that are left the one that lasts longest is told; who has no access has it on no laptop that opens.
      expect(await take(byTeam)).toEqual({
        ok: true,
        value: { dossier, lost: [jorisId], kept: [{ person: veraId, team: null, until }] },
      });
      expect(await held(joris)).not.toContain(dossier);
      // Asked again nothing goes that had gone before.
      expect(await take(byTeam)).toMatchObject({ value: { lost: [] } });
      expect(await take(shorter)).toMatchObject({ value: { lost: [], kept: [{ person: veraId }] } });
      expect(await held(vera)).toContain(dossier);
    });

    it('gives all dossiers of somebody to a colleague for a while, who keeps them too, and takes them back in one go', async () => {
      const { context } = office.server;
      const [ill, other] = [await adviser('Ziek'), await adviser('Waarneemster')];
      const [from, person] = [ill.state.person, other.state.person];
      const dossiers = [await begin(ill), await begin(ill), await begin(ill)];
      const [shared = '', short = ''] = dossiers;
      const lent = await begin(maker);
      const soon = Date.now() + 2 * DAY;
      await give(lent, { person: from }, soon);
      await give(shared, { person });
      await give(short, { person }, soon);
      const team = (await addTeam(context.store, context.world, hand(), 'Team Zon')).id;
      await joinTeam(context.store, context.world, hand(), team, from);
      const ofTeam = await begin(maker);
      await give(ofTeam, { team });
      const until = Date.now() + 30 * DAY;
      const asked = { from, to: { person }, until };
      const plan = { given: 3, already: 1, taken: 0, ofTeams: 1 };
      const preview = (of: Reassigning) =>
        context.store.read((db) => previewReassignment(db, office.organisation, of, Date.now()));
      expect(await preview(asked)).toEqual({ ok: true, value: plan });
      const done = await reassign(context, hand(), asked);
      if (!done.ok) throw new Error('not reassigned');
      expect(done.value).toEqual({ ...plan, id: done.value.id });
      const ends = new Map((await other.pull(0)).grants?.now.map((grant) => [grant.dossier, grant.until]));
      expect(Object.fromEntries([...dossiers, lent, ofTeam].map((dossier) => [dossier, ends.get(dossier)]))).toEqual({
        [shared]: null,
        [short]: until,
        [dossiers[2] ?? '']: until,
        // Not for longer than whose they are has it.
        [lent]: soon,
        [ofTeam]: undefined,
      });
      expect(await held(ill)).toEqual(expect.arrayContaining([...dossiers, lent, ofTeam]));
      const list = () => context.store.read((db) => listReassignments(db, office.organisation, Date.now()));
      expect(await list()).toMatchObject([{ id: done.value.id, from, person, team: null, until, dossiers: 3 }]);

      const back = await takeBackReassignment(context, hand(), done.value.id);
      // What the colleague had before stays.
      expect(back).toEqual({ ok: true, value: { taken: 2, kept: 1, givenBack: 0, from, person, team: null } });
      const left = await held(other);
      expect(left).toEqual(expect.arrayContaining([shared, short]));
      for (const dossier of [dossiers[2], lent]) expect(left).not.toContain(dossier);
      expect(await held(ill)).toEqual(expect.arrayContaining([...dossiers, lent, ofTeam]));
      expect(await list()).toEqual([]);
      expect(await takeBackReassignment(context, hand(), done.value.id)).toEqual({
        ok: false,
        error: { type: 'NotFound' },
      });
      const broken = await context.store.read((db) => firstBrokenLine(db, office.organisation));
      expect(broken).toBeNull();
    });

    it('gives all dossiers of somebody who left for good: they lose them after handing in, and have them again when it is taken back', async () => {
      const { context } = office.server;
      const [leaving, next] = [await adviser('Vertrekt'), await adviser('Opvolger')];
      const from = leaving.state.person;
      const dossiers = [await begin(leaving), await begin(leaving)];
      const [first = '', second = ''] = dossiers;
      const soon = Date.now() + DAY;
      await give(first, { person: from }, soon);
      await changePerson(context, hand(), from, { active: false });
      const team = (await addTeam(context.store, context.world, hand(), 'Team Opvolging')).id;
      await joinTeam(context.store, context.world, hand(), team, next.state.person);
      const done = await reassign(context, hand(), { from, to: { team }, until: null });
      expect(done).toMatchObject({ ok: true, value: { given: 2, already: 0, taken: 2, ofTeams: 0 } });
      if (!done.ok) throw new Error('not reassigned');
      expect(await held(next)).toEqual(expect.arrayContaining(dossiers));
      await changePerson(context, hand(), from, { active: true });
      const late = leaving.operation({ dossier: second, fields: { place: 'Zandwijk' }, sees: {} });
      expect((await leaving.push(late)).results[0]?.result).toBe('quarantined');
      const ended = (await leaving.pull(0)).grants?.ended.map(({ dossier, why }) => [dossier, why]);
      expect(ended).toEqual(expect.arrayContaining(dossiers.map((dossier) => [dossier, 'revoked'])));

      const back = await takeBackReassignment(context, hand(), done.value.id);
      expect(back).toMatchObject({ ok: true, value: { taken: 2, kept: 0, givenBack: 2 } });
      expect(await held(leaving)).toEqual(expect.arrayContaining(dossiers));
      for (const dossier of dossiers) expect(await held(next)).not.toContain(dossier);
    });

    it('gives nothing to who would not hold it, of who has nothing, or for a time that is over', async () => {
      const { context } = office.server;
      const [vera, officer] = [await adviser('Vera'), await office.person(['privacyOfficer'])];
      const from = vera.state.person;
      const give = async (asked: Partial<Reassigning>) => {
        const done = await reassign(context, hand(), {
          from,
          to: { person: maker.state.person },
          until: null,
          ...asked,
        });
        return done.ok ? done.value : done.error;
      };
      expect(await give({})).toEqual({ type: 'NothingToGive' });
      expect(await give({ to: { person: from } })).toEqual({ type: 'BadValue', field: 'to' });
      expect(await give({ to: { person: officer.state.person } })).toEqual({ type: 'BadValue', field: 'to' });
      expect(await give({ to: { team: newId() } })).toEqual({ type: 'NotFound' });
      expect(await give({ from: newId() })).toEqual({ type: 'NotFound' });
      expect(await give({ until: Date.now() - 1 })).toEqual({ type: 'BadValue', field: 'until' });
    });

    it('says that nobody loses it where the grant had not begun or was over', async () => {
      const vera = await adviser('Vera');
      const { store, world } = office.server.context;
      const dossier = await begin(maker);
      const from = Date.now() + DAY;
      const later = await giveGrant(store, world, hand(), { dossier, to: { person: vera.state.person }, from });
      if (!later.ok) throw new Error('not given');
      expect(await take(later.value.epoch)).toEqual({ ok: true, value: { dossier, lost: [], kept: [] } });
    });
  });
}
