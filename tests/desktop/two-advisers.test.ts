// The story of docs/two-advisers.md: two packaged applications and one server on one machine, driven as two advisers, with an
// administrator at the command line. Its chapters go on where the one before ended. In the end each screen and each log is what
// core/sync/SPEC.md promises. With JOBPORT_STORY_PICTURES it leaves its pictures in that folder (`npm run tour -- --story`).

import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  statfsSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Answer, Ask, Channel } from '../../core/contract/contract.ts';
import {
  beginOwnCaseload,
  button,
  inventedAdviser,
  openBySearch,
  openTab,
  typeAnswer,
  unlock,
  wordsIn,
} from '../../scripts/tour/adviser.ts';
import { settled } from '../../scripts/tour/diary.ts';
import { answerOpenDialog, answerSaveDialog } from '../../scripts/tour/dialogs.ts';
import { laptop as screen } from '../../scripts/tour/host.ts';
import { smallPng } from '../../scripts/tour/small-png.ts';
import { listAudit } from '../../server/audit.ts';
import { openStore } from '../../server/store.ts';
import { databases } from '../server/support/office.ts';
import { processes } from '../server/support/processes.ts';
import { clockOff, noFakeTime } from '../support/fake-time.ts';
import { cuttable } from '../support/line.ts';
import { drive, drivenExecutable, noPackage, type Driven } from '../support/packaged.ts';

const say = wordsIn('nl');
const soon = <T>(look: () => Promise<T> | T) => expect.poll(look, { timeout: 60_000, interval: 100 });
const SLOW = 240_000;
const PICTURES = process.env['JOBPORT_STORY_PICTURES'];
const MB = 1_000_000;
const LARGE = 300 * MB;
/** The largest piece in which a document goes over the line: what a cut may cost. */
const PIECE = 8 * 1024 * 1024;
/** The file itself, both laptops, the office, and the copy that is compared. */
const disk = statfsSync(tmpdir());
const noRoom =
  disk.bavail * disk.bsize < 6 * LARGE ? 'less than 1.8 GB free for five times a document of 300 MB' : null;
const because = (reason: string | null): string => (reason === null ? '' : ` (${reason})`);

type Adviser = {
  driven: Driven;
  readonly person: string;
  readonly profile: string;
  readonly line: Awaited<ReturnType<typeof cuttable>>;
};

describe.skipIf(drivenExecutable === null)(
  `two advisers and one office${because(drivenExecutable === null ? noPackage : null)}`,
  () => {
    const places = databases('SQLite');
    const running = processes();
    const folder = mkdtempSync(join(tmpdir(), 'jobport-two-'));
    const lastNight = join(folder, 'last-night');
    let place: Awaited<ReturnType<typeof places.fresh>>;
    let server: Awaited<ReturnType<typeof running.serve>>;
    let organisation: string;
    let anna: Adviser;
    let bram: Adviser;
    let noor: string;
    let wouter: string;
    const both = (): Adviser[] => [anna, bram];

    /** What the administrator types at the machine of the server. */
    function administrator<T = { id: string; code: string }>(...typed: string[]): T {
      const { code, said } = running.admin(place, ...typed);
      if (code !== 0) throw new Error(`${typed.join(' ')}: ${JSON.stringify(said)}`);
      return said as T;
    }

    beforeAll(async () => {
      if (PICTURES) rmSync(PICTURES, { recursive: true, force: true });
      place = await places.fresh();
      organisation = administrator('organisation', 'add', '--name', 'Voorbeeldgemeente Zandwijk').id;
      server = await running.serve(place, { JOBPORT_EXAMPLE: 'no' });
      [anna, bram] = await Promise.all([begin('Anna Verzonnen', 'anna'), begin('Bram Verzonnen', 'bram')]);
    }, SLOW);
    afterAll(async () => {
      for (const adviser of [anna, bram]) {
        await adviser?.driven.quit();
        await adviser?.line.close();
      }
      running.close();
      await places.close();
      rmSync(folder, { recursive: true, force: true });
    }, SLOW);

    /** Past the screen, through the same door as the window: to look, and for what is not the point here. */
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

    async function start(profile: string, env: NodeJS.ProcessEnv = {}): Promise<Driven> {
      const driven = await drive({ profile, env, args: ['--force-device-scale-factor=1'] });
      driven.page.setDefaultTimeout(60_000);
      await driven.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
      await driven.app.evaluate(({ BrowserWindow }, { width, height }) => {
        BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
      }, screen);
      return driven;
    }

    /** From the first start to a laptop of the office, as the adviser does it. */
    async function begin(name: string, profileName: string): Promise<Adviser> {
      const person = administrator('person', 'add', '--name', name).id;
      const { code } = administrator('invite', person);
      const line = await cuttable(server.url);
      const profile = join(folder, profileName);
      const adviser = { driven: await start(profile), person, profile, line };
      const { page } = adviser.driven;
      await beginOwnCaseload(page, say, undefined, { ...inventedAdviser, name, email: `${profileName}@example.nl` });
      await goTo(adviser, '/settings/office');
      await page.getByLabel(say('office.address')).fill(line.url);
      await page.getByLabel(say('office.code')).fill(code);
      await page.getByLabel(say('office.laptop')).fill(`Laptop van ${name}`);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: say('office.allThere') }).waitFor();
      await button(page, say('common.close')).click();
      return adviser;
    }

    /** Closed and opened again, maybe with another clock. */
    async function restart(adviser: Adviser, env: NodeJS.ProcessEnv = {}): Promise<void> {
      await adviser.driven.quit();
      adviser.driven = await start(adviser.profile, env);
      await unlock(adviser.driven.page, say);
    }

    const isQuiet = async (adviser: Adviser): Promise<boolean> => {
      const state = await ask(adviser, 'sync.state', null);
      return (
        state.type === 'connected' &&
        state.hindrance === null &&
        state.doing === 'resting' &&
        state.lastContact !== null &&
        state.onlyHere + state.unconfirmed === 0 &&
        state.fetching === null
      );
    };
    const quiet = async (): Promise<void> => {
      for (const adviser of both()) await soon(() => isQuiet(adviser)).toBe(true);
    };
    const hasNoLine = async (adviser: Adviser): Promise<void> => {
      adviser.line.cut(true);
      await ask(adviser, 'sync.now', null);
      await soon(async () => {
        const state = await ask(adviser, 'sync.state', null);
        return state.type === 'connected' && state.hindrance;
      }).toBe('serverAway');
    };
    /** The line is back, and the adviser does not wait for the next try. */
    async function comeBack(adviser: Adviser): Promise<void> {
      adviser.line.cut(false);
      await goTo(adviser, '/settings/office');
      await button(adviser.driven.page, say('office.now')).click();
    }
    const openDossier = async ({ driven }: Adviser, words: string): Promise<void> => {
      await openBySearch(driven.page, say, words);
      await openTab(driven.page, say, 'profile');
    };
    async function writes({ driven: { page } }: Adviser, field: string, text: string): Promise<void> {
      await typeAnswer(page, `candidate.${field}`, text);
      await page.keyboard.press('Enter');
      await page.locator(`[data-field="candidate.${field}"]`).filter({ hasText: text }).waitFor();
    }
    const candidateOf = async (adviser: Adviser, dossier: string) =>
      (await ask(adviser, 'dossier.open', { dossier })).candidate;
    const candidates = async (adviser: Adviser) => (await ask(adviser, 'caseload.summary', null)).candidates;
    const conflictsOf = async (adviser: Adviser) => (await ask(adviser, 'conflicts.list', { dossier: null })).length;
    const give = (dossier: string, to: Adviser) =>
      administrator('grant', 'give', '--dossier', dossier, '--person', to.person);
    const seen = async ({ driven: { page } }: Adviser): Promise<void> => {
      await button(page, say('office.noticesSeen')).first().click();
      await soon(() => page.locator('[data-notice], [data-notice-bar]').count()).toBe(0);
    };
    const document = ({ driven: { page } }: Adviser, name: string) =>
      page.locator('[data-documents] li').filter({ has: page.getByRole('group', { name, exact: true }) });

    let pictures = 0;
    async function picture({ driven: { page } }: Adviser, name: string): Promise<void> {
      if (!PICTURES) return;
      mkdirSync(PICTURES, { recursive: true });
      pictures += 1;
      // What was said of an earlier deed is not what the picture is about.
      const said = page
        .getByRole('region', { name: say('common.notifications') })
        .getByRole('button', { name: say('common.close') });
      while ((await said.count()) > 0) await said.first().click();
      await page.mouse.move(0, 0);
      await settled(page);
      const file = join(PICTURES, `${String(pictures).padStart(2, '0')}-${name}.png`);
      writeFileSync(file, smallPng(await page.screenshot({ animations: 'disabled', caret: 'hide' })));
    }

    afterEach(async ({ task }) => {
      if (!PICTURES || task.result?.state !== 'fail') return;
      for (const { driven, profile } of both())
        await driven.page.screenshot({ path: `${PICTURES}-${basename(profile)}-FAILED.png` });
    });

    it(
      'both write in the same dossier without a line: other fields are put together, of the same field both answers stay until one is chosen',
      async () => {
        ({ dossier: noor } = await ask(anna, 'candidates.add', {
          fields: {
            givenName: 'Noor',
            surname: 'Quispelbeek',
            street: 'Bedachtestraat',
            houseNumber: '12',
            place: 'Zandwijk',
            phase: 'orientation',
          },
        }));
        ({ dossier: wouter } = await ask(anna, 'candidates.add', {
          fields: { givenName: 'Wouter', surname: 'Wisman', place: 'Reigerveen', phase: 'intake' },
        }));
        await soon(() => isQuiet(anna)).toBe(true);
        for (const dossier of [noor, wouter]) give(dossier, bram);
        await soon(() => candidates(bram)).toBe(2);
        await quiet();
        await goTo(bram, '/candidates');
        await bram.driven.page
          .locator('[data-notice-bar]')
          .getByText(/^Je kreeg het dossier van /)
          .waitFor();
        await picture(bram, 'bram-gets-dossiers');
        await seen(bram);

        for (const adviser of both()) await openDossier(adviser, 'quispelbeek');
        for (const adviser of both()) await hasNoLine(adviser);
        await writes(anna, 'street', 'Lindelaan');
        await writes(anna, 'place', 'Reigerveen');
        await writes(bram, 'place', 'Nergenshuizen');
        await writes(bram, 'houseNumber', '48');
        await bram.driven.page
          .getByText(say('app.onlyHere', { count: 2 }))
          .first()
          .waitFor();
        await picture(bram, 'bram-writes-without-a-line');

        for (const adviser of both()) await comeBack(adviser);
        for (const adviser of both()) await soon(() => conflictsOf(adviser)).toBe(1);
        await quiet();
        for (const adviser of both())
          expect(await candidateOf(adviser, noor)).toMatchObject({ street: 'Lindelaan', houseNumber: '48' });

        // Both are offered both.
        for (const adviser of both()) {
          const { page } = adviser.driven;
          await openDossier(adviser, 'quispelbeek');
          await page.locator('[data-conflict-bar]').waitFor();
          await page.getByRole('link', { name: say('conflicts.look'), exact: true }).click();
          for (const answer of ['Reigerveen', 'Nergenshuizen'])
            await page.locator('[data-conflict] li').filter({ hasText: answer }).waitFor();
        }
        await picture(anna, 'two-answers');
        const { page } = anna.driven;
        const his = page.locator('[data-conflict] li').filter({ hasText: 'Nergenshuizen' });
        await his.getByRole('button').click();
        await page.getByText(say('conflicts.decided')).waitFor();
        await bram.driven.page.getByText(say('conflicts.none')).waitFor();
        await quiet();
        for (const adviser of both())
          expect(await candidateOf(adviser, noor)).toMatchObject({ place: 'Nergenshuizen' });

        // Undone, both stand again, with both; and then it is chosen after all.
        await button(page, say('common.undo')).last().click();
        for (const adviser of both()) await soon(() => conflictsOf(adviser)).toBe(1);
        for (const answer of ['Reigerveen', 'Nergenshuizen'])
          await bram.driven.page.locator('[data-conflict] li').filter({ hasText: answer }).waitFor();
        await his.getByRole('button').click();
        for (const adviser of both()) await soon(() => conflictsOf(adviser)).toBe(0);
        await quiet();
        for (const adviser of both())
          expect(await candidateOf(adviser, noor)).toMatchObject({ place: 'Nergenshuizen' });
      },
      SLOW,
    );

    it(
      'a third takes the dossier from Bram while he writes without a line: his work is handed in, the dossier goes, Anna takes it over',
      async () => {
        await openDossier(bram, 'quispelbeek');
        await hasNoLine(bram);
        await writes(bram, 'street', 'Onderwegpad');
        const grants = administrator<{ epoch: string }[]>('grant', 'list', '--dossier', noor, '--person', bram.person);
        for (const { epoch } of grants) administrator('grant', 'revoke', epoch);
        bram.line.cut(false);
        await ask(bram, 'sync.now', null);
        await soon(() => candidates(bram)).toBe(1);
        const { page } = bram.driven;
        await page.locator('[data-notice-bar]').waitFor();
        await picture(bram, 'bram-dossier-is-gone');
        await goTo(bram, '/settings/office');
        await page.getByText(say('office.notice.dossierRevoked', { count: 1, name: '' })).waitFor();
        await page.getByText(say('office.notice.workAside', { count: 1, name: '' })).waitFor();
        await seen(bram);

        await goTo(anna, '/candidates');
        await anna.driven.page.getByRole('link', { name: say('waiting.room') }).click();
        const work = anna.driven.page.locator('[data-work]');
        await work.getByText('Onderwegpad').waitFor();
        await picture(anna, 'work-that-waits');
        expect((await candidateOf(anna, noor)).street).toBe('Lindelaan');
        await button(work, say('waiting.takeOver')).click();
        await soon(async () => (await candidateOf(anna, noor)).street).toBe('Onderwegpad');
        await anna.driven.page.getByText(say('waiting.none')).waitFor();
        await soon(() => anna.driven.page.locator('[data-notice-bar]').count()).toBe(0);
        give(noor, bram);
        await soon(() => candidates(bram)).toBe(2);
        await quiet();
        expect(await candidateOf(bram, noor)).toMatchObject({ street: 'Onderwegpad', place: 'Nergenshuizen' });
        await goTo(bram, '/settings/office');
        await seen(bram);
      },
      SLOW,
    );

    it.skipIf(noRoom !== null)(
      `a document of 300 MB is broken off at 40% and goes on from there, up and down, the same to the byte${because(noRoom)}`,
      async () => {
        const name = 'film van de proefplaatsing.mp4';
        const sha256 = writeNoise(join(folder, name), LARGE);
        const { page } = anna.driven;
        await openBySearch(page, say, 'quispelbeek');
        await openTab(page, say, 'documents');
        await answerOpenDialog(anna.driven.app, [join(folder, name)]);
        const { up } = anna.line.moved();
        anna.line.standStillAfter('up', 0.4 * LARGE);
        await button(page, say('documents.choose')).click();
        await page.getByText(say('documents.adding', { name })).waitFor();
        await soon(() => anna.line.isStill()).toBe(true);
        await document(anna, name)
          .getByText(/wordt gebracht, 3\d\s?%/)
          .waitFor();
        await picture(anna, 'document-on-its-way');
        anna.line.cut(true);
        await document(anna, name).getByText(say('documents.where.onlyHere')).waitFor();
        await page
          .getByText(say('documents.onlyHere', { count: 1 }))
          .first()
          .waitFor();
        await picture(anna, 'document-broken-off');
        anna.line.cut(false);
        await ask(anna, 'sync.now', null);
        await document(anna, name).getByText(say('documents.where.both')).waitFor();
        // What came before the cut did not come again.
        expect(anna.line.moved().up - up).toBeLessThan(LARGE + 2 * PIECE);

        const before = bram.line.moved().down;
        await openBySearch(bram.driven.page, say, 'quispelbeek');
        await openTab(bram.driven.page, say, 'documents');
        bram.line.standStillAfter('down', 0.4 * LARGE);
        await button(bram.driven.page, say('documents.fetchNamed', { name })).click();
        await soon(() => bram.line.isStill()).toBe(true);
        await document(bram, name)
          .getByText(/wordt gehaald, 3\d\s?%/)
          .waitFor();
        bram.line.cut(true);
        await document(bram, name).getByText(say('documents.where.waitsForLine')).waitFor();
        bram.line.cut(false);
        await ask(bram, 'sync.now', null);
        await document(bram, name).getByText(say('documents.where.both')).waitFor();
        expect(bram.line.moved().down - before).toBeLessThan(LARGE + 2 * PIECE);

        const copies = join(folder, 'copies');
        mkdirSync(copies);
        await answerSaveDialog(bram.driven.app, copies);
        await button(bram.driven.page, say('documents.more', { name })).click();
        await bram.driven.page.getByRole('menuitem', { name: say('documents.saveCopy') }).click();
        await bram.driven.page.getByText(say('documents.saved', { name })).waitFor();
        expect(await sha256Of(join(copies, name))).toBe(sha256);
        for (const file of [copies, join(folder, name)]) rmSync(file, { recursive: true });
      },
      SLOW,
    );

    it(
      `one clock is a year off: nothing opens that may not, nothing is lost, and no clock decides${because(noFakeTime)}`,
      async () => {
        administrator('backup', lastNight);

        bram.line.cut(true);
        await restart(bram, noFakeTime === null ? clockOff('+366d') : {});
        const { page } = bram.driven;
        if (noFakeTime === null) {
          // A year without the office, as far as this laptop knows: it opens to ask, and shows nothing before.
          await page.getByRole('heading', { name: say('vault.leaseTitle') }).waitFor();
          expect(await page.getByText('Quispelbeek').count()).toBe(0);
          await picture(bram, 'a-year-ahead');
          bram.line.cut(false);
          await button(page, say('vault.leaseAgain')).click();
        } else bram.line.cut(false);
        await page.getByRole('navigation').first().waitFor();
        await quiet();

        for (const adviser of both()) await openDossier(adviser, 'quispelbeek');
        for (const adviser of both()) await hasNoLine(adviser);
        await writes(bram, 'postcode', '4321 BA');
        await writes(bram, 'country', 'Nederland');
        await writes(anna, 'postcode', '1234 AB');
        // Bram's comes in first, Anna's last: shown first is what came in last, though his clock says next year.
        await comeBack(bram);
        await soon(() => isQuiet(bram)).toBe(true);
        await comeBack(anna);
        for (const adviser of both()) await soon(() => conflictsOf(adviser)).toBe(1);
        await quiet();
        for (const adviser of both())
          expect(await candidateOf(adviser, noor)).toMatchObject({ postcode: '1234 AB', country: 'Nederland' });
        for (const adviser of both()) {
          await goTo(adviser, `/conflicts?dossier=${noor}`);
          await adviser.driven.page.locator('[data-conflict]').waitFor();
        }
        await picture(anna, 'a-year-ahead-with-anna');
        const his = anna.driven.page.locator('[data-conflict] li').filter({ hasText: '4321' });
        // What his clock said is told as it said it.
        if (noFakeTime === null)
          await his.getByText(String(new Date(Date.now() + 366 * 24 * 3600_000).getFullYear())).waitFor();
        await his.getByRole('button').click();
        for (const adviser of both()) await soon(() => conflictsOf(adviser)).toBe(0);
        await quiet();

        // Put right again, a year back: no day of the lease is won by it, and none is lost.
        await restart(bram);
        await bram.driven.page.getByRole('navigation').first().waitFor();
        await quiet();
        for (const adviser of both()) expect((await candidateOf(adviser, noor)).postcode).toBe('4321 BA');
      },
      SLOW,
    );

    it(
      'the server is restored from last night: what came since is handed in again, and what was erased stays away',
      async () => {
        // Since the backup: the year ahead, a document, a new dossier, an erasure.
        await openBySearch(anna.driven.page, say, 'quispelbeek');
        await openTab(anna.driven.page, say, 'documents');
        writeFileSync(join(folder, 'diploma.txt'), 'Dit diploma bestaat niet.');
        await answerOpenDialog(anna.driven.app, [join(folder, 'diploma.txt')]);
        await button(anna.driven.page, say('documents.add')).click();
        await document(anna, 'diploma.txt').getByText(say('documents.where.both')).waitFor();
        const { dossier: later } = await ask(bram, 'candidates.add', {
          fields: { givenName: 'Sanne', surname: 'Zonneveld', place: 'Zandwijk', phase: 'intake' },
        });
        await soon(() => isQuiet(bram)).toBe(true);
        give(later, anna);
        administrator('erase', wouter, '--ground', 'request');
        await soon(() => candidates(anna)).toBe(2);
        await soon(() => candidates(bram)).toBe(2);
        await quiet();

        for (const adviser of both()) adviser.line.cut(true);
        expect(await server.stop()).toBe(0);
        expect(administrator<{ erasedAgain: number }>('restore', lastNight)).toMatchObject({ erasedAgain: 1 });
        server = await running.serve(place, { JOBPORT_EXAMPLE: 'no' });
        for (const adviser of both()) adviser.line.to(server.url);
        await goTo(anna, `/dossier/${noor}/documents`);
        for (const adviser of both()) await comeBack(adviser);
        await quiet();
        for (const adviser of both())
          await soon(() => candidateOf(adviser, noor)).toMatchObject({
            postcode: '4321 BA',
            country: 'Nederland',
            street: 'Onderwegpad',
          });
        const { page } = anna.driven;
        await page.getByText(say('office.notice.serverRestored', { count: 1, name: '' })).waitFor();
        await picture(anna, 'restored');
        // Given after the backup, so it is gone with it (SPEC.md): hers to give again.
        await soon(() => candidates(anna)).toBe(1);
        give(later, anna);
        await soon(() => candidates(anna)).toBe(2);
        await goTo(bram, `/dossier/${noor}/documents`);
        await button(bram.driven.page, say('documents.fetchNamed', { name: 'diploma.txt' })).click();
        await document(bram, 'diploma.txt').getByText(say('documents.where.both')).waitFor();
      },
      SLOW,
    );

    it(
      'in the end each screen and each log is what was promised',
      async () => {
        await quiet();
        const mine = await Promise.all(both().map((adviser) => ask(adviser, 'dossier.open', { dossier: noor })));
        expect(mine[0]?.candidate.place).toBe('Nergenshuizen');
        const [hers, his] = mine.map(({ candidate: { createdAt, changedAt, ...rest } }) => ({
          rest,
          createdAt,
          changedAt,
        }));
        expect(his).toEqual(hers);
        for (const adviser of both()) {
          const { page } = adviser.driven;
          await goTo(adviser, '/candidates');
          await page.getByRole('gridcell').filter({ hasText: 'Quispelbeek' }).first().waitFor();
          await page.getByRole('gridcell').filter({ hasText: 'Zonneveld' }).first().waitFor();
          expect(await page.getByText('Wisman').count()).toBe(0);
          await goTo(adviser, `/dossier/${noor}/profile`);
          for (const answer of ['Onderwegpad', '48', '4321 BA', 'Nergenshuizen', 'Nederland'])
            await page.locator('[data-field]').filter({ hasText: answer }).first().waitFor();
          expect(await page.locator('[data-conflict-bar], [data-waiting-bar]').count()).toBe(0);
          await goTo(adviser, '/conflicts');
          await page.getByText(say('conflicts.none')).waitFor();
          await goTo(adviser, '/waiting');
          await page.getByText(say('waiting.none')).waitFor();
          await goTo(adviser, `/dossier/${noor}/documents`);
          await document(adviser, 'diploma.txt').getByText(say('documents.where.both')).waitFor();
          await soon(() => page.locator('[data-documents] li:not([data-place="both"])').count()).toBe(0);
          await goTo(adviser, '/settings/office');
          await page.getByRole('heading', { name: say('office.allThere') }).waitFor();
          await seen(adviser);
          await soon(() => page.locator('[data-sync-state]').getAttribute('data-sync-state')).toBe('safe');
          expect(await page.locator('[data-hindrance]').count()).toBe(0);
        }
        await picture(anna, 'all-is-at-the-office');

        for (const adviser of both()) {
          expect(await ask(adviser, 'caseload.verify', null)).toMatchObject({
            audit: true,
            documents: true,
            problems: [],
          });
          const { entries } = await ask(adviser, 'audit.list', { offset: 0, limit: 200 });
          expect(entries.map(({ action }) => action)).toEqual(
            expect.arrayContaining(['sync.connected', 'sync.letGo', 'sync.beganAnew']),
          );
        }
        expect(administrator('audit', 'check')).toEqual({ firstBrokenLine: null });
        const store = await openStore(place.database);
        const lines = await store.read((db) => listAudit(db, organisation, { limit: 10_000 }));
        await store.close();
        const actions = new Set(lines.map(({ action }) => action));
        expect([...actions]).toEqual(
          expect.arrayContaining(['grant.given', 'grant.revoked', 'laptop.sync.letGo', 'laptop.sync.beganAnew']),
        );
        // Each line of a laptop follows the one before it, also over the restore.
        const told = lines.filter(({ action }) => action.startsWith('laptop.'));
        const broken = told.filter(
          ({ detail }) => !(JSON.parse(detail) as { laptop: { isWhole: boolean } }).laptop.isWhole,
        );
        expect(broken).toEqual([]);
        expect(new Set(told.map(({ device }) => device)).size).toBe(2);
        expect(existsSync(join(place.folder, 'documents', organisation, wouter))).toBe(false);
      },
      SLOW,
    );
  },
);

/** Bytes that nothing makes smaller. @returns what they are to be to the byte */
function writeNoise(path: string, bytes: number): string {
  const hash = createHash('sha256');
  const file = openSync(path, 'w');
  for (let done = 0; done < bytes; done += MB) {
    const noise = randomBytes(Math.min(MB, bytes - done));
    hash.update(noise);
    writeSync(file, noise);
  }
  closeSync(file);
  return hash.digest('hex');
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
