// Giving dossiers and taking them back, and what the administrator is told of it; the same suite for both databases.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { giveGrant, revokeGrant, type NewGrant } from '../../server/grants.ts';
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
