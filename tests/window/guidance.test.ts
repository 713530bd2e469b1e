/** Guidance on the real desktop: what was said and agreed, what is to be done, the plan, applications, the timeline, Today, the calendar. */
import { rmSync } from 'node:fs';
import { addDays, localDay } from '../../core/guidance/calendar.ts';
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
const SLOW = 90_000;

async function fullest(window: WindowUnderTest): Promise<string> {
  const { lines } = await window.ask('candidates.list', {
    filter: {},
    sort: { column: 'name', descending: false },
    offset: 0,
    limit: 120,
  });
  let [found, most] = ['', -1];
  for (const { id } of lines) {
    const { rows } = await read(window, id);
    const count =
      Math.min(rows.contactMoment.length, 4) +
      rows.jobApplication.length +
      3 * rows.actionPlan.length +
      rows.task.length +
      4 * rows.placement.length;
    if (count > most) [found, most] = [id, count];
  }
  return found;
}

describe('guidance', () => {
  it(
    'a contact moment begins from an outline, is kept while it is typed, has what was agreed, and is finished',
    async () => {
      const { window, page, id } = await openSomebody();
      await goTo(page, `/dossier/${id}/contact`);
      await page.getByText('Nog geen contactmomenten').waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.getByRole('button', { name: 'Begin met een opzet' }).click();
      await page.getByRole('menuitem', { name: 'Huisbezoek' }).click();
      const text = page.locator('[data-editor="contactMoment.text"]');
      await text.waitFor();
      expect(await text.evaluate((element) => element === document.activeElement)).toBe(true);
      await text.press('Control+End');
      await page.keyboard.type('\n- elke dag fietsen\n- een cv maken');
      await soon(async () => (await read(window, id)).rows.contactMoment[0]?.text).toContain('- een cv maken');
      await page.keyboard.press('Control+Enter');
      // Read as headings and lists, not as the marks that were typed.
      await page.getByText('elke dag fietsen', { exact: true }).waitFor();
      expect(await page.getByText('# Aanleiding').count()).toBe(0);

      await page.getByRole('button', { name: 'Toevoegen aan Hierin afgesproken' }).click();
      await page.keyboard.type('Cv mailen');
      await page.keyboard.press('Enter');
      await soon(async () => (await read(window, id)).rows.agreement[0]?.what).toBe('Cv mailen');
      const { contactMoment, agreement } = (await read(window, id)).rows;
      expect(agreement[0]?.contactMoment).toBe(`contactMoment/${contactMoment[0]?.id}`);
      expect(contactMoment[0]).toMatchObject({ kind: 'visit', finished: 'no', confidentialNote: null });

      await page.getByRole('button', { name: 'Vertrouwelijke notitie erbij' }).click();
      await page.locator('[data-editor="contactMoment.confidentialNote"]').fill('Zegt iets over thuis');
      await page.keyboard.press('Control+Enter');
      await soon(async () => (await read(window, id)).rows.contactMoment[0]?.confidentialNote).toBe(
        'Zegt iets over thuis',
      );
      await picture(page, 'contact-open');
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.getByRole('button', { name: 'Verberg de vertrouwelijke notitie' }).click();
      expect(await page.getByText('Zegt iets over thuis').count()).toBe(0);
      await page.getByRole('button', { name: 'Afronden' }).click();
      await soon(async () => (await read(window, id)).rows.contactMoment[0]?.finished).toBe('yes');
      await page.keyboard.press('Control+z');
      await soon(async () => (await read(window, id)).rows.contactMoment[0]?.finished).toBe('no');
      await window.close();
    },
    SLOW,
  );

  it(
    'what was being typed in a contact moment and in what was agreed in it comes back after a kill',
    async () => {
      const profile = newProfile();
      const first = await openSomebody({ profile });
      await goTo(first.page, `/dossier/${first.id}/contact`);
      await first.page.getByText('Nog geen contactmomenten').waitFor();
      await first.page.locator('[data-add-row]').first().focus();
      await first.page.keyboard.press('n');
      await first.page.locator('[data-editor="contactMoment.subject"]').fill('Half geschreven');
      await first.page.keyboard.press('Enter');
      await soon(async () => (await read(first.window, first.id)).rows.contactMoment[0]?.subject).toBe(
        'Half geschreven',
      );
      await first.page.getByRole('button', { name: 'Toevoegen aan Hierin afgesproken' }).click();
      await first.page.keyboard.type('Nog niet ');
      await soon(
        async () => (await first.window.ask('drafts.list', { prefix: `${first.id}/` })).length,
      ).toBeGreaterThan(0);
      await first.window.desktop.ask('vault.lock', { why: 'asked' });
      await first.window.close();

      const window = await openWindow({ profile });
      await window.ask('vault.createDemo', { language: 'nl' });
      await window.page.reload();
      await window.page.getByRole('navigation').first().waitFor();
      await goTo(window.page, `/dossier/${first.id}/contact`);
      // Whether it was written in the pause or comes back as what was being typed: it is there, and in its place.
      await window.page.getByText('Half geschreven').first().waitFor();
      await window.page.locator('[data-moment] [aria-expanded]').first().click();
      await window.page.getByText('Nog niet').first().waitFor();
      await soon(async () => {
        const { agreement } = (await read(window, first.id)).rows;
        const drafts = await window.ask('drafts.list', { prefix: `${first.id}/` });
        return agreement.length + drafts.filter(({ body }) => body.startsWith('contactMoment/')).length;
      }).toBeGreaterThan(0);
      await window.close();
      rmSync(profile, { recursive: true, force: true });
    },
    SLOW,
  );

  it(
    'a task is done with one key and comes again when it repeats; an agreement becomes a task; both with undo',
    async () => {
      const { window, page, id } = await openSomebody();
      await window.ask('dossier.addRow', {
        dossier: id,
        concept: 'task',
        fields: { what: 'Bellen', dueOn: '2026-01-05', repeats: 'weekly', priority: 'high' },
      });
      await window.ask('dossier.addRow', {
        dossier: id,
        concept: 'agreement',
        fields: { what: 'Rooster opvragen', by: 'adviser', dueOn: '2026-12-24', state: 'open' },
      });
      await goTo(page, `/dossier/${id}/doing`);
      await page.getByRole('button', { name: 'Gedaan: Bellen' }).press('Enter');
      await page.getByText(/Gedaan\. De volgende keer is/).waitFor();
      const tasks = (await read(window, id)).rows.task;
      expect(tasks.map(({ done }) => done)).toEqual(['yes', null]);
      expect(tasks[1]).toMatchObject({ what: 'Bellen', repeats: 'weekly', priority: 'high' });
      expect((tasks[1]?.dueOn ?? '') > new Date().toISOString().slice(0, 10)).toBe(true);
      await page.getByRole('button', { name: 'Toon 1 taak die gedaan is' }).click();
      await page.getByRole('button', { name: 'Toch niet gedaan: Bellen' }).waitFor();
      await picture(page, 'doing');
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.keyboard.press('Control+z');
      await soon(async () => (await read(window, id)).rows.task.map(({ done }) => done)).toEqual([null]);

      await page.getByRole('button', { name: 'Maak er een taak van: Rooster opvragen' }).press('Enter');
      await soon(async () => (await read(window, id)).rows.task.length).toBe(2);
      const [agreement] = (await read(window, id)).rows.agreement;
      expect((await read(window, id)).rows.task[1]).toMatchObject({
        what: 'Rooster opvragen',
        dueOn: '2026-12-24',
        about: `agreement/${agreement?.id}`,
      });
      // Once is enough.
      await soon(() => page.getByRole('button', { name: 'Maak er een taak van: Rooster opvragen' }).count()).toBe(0);
      await window.close();
    },
    SLOW,
  );

  it(
    'a plan has goals and steps, and says how far it is; a removed goal leaves its steps to be seen',
    async () => {
      const { window, page, id } = await openSomebody();
      await goTo(page, `/dossier/${id}/plan`);
      await page.getByRole('button', { name: 'Begin een plan' }).click();
      await page.getByRole('button', { name: 'Doel erbij' }).click();
      await page.locator('[data-editor="goal.what"]').fill('Aan het werk');
      await page.keyboard.press('Enter');
      const goal = page.getByRole('region', { name: 'Aan het werk', exact: true });
      await goal.getByRole('button', { name: /^Toevoegen/ }).click();
      await page.keyboard.type('Cv maken');
      await page.keyboard.press('Enter');
      await soon(async () => (await read(window, id)).rows.planStep.length).toBe(1);
      const { planStep, goal: goals, actionPlan } = (await read(window, id)).rows;
      expect(planStep[0]?.goal).toBe(`goal/${goals[0]?.id}`);
      expect(goals[0]?.plan).toBe(`actionPlan/${actionPlan[0]?.id}`);
      await window.ask('dossier.edit', {
        dossier: id,
        concept: 'planStep',
        row: planStep[0]?.id ?? '',
        fields: { state: 'done' },
      });
      await page.getByText('1 van 1 stap gedaan').first().waitFor();
      await picture(page, 'plan-small');
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.getByRole('button', { name: 'Aan het werk verwijderen' }).click();
      await page.getByText('Stappen zonder doel').waitFor();
      await page.keyboard.press('Control+z');
      await goal.waitFor();
      await window.close();
    },
    SLOW,
  );

  it(
    'an application moves over the board by its arrows, with the days that belong to it, and is closed at the end',
    async () => {
      const { window, page, id } = await openSomebody();
      await window.ask('dossier.addRow', {
        dossier: id,
        concept: 'jobApplication',
        fields: { vacancy: 'Hovenier', employer: 'Verzonnen Groen BV', stage: 'preparing' },
      });
      await window.ask('dossier.addRow', {
        dossier: id,
        concept: 'placement',
        fields: { employer: 'Fictief Logistiek', from: addDays(localDay(Date.now()), -35) },
      });
      await window.ask('dossier.addRow', {
        dossier: id,
        concept: 'jobApplication',
        fields: { vacancy: 'Heftruckchauffeur distributiecentrum', stage: 'interested' },
      });
      await goTo(page, `/dossier/${id}/applications`);
      // No word is read in two, however narrow the column: each stands on one line.
      const long = page.locator('[data-board]').getByText('Heftruckchauffeur distributiecentrum');
      expect(
        await long.evaluate((element) => {
          const range = document.createRange();
          const text = element.firstChild as Text;
          return text.data.split(' ').map((word) => {
            const at = text.data.indexOf(word);
            range.setStart(text, at);
            range.setEnd(text, at + word.length);
            return range.getClientRects().length;
          });
        }),
      ).toEqual([1, 1]);
      await page.getByRole('button', { name: 'Hovenier: naar gesolliciteerd' }).press('Enter');
      await soon(async () => (await read(window, id)).rows.jobApplication[0]?.stage).toBe('applied');
      expect((await read(window, id)).rows.jobApplication[0]?.appliedOn).not.toBeNull();
      await picture(page, 'board');
      expect(await accessibilityProblems(page)).toEqual([]);
      const column = page.locator('[data-stage="offered"]');
      await page.locator('[data-board]').getByRole('group', { name: 'Hovenier', exact: true }).dragTo(column);
      await soon(async () => (await read(window, id)).rows.jobApplication[0]?.stage).toBe('offered');
      await page.getByRole('button', { name: 'Hovenier: naar aangenomen' }).press('Enter');
      await soon(async () => (await read(window, id)).rows.jobApplication[0]?.stage).toBe('hired');
      expect((await read(window, id)).rows.jobApplication[0]?.closedOn).not.toBeNull();

      // Whoever is turned down is asked why, where the row stands.
      const rejected = page.locator('[data-row-list=jobApplication] li', { hasText: 'Heftruckchauffeur' });
      expect(await rejected.locator('[data-field="jobApplication.reason"]').count()).toBe(0);
      await rejected.locator('[data-field="jobApplication.stage"]').press('F2');
      await page.keyboard.type('afgewezen');
      await page.keyboard.press('Enter');
      await rejected.locator('[data-field="jobApplication.reason"]').press('F2');
      await page.keyboard.type('ervaring');
      await page.keyboard.press('Enter');
      await soon(
        async () => (await read(window, id)).rows.jobApplication.find(({ stage }) => stage === 'rejected')?.reason,
      ).toBe('experience');

      await page.getByText('Nazorg na 1 maand').waitFor();
      await page.getByRole('button', { name: 'Gevraagd hoe het gaat' }).click();
      await soon(async () => (await read(window, id)).rows.placement[0]?.followedUp1).not.toBeNull();
      await window.close();
    },
    SLOW,
  );

  it(
    'the timeline has everything in its order, and finds by kind and by word without accents',
    async () => {
      const { window, page, id } = await openSomebody();
      const add = (
        concept: 'contactMoment' | 'jobApplication' | 'education' | 'task' | 'webLink',
        fields: Record<string, string>,
      ) => window.ask('dossier.addRow', { dossier: id, concept, fields });
      await add('contactMoment', {
        subject: 'Intake',
        date: '2026-03-02',
        text: 'Wil naar het café op het Verzinselplein',
        confidentialNote: 'geheim woord',
      });
      await add('jobApplication', { vacancy: 'Kok', appliedOn: '2026-05-04' });
      await add('education', { name: 'Koksopleiding', from: '2019' });
      await goTo(page, `/dossier/${id}/timeline`);
      const shown = () => page.locator('main ol li a').allTextContents();
      await soon(shown).toEqual(['Kok', 'Intake', 'Koksopleiding']);
      // What is to come does not look like what was; a phase, a link and a proposal are part of what happened.
      await add('task', { what: 'Werkgever bellen', dueOn: '2099-01-05' });
      await add('webLink', { title: 'Eigen site', url: 'https://voorbeeld.example' });
      await window.ask('dossier.edit', { dossier: id, concept: 'candidate', row: id, fields: { phase: 'applying' } });
      await soon(async () => (await shown()).toSorted()).toEqual(
        ['Werkgever bellen', 'Fase: solliciteren', 'Eigen site', 'Kok', 'Intake', 'Koksopleiding'].toSorted(),
      );
      const ahead = page.getByRole('region', { name: 'Wat komt' });
      expect(await ahead.getByRole('link').allTextContents()).toEqual(['Werkgever bellen']);
      await ahead.getByText('gepland', { exact: true }).waitFor();
      await picture(page, 'timeline');
      await page.getByRole('button', { name: 'Profiel' }).click();
      await soon(async () => (await shown()).toSorted()).toEqual(['Eigen site', 'Fase: solliciteren']);
      await page.getByRole('button', { name: 'Profiel' }).click();
      expect(await page.getByText('geheim woord').count()).toBe(0);
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.getByRole('textbox', { name: 'Zoek in de tijdlijn' }).fill('CAFE');
      await soon(shown).toEqual(['Intake']);
      await page.getByRole('textbox', { name: 'Zoek in de tijdlijn' }).fill('geheim');
      await page.getByText('Niets gevonden met deze keuze.').waitFor();
      await page.getByRole('textbox', { name: 'Zoek in de tijdlijn' }).fill('');
      await page.getByRole('button', { name: 'Loopbaan' }).click();
      await soon(shown).toEqual(['Koksopleiding']);
      // From the line of time to the contact moment itself, opened; and from what the search box found. It shows nothing of what is apart.
      await page.getByRole('button', { name: 'Loopbaan' }).click();
      await page.getByRole('link', { name: 'Intake', exact: true }).click();
      await page.locator('[data-moment] [aria-expanded="true"]').filter({ hasText: 'Intake' }).waitFor();
      await page.keyboard.press('Control+k');
      await page.keyboard.type('geheim woord');
      await page.getByText(/Niets gevonden voor/).waitFor();
      await page.keyboard.press('Escape');
      await goTo(page, '/candidates');
      await page.keyboard.press('Control+k');
      await page.keyboard.type('verzinselpl');
      await page.getByRole('option', { name: /Vera Verzonnen/ }).waitFor();
      await page.keyboard.press('Enter');
      await page.locator('[data-moment] [aria-expanded="true"]').filter({ hasText: 'Intake' }).waitFor();
      await window.close();
    },
    SLOW,
  );

  it(
    'Today tells what is due and by whom, and finishes a task; the calendar shows what can not both be kept',
    async () => {
      const { window, page, id } = await openSomebody();
      const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' });
      const add = (concept: 'task' | 'appointment' | 'planStep', fields: Record<string, string | number>) =>
        window.ask('dossier.addRow', { dossier: id, concept, fields });
      await add('task', { what: 'Werkgever bellen', dueOn: '2026-01-05' });
      await add('planStep', {
        what: 'Terugkijken op de stage',
        kind: 'evaluation',
        dueOn: '2026-01-05',
        state: 'todo',
      });
      await add('appointment', { subject: 'Huisbezoek', date: today, time: '10:00', minutes: 60, kind: 'visit' });
      await add('appointment', { subject: 'Tegelijk', date: today, time: '10:30', minutes: 30, kind: 'telephone' });
      await add('appointment', { subject: 'Ver weg', date: today, time: '11:10', minutes: 30, travelMinutes: 40 });
      await page.getByRole('link', { name: 'Vandaag' }).click();
      await page.getByText('Huisbezoek').first().waitFor();
      // Whatever else the practice caseload has on this day of the week.
      await page
        .getByText(/Overlapt met .*10:30 Tegelijk/)
        .first()
        .waitFor();
      await page
        .getByText(/Te weinig reistijd tussen deze en .*11:10 Ver weg/)
        .first()
        .waitFor();
      // The longest ago, so it stands on top.
      await page.getByText('Terugkijken op de stage').waitFor();
      await picture(page, 'today');
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.getByRole('button', { name: 'Gedaan: Werkgever bellen' }).click();
      await soon(async () => (await read(window, id)).rows.task[0]?.done).toBe('yes');
      await soon(() => page.getByRole('button', { name: 'Gedaan: Werkgever bellen' }).count()).toBe(0);

      await page.getByRole('link', { name: 'Agenda' }).click();
      await page.getByText('Huisbezoek').first().waitFor();
      // All that it overlaps with is read, in a narrow day too.
      expect(
        await page
          .getByText(/^Overlapt met /)
          .evaluateAll((tags) => tags.filter((tag) => tag.scrollWidth > tag.clientWidth + 1).length),
      ).toBe(0);
      await picture(page, 'agenda-week');
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.getByText('Maand', { exact: true }).click();
      await page.getByRole('link', { name: /10:00 Vera Verzonnen/ }).waitFor();
      await picture(page, 'agenda-month');
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.keyboard.press('PageDown');
      await page.keyboard.press('Home');
      await page.getByRole('link', { name: /10:00 Vera Verzonnen/ }).click();
      await page.waitForURL(/doing/);
      await window.close();
    },
    SLOW,
  );

  it.each([
    ['nl', 'light', 1],
    ['en', 'dark', 1],
    ['nl', 'dark', 2],
  ] as const)(
    'reads well in %s, %s, at scale %i',
    async (language, theme, zoom) => {
      const window = await openWindow({ demo: language, theme, width: 1280 / zoom, height: 800 / zoom, scale: zoom });
      const { page } = window;
      const id = await fullest(window);
      await page.getByRole('navigation').first().waitFor();
      for (const tab of ['contact', 'doing', 'plan', 'applications', 'timeline', 'overview']) {
        await goTo(page, `/dossier/${id}/${tab}`);
        await page.locator(`nav a[aria-current="page"][href*="${tab}"]`).waitFor();
        await page.waitForTimeout(150);
        await picture(page, `${language}-${theme}-${zoom}-${tab}`);
        expect([tab, await accessibilityProblems(page)]).toEqual([tab, []]);
      }
      for (const room of ['today', 'agenda']) {
        await goTo(page, `/${room}`);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.waitForTimeout(250);
        await picture(page, `${language}-${theme}-${zoom}-${room}`);
        expect([room, await accessibilityProblems(page)]).toEqual([room, []]);
        // Nothing sticks out at the side.
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth),
        ).toBe(true);
      }
      await window.close();
    },
    SLOW,
  );
});
