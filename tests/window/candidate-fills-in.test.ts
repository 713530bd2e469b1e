/**
 * A questionnaire in the hands of the candidate, on the real desktop and by keyboard alone: handed over, half filled in, killed, gone on with,
 * finished, unlocked by the adviser, found in the dossier as theirs, and taken back with one key.
 */
import { rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { accessibilityProblems, closeBrowser, newProfile, openWindow } from '../support/window.ts';
import { goTo, openSomebody, picture, read, soonWithin } from '../support/window-steps.ts';

afterAll(closeBrowser);

const soon = soonWithin(15_000);
const WORDS = {
  nl: {
    more: 'Meer',
    hand: 'Laptop aan de kandidaat geven',
    check: 'Eigen gegevens nakijken',
    inOrder: 'In deze volgorde, na elkaar.',
    show: 'Laat de kandidaat daarna de uitkomst zien',
    pin: 'Pincode voor deze keer',
    handNow: 'Geef de laptop',
    allDone: 'Alles is ingevuld',
    done: 'Klaar',
    filled: 'Je bent klaar met de vragen',
    next: 'Verder',
    ready: 'Klaar. Dank je wel!',
    forAdviser: 'Voor de adviseur',
    pinIs: 'Pincode',
    byCandidate: 'Door de kandidaat',
    none: 'Nog geen uitkomsten van tests',
    later: 'Later verder',
    aside: 'Nu verder met de vragen',
  },
  en: {
    more: 'More',
    hand: 'Give the laptop to the candidate',
    check: 'Check their own data',
    inOrder: 'In this order, one after the other.',
    show: 'Show the candidate what came out afterwards',
    pin: 'PIN for this time',
    handNow: 'Give the laptop',
    allDone: 'Everything is filled in',
    done: 'Done',
    filled: 'You are done with the questions',
    next: 'Go on',
    ready: 'Done. Thank you!',
    forAdviser: 'For the adviser',
    pinIs: 'PIN',
    byCandidate: 'By the candidate',
    none: 'No outcomes of assessments yet',
    later: 'Go on later',
    aside: 'Go on with the questions now',
  },
} as const;

const AS = [
  { language: 'nl', look: { width: 1280, height: 800 }, shows: false },
  { language: 'en', look: { width: 640, height: 400, scale: 2, theme: 'dark' }, shows: true },
] as const;

describe('a questionnaire in candidate mode', () => {
  it.each(AS)(
    'is filled in by keyboard, survives a kill, and is one deed of the candidate ($language)',
    async ({ language, look, shows }) => {
      const say = WORDS[language];
      const profile = newProfile();
      const { window, page, id } = await openSomebody({ ...look, profile }, language);
      const ours = (await window.ask('assessments.definitions', null)).map((each) => each.definition);
      const [definition, cards] = ['jobport.interests', 'jobport.values'].map((id) =>
        ours.find((each) => each.id === id),
      );
      if (!definition || !cards) throw new Error('no questionnaires of ours');
      const textOf = (index: number) => definition.items[index]?.text[language] ?? '';
      await goTo(page, `/dossier/${id}/overview`);
      const hand = page.getByRole('menuitem', { name: say.hand });
      // A screen that is only just there takes the focus, and closes a menu that was opened in the same moment.
      await soon(async () => {
        if ((await hand.count()) === 0) await page.getByRole('button', { name: say.more }).first().press('Enter');
        return hand.count();
      }).toBe(1);
      await hand.press('Enter');
      await page.getByLabel(say.check).press('Space');
      await page.getByRole('checkbox', { name: definition.title[language] ?? '' }).press('Space');
      await page.getByRole('checkbox', { name: cards.title[language] ?? '' }).press('Space');
      await page.getByText(say.inOrder).waitFor();
      if (shows) await page.getByLabel(say.show).press('Space');
      await page.getByLabel(say.pin).fill('2468');
      await picture(page, `fill-hand-${language}`);
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.getByLabel(say.pin).press('Enter');

      await page.locator('[data-candidate-mode] [data-questionnaire]').waitFor();
      await picture(page, `fill-intro-${language}`);
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.keyboard.press('ArrowRight');
      await page.getByRole('heading', { name: textOf(0) }).waitFor();
      await picture(page, `fill-question-${language}`);
      expect(await accessibilityProblems(page)).toEqual([]);
      for (const key of ['5', '2', '1', '4']) await page.keyboard.press(key);
      await page.getByRole('heading', { name: textOf(4) }).waitFor();
      const kept = async () => (await window.ask('candidateMode.read', { language })).fills[0]?.answers;
      await soon(async () => Object.values((await kept()) ?? {})).toEqual([5, 2, 1, 4]);
      // A kill: nothing is closed in an orderly way that the candidate had a part in.
      await window.desktop.ask('vault.lock', { why: 'asked' });
      await window.close();

      const again = await openWindow({ ...look, profile });
      await again.ask('vault.createDemo', { language });
      await again.page.reload();
      await again.page.getByRole('heading', { name: textOf(4) }).waitFor();
      // Laid aside and taken up again, by keyboard.
      await again.page.getByRole('button', { name: say.later }).press('Enter');
      await again.page.getByRole('button', { name: say.aside }).waitFor();
      await picture(again.page, `fill-aside-${language}`);
      expect(await accessibilityProblems(again.page)).toEqual([]);
      await again.page.getByRole('button', { name: say.aside }).press('Enter');
      await again.page.getByRole('heading', { name: textOf(4) }).waitFor();
      for (let index = 4; index < 48; index++) await again.page.keyboard.press(String(1 + (index % 5)));
      await again.page.getByRole('heading', { name: say.allDone }).waitFor();
      await picture(again.page, `fill-end-${language}`);
      await again.page.getByRole('button', { name: say.done, exact: true }).press('Enter');
      await again.page.getByText(say.filled).waitFor();
      expect(await again.page.locator('table').count()).toBe(shows ? 1 : 0);
      await picture(again.page, `fill-filled-${language}`, { fullPage: true });
      expect(await accessibilityProblems(again.page)).toEqual([]);
      // The other one, laid aside after two cards: what is done stays done.
      await again.page.getByRole('button', { name: say.next, exact: true }).press('Enter');
      await again.page
        .locator('[data-questionnaire]')
        .getByText(cards.title[language] ?? '')
        .first()
        .waitFor();
      await again.page.keyboard.press('ArrowRight');
      await again.page.getByRole('heading', { name: cards.items[0]?.text[language] ?? '' }).waitFor();
      for (const key of ['3', '1']) await again.page.keyboard.press(key);
      await picture(again.page, `fill-second-${language}`);
      await again.page.getByRole('button', { name: say.later }).press('Enter');
      await again.page.getByRole('button', { name: say.aside }).waitFor();
      await again.page.getByRole('button', { name: say.next, exact: true }).press('Enter');
      await again.page.getByRole('heading', { name: say.ready }).waitFor();

      await again.page.getByRole('button', { name: say.forAdviser }).press('Enter');
      await again.page.getByLabel(say.pinIs).fill('2468');
      await again.page.keyboard.press('Enter');
      await again.page.getByRole('navigation').first().waitFor();
      const results = (await read(again, id)).rows.assessment;
      expect(results.map((each) => [each.definition, each.finished]).toSorted()).toEqual([
        ['jobport.interests@1', 'yes'],
        ['jobport.values@1', 'no'],
      ]);
      expect(results.find(({ finished }) => finished === 'yes')).toMatchObject({
        finished: 'yes',
        answeredBy: 'candidate',
        way: 'filledIn',
        language,
      });
      await goTo(again.page, `/dossier/${id}/history`);
      await again.page.getByText(say.byCandidate).first().waitFor();
      await goTo(again.page, `/dossier/${id}/assessments`);
      await again.page.locator('[data-assessment]').first().waitFor();
      await picture(again.page, `fill-found-${language}`);
      // One deed each, the last one first.
      await again.page.keyboard.press('Control+z');
      await soon(async () => (await read(again, id)).rows.assessment.map(({ finished }) => finished)).toEqual(['yes']);
      await again.page.keyboard.press('Control+z');
      await again.page.getByText(say.none).waitFor();
      expect((await read(again, id)).rows.assessment).toEqual([]);
      await again.page.keyboard.press('Control+Shift+z');
      await soon(async () => (await read(again, id)).rows.assessment.length).toBe(1);
      await again.close();
      rmSync(profile, { recursive: true, force: true });
    },
    120_000,
  );
});
