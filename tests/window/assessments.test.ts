/** Assessments on the real desktop: filled in by keyboard, back after a kill, typed over, read in, and packs from the files of their makers. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, describe, expect, it } from 'vitest';
import {
  accessibilityProblems,
  closeBrowser,
  newProfile,
  openWindow,
  type WindowUnderTest,
} from '../support/window.ts';
import { goTo, openSomebody, picture, read, soonWithin } from '../support/window-steps.ts';

afterAll(closeBrowser);

const soon = soonWithin(10_000);
const SLOW = 120_000;
const shared = join(import.meta.dirname, '../../../shared/data/assessments');
const hasShared = existsSync(shared);

const resultsOf = async (window: WindowUnderTest, id: string) => (await read(window, id)).rows.assessment;

const begin = async (page: Page, name: RegExp) => {
  await page.getByRole('button', { name: /^Nieuwe uitkomst/ }).click();
  await page.getByRole('menuitem', { name: /Hier invullen/ }).click();
  await page.getByRole('radio', { name }).check();
  await page.getByRole('button', { name: 'Beginnen' }).click();
  await page.locator('[data-questionnaire]').waitFor();
};

describe('assessments', () => {
  it(
    'a questionnaire is filled in by keyboard alone, goes on where it was after a kill, and shows what came out',
    async () => {
      const profile = newProfile();
      const first = await openSomebody({ profile });
      const { page, id } = first;
      await goTo(page, `/dossier/${id}/assessments`);
      await page.getByText('Nog geen uitkomsten van tests').waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.locator('[data-add-row]').focus();
      await page.keyboard.press('n');
      await page.getByRole('menuitem', { name: /Hier invullen/ }).press('Enter');
      await page.getByRole('dialog').getByText('Interesses (48 vragen)').waitFor();
      await picture(page, 'choose');
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.getByRole('button', { name: 'Beginnen' }).click();
      const questionnaire = page.locator('[data-questionnaire]');
      await questionnaire.getByText('Je leest 48 dingen').waitFor();
      await picture(page, 'intro');
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.keyboard.press('ArrowRight');
      await page.getByRole('heading', { name: 'Een fiets repareren' }).waitFor();
      await picture(page, 'question');
      expect(await accessibilityProblems(page)).toEqual([]);
      // Quicker than the screen: each key is one answer.
      for (const key of ['5', '2', '1', '4']) await page.keyboard.press(key);
      await page.getByRole('heading', { name: 'Klanten helpen kiezen in een winkel' }).waitFor();
      // Back, and another answer.
      await page.keyboard.press('ArrowLeft');
      await page.getByRole('heading', { name: 'Iemand troosten die verdriet heeft' }).waitFor();
      expect(await page.locator('[aria-pressed="true"]').textContent()).toContain('Leuk');
      await page.keyboard.press('5');
      await soon(async () => {
        const drafts = await first.window.ask('drafts.list', { prefix: `${id}/filling/` });
        return drafts[0]?.body;
      }).toBe(JSON.stringify({ r1: 5, i1: 2, a1: 1, s1: 5 }));
      // A kill: nothing was written into the result yet.
      await first.window.desktop.ask('vault.lock', { why: 'asked' });
      await first.window.close();

      const window = await openWindow({ profile });
      await window.ask('vault.createDemo', { language: 'nl' });
      await window.page.reload();
      await window.page.getByRole('navigation').first().waitFor();
      await goTo(window.page, `/dossier/${id}/assessments`);
      await window.page.getByRole('button', { name: 'Verder invullen' }).click();
      await window.page.getByRole('heading', { name: 'Klanten helpen kiezen in een winkel' }).waitFor();
      expect(await window.page.getByText('4 van 48').count()).toBe(1);
      // Later: what was answered is in the result, not finished.
      await window.page.getByRole('button', { name: 'Later verder' }).click();
      await window.page.getByText(/niet af: 4 van 48/).waitFor();
      await soon(async () => (await resultsOf(window, id))[0]?.finished).toBe('no');
      expect(await window.ask('drafts.list', { prefix: `${id}/filling/` })).toEqual([]);
      await picture(window.page, 'unfinished');
      await window.page.getByRole('button', { name: 'Verder invullen' }).click();
      await window.page.locator('[data-questionnaire]').waitFor();
      for (let index = 4; index < 48; index++) await window.page.keyboard.press(String(1 + (index % 5)));
      await window.page.getByRole('heading', { name: 'Alles is ingevuld' }).waitFor();
      expect(await accessibilityProblems(window.page)).toEqual([]);
      await window.page.getByRole('button', { name: 'Klaar' }).click();
      await window.page.locator('[data-assessment] table').first().waitFor();
      const [result] = await resultsOf(window, id);
      expect(result).toMatchObject({ finished: 'yes', way: 'filledIn', definition: 'jobport.interests@1' });
      expect(Object.keys(JSON.parse(result?.scores ?? '{}') as object)).toHaveLength(6);
      await window.page.getByText(/Zonder normen: er is niet onderzocht/).waitFor();
      await picture(window.page, 'result');
      expect(await accessibilityProblems(window.page)).toEqual([]);
      // The same figures stand where interests are shown, without being written down again.
      await goTo(window.page, `/dossier/${id}/skills`);
      await window.page.getByText('Interesses in beeld').waitFor();
      expect((await read(window, id)).rows.interestProfile).toEqual([]);
      // Undone it is not finished, and nothing that was answered is gone.
      await window.page.keyboard.press('Control+z');
      await soon(async () => (await resultsOf(window, id))[0]?.finished).toBe('no');
      expect((await resultsOf(window, id))[0]?.answers).toContain('"r1":5');
      await window.close();
      rmSync(profile, { recursive: true, force: true });
    },
    SLOW,
  );

  it(
    'a card sort puts the most important in order, and another pile takes a card out of it',
    async () => {
      const { window, page, id } = await openSomebody();
      await goTo(page, `/dossier/${id}/assessments`);
      await begin(page, /Wat werk waard maakt/);
      await page.keyboard.press('ArrowRight');
      for (let index = 0; index < 20; index++) await page.keyboard.press(index < 7 ? '3' : '1');
      await page.getByRole('heading', { name: 'Zet de 5 belangrijkste op volgorde' }).waitFor();
      for (const name of ['Goed verdienen', 'Zekerheid', 'Fijne collega’s'])
        await page
          .getByRole('group')
          .getByRole('button', { name: new RegExp(`^${name}`) })
          .click();
      await page.getByRole('button', { name: 'Zekerheid hoger' }).click();
      await picture(page, 'cards');
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.getByRole('button', { name: 'Verder', exact: true }).click();
      await page.getByRole('button', { name: 'Klaar' }).click();
      await page.getByText('Het hoogst: Zekerheid, Goed verdienen, Fijne collega’s').first().waitFor();
      const [result] = await resultsOf(window, id);
      expect(JSON.parse(result?.scores ?? '{}')).toMatchObject({
        security: 8,
        income: 7,
        colleagues: 6,
        helping: 3,
        health: 1,
      });
      await picture(page, 'values');
      await window.close();
    },
    SLOW,
  );

  it(
    'scores are typed over from a report and read in from a list, with what is wrong named by its line; two of them are compared',
    async () => {
      const { window, page, id } = await openSomebody();
      await goTo(page, `/dossier/${id}/assessments`);
      await page.getByRole('button', { name: /^Nieuwe uitkomst/ }).click();
      await page.getByRole('menuitem', { name: /Overnemen uit een rapport/ }).click();
      const lines = page.locator('textarea[data-editor="assessment.scores"]');
      await lines.fill('Taal; 6\nRekenen goed');
      await lines.blur();
      await page.getByText('Regel 2: achter “Rekenen goed” staat geen getal.').waitFor();
      expect((await resultsOf(window, id))[0]?.scores).toBe(null);
      await lines.fill('Taal; 6\nRekenen: 3,5\nTempo\t8');
      await lines.blur();
      await soon(async () => (await resultsOf(window, id))[0]?.scores).toBe('{"Taal":6,"Rekenen":3.5,"Tempo":8}');
      await page.getByText('Het hoogst: Tempo, Taal, Rekenen').first().waitFor();
      await page.getByText(/Er staat geen normgroep bij/).waitFor();
      await picture(page, 'typed-over');
      expect(await accessibilityProblems(page)).toEqual([]);

      const list = join(window.profile, 'Rapport 2025.csv');
      writeFileSync(list, 'schaal;score\r\nTaal;4\r\nRekenen;3,5\r\nTempo;8\r\nPlan;-\r\n');
      await page.locator('[data-score-list]').setInputFiles(list);
      await page.getByText('1 regel was geen score. De andere zijn ingelezen.').waitFor();
      await soon(async () => (await resultsOf(window, id)).map(({ way }) => way).toSorted()).toEqual([
        'imported',
        'typedOver',
      ]);
      const imported = (await resultsOf(window, id)).find(({ way }) => way === 'imported');
      expect(imported).toMatchObject({ title: 'Rapport 2025', scores: '{"Taal":4,"Rekenen":3.5,"Tempo":8}' });
      // A list that is none says so, and makes nothing.
      const none = join(window.profile, 'brief.txt');
      writeFileSync(none, 'Beste mevrouw,\n');
      await page.locator('[data-score-list]').setInputFiles(none);
      await page.getByText('In dit bestand staan geen scores.').waitFor();
      expect(await resultsOf(window, id)).toHaveLength(2);
      const [typed] = (await resultsOf(window, id)).filter(({ way }) => way === 'typedOver');
      await window.ask('dossier.edit', {
        dossier: id,
        concept: 'assessment',
        row: imported?.id ?? '',
        fields: { title: typed?.title ?? '', date: '2025-03-01' },
      });
      await page.getByLabel('Vergelijk met eerder').selectOption({ index: 1 });
      await page.getByText(/Het meest veranderd: Taal, van/).waitFor();
      await picture(page, 'compare');
      expect(await accessibilityProblems(page)).toEqual([]);
      await window.close();
    },
    SLOW,
  );

  it(
    'the report itself is kept with its scores, as a document that is about them',
    async () => {
      const profile = newProfile();
      const report = join(profile, 'rapport.pdf');
      writeFileSync(report, '%PDF-1.7\n%%EOF\n');
      const { window, page, id } = await openSomebody({ profile, chosenFiles: () => [report] });
      await goTo(page, `/dossier/${id}/assessments`);
      await page.getByRole('button', { name: /^Nieuwe uitkomst/ }).click();
      await page.getByRole('menuitem', { name: /Overnemen uit een rapport/ }).click();
      await page.locator('[data-assessment] [data-attached]').getByRole('button').click();
      await page.locator('[data-assessment] [data-attached]').getByRole('button', { name: 'rapport.pdf' }).waitFor();
      const { document, assessment } = (await read(window, id)).rows;
      expect(document[0]).toMatchObject({ about: `assessment/${assessment[0]?.id}` });
      await window.close();
      rmSync(profile, { recursive: true, force: true });
    },
    SLOW,
  );

  it(
    'a questionnaire with norm groups asks whom to compare with, and then says where somebody stands among them',
    async () => {
      const profile = newProfile();
      const file = join(profile, 'met-normen.json');
      const ours = JSON.parse(
        readFileSync(join(import.meta.dirname, '../../resources/questionnaires/interests.json'), 'utf8'),
      );
      const reliability = { alpha: 0.91, sd: 5, source: 'Verzonnen Handleiding 2026' };
      const group = (id: string, name: string, mean: number) => ({
        id,
        name: { nl: name },
        source: 'Verzonnen Handleiding 2026, tabel 4',
        scales: Object.fromEntries(ours.scales.map((scale: { id: string }) => [scale.id, { mean, sd: 5 }])),
      });
      const norms = [group('work', 'Verzonnen werkenden 2026', 24), group('youth', 'Verzonnen leerlingen 2026', 20)];
      const scales = ours.scales.map((scale: object) => ({ ...scale, reliability }));
      writeFileSync(
        file,
        JSON.stringify({
          ...ours,
          id: 'verzonnen.met-normen',
          title: { nl: 'Verzonnen lijst' },
          languages: { nl: 'original' },
          scales,
          norms,
        }),
      );
      const { window, page, id } = await openSomebody({ profile, chosenFiles: () => [file] });
      await goTo(page, '/settings/questionnaires');
      await page.getByRole('button', { name: 'Vragenlijst innemen' }).click();
      await page.getByRole('button', { name: 'Innemen: Verzonnen lijst' }).click();
      await soon(async () => (await window.ask('assessments.definitions', null)).length).toBe(4);
      const scores = { realistic: 29, investigative: 24, artistic: 20, social: 38, enterprising: 24, conventional: 16 };
      await window.ask('dossier.addRow', {
        dossier: id,
        concept: 'assessment',
        fields: {
          definition: `verzonnen.met-normen@${ours.version}`,
          title: 'Verzonnen uitkomst',
          date: '2026-11-03',
          way: 'filledIn',
          language: 'nl',
          finished: 'yes',
          normGroup: 'Een andere groep',
          scores: JSON.stringify(scores),
        },
      });
      await goTo(page, `/dossier/${id}/assessments`);
      await page.locator('[data-assessment] [aria-expanded]').first().click();
      await page.getByText('Deze normgroep hoort niet bij deze vragenlijst.').waitFor();
      expect(await page.getByRole('columnheader', { name: 'T-score' }).count()).toBe(0);
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.getByText('Deze normgroep hoort niet bij deze vragenlijst.').scrollIntoViewIfNeeded();
      await picture(page, 'norms-asked');
      await page.getByRole('button', { name: 'Verzonnen werkenden 2026' }).click();
      await page.getByRole('columnheader', { name: 'T-score' }).waitFor();
      // 50 + 10 × (29 − 24) / 5; and 95%: 29 ± 1.96 × 5 × √(1 − 0.91) = 26.06 to 31.94, so 54.1 to 65.9.
      expect(await page.getByRole('row', { name: /^Praktisch Je bent/ }).textContent()).toMatch(
        /tussen 26,1 en 31,9.*60.*tussen 54,1 en 65,9/,
      );
      expect(await page.getByText('Deze normgroep hoort niet').count()).toBe(0);
      // The picture names what the table names: never one of two that are the same.
      expect(await page.locator('[data-assessment] figcaption').allInnerTexts()).toEqual([
        'Het hoogst: sociaal, praktisch',
        'Het hoogst: Sociaal, Praktisch',
      ]);
      expect((await resultsOf(window, id))[0]?.normGroup).toBe('Verzonnen werkenden 2026');
      await page.getByRole('columnheader', { name: 'T-score' }).scrollIntoViewIfNeeded();
      await picture(page, 'norms');
      expect(await accessibilityProblems(page)).toEqual([]);
      // With letters twice as large the table stays inside its card, and a word of a scale is not cut up letter by letter.
      await page.setViewportSize({ width: 640, height: 400 });
      const table = page.locator('[data-assessment] figure table').last();
      await soon(() =>
        table.evaluate((shown) => {
          const edge = shown.closest('figure')?.getBoundingClientRect().right ?? 0;
          const name = shown.querySelector('tbody th')?.getBoundingClientRect().width ?? 0;
          return [shown.getBoundingClientRect().right <= edge + 1, name > 120];
        }),
      ).toEqual([true, true]);
      await picture(page, 'norms-200');
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.keyboard.press('Control+z');
      await page.getByText('Deze normgroep hoort niet bij deze vragenlijst.').waitFor();
      await window.close();
      rmSync(profile, { recursive: true, force: true });
    },
    SLOW,
  );

  it.skipIf(!hasShared)(
    'questionnaires of others are taken in from their files in the settings, with their licence, and taken out with undo',
    async () => {
      let chosen: string[] = [];
      const { window, page, id } = await openSomebody({ chosenFiles: () => chosen });
      await goTo(page, '/settings/questionnaires');
      await page.getByText('hoort bij Jobport').first().waitFor();
      const wrong = join(window.profile, 'x.json');
      writeFileSync(wrong, '{}');
      chosen = [
        join(shared, 'ipip-neo-120', 'nl', 'questions.json'),
        join(shared, 'ipip-neo-120', 'nl', 'choices.json'),
        join(shared, 'onet-interest-profiler-sf', 'items_en.json'),
        wrong,
      ];
      await page.getByRole('button', { name: 'Vragenlijst innemen' }).click();
      await page.getByText('x.json is geen vragenlijst die dit programma kent.').waitFor();
      await picture(page, 'packs-found');
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.getByRole('button', { name: 'Innemen: IPIP-NEO-120: persoonlijkheid' }).click();
      await page.getByRole('button', { name: 'Innemen: O*NET Interest Profiler (kort, Engels)' }).click();
      await soon(async () => (await window.ask('assessments.definitions', null)).length).toBe(5);
      await page.getByText(/O\*NET Career Exploration Tools, © USDOL\/ETA, CC BY 4.0/).waitFor();
      await page.getByRole('button', { name: 'O*NET Interest Profiler (kort, Engels) verwijderen' }).click();
      await soon(async () => (await window.ask('assessments.definitions', null)).length).toBe(4);
      await page.getByRole('button', { name: 'Ongedaan maken', exact: true }).click();
      await soon(async () => (await window.ask('assessments.definitions', null)).length).toBe(5);
      await picture(page, 'packs');

      // The other language joins what is there.
      chosen = [
        join(shared, 'ipip-neo-120', 'en', 'questions.json'),
        join(shared, 'ipip-neo-120', 'en', 'choices.json'),
      ];
      await page.getByRole('button', { name: 'Vragenlijst innemen' }).click();
      await page.getByRole('button', { name: 'Innemen: IPIP-NEO-120: persoonlijkheid' }).click();
      await soon(
        async () =>
          (await window.ask('assessments.definitions', null)).find(({ key }) => key === 'ipip.neo-120@1')?.definition
            .languages,
      ).toEqual({ nl: 'adaptation', en: 'original' });

      await goTo(page, `/dossier/${id}/assessments`);
      await begin(page, /IPIP-NEO-120/);
      await page.keyboard.press('ArrowRight');
      for (let index = 0; index < 120; index++) await page.keyboard.press(String(1 + (index % 5)));
      await page.getByRole('button', { name: 'Klaar' }).click();
      await page.getByRole('button', { name: 'Toon ook de kanten van elke eigenschap' }).click();
      expect(await page.locator('[data-assessment] tbody tr').count()).toBe(35);
      await page.getByText('Deze vragen zijn een vertaling die niet is onderzocht.').waitFor();
      await picture(page, 'personality');
      expect(await accessibilityProblems(page)).toEqual([]);
      await window.close();
    },
    SLOW,
  );

  it.skipIf(!hasShared)(
    'occupations are explored by interests, one beside the person, when their lists are there; and how to get them when not',
    async () => {
      const lists = join(shared, '..');
      let chosen: string[] = [];
      const { window, page, id } = await openSomebody({ chosenFiles: () => chosen });
      const scores = { realistic: 14, investigative: 18, artistic: 20, social: 38, enterprising: 24, conventional: 16 };
      await window.ask('dossier.addRow', {
        dossier: id,
        concept: 'assessment',
        fields: {
          definition: 'jobport.interests@1',
          title: 'Interesses',
          date: '2026-11-03',
          way: 'filledIn',
          language: 'nl',
          finished: 'yes',
          scores: JSON.stringify(scores),
        },
      });
      await goTo(page, `/dossier/${id}/assessments`);
      await page.locator('[data-assessment] [aria-expanded]').first().click();
      const explore = page.getByRole('button', { name: 'Verken beroepen bij deze interesses' });
      await explore.click();
      await page.getByText(/Daarvoor zijn drie lijsten nodig/).waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);

      chosen = [
        join(lists, 'esco', 'v1.2-nl', 'occupations_nl.csv'),
        join(lists, 'esco', 'v1.2-nl', 'ISCOGroups_nl.csv'),
        join(lists, 'esco', 'v1.2-nl', 'ESCO_to_ONET-SOC.xlsx'),
        join(lists, 'onet', 'Interests.txt'),
      ];
      const files = await window.ask('packs.choose', null);
      const { plan } = await window.ask('packs.read', { tokens: files.map(({ token }) => token), job: 'read' });
      await window.ask('packs.import', { plan, job: 'import' });
      await page.reload();
      await page.getByRole('navigation').first().waitFor();
      await page.locator('[data-assessment] [aria-expanded]').first().click();
      await explore.click();
      const list = page.locator('[data-exploring] li');
      await list.first().waitFor();
      expect(await list.count()).toBe(12);
      // Somebody who likes to work with people most: what comes first asks for that.
      expect(await list.first().textContent()).toMatch(/lijkt er sterk op · sociaal/);
      await page.getByLabel('Zoek een beroep').fill('verpleegkundige');
      await list.first().getByRole('button').click();
      await page.getByText(/vraagt ook om: .*sociaal/).waitFor();
      expect(await page.locator('[data-exploring] dl').textContent()).toMatch(/van 18.*van 28/);
      await picture(page, 'explore');
      await page.locator('[data-exploring] dl').scrollIntoViewIfNeeded();
      await picture(page, 'explore-beside');
      expect(await accessibilityProblems(page)).toEqual([]);
      // Nothing of it was written down.
      expect((await read(window, id)).rows.desiredOccupation).toEqual([]);
      await window.close();
    },
    SLOW,
  );

  it.each([
    ['nl', 'dark', 1],
    ['en', 'light', 2],
  ] as const)(
    'reads well in %s, %s, at scale %i',
    async (language, theme, zoom) => {
      const { window, page, id } = await openSomebody(
        { theme, width: 1280 / zoom, height: 800 / zoom, scale: zoom },
        language,
      );
      const interests = (await window.ask('assessments.definitions', null))[0]?.definition;
      const scores = { realistic: 36, investigative: 20, artistic: 12, social: 32, enterprising: 28, conventional: 16 };
      const add = (date: string, change: object) =>
        window.ask('dossier.addRow', {
          dossier: id,
          concept: 'assessment',
          fields: {
            definition: 'jobport.interests@1',
            title: interests?.title[language] ?? '',
            date,
            way: 'filledIn',
            language,
            answeredBy: 'candidate',
            finished: 'yes',
            scores: JSON.stringify({ ...scores, ...change }),
          },
        });
      await add('2026-02-03', { realistic: 20, social: 24 });
      await add('2026-11-03', {});
      await goTo(page, `/dossier/${id}/assessments`);
      await page.locator('[data-assessment] [aria-expanded]').first().click();
      await page.locator('[data-assessment] select').first().selectOption({ index: 1 });
      await page.locator('[data-assessment] table').first().waitFor();
      await picture(page, `${language}-${theme}-${zoom}-result`);
      expect(await accessibilityProblems(page)).toEqual([]);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth),
      ).toBe(true);
      await page
        .getByRole('button', {
          name: language === 'nl' ? 'Antwoorden bekijken of wijzigen' : 'Look at or change answers',
        })
        .click();
      await page.locator('[data-questionnaire]').waitFor();
      await page.keyboard.press('ArrowRight');
      await picture(page, `${language}-${theme}-${zoom}-question`);
      expect(await accessibilityProblems(page)).toEqual([]);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth),
      ).toBe(true);
      await window.close();
    },
    SLOW,
  );
});
