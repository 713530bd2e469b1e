// The rules of SPEC.md against a real server on a real database, over HTTP; the same suite for both databases.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ORGANISATION, wireOperation, type Role } from '../../core/sync/protocol.ts';
import { firstBrokenLine } from '../../server/audit.ts';
import { eraseDossier } from '../../server/erasure.ts';
import { giveGrant, listGrants, revokeGrant } from '../../server/grants.ts';
import { addTeam, atTheMachine, changePerson, joinTeam, leaveTeam, setOrganisation } from '../../server/people.ts';
import { newId, type Laptop } from './support/laptop.ts';
import { databases, KINDS, openOffice, whyNot, type Office } from './support/office.ts';

for (const kind of KINDS) {
  const reason = whyNot(kind);
  describe.skipIf(reason !== null)(`sync on ${kind}${reason === null ? '' : ` (${reason})`}`, () => {
    const places = databases(kind);
    let office: Office;
    let vera: Laptop;
    let joris: Laptop;
    beforeAll(async () => {
      office = await openOffice(await places.fresh());
      vera = await office.person();
      joris = await office.person(['adviser'], office.organisation, 'Joris Voorbeeld');
    });
    afterAll(async () => {
      await office.close();
      await places.close();
    });

    const hand = () => atTheMachine(office.organisation);
    const give = async (dossier: string, to: Laptop, until: number | null = null): Promise<string> => {
      const { store, world } = office.server.context;
      const given = await giveGrant(store, world, hand(), { dossier, to: { person: to.state.person }, until });
      if (!given.ok) throw new Error('not given');
      return given.value.epoch;
    };
    const take = async (dossier: string, from: Laptop): Promise<void> => {
      const { context } = office.server;
      const grants = await context.store.read((db) =>
        listGrants(db, office.organisation, { dossier, person: from.state.person }),
      );
      for (const { epoch } of grants) await revokeGrant(context, hand(), epoch);
    };
    /** A dossier of Vera's with one operation. */
    const begin = async (laptop = vera): Promise<string> => {
      const dossier = newId();
      const pushed = await laptop.push(laptop.operation({ dossier }));
      expect(pushed.results[0]?.result).toBe('applied');
      return dossier;
    };
    const results = (pushed: Awaited<ReturnType<Laptop['push']>>) =>
      pushed.results.map((each) => (each.result === 'refused' ? each.why : each.result));

    it('P2 asked again it says the same and changes nothing', async () => {
      const operation = vera.operation({ dossier: newId() });
      const first = await vera.push(operation);
      const again = await vera.push(operation);
      expect(again.results).toEqual(first.results);
      expect(first.begun).toHaveLength(1);
      expect(again.begun).toEqual([]);
      const { rows } = await vera.snapshot([operation.dossier]);
      expect(rows).toHaveLength(1);
    });

    it('P2 the same push sent twice at the same moment is done once', async () => {
      const dossier = newId();
      const operations = [1, 2, 3].map(() => vera.operation({ dossier, concept: 'skill', row: newId(), fields: {} }));
      const [one, other] = await Promise.all([vera.push(...operations), vera.push(...operations)]);
      expect(one.results).toEqual(other.results);
      expect((await vera.pull(0)).operations.filter((each) => each.dossier === dossier)).toHaveLength(3);
    });

    it('P2 nothing about one operation fails the batch, and what was refused is remembered', async () => {
      const dossier = newId();
      const batch = [
        vera.operation({ dossier }),
        vera.operation({ dossier, fields: { surname: 'a'.repeat(500) } }),
        vera.operation({ dossier, concept: 'horoscope' }),
        vera.operation({ dossier, fields: { bsn: '123456782' } }),
        vera.operation({ dossier, row: newId() }),
        vera.operation({ dossier, actor: newId() }),
        { ...vera.operation({ dossier }), fields: 'no' },
        'nonsense',
        vera.operation({ dossier, fields: { deleted: 'yes' } }),
        vera.operation({ dossier, fields: { presentation: 'x' }, sees: { presentation: [] } }),
      ];
      const expected = [
        'applied',
        'badValue',
        'unknownConcept',
        'badValue',
        'badRow',
        'notYours',
        'unreadable',
        'unreadable',
        'badValue',
        'applied',
      ];
      expect(results(await vera.push(...batch))).toEqual(expected);
      expect(results(await vera.push(...batch))).toEqual(expected);
    });

    it('P3 a row does not come to stand in two dossiers', async () => {
      const [one, other] = [await begin(), await begin()];
      const row = newId();
      const skill = { concept: 'skill', row, fields: { name: 'lassen' } };
      expect(results(await vera.push(vera.operation({ dossier: one, ...skill })))).toEqual(['applied']);
      expect(results(await vera.push(vera.operation({ dossier: other, ...skill })))).toEqual(['badRow']);
    });

    it('P27 a file of the office is the office’s: no laptop makes one, not even under its own person', async () => {
      for (const role of ['adviser', 'administrator'] as const) {
        const laptop = await office.person([role]);
        const of = { concept: 'referenceFile', row: laptop.state.person, dossier: ORGANISATION } as const;
        const pushed = await laptop.push(laptop.operation({ ...of, fields: { name: 'Vals.pdf' } }));
        expect(results(pushed)).toEqual(['notYours']);
      }
    });

    it('P3 the organisation’s row is an administrator’s, an adviser’s row is their own', async () => {
      const admin = await office.person(['administrator']);
      const organisation = { dossier: ORGANISATION, concept: 'organisation', row: ORGANISATION };
      const { state } = vera;
      const own = { dossier: ORGANISATION, concept: 'adviser', row: state.person };
      const pushed = await vera.push(
        vera.operation({ ...organisation, fields: { name: 'X' }, sees: {} }),
        vera.operation({ ...own, fields: { name: 'Vera Voorbeeld' } }),
        vera.operation({ ...own, row: joris.state.person, fields: { name: 'X' } }),
      );
      expect(results(pushed)).toEqual(['notYours', 'applied', 'notYours']);
      const edit = { ...organisation, fields: { place: 'Zandwijk' }, sees: {} };
      expect(results(await admin.push(admin.operation(edit), admin.operation({ dossier: newId() })))).toEqual([
        'applied',
        'notYours',
      ]);
      const { store, world } = office.server.context;
      await setOrganisation(store, world, hand(), { place: 'Duinstad' });
      const { rows } = await joris.snapshot([ORGANISATION]);
      expect(rows.find(({ row }) => row === ORGANISATION)?.values).toMatchObject({
        name: 'Voorbeeldgemeente Zandwijk',
        place: 'Duinstad',
      });
    });

    it('P4 work on a dossier that is not held any more waits whole, and is applied as its author’s when it is taken over', async () => {
      const dossier = await begin();
      await give(dossier, joris);
      await take(dossier, vera);
      const late = vera.operation({ dossier, fields: { place: 'Zandwijk' }, sees: { place: [] } });
      expect(results(await vera.push(late))).toEqual(['quarantined']);
      expect(results(await vera.push(late))).toEqual(['quarantined']);
      const waiting = (await joris.ask('GET', '/v1/quarantine')).body;
      expect(waiting).toMatchObject([{ id: late.id, author: vera.state.person, operation: { fields: late.fields } }]);
      expect((await vera.ask('POST', `/v1/quarantine/${late.id}/takeOver`)).status).toBe(404);
      expect((await joris.ask('POST', `/v1/quarantine/${late.id}/takeOver`)).status).toBe(200);
      expect((await joris.ask('POST', `/v1/quarantine/${late.id}/takeOver`)).status).toBe(404);
      const taken = (await joris.pull(0)).operations.find(({ id }) => id === late.id);
      expect(taken).toMatchObject({ actor: vera.state.person, takenOverBy: joris.state.person });
      expect((await joris.snapshot([dossier])).rows[0]?.values['place']).toBe('Zandwijk');
      expect(results(await vera.push(late))).toEqual(['applied']);
    });

    it('P4 of a dossier that never was theirs the answer is the same, and it waits for the privacy officer only', async () => {
      const dossier = await begin(joris);
      const strange = vera.operation({ dossier, fields: { place: 'X' }, sees: { place: [] } });
      expect(results(await vera.push(strange))).toEqual(['quarantined']);
      const officer = await office.person(['privacyOfficer']);
      const ofJoris = (await joris.ask('GET', '/v1/quarantine')).body as { id: string }[];
      expect(ofJoris.some(({ id }) => id === strange.id)).toBe(false);
      const seen = ((await officer.ask('GET', '/v1/quarantine')).body as { id: string; operation: unknown }[]).find(
        ({ id }) => id === strange.id,
      );
      expect(seen).toMatchObject({ operation: null });
      expect((await officer.ask('POST', `/v1/quarantine/${strange.id}/refuse`)).status).toBe(200);
      expect((await joris.snapshot([dossier])).rows[0]?.values['place']).toBeUndefined();
    });

    it('P5 what is erased does not come back, and nothing of it is kept (I5)', async () => {
      const dossier = await begin();
      const secret = `Woord${newId().slice(0, 8)}`;
      const first = vera.operation({ dossier, fields: { presentation: secret }, sees: { presentation: [] } });
      await vera.push(first);
      await vera.push(joris.operation({ dossier })).catch(() => undefined);
      const { store } = office.server.context;
      const erased = await eraseDossier(office.server.context, hand(), dossier, 'request');
      expect(erased.ok).toBe(true);
      expect(results(await vera.push(first))).toEqual(['erased']);
      const later = vera.operation({ dossier, fields: { presentation: secret }, sees: { presentation: [] } });
      expect(results(await vera.push(later))).toEqual(['erased']);
      const pulled = await vera.pull(0);
      expect(pulled.operations.some((each) => each.dossier === dossier)).toBe(false);
      expect(pulled.grants?.ended).toContainEqual(expect.objectContaining({ dossier, why: 'erased' }));
      expect((await vera.snapshot([dossier])).rows).toEqual([]);
      for (const table of ['operation', 'rowState', 'quarantine', 'answer', 'audit']) {
        const rows = await store.read((db) => db.all(`SELECT * FROM "${table}"`));
        expect(JSON.stringify(rows)).not.toContain(secret);
      }
    });

    it('P5 nothing is erased as long as a legal hold stands', async () => {
      const dossier = await begin();
      const row = newId();
      const hold = (fields: object, sees: object | null) =>
        vera.operation({ dossier, concept: 'legalHold', row, schema: 9, fields, sees } as never);
      expect(results(await vera.push(hold({ reason: 'bezwaar', from: '2026-01-01' }, null)))).toEqual(['applied']);
      const erase = () => eraseDossier(office.server.context, hand(), dossier, 'request');
      expect(await erase()).toEqual({ ok: false, error: { type: 'OnHold' } });
      expect((await vera.snapshot([dossier])).rows.length).toBeGreaterThan(0);
      expect(results(await vera.push(hold({ liftedOn: '2026-11-30' }, { liftedOn: [] })))).toEqual(['applied']);
      expect((await erase()).ok).toBe(true);
    });

    it('P7 two laptops with one name are told so, and nothing is done', async () => {
      const laptop = await office.person();
      const dossier = newId();
      await laptop.push(laptop.operation({ dossier, n: 1 }), laptop.operation({ dossier, n: 2, fields: {}, sees: {} }));
      const copy = laptop.operation({ dossier, n: 2, fields: { place: 'X' }, sees: { place: [] } });
      const fresh = laptop.operation({ dossier, n: 3, fields: { place: 'Y' }, sees: { place: [] } });
      const answer = await laptop.ask('POST', '/v1/push', {
        serverEpoch: laptop.state.serverEpoch,
        operations: [copy, fresh],
        unsent: 0,
      });
      expect([answer.status, answer.body]).toEqual([409, { error: { type: 'DeviceCopied' } }]);
      expect((await laptop.snapshot([dossier])).rows[0]?.values['place']).toBeUndefined();
      const twin = await laptop.ask('POST', '/v1/push', {
        serverEpoch: laptop.state.serverEpoch,
        operations: [fresh, laptop.operation({ dossier, n: 3 })],
        unsent: 0,
      });
      expect(twin.body).toEqual({ error: { type: 'DeviceCopied' } });
    });

    it('P8 a pull gives what is granted at that moment, in order, and lists grants only when they differ (I9)', async () => {
      const mine = await begin();
      const hers = await begin(joris);
      const first = await vera.pull(0);
      expect(first.operations.every((each) => wireOperation.safeParse(each).success)).toBe(true);
      expect(first.operations.some(({ dossier }) => dossier === hers)).toBe(false);
      expect(first.operations.map(({ seq }) => seq)).toEqual(
        first.operations.map(({ seq }) => seq).toSorted((a, b) => a - b),
      );
      expect(first.grants?.now.map(({ dossier }) => dossier)).toContain(mine);
      const { digestOfGrants } = await import('../../server/holdings.ts');
      const known = digestOfGrants(first.grants?.now ?? []);
      expect((await vera.pull(first.cursor, { grants: known })).grants).toBeNull();
      await give(hers, vera);
      const next = await vera.pull(first.cursor, { grants: known });
      expect(next.grants?.now.map(({ dossier }) => dossier)).toContain(hers);
      await take(hers, vera);
      const last = await vera.pull(first.cursor, { grants: known });
      // Taken back: the same grants as before, so nothing to tell.
      expect(last.grants).toBeNull();
      expect((await vera.pull(0)).grants?.ended).toContainEqual(
        expect.objectContaining({ dossier: hers, why: 'revoked' }),
      );
    });

    it('P8 page by page a pull misses nothing and says nothing twice', async () => {
      const seen: number[] = [];
      let cursor = 0;
      for (;;) {
        const page = await vera.pull(cursor, { limit: 3 });
        seen.push(...page.operations.map(({ seq }) => seq));
        cursor = page.cursor;
        if (!page.more) break;
      }
      expect(seen).toEqual((await vera.pull(0)).operations.map(({ seq }) => seq));
    });

    it('P8 a temporary grant ends by itself', async () => {
      const dossier = await begin(joris);
      await give(dossier, vera, Date.now() + 300);
      expect((await vera.snapshot([dossier])).rows).toHaveLength(1);
      await new Promise((resolve) => setTimeout(resolve, 350));
      expect((await vera.snapshot([dossier])).rows).toEqual([]);
      expect((await vera.pull(0)).grants?.ended).toContainEqual(expect.objectContaining({ dossier, why: 'ended' }));
    });

    it('P9 a laptop of another server epoch gets no operations, only grants and where to begin', async () => {
      const pulled = await vera.pull(0, { serverEpoch: newId() });
      expect(pulled).toMatchObject({ isOther: true, operations: [], more: false });
      expect(pulled.cursor).toBe((await vera.pull(0)).cursor);
      expect(pulled.grants?.now.length).toBeGreaterThan(0);
    });

    it('P11 through a team, and after leaving and coming back it is another grant', async () => {
      const dossier = await begin(joris);
      const { store, world } = office.server.context;
      const team = await addTeam(store, world, hand(), 'Team Zee');
      await giveGrant(store, world, hand(), { dossier, to: { team: team.id } });
      const epochs: (string | undefined)[] = [];
      for (let round = 0; round < 2; round++) {
        await joinTeam(store, world, hand(), team.id, vera.state.person);
        const { granted, rows } = await vera.snapshot([dossier]);
        expect(rows).toHaveLength(1);
        epochs.push(granted[0]?.epoch);
        await leaveTeam(office.server.context, hand(), team.id, vera.state.person);
        expect((await vera.snapshot([dossier])).rows).toEqual([]);
      }
      expect(epochs[0]).not.toBe(epochs[1]);
      expect(results(await vera.push(vera.operation({ dossier, fields: { place: 'X' }, sees: {} })))).toEqual([
        'quarantined',
      ]);
    });

    it('P11 who is no adviser for a while holds nothing, and then everything under another epoch', async () => {
      const laptop = await office.person();
      const dossier = await begin(laptop);
      const before = (await laptop.snapshot([dossier])).granted[0]?.epoch;
      const set = (roles: Role[]) => changePerson(office.server.context, hand(), laptop.state.person, { roles });
      await set(['teamLead']);
      expect((await laptop.snapshot([dossier])).granted).toEqual([]);
      await set(['adviser']);
      const after = (await laptop.snapshot([dossier])).granted[0]?.epoch;
      expect(after).toBeDefined();
      expect(after).not.toBe(before);
    });

    it('P13 a snapshot is whole, whatever the size of its pages', async () => {
      const laptop = await office.person();
      const dossiers: string[] = [];
      for (let count = 0; count < 50; count++) dossiers.push(newId());
      const operations = dossiers.flatMap((dossier) => [
        laptop.operation({ dossier }),
        laptop.operation({ dossier, concept: 'skill', row: newId(), fields: { name: 'lassen' } }),
        laptop.operation({ dossier, concept: 'availability', row: dossier, fields: { hoursMin: 20 } }),
      ]);
      await laptop.push(...operations);
      const keys: string[] = [];
      let after: object | null = null;
      do {
        const page = await laptop.snapshot(dossiers, { after, limit: 7 });
        keys.push(...page.rows.map(({ dossier, concept, row }) => `${dossier} ${concept} ${row}`));
        after = page.next;
      } while (after !== null);
      expect(keys).toHaveLength(150);
      expect(new Set(keys).size).toBe(150);
    });

    it('S1 a snapshot says which of the unanswered work has an answer, from the same moment as its rows', async () => {
      const dossier = await begin();
      const skill = { dossier, concept: 'skill', row: newId() };
      const [good, bad, unsent] = [
        vera.operation({ ...skill, fields: { name: 'lassen' } }),
        vera.operation({ ...skill, fields: { name: 5 } }),
        vera.operation({ ...skill, fields: { name: 'frezen' }, sees: {} }),
      ];
      const { results: given } = await vera.push(good, bad);
      const { answers } = await vera.snapshot([dossier], { unanswered: [good.id, bad.id, unsent.id] });
      expect(answers.toSorted((one, other) => one.result.localeCompare(other.result))).toEqual(given);
    });

    it('S3 who pushes to another server epoch is told so, and nothing is done', async () => {
      const laptop = await office.person();
      const operation = laptop.operation({ dossier: newId() });
      for (const serverEpoch of [null, newId()]) {
        const answer = await laptop.ask('POST', '/v1/push', { serverEpoch, operations: [operation], unsent: 0 });
        expect(answer.body).toMatchObject({ isOther: true, results: [], begun: [] });
        expect(Math.abs(answer.body.serverTime - Date.now())).toBeLessThan(5000);
      }
      const pushed = await laptop.push(operation);
      expect([pushed.isOther, pushed.begun.length, results(pushed)]).toEqual([false, 1, ['applied']]);
    });

    it('S4 the maker of a dossier is granted it, also when a colleague’s work began it; the colleague’s is not taken (S8)', async () => {
      const dossier = newId();
      const first = vera.operation({ dossier, fields: { surname: 'Voorbeeld' } });
      const second = vera.operation({ dossier, concept: 'skill', row: newId(), fields: { name: 'lassen' } });
      const edit = joris.operation({ dossier, fields: { place: 'Zandwijk' }, sees: { place: [first.id] } });
      const early = await joris.push(edit);
      expect([results(early), early.begun.length]).toEqual([['applied'], 1]);
      // Her other work before her first, and then her first: she made it, but it is not begun by her.
      expect(results(await vera.push(second))).toEqual(['quarantined']);
      const made = await vera.push({ ...first, n: second.n + 1 });
      expect([results(made), made.begun]).toEqual([['applied'], []]);
      expect((await vera.snapshot([dossier])).rows[0]?.values).toMatchObject({
        surname: 'Voorbeeld',
        place: 'Zandwijk',
      });
      const third = await office.person();
      expect(results(await third.push(third.operation({ dossier })))).toEqual(['quarantined']);
    });

    it('S4 who lost a dossier is not given it back for having made it', async () => {
      const dossier = newId();
      const first = vera.operation({ dossier });
      await joris.push(joris.operation({ dossier, fields: { place: 'X' }, sees: { place: [first.id] } }));
      await give(dossier, vera);
      await take(dossier, vera);
      const again = await vera.push(vera.operation({ ...first, id: newId(), n: first.n + 1 }));
      expect([results(again), again.begun]).toEqual([['quarantined'], []]);
    });

    it('S4 a dossier of which only quarantined work is left can be given: it begins with that', async () => {
      const { store } = office.server.context;
      const dossier = newId();
      await store.write((db) =>
        db.insert('taken', [{ organisation: office.organisation, person: vera.state.person, dossier, at: 5 }]),
      );
      const late = vera.operation({ dossier });
      expect(results(await vera.push(late))).toEqual(['quarantined']);
      expect((await vera.pull(0)).grants?.ended).toContainEqual({ dossier, why: 'revoked', at: 5 });
      await give(dossier, joris);
      expect((await joris.ask('POST', `/v1/quarantine/${late.id}/takeOver`)).status).toBe(200);
      expect((await joris.snapshot([dossier])).rows).toHaveLength(1);
    });

    it('S5 what is refused is kept whole, for who holds the dossier, and goes with it when it is erased', async () => {
      const dossier = await begin();
      const word = `Woord${newId().slice(0, 8)}`;
      const bad = vera.operation({ dossier, fields: { presentation: word, bsn: '1' }, sees: {} });
      const unreadable = { ...vera.operation({ dossier }), fields: word };
      const lost = { ...vera.operation({ dossier }), dossier: [dossier], label: word };
      expect(results(await vera.push(bad, unreadable, lost))).toEqual(['badValue', 'unreadable', 'unreadable']);
      const kept = (await vera.ask('GET', '/v1/quarantine')).body as { id: string; why: string; operation: object }[];
      expect(kept.find(({ id }) => id === bad.id)).toMatchObject({ why: 'badValue', operation: bad });
      expect(kept.find(({ id }) => id === unreadable.id)).toMatchObject({ why: 'unreadable', operation: unreadable });
      const taken = await vera.ask('POST', `/v1/quarantine/${bad.id}/takeOver`);
      expect(taken.body).toMatchObject({ error: { type: 'NotApplicable', why: 'badValue' } });
      const { store } = office.server.context;
      const stands = async () => JSON.stringify(await store.read((db) => db.all(`SELECT * FROM "quarantine"`)));
      expect((await stands()).split(word)).toHaveLength(4);
      await eraseDossier(office.server.context, hand(), dossier, 'request');
      expect(await stands()).not.toContain(word);
      expect(results(await vera.push({ ...vera.operation({ dossier }), fields: word }))).toEqual(['erased']);
    });

    it('S6 work that this server is too old to read is said to be for later, and blocks nothing', async () => {
      const laptop = await office.person();
      const dossier = newId();
      const first = laptop.operation({ dossier });
      const newer = { ...laptop.operation({ dossier, sees: {} }), schema: 99, fields: { moon: 'full' }, mood: 'good' };
      const after = laptop.operation({ dossier, fields: { place: 'Zandwijk' }, sees: {} });
      expect(results(await laptop.push(first, newer, after))).toEqual(['applied', 'later', 'applied']);
      // Asked again it is judged again, below the highest number, and a snapshot does not call it answered.
      expect(results(await laptop.push(newer))).toEqual(['later']);
      expect((await laptop.snapshot([dossier], { unanswered: [newer.id] })).answers).toEqual([]);
      // With an operation of the same id that it can read, as after an upgrade.
      const readable = { ...after, id: newer.id, n: newer.n, fields: { place: 'Duinstad' } };
      const read = await laptop.push(readable);
      expect(results(read)).toEqual(['applied']);
      expect(await laptop.push(readable)).toMatchObject({ results: read.results });
    });

    it('S6 of a dossier that is not held any more it waits whole, and is not taken over before it can be read', async () => {
      const laptop = await office.person();
      const dossier = await begin(laptop);
      await give(dossier, joris);
      const newer = { ...laptop.operation({ dossier, sees: {} }), schema: 99, fields: { moon: 'full' } };
      expect(results(await laptop.push(newer))).toEqual(['later']);
      await take(dossier, laptop);
      expect(results(await laptop.push(newer))).toEqual(['quarantined']);
      const waiting = (await joris.ask('GET', '/v1/quarantine')).body as { id: string; operation: object }[];
      expect(waiting.find(({ id }) => id === newer.id)?.operation).toMatchObject(newer);
      const taken = await joris.ask('POST', `/v1/quarantine/${newer.id}/takeOver`);
      expect([taken.status, taken.body.error]).toMatchObject([400, { type: 'NotApplicable', why: 'later' }]);
    });

    it('S8 after being no adviser for a while what is begun has the epoch that a pull says', async () => {
      const laptop = await office.person();
      const set = (roles: Role[]) => changePerson(office.server.context, hand(), laptop.state.person, { roles });
      await set([]);
      await set(['adviser']);
      const dossier = newId();
      const { begun } = await laptop.push(laptop.operation({ dossier }));
      expect((await laptop.pull(0)).grants?.now.find((each) => each.dossier === dossier)).toEqual(begun[0]);
    });

    it('M2 two pushes to one field at the same moment both stand', async () => {
      const dossier = await begin();
      await give(dossier, joris);
      const rounds = 15;
      for (let round = 0; round < rounds; round++) {
        const edit = (laptop: Laptop) =>
          laptop.push(laptop.operation({ dossier, fields: { place: `${round}` }, sees: { place: [] } }));
        await Promise.all([edit(vera), edit(joris)]);
      }
      const [row] = (await vera.snapshot([dossier])).rows;
      // And the beginning of the row, which said that nothing was recorded: nobody saw that either.
      expect(row?.heads['place']).toHaveLength(2 * rounds + 1);
      expect(Object.keys(row?.others?.['place'] ?? {})).toHaveLength(2 * rounds);
    });

    it('twelve writers at once: whoever pulls meanwhile misses nothing', async () => {
      const writers = await Promise.all(Array.from({ length: 12 }, () => office.person()));
      const reader = await office.person();
      const dossiers = await Promise.all(writers.map((writer) => begin(writer)));
      for (const dossier of dossiers) await give(dossier, reader);
      let cursor = (await reader.pull(0)).cursor;
      const start = cursor;
      const seen: string[] = [];
      let isWriting = true;
      const reading = (async () => {
        for (;;) {
          const wasWriting = isWriting;
          const page = await reader.pull(cursor, { limit: 40 });
          seen.push(...page.operations.map(({ id }) => id));
          ({ cursor } = page);
          if (!wasWriting && !page.more) return;
        }
      })();
      const written: string[] = [];
      await Promise.all(
        writers.map(async (writer, index) => {
          for (let round = 0; round < 12; round++) {
            const batch = Array.from({ length: 5 }, () =>
              writer.operation({ dossier: dossiers[index]!, concept: 'skill', row: newId(), fields: { name: 'x' } }),
            );
            await writer.push(...batch);
            written.push(...batch.map(({ id }) => id));
          }
        }),
      );
      isWriting = false;
      await reading;
      expect(seen).toHaveLength(written.length);
      expect(new Set(seen)).toEqual(new Set(written));
      expect(cursor).toBe(start + written.length);
    });

    it('a laptop that is connected hears of what touches its dossiers, and of nothing else', async () => {
      const dossier = await begin();
      await give(dossier, joris);
      const other = await begin();
      const stream = await joris.listen();
      expect(await stream.heard(2000)).toBe(true);
      const edit = (of: string) => vera.push(vera.operation({ dossier: of, fields: { place: 'X' }, sees: {} }));
      await edit(other);
      expect(await stream.heard(200)).toBe(false);
      await edit(dossier);
      expect(await stream.heard(2000)).toBe(true);
      await stream.stop();
    });

    it('I10 the audit chain is whole, also with a laptop’s own lines, and shows what was taken out', async () => {
      const { store } = office.server.context;
      const line = {
        number: 1,
        at: 5,
        actor: vera.state.person,
        device: vera.state.device,
        action: 'dossier.opened',
        dossier: null,
        detail: '{}',
        previous: '0'.repeat(64),
        hash: 'f'.repeat(64),
      };
      expect((await vera.ask('POST', '/v1/audit', { lines: [line] })).body).toEqual({ last: 1, broken: 1 });
      expect((await vera.ask('POST', '/v1/audit', { lines: [line] })).body).toEqual({ last: 1, broken: 0 });
      const broken = () => store.read((db) => firstBrokenLine(db, office.organisation));
      expect(await broken()).toBeNull();
      await store.write((db) =>
        db.run(`DELETE FROM "audit" WHERE "organisation" = ? AND "number" = 7`, office.organisation),
      );
      expect(await broken()).toBe(8);
    });
  });
}
