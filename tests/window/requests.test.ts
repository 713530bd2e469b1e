/** A request by a right of a candidate in the real window: from intake to letter, in the room of all requests, and who must hear of a correction. */
import { afterAll, describe, expect, it } from 'vitest';
import { addDays, localDay } from '../../core/guidance/calendar.ts';
import { accessibilityProblems, closeBrowser } from '../support/window.ts';
import { goTo, openSomebody, picture, read, soonWithin } from '../support/window-steps.ts';

afterAll(closeBrowser);

const soon = soonWithin(10_000);
const SLOW = 120_000;
const today = localDay(Date.now());

describe('a request', () => {
  it(
    'is written down, decided on and answered with a letter, which fills in the day; one undo takes that back',
    async () => {
      const { window, page, id } = await openSomebody();
      const request = async () => (await read(window, id)).rows.request[0];
      await goTo(page, `/dossier/${id}/privacy`);
      await page.getByText('Nog geen verzoeken').waitFor();
      // From the search box, as from the button.
      await page.keyboard.press('Control+K');
      await page.getByRole('combobox', { name: 'Zoeken of iets doen' }).fill('>nieuw verzoek');
      await page.getByRole('option', { name: 'In dit dossier: Nieuw verzoek' }).click();
      const dialog = page.getByRole('dialog', { name: 'Nieuw verzoek' });
      await dialog.getByRole('button', { name: 'Vastleggen' }).click();
      await dialog.getByText('Kies wat er wordt gevraagd.').waitFor();
      await dialog.getByRole('combobox', { name: 'Wat wordt gevraagd' }).click();
      await page.getByRole('option', { name: 'inzage' }).click();
      await dialog.getByRole('textbox', { name: 'In hun woorden' }).fill('Wat weten jullie van mij?');
      await page.waitForTimeout(300);
      await picture(page, 'requests-intake-nl-light');
      expect(await accessibilityProblems(page)).toEqual([]);
      await dialog.getByRole('button', { name: 'Vastleggen' }).click();
      await soon(async () => (await request())?.right).toBe('access');
      expect(await request()).toMatchObject({ receivedOn: today, state: 'open', about: 'Wat weten jullie van mij?' });

      const card = page.getByRole('article', { name: 'inzage' });
      await card.getByText(/^nog \d+ dagen$/).waitFor();
      // Nobody knows yet who asks: it can be refused, and not granted.
      const grant = card.getByRole('button', { name: 'Inwilligen', exact: true });
      expect(await grant.getAttribute('aria-disabled')).toBe('true');
      await picture(page, 'requests-open-nl-light', { fullPage: true });
      expect(await accessibilityProblems(page)).toEqual([]);
      await card.locator('[data-field="request.identity"]').click();
      await page.keyboard.type('persoonlijk');
      await page.keyboard.press('Enter');
      await soon(async () => (await request())?.identity).toBe('known');
      expect((await request())?.identityOn).toBe(today);
      await card.getByRole('button', { name: 'Inwilligen', exact: true }).click();
      await soon(async () => (await request())?.state).toBe('granted');
      expect((await request())?.decidedOn).toBe(today);
      await picture(page, 'requests-granted-nl-light', { fullPage: true });

      await card.getByRole('button', { name: 'Antwoordbrief maken' }).click();
      const letter = page.locator('[data-letter]');
      const text = letter.getByRole('textbox', { name: 'Tekst' });
      await soon(() => text.inputValue()).toContain('overzicht van alles wat we over je bewaren');
      await letter.getByText('Met de brief staat het verzoek op beantwoord, vandaag.').waitFor();
      // Theirs to change before it goes.
      await text.fill(`${await text.inputValue()}\n\nTot gauw.`);
      await page.waitForTimeout(900);
      await picture(page, 'requests-letter-nl-light');
      expect(await accessibilityProblems(page)).toEqual([]);
      await letter.locator('label').filter({ hasText: 'Word' }).click();
      await page.waitForTimeout(600);
      await letter.getByRole('button', { name: 'Bewaren' }).click();
      await letter.locator('[data-made]').waitFor();
      await soon(async () => (await request())?.answeredOn).toBe(today);
      await letter.getByRole('link', { name: 'Terug naar het verzoek' }).click();
      await card
        .getByText(/beantwoord op/)
        .first()
        .waitFor();
      await card.getByText('ingewilligd').first().waitFor();
      await picture(page, 'requests-answered-nl-light', { fullPage: true });
      expect((await read(window, id)).rows.document.map(({ about }) => about)).toEqual([
        `request/${(await request())?.id}`,
      ]);
      await page.keyboard.press('Control+Z');
      await soon(async () => (await request())?.answeredOn).toBeNull();
      await window.close();
    },
    SLOW,
  );

  it(
    'is refused in English and in the dark at 200%, with a ground in plain words and where to complain, and extended with a reason',
    async () => {
      const { window, page, id } = await openSomebody({ theme: 'dark', width: 640, height: 400, scale: 2 }, 'en');
      const { row } = await window.ask('dossier.addRow', {
        dossier: id,
        concept: 'request',
        fields: { right: 'erasure', receivedOn: addDays(today, -3), state: 'open', identity: 'known' },
      });
      await goTo(page, `/dossier/${id}/privacy?row=%22${row}%22`);
      const card = page.getByRole('article', { name: 'erasure' });
      await card.getByRole('button', { name: 'Extend' }).click();
      await card.getByRole('textbox', { name: 'Why it takes longer' }).fill('The archive is elsewhere');
      await page.keyboard.press('Control+Enter');
      await soon(async () => (await read(window, id)).rows.request[0]?.extendReason).toBe('The archive is elsewhere');
      await picture(page, 'requests-extend-en-dark-200', { fullPage: true });
      expect(await accessibilityProblems(page)).toEqual([]);
      await card.getByRole('button', { name: 'Letter about the extension' }).click();
      const text = page.locator('[data-letter]').getByRole('textbox', { name: 'Text' });
      await soon(() => text.inputValue()).toContain('This is why: The archive is elsewhere.');
      await picture(page, 'requests-letter-en-dark-200', { fullPage: true });
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.getByRole('link', { name: 'Back to the request' }).click();
      await card.getByRole('button', { name: 'Refuse' }).click();
      await card.getByText('Choose a ground.', { exact: false }).waitFor();
      await card.locator('[data-field="request.ground"]').click();
      await page.keyboard.type('legal duty');
      await page.keyboard.press('Enter');
      await soon(async () => (await read(window, id)).rows.request[0]?.ground).toBe('legalDuty');
      await picture(page, 'requests-refused-en-dark-200', { fullPage: true });
      expect(await accessibilityProblems(page)).toEqual([]);
      await card.getByRole('button', { name: 'Make the answer' }).click();
      await soon(() => text.inputValue()).toContain('The law says that we must keep this data.');
      expect(await text.inputValue()).toContain('Autoriteit Persoonsgegevens');
      await window.close();
    },
    SLOW,
  );

  it.each([
    ['nl', 'light', 1],
    ['en', 'dark', 2],
  ] as const)(
    'is in the room of all requests in order of its deadline, and in Today when that is near: %s, %s, %i',
    async (language, theme, zoom) => {
      const { window, page, id } = await openSomebody(
        { theme, width: 1280 / zoom, height: 800 / zoom, scale: zoom },
        language,
      );
      const isDutch = language === 'nl';
      const add = async (fields: Record<string, string>) =>
        window.ask('dossier.addRow', { dossier: id, concept: 'request', fields: { state: 'open', ...fields } });
      await add({ right: 'access', receivedOn: addDays(today, -50) });
      await add({ right: 'erasure', receivedOn: addDays(today, -50), state: 'granted', answeredOn: today });
      await goTo(page, '/requests');
      const first = page.locator('[data-requests] li').first();
      await first.getByText('Vera Verzonnen').waitFor();
      await first.getByText(isDutch ? /dagen te laat/ : /days late/).waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
      await picture(page, `requests-room-${language}-${theme}-${zoom}00`);
      await page
        .locator('label')
        .filter({ hasText: isDutch ? 'Afgehandeld' : 'Closed' })
        .click();
      await page
        .getByText(isDutch ? 'verwijdering' : 'erasure')
        .first()
        .waitFor();
      await picture(page, `requests-closed-${language}-${theme}-${zoom}00`);
      await page.getByRole('button', { name: isDutch ? 'Nieuw verzoek' : 'New request' }).click();
      await page.getByRole('dialog').waitFor();
      await page.waitForTimeout(300);
      expect(await accessibilityProblems(page)).toEqual([]);
      await picture(page, `requests-new-${language}-${theme}-${zoom}00`);
      await page.keyboard.press('Escape');
      await goTo(page, '/today');
      const near = page.getByRole('region', {
        name: isDutch ? 'Verzoeken die bijna aflopen' : 'Requests that end soon',
      });
      await near.getByText('Vera Verzonnen').waitFor();
      await picture(page, `requests-today-${language}-${theme}-${zoom}00`);
      await near.getByRole('link', { name: 'Vera Verzonnen' }).click();
      await page
        .getByRole('article', { name: isDutch ? 'inzage' : 'access' })
        .getByRole('button', { expanded: true })
        .first()
        .waitFor();
      await goTo(page, `/dossier/${id}/timeline`);
      await page
        .getByRole('link', { name: isDutch ? 'inzage' : 'access', exact: true })
        .first()
        .waitFor();
      await picture(page, `requests-timeline-${language}-${theme}-${zoom}00`);
      await window.close();
    },
    SLOW,
  );

  it(
    'to correct something names who received what it said before, and makes them a notice',
    async () => {
      const { window, page, id } = await openSomebody();
      const { row: job } = await window.ask('dossier.addRow', {
        dossier: id,
        concept: 'workExperience',
        fields: { role: 'bakker', employer: 'Fictief' },
      });
      await window.ask('handover.save', {
        dossier: id,
        recipient: 'employer',
        recipientName: 'Bakkerij Bedacht',
        format: 'vum',
        language: 'nl',
      });
      const { row } = await window.ask('dossier.addRow', {
        dossier: id,
        concept: 'request',
        fields: { right: 'rectification', receivedOn: today, state: 'granted', identity: 'known' },
      });
      await window.ask('dossier.edit', {
        dossier: id,
        concept: 'workExperience',
        row: job,
        fields: { role: 'banketbakker' },
      });
      await goTo(page, `/dossier/${id}/privacy?row=%22${row}%22`);
      const receivers = page.getByRole('region', { name: 'Wie het moet weten' });
      await receivers.getByText('Bakkerij Bedacht').waitFor();
      await receivers.getByText('banketbakker').waitFor();
      await picture(page, 'requests-receivers-nl-light', { fullPage: true });
      expect(await accessibilityProblems(page)).toEqual([]);
      await receivers.getByRole('button', { name: 'Bericht maken' }).click();
      const letter = page.locator('[data-letter]');
      const text = letter.getByRole('textbox', { name: 'Tekst' });
      await soon(() => text.inputValue()).toContain('banketbakker');
      expect(await letter.getByRole('textbox', { name: 'Naam van de ontvanger' }).inputValue()).toBe(
        'Bakkerij Bedacht',
      );
      await letter.locator('label').filter({ hasText: 'Word' }).click();
      await page.waitForTimeout(600);
      await letter.getByRole('button', { name: 'Bewaren' }).click();
      await letter.locator('[data-made]').waitFor();
      await letter.getByRole('link', { name: 'Terug naar het verzoek' }).click();
      await receivers.getByText(/bericht gemaakt op/).waitFor();
      await window.close();
    },
    SLOW,
  );
});
