// Two packaged applications and one office, driven as two advisers: both edit the same dossier without the office, a third gives and
// takes, and in the end each screen and each log is what core/sync/SPEC.md promises.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer, Ask, Channel } from '../../core/contract/contract.ts';
import { beginOwnCaseload, button, openBySearch, wordsIn } from '../../scripts/tour/adviser.ts';
import { giveGrant, listGrants, revokeGrant } from '../../server/grants.ts';
import { addPerson, atTheMachine, invite } from '../../server/people.ts';
import { databases, openOffice, type Office } from '../server/support/office.ts';
import { drive, drivenExecutable, noPackage, type Driven } from '../support/packaged.ts';

const say = wordsIn('nl');
const soon = <T>(look: () => Promise<T> | T) => expect.poll(look, { timeout: 30_000 });
const SLOW = 180_000;

type Adviser = { readonly driven: Driven; readonly person: string };

describe.skipIf(drivenExecutable === null)(
  `two packaged applications and one office${drivenExecutable === null ? ` (${noPackage})` : ''}`,
  () => {
    const places = databases('SQLite');
    const folder = mkdtempSync(join(tmpdir(), 'jobport-two-'));
    let office: Office;
    let anna: Adviser;
    let bram: Adviser;

    beforeAll(async () => {
      office = await openOffice(await places.fresh());
      anna = await begin('Anna Verzonnen', 'anna');
      bram = await begin('Bram Verzonnen', 'bram');
    }, SLOW);
    afterAll(async () => {
      await anna?.driven.quit();
      await bram?.driven.quit();
      await office.close();
      await places.close();
      rmSync(folder, { recursive: true, force: true });
    });

    /** Past the screen, through the same door as the window. */
    async function ask<C extends Channel>({ driven }: Adviser, channel: C, input: Ask<C>): Promise<Answer<C>> {
      const answer = (await driven.page.evaluate(
        ([name, given]) =>
          (globalThis as unknown as { jobport: { ask(name: string, given: unknown): Promise<unknown> } }).jobport.ask(
            name,
            given,
          ),
        [channel, input] as const,
      )) as { ok: true; value: Answer<C> } | { ok: false; error: { type: string } };
      if (!answer.ok) throw new Error(`${channel}: ${answer.error.type}`);
      return answer.value;
    }
    const goTo = ({ driven }: Adviser, hash: string) =>
      driven.page.evaluate((to) => {
        globalThis.location.hash = to;
      }, hash);

    /** From the first start to a laptop of the office, as the adviser does it. */
    async function begin(name: string, profile: string): Promise<Adviser> {
      const { store, world } = office.server.context;
      const hand = atTheMachine(office.organisation);
      const { id } = await addPerson(store, world, hand, { name, email: null, roles: ['adviser'] });
      const invited = await invite(store, world, hand, id);
      if (!invited.ok) throw new Error(invited.error.type);
      const driven = await drive({ profile: join(folder, profile) });
      const { page } = driven;
      page.setDefaultTimeout(30_000);
      await beginOwnCaseload(page, say);
      const adviser = { driven, person: id };
      await goTo(adviser, '/settings/office');
      await page.getByLabel(say('office.address')).fill(office.server.url);
      await page.getByLabel(say('office.code')).fill(invited.value.code);
      await page.getByLabel(say('office.laptop')).fill(`Laptop ${profile}`);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: say('office.allThere') }).waitFor();
      return adviser;
    }

    const isQuiet = async (adviser: Adviser): Promise<boolean> => {
      const state = await ask(adviser, 'sync.state', null);
      return (
        state.type === 'connected' &&
        state.lastContact !== null &&
        state.onlyHere + state.unconfirmed === 0 &&
        state.fetching === null
      );
    };

    it(
      'both write in the same field without the office; both answers are with both, and one is chosen for both',
      async () => {
        const { dossier } = await ask(anna, 'candidates.add', {
          fields: { surname: 'Quispelbeek', place: 'Zandwijk' },
        });
        await soon(() => isQuiet(anna)).toBe(true);
        const { store, world } = office.server.context;
        const hand = atTheMachine(office.organisation);
        await giveGrant(store, world, hand, { dossier, to: { person: bram.person } });
        await ask(bram, 'sync.now', null);
        await soon(async () => (await ask(bram, 'caseload.summary', null)).candidates).toBe(1);
        await openBySearch(bram.driven.page, say, 'quispelbeek');

        for (const adviser of [anna, bram]) await ask(adviser, 'sync.pause', { paused: true });
        const change = (adviser: Adviser, place: string) =>
          ask(adviser, 'dossier.edit', { dossier, concept: 'candidate', row: dossier, fields: { place } });
        await change(anna, 'Reigerveen');
        await change(bram, 'Nergenshuizen');
        for (const adviser of [anna, bram]) await ask(adviser, 'sync.pause', { paused: false });
        for (const adviser of [anna, bram])
          await soon(async () => (await ask(adviser, 'conflicts.list', { dossier })).length).toBe(1);

        await goTo(anna, `/conflicts?dossier=${dossier}`);
        const { page } = anna.driven;
        await page.getByText('Nergenshuizen').waitFor();
        await page.locator('li').filter({ hasText: 'Nergenshuizen' }).getByRole('button').first().click();
        await soon(async () => (await ask(bram, 'conflicts.list', { dossier: null })).length).toBe(0);
        for (const adviser of [anna, bram]) {
          await soon(() => isQuiet(adviser)).toBe(true);
          expect((await ask(adviser, 'dossier.open', { dossier })).candidate.place).toBe('Nergenshuizen');
        }

        // A third takes the dossier from him while he writes without the office: his work is handed in, and then it goes.
        await ask(bram, 'sync.pause', { paused: true });
        await change(bram, 'Onderweg');
        const grants = await store.read((db) => listGrants(db, office.organisation, { dossier, person: bram.person }));
        await revokeGrant(office.server.context, hand, grants[0]?.epoch ?? '');
        await ask(bram, 'sync.pause', { paused: false });
        await soon(async () => (await ask(bram, 'caseload.summary', null)).candidates).toBe(0);
        await goTo(bram, '/settings/office');
        await bram.driven.page.getByText(say('office.notice.dossierRevoked', { count: 1, name: '' })).waitFor();
        await button(bram.driven.page, say('office.noticesSeen')).click();
        expect((await ask(anna, 'dossier.open', { dossier })).candidate.place).toBe('Nergenshuizen');

        // Each log holds together, at both laptops and at the office.
        for (const adviser of [anna, bram])
          expect(await ask(adviser, 'caseload.verify', null)).toMatchObject({ audit: true, problems: [] });
        const { entries } = await ask(bram, 'audit.list', { offset: 0, limit: 200 });
        expect(entries.map(({ action }) => action)).toEqual(expect.arrayContaining(['sync.connected', 'sync.letGo']));
      },
      SLOW,
    );
  },
);
