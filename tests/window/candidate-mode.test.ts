/** The laptop in the hands of a candidate, on the real desktop: what they see and do, that nothing else opens, and what the adviser finds. */
import { afterAll, describe, expect, it } from 'vitest';
import { accessibilityProblems, closeBrowser, openWindow } from '../support/window.ts';
import { goTo, picture, soonWithin } from '../support/window-steps.ts';

afterAll(closeBrowser);

const soon = soonWithin(15_000);

describe('candidate mode', () => {
  it('lets the candidate check, agree and sign, and nothing else, until the adviser unlocks it', async () => {
    const window = await openWindow({ demo: 'nl' });
    const { page } = window;
    const { dossier: id } = await window.ask('candidates.add', {
      fields: { givenName: 'Vera', surname: 'Verzonnen', place: 'Reigerveen' },
    });
    await window.ask('dossier.addRow', {
      dossier: id,
      concept: 'actionPlan',
      fields: { title: 'Naar de zorg', state: 'agreed' },
    });
    await page.getByRole('navigation').first().waitFor();
    await goTo(page, `/dossier/${id}/overview`);
    const hand = page.getByRole('menuitem', { name: 'Laptop aan de kandidaat geven' });
    // A screen that is only just there takes the focus, and closes a menu that was opened in the same moment.
    await soon(async () => {
      if ((await hand.count()) === 0) await page.getByRole('button', { name: 'Meer' }).first().click();
      return hand.count();
    }).toBe(1);
    await hand.click();
    await page.getByLabel('Het plan ondertekenen').check();
    await page.getByLabel('Pincode voor deze keer').fill('2468');
    await page.getByRole('group', { name: 'Toestemming vragen' }).getByRole('checkbox').first().check();
    await picture(page, 'candidate-hand');
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Geef de laptop' }).click();

    await page.getByRole('heading', { name: 'Kloppen je gegevens?' }).waitFor();
    await picture(page, 'candidate-check');
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(await page.getByRole('navigation').count()).toBe(0);
    for (const key of ['Control+k', 'F8', '?', 'Control+n', 'Alt+Digit1']) await page.keyboard.press(key);
    await page.evaluate(() => {
      location.hash = '/candidates';
    });
    await page.reload();
    await page.getByRole('heading', { name: 'Kloppen je gegevens?' }).waitFor();
    await page.getByRole('button', { name: 'Klopt niet: Woonplaats' }).click();
    await page.getByLabel('Wat moet er staan?').fill('Zandwoude');
    await page.getByRole('button', { name: 'Bewaar' }).click();
    await page.getByText('Zandwoude').waitFor();
    await page.getByRole('button', { name: 'De rest klopt: Wie je bent' }).press('Enter');
    await page.getByText('Je zei: dit klopt.').waitFor();
    await picture(page, 'candidate-right', { fullPage: true });
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Verder' }).click();
    await page.getByLabel('Of typ je naam').fill('Vera Verzonnen');
    await picture(page, 'candidate-consent');
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Ja, dat mag' }).click();
    await page.getByRole('heading', { name: 'Het plan ondertekenen' }).waitFor();
    await page.getByText('Naar de zorg').waitFor();
    const canvas = page.locator('canvas');
    const box = await canvas.boundingBox();
    if (!box) throw new Error('no place to sign');
    await page.mouse.move(box.x + 40, box.y + 40);
    await page.mouse.down();
    await page.mouse.move(box.x + 140, box.y + 90, { steps: 5 });
    await page.mouse.up();
    await page.getByRole('button', { name: 'Ik ben het eens met dit plan' }).click();
    await page.getByText('Je hebt dit plan ondertekend').waitFor();
    await page.getByRole('button', { name: 'Verder' }).click();
    await page.getByRole('heading', { name: 'Klaar. Dank je wel!' }).waitFor();

    await page.getByRole('button', { name: 'Voor de adviseur' }).click();
    await page.getByLabel('Pincode').fill('1357');
    await page.keyboard.press('Enter');
    await page.getByText('Dit is niet de pincode').waitFor();
    await page.getByLabel('Pincode').fill('2468');
    await page.keyboard.press('Enter');
    await page.getByRole('navigation').first().waitFor();
    const { rows } = await window.ask('dossier.open', { dossier: id });
    expect(rows.consent[0]).toMatchObject({ way: 'signature', withdrawnOn: null });
    expect(rows.actionPlan[0]?.candidateSignature).toMatch(/^data:image\/png/);
    await goTo(page, `/dossier/${id}/privacy`);
    await page.getByText('Voorstellen van de kandidaat').waitFor();
    await page.getByRole('heading', { name: /Nagekeken door de kandidaat/ }).waitFor();
    await picture(page, 'candidate-privacy');
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Neem over' }).click();
    await soon(async () => (await window.ask('dossier.open', { dossier: id })).candidate.place).toBe('Zandwoude');
    await page.getByRole('button', { name: 'Trek in' }).click();
    await soon(
      async () => (await window.ask('dossier.open', { dossier: id })).rows.consent[0]?.withdrawnOn ?? null,
    ).not.toBe(null);
    await goTo(page, `/dossier/${id}/history`);
    await page.getByText('Door de kandidaat').first().waitFor();
    await goTo(page, `/dossier/${id}/profile`);
    // The place was taken over from what they proposed, after they said that the rest is right.
    await page.getByText(/door de kandidaat nagekeken op .* daarna gewijzigd/).waitFor();
    await picture(page, 'candidate-profile');
    expect(await accessibilityProblems(page)).toEqual([]);
    await window.close();
  }, 120_000);
});
