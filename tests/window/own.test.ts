/** What an adviser has without a candidate, on the real desktop: tasks and appointments from Today and the calendar, and own outlines. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
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
const SLOW = 90_000;

const ownRows = async (window: WindowUnderTest) => {
  const { dossier } = await window.ask('own.read', null);
  return (await window.ask('dossier.open', { dossier })).rows;
};

describe('without a candidate', () => {
  it(
    'a task is added from Today and done, an appointment from the calendar, and both are changed on a page of their own',
    async () => {
      const window = await openWindow({ demo: 'nl', hash: '#/today' });
      const { page } = window;
      await page.getByRole('button', { name: 'Taak erbij' }).click();
      await page.getByRole('textbox', { name: 'Wat' }).fill('Cursus regelen');
      await page.getByRole('textbox', { name: 'Uiterlijk' }).fill('31-31-2026');
      await page.keyboard.press('Enter');
      await page.getByText('Deze datum bestaat niet.').waitFor();
      await page.getByRole('textbox', { name: 'Uiterlijk' }).fill('1-11-2026');
      await picture(page, 'own-new-task');
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.keyboard.press('Enter');
      await soon(async () => (await ownRows(window)).task.some(({ what }) => what === 'Cursus regelen')).toBe(true);
      await page.getByRole('button', { name: 'Gedaan: Cursus regelen' }).waitFor();
      await picture(page, 'own-today');

      await goTo(page, '/agenda');
      await page.getByRole('button', { name: 'Afspraak erbij' }).click();
      await page.getByRole('textbox', { name: 'Onderwerp' }).fill('Verzonnen beraad');
      // What stands in a field is typed over when Tab comes there, and a day is typed as it is said.
      await page.getByRole('textbox', { name: 'Onderwerp' }).press('Tab');
      await page.keyboard.type('vandaag');
      await page.keyboard.press('Tab');
      await page.keyboard.type('9:30');
      await page.getByRole('button', { name: 'Toevoegen', exact: true }).click();
      await page.getByText('Verzonnen beraad', { exact: true }).waitFor();
      await picture(page, 'own-agenda');

      // With a candidate, found while typing.
      await page.getByRole('button', { name: 'Afspraak erbij' }).click();
      const { lines } = await window.ask('candidates.list', {
        filter: {},
        sort: { column: 'name', descending: false },
        offset: 3,
        limit: 1,
      });
      const { id = '', surname = '' } = lines[0] ?? {};
      const before = (await window.ask('dossier.open', { dossier: id })).rows.appointment.length;
      await page.getByRole('combobox', { name: 'Kandidaat' }).or(page.getByLabel('Kandidaat')).first().click();
      await page.keyboard.type(surname ?? '');
      await page.getByRole('option').first().waitFor();
      await picture(page, 'own-picker');
      await page.getByRole('option').first().click();
      await page.getByRole('button', { name: 'Toevoegen', exact: true }).click();
      await page.getByText('De afspraak staat in de agenda.').first().waitFor();
      await soon(async () => (await window.ask('dossier.open', { dossier: id })).rows.appointment.length).toBe(
        before + 1,
      );

      await goTo(page, '/own');
      await page.getByText('Cursus regelen').waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
      await picture(page, 'own-page');
      await page.getByRole('button', { name: 'Gedaan: Cursus regelen' }).click();
      await soon(async () => (await ownRows(window)).task.find(({ what }) => what === 'Cursus regelen')?.done).toBe(
        'yes',
      );
      // The search box finds it and leads to it, also now that it is done; it looks like a candidate nowhere.
      await goTo(page, '/candidates');
      await page.keyboard.press('Control+k');
      await page.keyboard.type('cursus rege');
      const found = page.getByRole('group', { name: 'Van jezelf, zonder kandidaat' }).getByRole('option');
      await found.waitFor();
      await picture(page, 'own-search');
      await found.click();
      await page.locator('[data-row-list=task] [data-wanted]').getByText('Cursus regelen').waitFor();
      await picture(page, 'own-found');
      await page.keyboard.press('n');
      await soon(() => page.evaluate(() => document.activeElement?.getAttribute('data-editor'))).toBe('task.what');
      expect((await window.ask('search.find', { words: 'beraad', limit: 10 })).hits).toEqual([]);
      expect(await window.ask('caseload.verify', null)).toMatchObject({ problems: [] });
      await window.close();
    },
    SLOW,
  );

  it(
    'an outline is kept of the headings of a contact moment, chosen for the next, renamed and removed, and comes back',
    async () => {
      const window = await openWindow({ demo: 'nl' });
      const { page } = window;
      const { dossier } = await window.ask('candidates.add', { fields: { surname: 'Verzonnen' } });
      await window.ask('dossier.addRow', {
        dossier,
        concept: 'contactMoment',
        fields: { subject: 'Kennismaking', text: '# Thuis\n\nWoont bij haar zus.\n\n# Werk\n\n- vroeger kapper' },
      });
      await goTo(page, `/dossier/${dossier}/contact`);
      await page.getByRole('button', { name: 'Kennismaking' }).first().click();
      await page.getByRole('button', { name: 'Bewaar als opzet' }).click();
      const kept = async () => (await window.ask('own.read', null)).templates.map(({ name, text }) => [name, text]);
      // Nothing of what was said about somebody.
      await soon(async () => (await kept()).find(([name]) => name === 'Kennismaking')?.[1]).toBe('# Thuis\n\n# Werk');
      await page.getByRole('button', { name: 'Begin met een opzet' }).click();
      await picture(page, 'own-outlines-menu');
      await page.getByRole('menuitem', { name: 'Kennismaking' }).click();
      await page.locator('[data-editor="contactMoment.text"]').waitFor();
      const { rows } = await window.ask('dossier.open', { dossier });
      expect(rows.contactMoment.map(({ text }) => text).toSorted()).toContain('# Thuis\n\n# Werk');

      await goTo(page, '/settings/templates');
      const row = page.getByRole('group', { name: 'Kennismaking' });
      await row.waitFor();
      await picture(page, 'own-outlines');
      expect(await accessibilityProblems(page)).toEqual([]);
      await row.locator('[data-field="template.name"]').click();
      await page.keyboard.type('Eerste gesprek');
      await page.keyboard.press('Enter');
      await soon(async () => (await kept()).map(([name]) => name)).toContain('Eerste gesprek');
      await page.getByRole('button', { name: 'Eerste gesprek verwijderen' }).click();
      await soon(async () => (await kept()).map(([name]) => name)).not.toContain('Eerste gesprek');
      await page.keyboard.press('Control+z');
      await soon(async () => (await kept()).map(([name]) => name)).toContain('Eerste gesprek');
      await window.close();
    },
    SLOW,
  );

  it(
    'a calendar file is looked at, taken in with one undo, and the calendar goes out without notes',
    async () => {
      const saved = join(newProfile(), 'agenda.ics');
      const window = await openWindow({ demo: 'nl', hash: '#/agenda', savePath: () => saved });
      const { page } = window;
      const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
      const file = [
        'BEGIN:VCALENDAR',
        'BEGIN:VEVENT',
        'UID:een@voorbeeld.nl',
        `DTSTART;TZID=Europe/Amsterdam:${day}T100000`,
        'RRULE:FREQ=WEEKLY;COUNT=3',
        'SUMMARY:Intervisie',
        'DESCRIPTION:Bespreek de kast',
        'END:VEVENT',
        'BEGIN:VEVENT',
        'UID:twee@voorbeeld.nl',
        'DTSTART:ooit',
        'END:VEVENT',
        'END:VCALENDAR',
      ].join('\r\n');
      await page.getByRole('button', { name: 'Meer met de agenda' }).click();
      await page.getByRole('menuitem', { name: 'Agendabestand overnemen' }).click();
      await page.locator('input[type=file]').setInputFiles({
        name: 'agenda.ics',
        mimeType: 'text/calendar',
        buffer: Buffer.from(file),
      });
      await page.getByText('3 afspraken zijn nieuw of anders.', { exact: false }).waitFor();
      await page.getByText('Regel 11').waitFor();
      await picture(page, 'calendar-take');
      expect(await accessibilityProblems(page)).toEqual([]);
      await page
        .getByRole('checkbox', { name: /Intervisie/ })
        .nth(2)
        .uncheck();
      await page.getByRole('button', { name: '2 afspraken overnemen' }).click();
      const taken = async () =>
        (await ownRows(window)).appointment.filter(({ subject }) => subject === 'Intervisie').length;
      await soon(taken).toBe(2);
      await page.keyboard.press('Control+z');
      await soon(taken).toBe(0);
      await page.keyboard.press('Control+Shift+z');
      await soon(taken).toBe(2);

      await page
        .getByRole('radio', { name: 'Maand' })
        .or(page.getByText('Maand', { exact: true }))
        .first()
        .click();
      await page.getByRole('button', { name: 'Meer met de agenda' }).click();
      await page.getByRole('menuitem', { name: 'Agenda bewaren als bestand' }).click();
      await picture(page, 'calendar-save');
      await page.getByRole('button', { name: 'Bewaren', exact: true }).click();
      await page.getByText(/^Bewaard: \d+ afspra/).waitFor();
      const out = readFileSync(saved, 'utf8');
      expect(out).toContain('SUMMARY:Intervisie');
      expect(out).not.toContain('kast');
      const { entries } = await window.ask('audit.list', { offset: 0, limit: 5 });
      expect(entries.map(({ action }) => action)).toContain('calendar.saved');
      await window.close();
    },
    SLOW,
  );
});
