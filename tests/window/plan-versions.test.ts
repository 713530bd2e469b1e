/** Versions of a plan on the real desktop: kept, compared, signed by both, printed, taken back. */
import { afterAll, describe, expect, it } from 'vitest';
import { accessibilityProblems, closeBrowser, openWindow } from '../support/window.ts';
import { goTo, picture, soonWithin } from '../support/window-steps.ts';

afterAll(closeBrowser);

const soon = soonWithin(10_000);
const SLOW = 90_000;

/** Somebody with a plan of one goal and two steps. */
async function openPlan(options: Parameters<typeof openWindow>[0] = {}) {
  const language = options.demo === 'en' ? 'en' : 'nl';
  const window = await openWindow({ ...options, demo: language });
  const { page } = window;
  const { dossier } = await window.ask('candidates.add', { fields: { givenName: 'Vera', surname: 'Verzonnen' } });
  const add = async (concept: 'actionPlan' | 'goal' | 'planStep', fields: Record<string, string>) =>
    (await window.ask('dossier.addRow', { dossier, concept, fields })).row;
  const plan = await add('actionPlan', { title: 'Naar de zorg', from: '2026-11-01', state: 'agreed' });
  const goal = await add('goal', { plan: `actionPlan/${plan}`, what: 'Een diploma', state: 'open' });
  const step = await add('planStep', {
    goal: `goal/${goal}`,
    what: 'Stage lopen in de wijk',
    dueOn: '2026-12-03',
    state: 'todo',
  });
  await add('planStep', { goal: `goal/${goal}`, what: 'Inschrijven', state: 'todo' });
  await page.getByRole('navigation').first().waitFor();
  await goTo(page, `/dossier/${dossier}/plan`);
  const edit = (concept: 'actionPlan' | 'planStep', row: string, fields: Record<string, string>) =>
    window.ask('dossier.edit', { dossier, concept, row, fields });
  const versions = async () => (await window.ask('dossier.open', { dossier })).rows.planVersion;
  const actionPlan = async () => (await window.ask('dossier.open', { dossier })).rows.actionPlan[0];
  return { window, page, plan, step, goal, add, edit, versions, actionPlan, dossier };
}

describe('versions of a plan', () => {
  it(
    'is kept, compared with the plan as it became, and taken back',
    async () => {
      const { window, page, step, goal, add, edit, versions, dossier } = await openPlan();
      await page.getByRole('button', { name: 'Vastleggen als versie' }).click();
      const name = page.getByRole('textbox', { name: 'Naam', exact: true });
      expect(await name.inputValue()).toMatch(/^Versie van \d{1,2} [a-z]+ \d{4}$/);
      await page.getByText('Jij hebt nog niet getekend.').waitFor();
      await page.waitForTimeout(300);
      expect(await accessibilityProblems(page)).toEqual([]);
      await name.fill('Zoals in maart');
      await name.press('Enter');
      await soon(async () => (await versions()).map((version) => version.name)).toEqual(['Zoals in maart']);
      expect((await versions())[0]?.text).toContain('- Stage lopen in de wijk (uiterlijk 3 december 2026)');

      const version = page.getByRole('article', { name: 'Zoals in maart' });
      await version.getByRole('button', { expanded: false }).click();
      await version.getByRole('button', { name: 'Vergelijken' }).click();
      await page.getByText('Niets veranderd.').waitFor();
      await page.keyboard.press('Escape');

      await edit('planStep', step, { dueOn: '2027-01-17' });
      await add('planStep', { goal: `goal/${goal}`, what: 'Opa bellen', state: 'todo' });
      await page.getByText('Opa bellen').first().waitFor();
      await version.getByRole('button', { name: 'Vergelijken' }).click();
      await page.getByText('1 regel erbij, 1 regel anders').waitFor();
      const lines = page.locator('[data-compared]');
      expect(await lines.locator('[data-kind="changed"] del').allTextContents()).toEqual([
        ' weg: 3',
        ' weg: december',
        ' weg: 2026',
      ]);
      expect(await lines.locator('[data-kind="come"] ins').allTextContents()).toEqual(['Opa bellen']);
      await page.waitForTimeout(300);
      await picture(window.page, 'compare-nl-light');
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.keyboard.press('Escape');

      await goTo(page, `/dossier/${dossier}/timeline`);
      await page.getByRole('link', { name: 'Zoals in maart' }).click();
      await version.getByRole('button', { expanded: true }).first().waitFor();
      await version.getByRole('button', { name: 'Zoals in maart verwijderen' }).click();
      await soon(async () => (await versions()).length).toBe(0);
      await page.keyboard.press('Control+z');
      await soon(async () => (await versions()).length).toBe(1);
      await version.waitFor();
      await window.close();
    },
    SLOW,
  );

  it.each([
    ['nl', 'light', 1],
    ['en', 'dark', 2],
  ] as const)(
    'the adviser signs, what both signed is kept and printed, and no signature goes to another text (%s, %s, %i)',
    async (language, theme, zoom) => {
      const nl = language === 'nl';
      const { window, page, plan, step, edit, versions, actionPlan } = await openPlan({
        demo: language,
        theme,
        width: 1280 / zoom,
        height: 800 / zoom,
        scale: zoom,
      });
      await edit('actionPlan', plan, { candidateSignedOn: '2026-11-02' });
      await page.getByRole('button', { name: nl ? 'Zelf tekenen' : 'Sign yourself' }).click();
      await page.getByRole('textbox', { name: nl ? 'Of typ je naam' : /type your name/i }).fill('Ada Adviseur');
      await page.waitForTimeout(300);
      // What is typed or drawn is still to be seen after everything around it was drawn again.
      expect(
        await page.locator('canvas').evaluate((canvas) => {
          const data = (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, 1000, 280).data ?? [];
          return data.some((value, at) => at % 4 === 0 && value < 100);
        }),
      ).toBe(true);
      await picture(window.page, `sign-${language}-${theme}`);
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.getByRole('button', { name: nl ? 'Teken het plan' : 'Sign the plan' }).click();
      await soon(async () => (await actionPlan())?.adviserSignature ?? '').toMatch(/^data:image\/png/);
      await page.getByText(nl ? /Jullie hebben allebei getekend/ : /You have both signed/).waitFor();
      await picture(window.page, `both-${language}-${theme}`);

      await page.getByRole('button', { name: nl ? 'Vastleggen als versie' : 'Keep as a version' }).click();
      await page.getByRole('button', { name: nl ? 'Vastleggen' : 'Keep', exact: true }).click();
      await soon(async () => (await versions()).length).toBe(1);
      const [kept] = await versions();
      expect(kept?.candidateSignedOn).toBe('2026-11-02');
      expect(kept?.adviserSignature).toBe((await actionPlan())?.adviserSignature);
      await soon(() => page.getByText(nl ? /Jullie hebben allebei/ : /You have both/).count()).toBe(0);

      await edit('planStep', step, { what: 'Stage lopen in het ziekenhuis' });
      await page.getByText(nl ? /veranderd nadat het getekend is/ : /changed since it was signed/).waitFor();
      await page.locator('[data-plan-versions] button[aria-expanded="false"]').click();
      await page.locator('[data-plan-versions]').scrollIntoViewIfNeeded();
      await picture(window.page, `versions-${language}-${theme}`);
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.getByRole('button', { name: nl ? 'Vergelijken' : 'Compare' }).click();
      await page.locator('[data-compared] [data-kind="changed"]').first().scrollIntoViewIfNeeded();
      await page.waitForTimeout(300);
      await picture(window.page, `compare-${language}-${theme}`);
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.keyboard.press('Escape');

      // What the printer is given: the version alone, black on white.
      await page.evaluate(() => {
        globalThis.print = () => {};
      });
      await page
        .locator('[data-plan-versions]')
        .getByRole('button', { name: nl ? 'Afdrukken' : 'Print' })
        .click();
      const paper = page.locator('[data-print-alone]');
      await paper.waitFor({ state: 'attached' });
      await page.emulateMedia({ media: 'print' });
      await paper.getByText('Vera Verzonnen').waitFor();
      expect(await page.locator('#root').isVisible()).toBe(false);
      await picture(window.page, `paper-${language}-${theme}`);
      await page.emulateMedia({ media: 'screen' });
      await page.evaluate(() => globalThis.dispatchEvent(new Event('afterprint')));
      await soon(() => paper.count()).toBe(0);

      await page.getByRole('button', { name: nl ? 'Vastleggen als versie' : 'Keep as a version' }).click();
      await page.getByText(nl ? /Jij tekende op .* een eerdere tekst/ : /You signed an earlier text/).waitFor();
      await page.getByRole('button', { name: nl ? 'Vastleggen' : 'Keep', exact: true }).click();
      await soon(async () =>
        (await versions()).map(({ adviserSignedOn }) => adviserSignedOn !== null).toSorted(),
      ).toEqual([false, true]);
      await window.close();
    },
    SLOW,
  );
});
