/**
 * Two advisers at work over lines that cut, hold back, break up and repeat what is said; real caseloads, real loop, real server over HTTP.
 * Once the lines are good again both have everything, and each deed is there once.
 */
import { afterAll, describe, expect, it } from 'vitest';
import { giveGrant } from '../../server/grants.ts';
import { addPerson, atTheMachine, invite } from '../../server/people.ts';
import type { Service } from '../../electron/caseload/service.ts';
import { databases, KINDS, openOffice, whyNot } from '../server/support/office.ts';
import { badLine } from '../support/bad-line.ts';
import { newFolder, removeFolder } from '../support/caseload.ts';
import { numbersFrom } from '../support/numbers.ts';
import { askOf, serviceIn } from '../support/space.ts';

const SEED = Number(process.env['JOBPORT_LINE_SEED'] ?? 20);
const DEEDS = Number(process.env['JOBPORT_LINE_DEEDS'] ?? 60);
const soon = <T>(look: () => Promise<T> | T) => expect.poll(look, { timeout: 60_000, interval: 100 });

for (const kind of KINDS) {
  const reason = whyNot(kind);
  describe.skipIf(reason !== null)(`a bad line, ${kind}${reason === null ? '' : ` (${reason})`}`, () => {
    const places = databases(kind);
    afterAll(() => places.close());

    it(`loses nothing and does nothing twice (seed ${SEED})`, { timeout: 240_000 }, async () => {
      const next = numbersFrom(SEED);
      const office = await openOffice(await places.fresh());
      const { store, world } = office.server.context;
      const hand = atTheMachine(office.organisation);
      const closing: (() => Promise<unknown> | void)[] = [];
      const laptop = async (name: string) => {
        const line = await badLine(office.server.url, next);
        const dir = newFolder('line');
        const service = serviceIn(dir);
        closing.push(async () => {
          await service.close();
          await line.close();
          removeFolder(dir);
        });
        await askOf(service, 'vault.create', {
          adviser: { name },
          organisation: { name: 'Nog zonder kantoor' },
          passphrase: 'verzonnen wachtzin voor een lijn',
          useKeychain: false,
        });
        const { id } = await addPerson(store, world, hand, { name, email: null, roles: ['adviser'] });
        await connectOver(service, line.url, name, async () => {
          const made = await invite(store, world, hand, id);
          if (!made.ok) throw new Error(made.error.type);
          return made.value.code;
        });
        return { service, line, person: id };
      };
      try {
        const anna = await laptop('Anna Verzonnen');
        const bram = await laptop('Bram Verzonnen');
        const dossiers: string[] = [];
        for (let deed = 0; deed < DEEDS; deed++) {
          const who = next(2) === 0 ? anna : bram;
          const held = await idsOf(who.service);
          if (held.length === 0 || next(6) === 0) {
            const { dossier } = await askOf(who.service, 'candidates.add', {
              fields: { surname: `Verzonnen${deed}` },
            });
            dossiers.push(dossier);
          } else {
            const dossier = held[next(held.length)] as string;
            const fields = { name: `vaardigheid ${deed}` };
            // Each deed makes a row of its own: one that came twice would be two.
            await askOf(who.service, 'dossier.addRow', { dossier, concept: 'skill', fields });
            if (next(2) === 0)
              await askOf(who.service, 'dossier.edit', {
                dossier,
                concept: 'candidate',
                row: dossier,
                fields: { place: `Plaats ${deed}` },
              });
          }
          await askOf(who.service, 'sync.now', null);
          for (const dossier of dossiers)
            for (const { person } of [anna, bram])
              // Refused while the office does not know the dossier yet, or when it is held already.
              await giveGrant(store, world, hand, { dossier, to: { person }, until: null });
          await new Promise((resolve) => setTimeout(resolve, next(80)));
        }
        for (const { line } of [anna, bram]) line.good();
        const all = [...dossiers].sort();
        for (const { service } of [anna, bram])
          await soon(async () => {
            await askOf(service, 'sync.now', null);
            for (const dossier of dossiers)
              for (const { person } of [anna, bram])
                await giveGrant(store, world, hand, { dossier, to: { person }, until: null });
            const state = await askOf(service, 'sync.state', null);
            if (state.type !== 'connected') throw new Error('not connected');
            const { onlyHere, unconfirmed, fetching } = state;
            return [await idsOf(service), onlyHere, unconfirmed, fetching];
          }).toEqual([all, 0, 0, null]);

        let skills = 0;
        for (const dossier of dossiers) {
          await soon(async () => {
            for (const { service } of [anna, bram]) await askOf(service, 'sync.now', null);
            return sameText(await shown(anna.service, dossier), await shown(bram.service, dossier));
          }).toBe(true);
          const names = (await shown(anna.service, dossier)).skills;
          expect(new Set(names).size).toBe(names.length);
          skills += names.length;
        }
        expect(skills).toBeGreaterThan(DEEDS / 3);
        for (const { service } of [anna, bram])
          expect(await askOf(service, 'caseload.verify', null)).toMatchObject({ problems: [] });
        const met = [anna, bram].map(({ line }) => line.met);
        // Otherwise the line was good and nothing was tried.
        for (const fault of ['cutGoing', 'cutComing', 'slow', 'crumbs', 'twice'] as const)
          expect(
            met.reduce((sum, each) => sum + each[fault], 0),
            fault,
          ).toBeGreaterThan(0);
      } finally {
        for (const close of closing) await close();
        await office.close();
      }
    });
  });
}

/** Letting in, over a line that may cut it: the same code again, and another when that one is worn out. */
async function connectOver(service: Service, address: string, name: string, code: () => Promise<string>) {
  let last = 'CodeNotKnown';
  let typed = '';
  for (let tries = 0; tries < 40; tries++) {
    // Five wrong guesses and a code is dead; whoever was not heard guesses too.
    if (last === 'CodeNotKnown') typed = await code();
    const answer = await service.ask(
      'sync.connect',
      { address, code: typed, name: `laptop van ${name}` },
      { progress: () => undefined, cancelled: () => false },
    );
    if (answer.ok) return;
    last = answer.error.type;
  }
  throw new Error(`never connected: ${last}`);
}

async function idsOf(service: Service): Promise<string[]> {
  const { lines } = await askOf(service, 'candidates.list', {
    filter: {},
    sort: { column: 'name', descending: false },
    offset: 0,
    limit: 500,
  });
  return lines.map(({ id }) => id).sort();
}

const sameText = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

async function shown(service: Service, dossier: string): Promise<{ place: string | null; skills: (string | null)[] }> {
  const { candidate, rows } = await askOf(service, 'dossier.open', { dossier });
  return { place: candidate.place, skills: rows.skill.map(({ name }) => name).sort() };
}
