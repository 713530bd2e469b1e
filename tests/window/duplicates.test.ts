/** Double dossiers in the window: found, said to be two people, compared and made one, and back. */
import { afterAll, describe, expect, it } from 'vitest';
import { accessibilityProblems, closeBrowser, openWindow } from '../support/window.ts';
import { picture } from '../support/window-steps.ts';

afterAll(closeBrowser);

describe('double dossiers', () => {
  it('are compared and made one by keyboard, with the answer that was chosen, and are two again with one key', async () => {
    const window = await openWindow({ demo: 'nl' });
    const { page } = window;
    const add = async (fields: Record<string, string>) => (await window.ask('candidates.add', { fields })).dossier;
    const shared = { givenName: 'Puk', surname: 'Verzonnen', place: 'Reigerveen', postcode: '1234 AB' };
    const one = await add({ ...shared, phase: 'intake' });
    const other = await add({ ...shared, phase: 'applying' });
    await window.ask('dossier.addRow', { dossier: other, concept: 'skill', fields: { name: 'Solderen' } });
    await page.locator('#content').getByText('122 kandidaten', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Dubbele dossiers' }).press('Enter');
    const pair = page
      .locator('section')
      .filter({ hasText: 'Verzonnen' })
      .filter({ hasText: 'zelfde naam en postcode' });
    await pair.waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await picture(page, 'duplicates');
    await pair.getByRole('button', { name: 'Niet dezelfde persoon' }).press('Enter');
    await pair.waitFor({ state: 'hidden' });
    await page.locator('[data-tone]').getByRole('button', { name: 'Ongedaan maken' }).press('Enter');
    await pair.getByRole('button', { name: 'Vergelijk' }).press('Enter');
    await page.getByRole('row', { name: /^Fase/ }).getByRole('radio').nth(1).check();
    expect(await accessibilityProblems(page)).toEqual([]);
    await picture(page, 'compare', { fullPage: true });
    await page.getByRole('button', { name: 'Voeg samen tot één dossier' }).press('Enter');
    await page.waitForURL(new RegExp(`#/dossier/${one}/overview`));
    const merged = await window.ask('dossier.open', { dossier: one });
    expect([merged.candidate.phase, merged.rows.skill.map(({ name }) => name)]).toEqual(['applying', ['Solderen']]);
    await page.locator('[data-tone]').getByRole('button', { name: 'Ongedaan maken' }).press('Enter');
    await expect.poll(async () => (await window.ask('dossier.open', { dossier: one })).candidate.phase).toBe('intake');
    expect((await window.ask('dossier.open', { dossier: other })).rows.skill.length).toBe(1);
    await window.close();
  }, 120_000);
});
