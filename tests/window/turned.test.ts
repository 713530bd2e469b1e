/**
 * The screen turned to the candidate: of a dossier in which each field says a word that nobody else says, no word that must be hidden is
 * anywhere in the window, on any tab; and of other people nothing at all.
 */
import type { Page } from 'playwright';
import { afterAll, describe, expect, it } from 'vitest';
import { definitionKey } from '../../core/assessments/definition.ts';
import { conceptOf, DOSSIER_CONCEPTS, type ConceptName } from '../../core/domain/concepts.ts';
import { entryOf } from '../../core/register/register.ts';
import { staysWhenTurned } from '../../core/register/turned.ts';
import { TABS } from '../../renderer/components/dossier-tabs.ts';
import { accessibilityProblems, closeBrowser, openWindow, type WindowUnderTest } from '../support/window.ts';
import { goTo, picture, soonWithin } from '../support/window-steps.ts';

afterAll(closeBrowser);

const soon = soonWithin(15_000);
const SLOW = 180_000;

/** A word for each field that takes words, in each row of the dossier. */
async function nonceDossier(window: WindowUnderTest) {
  const { dossier } = await window.ask('candidates.add', { fields: { givenName: 'Vera', surname: 'Zichtbaarsma' } });
  const hidden: string[] = [];
  const shown: string[] = [];
  let number = 0;
  const fieldsOf = (concept: ConceptName): Record<string, string> =>
    Object.fromEntries(
      Object.entries(conceptOf(concept).fields).flatMap(([field, { kind }]) => {
        if (kind !== 'text' && kind !== 'longText') return [];
        const word = `nonce${String(++number).padStart(4, '0')}x`;
        (staysWhenTurned(concept, field) ? shown : hidden).push(word);
        return [[field, word.slice(0, conceptOf(concept).fields[field]?.max ?? 99)]];
      }),
    );
  for (const concept of DOSSIER_CONCEPTS) {
    if (concept === 'document') continue;
    const more: Record<string, Record<string, string>> = {
      scheme: { scheme: 'wajong' },
      task: { dueOn: '2026-01-01' },
      actionPlan: { state: 'agreed' },
      // Anything else would freeze the dossier before the rest is in it.
      restriction: { kind: 'objection' },
    };
    const { language: _, ...fields } = { ...fieldsOf(concept), ...more[concept] } as Record<string, string>;
    await window.ask('dossier.addRow', { dossier, concept, fields });
  }
  for (const [name, confidential] of [
    ['noncegeheimdocument.txt', 'yes'],
    ['noncegewoondocument.txt', 'no'],
  ] as const) {
    const { token } = await window.ask('documents.offer', { dossier, name, bytes: 4 });
    await window.ask('documents.piece', { token, bytes: new TextEncoder().encode('Dag.') });
    const { row } = await window.ask('documents.add', { dossier, token, job: name });
    await window.ask('dossier.edit', { dossier, concept: 'document', row, fields: { confidential } });
    (confidential === 'yes' ? hidden : shown).push(name);
  }
  await window.ask('dossier.edit', {
    dossier,
    concept: 'availability',
    row: dossier,
    fields: { needsAdaptation: 'yes', note: 'nonceopmerking' },
  });
  return { dossier, hidden: [...hidden, 'Wajong'], shown };
}

/** All that is in the window: what is seen, what is read aloud, what stands in fields. */
const everything = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const values = [...document.querySelectorAll<HTMLInputElement>('input, textarea')].map((each) => each.value);
    return [document.title, document.documentElement.outerHTML, ...values].join('\n');
  });

describe('the turned screen', () => {
  it(
    'shows of no tab what the register hides, nor anybody else, and ends by its key alone',
    async () => {
      const window = await openWindow({ demo: 'nl' });
      const { page } = window;
      const { dossier, hidden, shown } = await nonceDossier(window);
      expect(hidden.length).toBeGreaterThan(10);
      await window.ask('candidates.add', { fields: { givenName: 'Anders', surname: 'Nietgezienstra' } });
      await page.getByRole('navigation').first().waitFor();
      const [interests] = await window.ask('assessments.definitions', null);
      await window.ask('dossier.addRow', {
        dossier,
        concept: 'assessment',
        fields: {
          definition: definitionKey(interests!.definition),
          title: 'Samen ingevuld',
          scores: JSON.stringify(
            Object.fromEntries(interests!.definition.scales.map(({ id }, at) => [id, 40 - 4 * at])),
          ),
          finished: 'yes',
        },
      });

      // First everything is seen, so that the test can find it; the confidential note and the schemes are opened.
      await goTo(page, `/dossier/${dossier}/schemes`);
      await page.getByRole('button', { name: 'Toon 1 regeling' }).click();
      await soon(() => everything(page)).toContain('Wajong');
      await goTo(page, `/dossier/${dossier}/contact`);
      await page.locator('[data-moment] button[aria-expanded]').first().click();
      await page.getByRole('button', { name: 'Toon de vertrouwelijke notitie' }).click();
      const before = await everything(page);
      expect(hidden.some((word) => before.includes(word))).toBe(true);

      await page.keyboard.press('F8');
      await page.locator('[data-turned]').waitFor();
      const seenOf = async () => {
        const now = await everything(page);
        return [...hidden, 'Nietgezienstra', 'Vertrouwelijke notitie'].filter((word) => now.includes(word));
      };
      // In the same picture, not after the next answer.
      expect(await seenOf()).toEqual([]);
      expect(await accessibilityProblems(page)).toEqual([]);
      await picture(page, 'turned-contact');
      const found = new Set<string>();
      for (const tab of TABS) {
        await goTo(page, `/dossier/${dossier}/${tab}`);
        await page.waitForTimeout(350);
        const now = await everything(page);
        expect([tab, await seenOf()]).toEqual([tab, []]);
        for (const word of shown) if (now.includes(word)) found.add(word);
      }
      // What the two filled in together they read together, by its own words.
      await goTo(page, `/dossier/${dossier}/assessments`);
      await page.getByText('Het hoogst: Praktisch').waitFor();
      // It hides no more than it must: most of what may be seen is somewhere.
      expect(found.size).toBeGreaterThan(shown.length / 2);
      await goTo(page, `/dossier/${dossier}/visit`);
      await page.getByRole('heading', { name: 'Bezoek: Vera Zichtbaarsma' }).waitFor();
      expect(await seenOf()).toEqual([]);
      await picture(page, 'turned-visit');

      for (const room of ['candidates', 'today', 'agenda', 'intake', 'settings/appearance', `handover/${dossier}`]) {
        await goTo(page, `/${room}`);
        await page.getByText('Dit is nu niet te zien').waitFor();
        expect([room, await seenOf()]).toEqual([room, []]);
      }
      await goTo(page, `/dossier/${dossier}/overview`);
      await page.keyboard.press('Control+k');
      for (const words of ['Nietgezienstra', hidden[0] ?? '', 'Zichtbaarsma']) {
        await page.getByRole('combobox').fill(words);
        await page.waitForTimeout(500);
        expect(await page.getByRole('option', { name: 'Nietgezienstra' }).count()).toBe(0);
        expect([words, await page.getByRole('option', { name: 'Zichtbaarsma' }).count()]).toEqual([
          words,
          words === 'Zichtbaarsma' ? 1 : 0,
        ]);
      }
      await page.keyboard.press('Escape');

      // It survives a reload and a lock.
      await page.reload();
      await page.locator('[data-turned]').waitFor();
      await soon(() => everything(page)).toContain('Zichtbaarsma');
      expect(await seenOf()).toEqual([]);
      await page.keyboard.press('F8');
      await page.locator('[data-turned]').waitFor({ state: 'detached' });
      await goTo(page, '/candidates');
      await page.getByRole('grid').waitFor();
      await soon(() => page.getByRole('row').count()).toBeGreaterThan(3);
      await window.close();
    },
    SLOW,
  );

  it('hides by the register, and keeps what is ordinary', () => {
    for (const concept of DOSSIER_CONCEPTS)
      for (const field of Object.keys(conceptOf(concept).fields)) {
        const { sensitivity, together } = entryOf(concept, field);
        expect([concept, field, staysWhenTurned(concept, field)]).toEqual([
          concept,
          field,
          sensitivity === 'ordinary' || together === true,
        ]);
      }
    for (const [concept, field] of [
      ['contactMoment', 'confidentialNote'],
      ['scheme', 'scheme'],
      ['availability', 'needsAdaptation'],
      ['task', 'what'],
      ['importRemainder', 'value'],
      ['planStep', 'note'],
    ] as const)
      expect([concept, field, staysWhenTurned(concept, field)]).toEqual([concept, field, false]);
    expect(staysWhenTurned('contactMoment', 'deleted')).toBe(false);
  });
});
