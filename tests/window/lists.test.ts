/** Lists of occupations and skills on the real desktop: added, used while typing, replaced and removed. All names are invented. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { occupationCode, occupations, relations, skillCode, skills, groups } from '../support/pack-files.ts';
import {
  accessibilityProblems,
  closeBrowser,
  newProfile,
  openWindow,
  type WindowUnderTest,
} from '../support/window.ts';
import { goTo, picture, soonWithin } from '../support/window-steps.ts';

afterAll(closeBrowser);

const soon = soonWithin(10_000);
const SLOW = 120_000;

const FIRST = {
  'occupations_nl.csv': occupations([
    { id: 'mill', label: 'molenbouwer', others: ['bouwer van molens', 'wiekenzetter'] },
    { id: 'millstone', label: 'molensteenkapper' },
    { id: 'lamp', label: 'lantaarnopsteker' },
  ]),
  'occupations_en.csv': occupations([{ id: 'mill', label: 'mill builder' }]),
  'skills_nl.csv': skills([
    { id: 'sails', label: 'wieken richten' },
    { id: 'wind', label: 'windkunde', type: 'knowledge' },
  ]),
  'occupationSkillRelations.csv': relations([
    ['mill', 'essential', 'sails'],
    ['mill', 'optional', 'wind'],
    ['mill', 'optional', 'nowhere'],
  ]),
  'ISCOGroups_nl.csv': groups([['8344', 'Bouwers van bijzondere zaken']]),
};
const SECOND = {
  ...FIRST,
  'occupations_nl.csv': occupations([
    { id: 'mill', label: 'molenmaker' },
    { id: 'millstone', label: 'molensteenkapper' },
  ]),
};

/** A window in the practice caseload, and somebody in it; the dialog gives the files that `give` wrote last. */
async function open(options: Parameters<typeof openWindow>[0] = {}, language: 'nl' | 'en' = 'nl') {
  const folder = newProfile();
  let chosen: string[] = [];
  const window = await openWindow({ ...options, demo: language, chosenFiles: () => chosen });
  const { dossier: id } = await window.ask('candidates.add', { fields: { givenName: 'Vera', surname: 'Verzonnen' } });
  await window.page.getByRole('navigation').first().waitFor();
  const give = (files: Readonly<Record<string, string>>) => {
    chosen = Object.entries(files).map(([name, content]) => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    });
  };
  return {
    window,
    page: window.page,
    id,
    give,
    bring: async (files: Readonly<Record<string, string>>) => {
      give(files);
      const tokens = (await window.ask('packs.choose', null)).map(({ token }) => token);
      const { plan } = await window.ask('packs.read', { tokens, job: 'test' });
      await window.ask('packs.import', { plan, job: 'test' });
    },
    close: async () => {
      await window.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const jobs = async (window: WindowUnderTest, id: string) =>
  (await window.ask('dossier.open', { dossier: id })).rows.workExperience.map((row) => [
    row.role,
    row.roleCode,
    row.roleCodeSystem,
  ]);

describe('the lists in the settings', () => {
  it(
    'say what belongs there, what is wrong with a file, what is found, and where it comes from',
    async () => {
      const { window, page, give, close } = await open();
      await goTo(page, '/settings/lists');
      await page.getByText('Er staan nog geen lijsten op deze laptop').waitFor();
      await picture(page, 'lists-empty');
      expect(await accessibilityProblems(page)).toEqual([]);

      give({ 'occupations.csv': FIRST['occupations_nl.csv'], 'skills_nl.csv': 'conceptUri,skillType\r\na,b\r\n' });
      await page.getByRole('button', { name: 'Lijst toevoegen' }).click();
      await page.getByText('We zien niet in welke taal dit bestand is').waitFor();
      await page.getByText('Er ontbreken kolommen: preferredLabel, altLabels').waitFor();
      expect(await page.getByRole('button', { name: 'Gebruik deze lijst' }).isDisabled()).toBe(true);
      await picture(page, 'lists-problems');
      await page.getByRole('button', { name: 'Niet doen' }).click();

      // Two at once are called two.
      give({ ...FIRST, 'NL.txt': 'NL\t1011\tAmsterdam\tNoord-Holland\t07\tAmsterdam\t0363\t\t\t52.3731\t4.9043\t6\n' });
      await page.getByRole('button', { name: 'Lijst toevoegen' }).click();
      await page.getByRole('button', { name: 'Gebruik deze 2 lijsten' }).waitFor();
      await page.getByRole('button', { name: 'Niet doen' }).click();

      give(FIRST);
      await page.getByRole('button', { name: 'Lijst toevoegen' }).click();
      await page.getByText('3 beroepen').waitFor();
      await page.getByText('Regels die we overslaan (1)').click();
      await page.getByText('Dit verwijst naar iets dat niet in de lijst staat. (regel 4)').waitFor();
      await picture(page, 'lists-found');
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.getByRole('button', { name: 'Gebruik deze lijst' }).click();
      await page.getByText('De lijst is klaar voor gebruik.').waitFor();
      await page.getByText('Deze dienst gebruikt de ESCO-classificatie van de Europese Commissie.').waitFor();
      await picture(page, 'lists-here');
      expect(await accessibilityProblems(page)).toEqual([]);

      await page.getByRole('button', { name: 'weghalen' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Weghalen' }).click();
      await page.getByText('Er staan nog geen lijsten op deze laptop').waitFor();
      expect(await window.ask('packs.list', null)).toEqual([]);
      await close();
    },
    SLOW,
  );

  it(
    'show what a new version changes in which dossier, and follow it as one step to undo',
    async () => {
      const { window, page, id, give, bring, close } = await open();
      await bring(FIRST);
      const code = (name: string) => ({ roleCode: occupationCode(name), roleCodeSystem: 'esco' });
      for (const fields of [
        { role: 'molenbouwer', ...code('mill') },
        { role: 'lantaarnopsteker', ...code('lamp') },
      ])
        await window.ask('dossier.addRow', { dossier: id, concept: 'workExperience', fields });
      await goTo(page, '/settings/lists');
      const { 'occupations_en.csv': _, ...dutchOnly } = SECOND;
      give(dutchOnly);
      await page.getByRole('button', { name: 'Lijst toevoegen' }).click();
      // The English names would go: said before it happens.
      await page.getByText('In wat er nu staat zit ook Engels').waitFor();
      await page.getByRole('button', { name: 'Niet doen' }).click();
      give(SECOND);
      await page.getByRole('button', { name: 'Lijst toevoegen' }).click();
      await page.getByText('Komt in de plaats van Beroepen en vaardigheden (ESCO)').waitFor();
      await page.getByRole('button', { name: 'Gebruik deze lijst' }).click();
      await page.getByText('heet nu molenmaker').waitFor();
      await page.getByRole('link', { name: 'lantaarnopsteker, bij Vera Verzonnen' }).waitFor();
      await picture(page, 'lists-changes');
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.getByRole('button', { name: 'Neem 2 veranderingen over' }).click();
      await page.getByText('2 antwoorden bijgewerkt').waitFor();
      expect(await jobs(window, id)).toEqual([
        ['molenmaker', occupationCode('mill'), 'esco'],
        ['lantaarnopsteker', null, null],
      ]);
      await page.getByRole('button', { name: 'Ongedaan maken' }).first().click();
      await page.getByText('heet nu molenmaker').waitFor();
      expect((await jobs(window, id))[0]?.[0]).toBe('molenbouwer');
      await close();
    },
    SLOW,
  );
});

describe('suggestions in the dossier', () => {
  it(
    'are chosen with the arrows and taken with Enter, name and code as one step; own words stay own words',
    async () => {
      const { window, page, id, bring, close } = await open();
      await bring(FIRST);
      await goTo(page, `/dossier/${id}/career`);
      const list = page.locator('[data-row-list="workExperience"]');
      await list.locator('[data-add-row]').click();
      // From the first column to the role.
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      const editor = page.locator('[data-editor="workExperience.role"]');
      await editor.waitFor();
      await page.keyboard.type('molen');
      const options = page.getByRole('option');
      await soon(() => options.allInnerTexts()).toEqual([
        expect.stringContaining('molenbouwer'),
        expect.stringContaining('molensteenkapper'),
      ]);
      expect(await editor.getAttribute('aria-expanded')).toBe('true');
      await page.keyboard.press('ArrowDown');
      await picture(page, 'suggestions');
      expect(await accessibilityProblems(page)).toEqual([]);
      // While there is something to choose, what is typed is no answer yet.
      await new Promise((resolve) => setTimeout(resolve, 1_200));
      expect(await jobs(window, id)).toEqual([]);
      await page.keyboard.press('Enter');
      await soon(() => jobs(window, id)).toEqual([['molenbouwer', occupationCode('mill'), 'esco']]);
      await page.getByText('herkend', { exact: true }).waitFor();
      await picture(page, 'suggestions-taken');
      expect(await accessibilityProblems(page)).toEqual([]);

      // Own words: the code belonged to others.
      await page.locator('[data-field="workExperience.role"]').click();
      await page.keyboard.type('molenkenner');
      await page.keyboard.press('Enter');
      await soon(() => jobs(window, id)).toEqual([['molenkenner', null, null]]);
      await page.keyboard.press('Control+z');
      await soon(() => jobs(window, id)).toEqual([['molenbouwer', occupationCode('mill'), 'esco']]);
      await page.locator('[data-field="workExperience.role"]').getByText('molenbouwer').waitFor();

      // Esc closes the list and leaves what was typed; a second one brings back what stood there, with its code.
      await page.locator('[data-field="workExperience.role"]').click();
      await page.keyboard.type('bouwer');
      await options.first().waitFor();
      await page.keyboard.press('Escape');
      await soon(() => options.count()).toBe(0);
      expect(await editor.inputValue()).toBe('bouwer');
      await soon(() => jobs(window, id)).toEqual([['bouwer', null, null]]);
      await page.keyboard.press('Escape');
      await soon(() => jobs(window, id)).toEqual([['molenbouwer', occupationCode('mill'), 'esco']]);
      // By another name, with the mouse.
      await page.locator('[data-field="workExperience.role"]').click();
      await page.keyboard.type('lantaarn');
      await options.first().click();
      await soon(() => jobs(window, id)).toEqual([['lantaarnopsteker', occupationCode('lamp'), 'esco']]);
      await close();
    },
    SLOW,
  );

  it(
    'offer the skills of an occupation, which come into the dossier as one step',
    async () => {
      const { window, page, id, bring, close } = await open();
      await bring(FIRST);
      const fields = { role: 'molenbouwer', roleCode: occupationCode('mill'), roleCodeSystem: 'esco' };
      await window.ask('dossier.addRow', { dossier: id, concept: 'workExperience', fields });
      await window.ask('dossier.addRow', {
        dossier: id,
        concept: 'skill',
        fields: { name: 'Windkunde', code: skillCode('wind'), codeSystem: 'esco' },
      });
      await goTo(page, `/dossier/${id}/career`);
      await page.getByRole('button', { name: 'Vaardigheden bij dit beroep: molenbouwer' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText('Hoort er altijd bij').waitFor();
      expect(await dialog.getByRole('checkbox', { name: 'windkunde' }).isDisabled()).toBe(true);
      await dialog.getByRole('checkbox', { name: 'wieken richten' }).check();
      await picture(page, 'skills-of-occupation');
      expect(await accessibilityProblems(page)).toEqual([]);
      await dialog.getByRole('button', { name: 'Voeg 1 vaardigheid toe' }).click();
      await page.getByText('1 vaardigheid toegevoegd').waitFor();
      const names = async () =>
        (await window.ask('dossier.open', { dossier: id })).rows.skill.map((row) => [row.name, row.code]);
      expect(await names()).toEqual([
        ['Windkunde', skillCode('wind')],
        ['wieken richten', skillCode('sails')],
      ]);
      await page.getByRole('button', { name: 'Ongedaan maken' }).first().click();
      await soon(names).toEqual([['Windkunde', skillCode('wind')]]);
      await close();
    },
    SLOW,
  );

  it(
    'work without any list, from the starter set, in English and in the dark, at 200%',
    async () => {
      const { window, page, id, close } = await open({ width: 640, height: 400, theme: 'dark' }, 'en');
      await window.ask('preferences.write', { theme: 'dark' });
      await goTo(page, `/dossier/${id}/skills`);
      await page.locator('[data-row-list="desiredOccupation"] [data-add-row]').click();
      await page.keyboard.type('forklift');
      await page.getByRole('option', { name: /forklift driver/ }).waitFor();
      await picture(page, 'suggestions-starter-en-dark-200');
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('Enter');
      await soon(async () =>
        (await window.ask('dossier.open', { dossier: id })).rows.desiredOccupation.map((row) => [
          row.name,
          row.code,
          row.codeSystem,
        ]),
      ).toEqual([['forklift driver', '8344', 'isco']]);
      await goTo(page, '/settings/lists');
      await page.getByText('There are no lists on this laptop yet').waitFor();
      await picture(page, 'lists-empty-en-dark-200');
      expect(await accessibilityProblems(page)).toEqual([]);
      await close();
    },
    SLOW,
  );
});
