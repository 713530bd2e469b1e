// Last night's backup comes back: another server epoch, everything sent again, the erased stays erased. Through the command that an
// administrator types, on both databases.

import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { backup } from '../../server/backup.ts';
import { giveGrant, listGrants, revokeGrant } from '../../server/grants.ts';
import { addTeam, atTheMachine, changePerson, joinTeam, leaveTeam, orderDevice } from '../../server/people.ts';
import { ensureEpoch } from '../../server/server-epoch.ts';
import { openStore } from '../../server/store.ts';
import { realWorld } from '../../server/world.ts';
import { newId, newLaptop } from './support/laptop.ts';
import { databases, KINDS, openOffice, whyNot } from './support/office.ts';
import { processes } from './support/processes.ts';

for (const kind of KINDS) {
  const reason = whyNot(kind);
  // Each deed is a process of its own: seconds, on a machine that has more to do.
  describe.skipIf(reason !== null)(
    `a restored server on ${kind}${reason === null ? '' : ` (${reason})`}`,
    { timeout: 120_000 },
    () => {
      const places = databases(kind);
      const running = processes();
      afterAll(async () => {
        running.close();
        await places.close();
      });
      const { admin, serve } = running;

      it('P9 gets a new epoch, takes again what it lost, and does not bring back what was erased', async () => {
        const place = await places.fresh();
        const office = await openOffice(place);
        const vera = await office.person();
        const officer = await office.person(['privacyOfficer']);
        const [kept, erased, later] = [newId(), newId(), newId()];
        const before = [kept, erased].map((dossier) => vera.operation({ dossier, fields: { surname: 'Nachtwoord' } }));
        await vera.push(...before);
        const file = join(place.folder, 'last-night');
        expect(admin(place, 'backup', file)).toEqual({ code: 0, said: {} });
        expect(admin(place, 'backup', file).said).toEqual({ error: { type: 'FileExists' } });
        // All of the organisation, unsealed: nobody else at the machine reads it.
        expect(statSync(file).mode & 0o077).toBe(0);

        const lost = [
          vera.operation({ dossier: kept, fields: { place: 'Zandwijk' }, sees: { place: [before[0]!.id] } }),
          vera.operation({ dossier: later }),
        ];
        await vera.push(...lost);
        for (const dossier of [erased, later]) {
          expect((await officer.ask('POST', '/v1/erasures', { dossier, ground: 'request' })).status).toBe(200);
        }
        await office.close();

        // The folder of the documents was put back as well, from before the erasure.
        const folderOf = (dossier: string): string => join(place.folder, 'documents', office.organisation, dossier);
        for (const dossier of [kept, erased]) mkdirSync(folderOf(dossier), { recursive: true });
        const restored = admin(place, 'restore', file);
        expect([kept, erased].map((dossier) => existsSync(folderOf(dossier)))).toEqual([true, false]);
        expect(restored).toMatchObject({ code: 0, said: { erasedAgain: 2 } });
        expect(restored.said.serverEpoch).not.toBe(vera.state.serverEpoch);

        const server = await serve(place);
        const again = await reconnect(vera, server.url);
        // A token of before is worth nothing; the key still is.
        const early = await again.push(lost[1]);
        expect(early).toMatchObject({ isOther: true, results: [], begun: [] });
        const other = await again.pull(0);
        again.state.serverEpoch = other.serverEpoch;
        expect(other).toMatchObject({ isOther: true, operations: [], serverEpoch: restored.said.serverEpoch });
        const sentAgain = await again.push(...before, ...lost);
        expect(sentAgain.results.map(({ result }) => result)).toEqual(['applied', 'erased', 'applied', 'erased']);
        const { rows } = await again.snapshot([kept, erased, later]);
        expect(rows).toMatchObject([{ dossier: kept, values: { surname: 'Nachtwoord', place: 'Zandwijk' }, seq: 4 }]);
        expect(admin(place, 'audit', 'check').said).toEqual({ firstBrokenLine: null });
        expect(await server.stop()).toBe(0);

        /** The laptop, at the new address of the server. */
        async function reconnect(laptop: typeof vera, url: string) {
          laptop.moveTo(url);
          laptop.forgetToken();
          return laptop;
        }
      });

      it('S4 what was taken after the backup stays taken: grants, teams, roles, laptops, also of dossiers it does not know', async () => {
        const place = await places.fresh();
        const office = await openOffice(place);
        const { context } = office.server;
        const { store, world } = context;
        const hand = atTheMachine(office.organisation);
        const [vera, joris, bo, lost] = [
          await office.person(),
          await office.person(),
          await office.person(),
          await office.person(),
        ];
        const [known, shared, unknown] = [newId(), newId(), newId()];
        await vera.push(vera.operation({ dossier: known }), vera.operation({ dossier: shared }));
        const team = await addTeam(store, world, hand, 'Team Zee');
        await joinTeam(store, world, hand, team.id, joris.state.person);
        await giveGrant(store, world, hand, { dossier: shared, to: { team: team.id } });
        const file = join(place.folder, 'last-night');
        expect(admin(place, 'backup', file).code).toBe(0);

        const first = vera.operation({ dossier: unknown, fields: { surname: 'Nieuwwoord' } });
        await vera.push(first);
        const grants = await store.read((db) => listGrants(db, office.organisation, { person: vera.state.person }));
        for (const { dossier, epoch } of grants) if (dossier !== shared) await revokeGrant(context, hand, epoch);
        await leaveTeam(context, hand, team.id, joris.state.person);
        await changePerson(context, hand, bo.state.person, { roles: [] });
        await changePerson(context, hand, bo.state.person, { roles: ['adviser'] });
        await changePerson(context, hand, bo.state.person, { active: false });
        await orderDevice(context, hand, lost.state.device, 'wipe');
        await office.close();
        // The first dossier and the unknown one, the membership; Vera still has the shared one.
        expect(admin(place, 'restore', file)).toMatchObject({ code: 0, said: { takenAgain: 3 } });

        const server = await serve(place);
        for (const laptop of [vera, joris, bo, lost]) {
          laptop.moveTo(server.url);
          laptop.forgetToken();
        }
        await expect(bo.tokenNow()).rejects.toThrow('DeviceBlocked');
        await expect(lost.tokenNow()).rejects.toThrow('DeviceWiped');
        const pulled = await vera.pull(0);
        vera.state.serverEpoch = pulled.serverEpoch;
        expect(pulled.grants?.now.map(({ dossier }) => dossier).sort()).toEqual([shared, 'organisation'].sort());
        const ended = pulled.grants?.ended.map(({ dossier, why }) => `${dossier} ${why}`).sort();
        expect(ended).toEqual([`${known} revoked`, `${unknown} revoked`].sort());
        expect((await joris.pull(0)).grants?.now.map(({ dossier }) => dossier)).toEqual(['organisation']);
        // What she made and lost does not begin again as hers (S4).
        const again = await vera.push({ ...first, n: first.n + 10 });
        expect([again.results[0]?.result, again.begun]).toEqual(['quarantined', []]);
        expect((await vera.snapshot([known, unknown])).rows).toEqual([]);
        expect(await server.stop()).toBe(0);
        // Replayed at each start, and done once.
        const lines = admin(place, 'audit', 'list').said as { action: string }[];
        expect(lines.filter(({ action }) => action === 'grant.revokedAgain')).toHaveLength(3);
        expect(admin(place, 'audit', 'check').said).toEqual({ firstBrokenLine: null });
      });

      it('an erasure that was only written in the journal is finished at the start, and half a line does no harm', async () => {
        const place = await places.fresh();
        const office = await openOffice(place);
        const vera = await office.person();
        const dossier = newId();
        await vera.push(vera.operation({ dossier }));
        await office.close();
        const [name] = [...readdirSync(place.journalFolder), 'journal-server.jsonl'];
        const journal = join(place.journalFolder, name);
        const { organisation, person } = vera.state;
        const line = JSON.stringify({
          kind: 'erased',
          organisation,
          dossier,
          at: 5,
          actor: person,
          ground: 'request',
        });
        writeFileSync(journal, `${line}\n`);
        appendFileSync(journal, line.slice(0, 40));
        expect(admin(place, 'erasures').said).toEqual([]);
        const server = await serve(place);
        expect(admin(place, 'erasures').said).toMatchObject([{ dossier, at: 5 }]);
        expect(await server.stop()).toBe(0);
        expect(readFileSync(journal, 'utf8')).toContain(dossier);
      });

      it('a backup from before an update comes back over what the update made', async () => {
        const place = await places.fresh();
        const before = mkdtempSync(join(place.folder, 'migrations-'));
        const migrations = join(import.meta.dirname, '..', '..', 'migrations', 'server');
        for (const name of readdirSync(migrations).sort().slice(0, 4)) {
          copyFileSync(join(migrations, name), join(before, name));
        }
        const store = await openStore(place.database, before);
        await store.write((db) => ensureEpoch(db, realWorld()));
        const file = join(place.folder, 'last-night');
        expect((await backup(store, place.database, file)).ok).toBe(true);
        await store.close();
        expect(admin(place, 'organisation', 'add', '--name', 'Voorbeeldgemeente').code).toBe(0);
        expect(admin(place, 'restore', file)).toMatchObject({ code: 0, said: { erasedAgain: 0 } });
        expect(admin(place, 'organisation', 'list').said).toEqual([]);
      });

      it('what is no backup changes nothing, and it is said what was wrong', async () => {
        const place = await places.fresh();
        expect(admin(place, 'organisation', 'add', '--name', 'Voorbeeldgemeente').code).toBe(0);
        const file = join(place.folder, 'half');
        for (const text of ['', 'half a backup']) {
          writeFileSync(file, text);
          const type = kind === 'SQLite' ? 'NotABackup' : 'ToolFailed';
          expect(admin(place, 'restore', file)).toMatchObject({ code: 1, said: { error: { type } } });
        }
        expect(existsSync(join(place.journalFolder, 'restoring'))).toBe(false);
        expect(admin(place, 'organisation', 'list').said).toHaveLength(1);
        // Nor is it said that there is a backup where there is none.
        expect(admin(place, 'backup').said).toEqual({ error: { type: 'Usage' } });
        expect(admin(place, 'backup', join(place.folder, 'nowhere', 'x'))).toMatchObject({
          code: 1,
          said: { error: {} },
        });
      });

      it('P9 a database that was put back by its own means is another server too, once it is told', async () => {
        const place = await places.fresh();
        const office = await openOffice(place);
        const vera = await office.person();
        await office.close();
        const restored = admin(place, 'restored');
        expect(restored).toMatchObject({ code: 0, said: { erasedAgain: 0, setAside: null } });
        expect(restored.said.serverEpoch).not.toBe(vera.state.serverEpoch);
        expect(admin(place, 'organisation', 'list').said).toHaveLength(1);
      });

      it('a laptop that is connected hears of what is done at the command line, and not of what is only looked at', async () => {
        const place = await places.fresh();
        const office = await openOffice(place);
        const [vera, joris] = [await office.person(), await office.person()];
        const dossier = newId();
        await vera.push(vera.operation({ dossier }));
        const stream = await joris.listen();
        expect(await stream.heard(2000)).toBe(true);
        expect(await stream.heard(1500)).toBe(false);
        admin(place, 'grant', 'list');
        expect(await stream.heard(1500)).toBe(false);
        expect(admin(place, 'grant', 'give', '--dossier', dossier, '--person', joris.state.person).code).toBe(0);
        expect(await stream.heard(5000)).toBe(true);
        await stream.stop();
        await office.close();
      });

      it('starts with an example organisation and a code for each of two people; the command line gives the rest', async () => {
        const place = await places.fresh();
        const server = await serve(place);
        const codes = server.said.match(/[A-Z\d]{4}(-[A-Z\d]{4}){3}/g) ?? [];
        expect(codes).toHaveLength(2);
        const adviser = await newLaptop(server.url);
        expect((await adviser.enrol(codes[0]!)).body).toMatchObject({ name: 'Vera Voorbeeld', roles: ['adviser'] });
        const dossier = newId();
        await adviser.push(adviser.operation({ dossier }));
        const added = admin(place, 'person', 'add', '--name', 'Joris Voorbeeld', '--email', 'joris@example.nl');
        expect(admin(place, 'person', 'add', '--name', 'X', '--roles', 'koning').said.error.type).toBe('BadValue');
        const invited = admin(place, 'invite', added.said.id);
        const second = await newLaptop(server.url);
        expect((await second.enrol(invited.said.code)).status).toBe(200);
        const given = admin(
          place,
          'grant',
          'give',
          '--dossier',
          dossier,
          '--person',
          added.said.id,
          '--until',
          '2099-01-01',
        );
        expect((await second.snapshot([dossier])).rows).toHaveLength(1);
        expect(admin(place, 'grant', 'revoke', given.said.epoch).code).toBe(0);
        // As on the page: through the last moment of the day that is named.
        const day = new Date();
        const today = [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) =>
          String(part).padStart(2, '0'),
        );
        const give = (until: string) =>
          admin(place, 'grant', 'give', '--dossier', dossier, '--person', added.said.id, '--until', until);
        const forToday = give(today.join('-'));
        expect((await second.snapshot([dossier])).rows).toHaveLength(1);
        expect(admin(place, 'grant', 'revoke', forToday.said.epoch).code).toBe(0);
        expect(give('2001-01-01').said).toEqual({ error: { type: 'BadValue', field: 'until' } });
        expect((await second.snapshot([dossier])).rows).toEqual([]);
        expect(admin(place, 'device', 'list').said).toHaveLength(2);
        expect(admin(place, 'contact', 'add', '--name', 'Bo', '--email', 'bo@example.nl').code).toBe(0);
        expect(admin(place, 'organisation', 'set', '--iban', 'NL00FOUT').said.error).toMatchObject({ field: 'iban' });
        expect(admin(place, 'erase', dossier, '--ground', 'request').code).toBe(0);
        const late = adviser.operation({ dossier, fields: { place: 'X' }, sees: {} });
        expect((await adviser.push(late)).results).toMatchObject([{ result: 'erased' }]);
        // A word that is not known is not passed over: without its end this would be a grant for good.
        const mistyped = admin(
          place,
          'grant',
          'give',
          '--dossier',
          dossier,
          '--person',
          added.said.id,
          '--untill',
          '2099-01-01',
        );
        expect(mistyped).toMatchObject({ code: 1, said: { error: { type: 'Usage', flag: 'untill' } } });
        const file = join(place.folder, 'tonight');
        expect(admin(place, 'backup', file).code).toBe(0);
        expect(admin(place, 'restore', file).said).toEqual({ error: { type: 'ServerRunning' } });
        expect(existsSync(join(place.folder, 'running'))).toBe(true);
        expect(admin(place, 'nonsense')).toMatchObject({ code: 1, said: { error: { type: 'Usage' } } });
        expect(await server.stop()).toBe(0);
      });
    },
  );
}
