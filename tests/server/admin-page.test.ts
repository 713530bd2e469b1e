/** The administrator's page in a real browser on a real server: in by a link that is good once, and inviting somebody. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright';
import { giveGrant, listGrants, MOST_GRANTS, revokeGrant } from '../../server/grants.ts';
import { addPerson, addTeam, atTheMachine, changePerson, joinTeam } from '../../server/people.ts';
import { makeSignIn } from '../../server/session.ts';
import { headlessChromiumPath } from '../../scripts/machine.ts';
import { CLIENT, startIssuer } from './support/issuer.ts';
import { auditLines } from './support/audit-lines.ts';
import { newId, newLaptop, type Laptop } from './support/laptop.ts';
import { accessibilityProblems } from '../support/window.ts';
import { databases, openOffice, type Office } from './support/office.ts';

const places = databases('SQLite');
let office: Office;
let browser: Browser;
beforeAll(async () => {
  office = await openOffice(await places.fresh());
  browser = await chromium.launch({ executablePath: headlessChromiumPath() ?? '', chromiumSandbox: false });
});
afterAll(async () => {
  await browser.close();
  await office.close();
  await places.close();
});

/** Where pictures of the rooms are kept, for whoever wants to look at them. */
const PICTURES = process.env['JOBPORT_PICTURES'];

async function linkFor(person: Laptop): Promise<string> {
  const { store, world } = office.server.context;
  const link = await makeSignIn(store, world, atTheMachine(office.organisation), person.state.person);
  if (!link.ok) throw new Error('no link');
  return `${office.server.url}/admin/#sign-in=${link.value.secret}`;
}

/** Somebody's browser, signed in. */
async function signedIn(person: Laptop, options: BrowserContextOptions = { locale: 'nl-NL' }) {
  const link = await linkFor(person);
  const page = await (await browser.newContext(options)).newPage();
  page.setDefaultTimeout(10_000);
  const problems: string[] = [];
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(link);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return { page, problems, link, close: () => page.context().close() };
}

const goTo = async (page: Page, at: string): Promise<void> => {
  await page.goto(`${office.server.url}/admin/#/${at}`);
  await page.locator(`nav a[href="#/${at}"][aria-current=page]`).waitFor();
};
const row = (page: Page, text: string) => page.locator('tbody tr', { hasText: text });
const undo = (page: Page) => page.getByRole('button', { name: 'Ongedaan maken' }).last().click();

describe('the administrator’s page', { timeout: 120_000 }, () => {
  it('sets the account of the organisation, after asking whether it is there, and lets in by it', async () => {
    const { store, world } = office.server.context;
    const hand = atTheMachine(office.organisation);
    await addPerson(store, world, hand, { name: 'Bo Beheerder', email: 'bo@example.nl', roles: ['administrator'] });
    const issuer = await startIssuer(`${office.server.url}/v1/oidc/callback`, {
      bo: { email: 'bo@example.nl', email_verified: true },
    });
    const { page, problems, close } = await signedIn(await office.person(['administrator']));
    await goTo(page, 'organisation');
    await page.getByLabel('Adres van de aanmelddienst').fill('http://127.0.0.1:9');
    await page.getByLabel('Naam van Jobport daar').fill(CLIENT.id);
    await page.getByLabel('Geheim').fill(CLIENT.secret);
    await page.getByRole('button', { name: 'Nakijken en bewaren' }).click();
    await page.getByText('antwoordt niet zoals het hoort').first().waitFor();
    await page.getByLabel('Adres van de aanmelddienst').fill(issuer.issuer);
    await page.getByRole('button', { name: 'Nakijken en bewaren' }).click();
    await page.getByText('Er is een geheim bewaard').waitFor();
    expect(await page.getByLabel('Geheim').inputValue()).toBe('');
    expect(await accessibilityProblems(page)).toEqual([]);
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/admin-oidc.png`, fullPage: true });
    // The refusal above is one line of the browser.
    expect(problems.filter((each) => !each.includes('503'))).toEqual([]);
    await close();

    const other = await (await browser.newContext({ locale: 'nl-NL' })).newPage();
    other.setDefaultTimeout(10_000);
    await other.goto(`${office.server.url}/admin/`);
    await other.getByRole('link', { name: 'Inloggen met je account van de organisatie' }).click();
    await other.locator('input[name=login]').fill('bo');
    await other.locator('input[name=password]').fill('x');
    await other.locator('button[type=submit]').click();
    await other.getByText('Continue').click();
    await other.getByRole('heading', { level: 1, name: 'Mensen' }).waitFor();
    await other.context().close();
    await issuer.close();
  });

  it('lets in by a link once, adds a colleague, and their laptop enrols with the code shown', async () => {
    const boss = await office.person(['administrator', 'privacyOfficer']);
    const { page, problems, link } = await signedIn(boss);
    await page.getByRole('heading', { level: 1, name: 'Mensen' }).waitFor();
    expect(page.url()).not.toContain('sign-in');
    await page.getByRole('button', { name: 'Iemand toevoegen' }).click();
    await page.getByRole('textbox', { name: 'Naam' }).fill('Noor Verzonnen');
    await page.getByRole('button', { name: 'Toevoegen', exact: true }).click();
    await page.getByRole('button', { name: 'Uitnodigen: Noor Verzonnen' }).click();
    const code = await page.locator('[data-code]').innerText();
    const laptop = await newLaptop(office.server.url);
    expect((await laptop.enrol(code)).status).toBe(200);
    expect(problems).toEqual([]);

    const other = await (await browser.newContext({ locale: 'nl-NL' })).newPage();
    await other.goto(link);
    await other.getByText('Deze link werkt niet meer').waitFor();
  });

  it('gives a dossier, takes it and gives it back; a laptop that was stopped is let on again', async () => {
    const boss = await office.person(['administrator']);
    const adviser = await office.person(['adviser'], office.organisation, 'Wies Verzonnen');
    const colleague = await office.person(['adviser'], office.organisation, 'Teun Verzonnen');
    const dossier = newId();
    await adviser.push(adviser.operation({ dossier, sees: null }));
    const { page, problems, close } = await signedIn(boss);
    await goTo(page, 'dossiers');
    await row(page, dossier).getByRole('button', { name: 'Geven' }).click();
    await page.getByRole('dialog').getByLabel('Wie').first().fill('Teun');
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/admin-giving.png` });
    await page.getByRole('option', { name: 'Teun Verzonnen' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Geven' }).click();
    const held = async (laptop: Laptop) => (await laptop.pull(0)).grants?.now.map((grant) => grant.dossier) ?? [];
    await expect.poll(() => held(colleague)).toContain(dossier);
    await row(page, dossier).getByRole('button', { name: 'Terugnemen: Teun Verzonnen' }).click();
    await expect.poll(() => held(colleague)).not.toContain(dossier);
    await undo(page);
    await expect.poll(() => held(colleague)).toContain(dossier);

    await goTo(page, 'laptops');
    const isLetIn = () =>
      colleague.pull(0).then(
        () => true,
        () => false,
      );
    await colleague.pull(0, { unsent: 4 });
    await row(page, 'Teun Verzonnen')
      .getByRole('button', { name: /^Blokkeren/ })
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('4 wijzigingen nog niet verstuurd, bij het laatste contact vandaag').waitFor();
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/admin-blocking.png` });
    expect(await isLetIn()).toBe(true);
    await colleague.pull(0, { unsent: 4 });
    await dialog.getByRole('button', { name: 'Blokkeren' }).click();
    await expect.poll(isLetIn).toBe(false);
    await undo(page);
    await expect.poll(isLetIn).toBe(true);
    expect(problems).toEqual([]);
    await close();
  });

  it('says of one of two grants that is taken that the dossier stays by the other, and of the last one that it goes', async () => {
    const { store, world } = office.server.context;
    const hand = atTheMachine(office.organisation);
    const boss = await office.person(['administrator']);
    const adviser = await office.person(['adviser'], office.organisation, 'Wies Dubbelop');
    const colleague = await office.person(['adviser'], office.organisation, 'Teun Alleenteam');
    const team = await addTeam(store, world, hand, 'Team Dubbel');
    for (const { state } of [adviser, colleague]) await joinTeam(store, world, hand, team.id, state.person);
    const dossier = newId();
    await adviser.push(adviser.operation({ dossier, sees: null }));
    const until = new Date(2027, 2, 3, 23, 59, 59).getTime();
    await giveGrant(store, world, hand, { dossier, to: { team: team.id }, until });
    const { page, problems, close } = await signedIn(boss);
    const toast = (text: string) => page.getByRole('region', { name: 'Meldingen' }).getByText(text);
    await goTo(page, 'dossiers');
    await row(page, dossier).getByRole('button', { name: 'Terugnemen: Wies Dubbelop' }).click();
    await toast('Wies Dubbelop houdt het dossier via Team Dubbel, tot en met 3 maart 2027.').waitFor();
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/admin-taken-one.png` });
    expect(await page.getByText('wist het dossier').count()).toBe(0);
    await undo(page);
    await row(page, dossier).getByRole('button', { name: 'Terugnemen: Wies Dubbelop' }).waitFor();
    await row(page, dossier).getByRole('button', { name: 'Terugnemen: Team Dubbel' }).click();
    await toast(
      'Teruggenomen. De laptop van Teun Alleenteam wist het dossier bij het volgende contact. Wies Dubbelop houdt het dossier: het is ook apart gegeven, zonder einde.',
    ).waitFor();
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/admin-taken-team.png` });
    expect(problems).toEqual([]);
    await close();
  });

  it.for([
    ['nl-NL', 'light', 1280],
    ['en-GB', 'dark', 640],
  ] as const)(
    'gives all dossiers of who is ill to a colleague, and of who leaves to a team; each after saying how many, and back in one go: %s',
    async ([locale, colorScheme, width]) => {
      const { store, world } = office.server.context;
      const hand = atTheMachine(office.organisation);
      const words =
        locale === 'nl-NL'
          ? {
              open: 'Alle dossiers van iemand geven',
              from: 'Van wie',
              to: 'Aan wie',
              through: 'Tot en met',
              plan: `2 dossiers van Wies Ziekgemeld ${locale} gaan naar Teun Waarneemt ${locale}, tot en met 3 maart 2027.`,
              give: '2 dossiers geven',
              given: `2 dossiers gegeven aan Teun Waarneemt ${locale}.`,
              undo: 'Ongedaan maken',
              good: 'Voor goed',
              loses: `De laptop van Wies Ziekgemeld ${locale} levert eerst in wat nog niet verstuurd is en wist dan 2 dossiers`,
              takeAll: `Alles terugnemen van Team Opvang ${locale}`,
              take: '2 dossiers terugnemen',
            }
          : {
              open: 'Give all dossiers of somebody',
              from: 'From whom',
              to: 'To whom',
              through: 'Through',
              plan: `2 dossiers of Wies Ziekgemeld ${locale} go to Teun Waarneemt ${locale}, through 3 March 2027.`,
              give: 'Give 2 dossiers',
              given: `2 dossiers given to Teun Waarneemt ${locale}.`,
              undo: 'Undo',
              good: 'For good',
              loses: `the laptop of Wies Ziekgemeld ${locale} first hands in what was not sent yet, and then erases 2 dossiers`,
              takeAll: `Take all back from Team Opvang ${locale}`,
              take: 'Take 2 dossiers back',
            };
      const boss = await office.person(['administrator']);
      const ill = await office.person(['adviser'], office.organisation, `Wies Ziekgemeld ${locale}`);
      const stands = await office.person(['adviser'], office.organisation, `Teun Waarneemt ${locale}`);
      const team = await addTeam(store, world, hand, `Team Opvang ${locale}`);
      await joinTeam(store, world, hand, team.id, stands.state.person);
      const dossiers = [newId(), newId()];
      await ill.push(...dossiers.map((dossier) => ill.operation({ dossier, sees: null })));
      const held = async (laptop: Laptop) =>
        (await laptop.pull(0)).grants?.now.filter(({ dossier }) => dossiers.includes(dossier)).length ?? 0;
      const dress: BrowserContextOptions = { locale, colorScheme, viewport: { width, height: 800 } };
      const { page, problems, close } = await signedIn(boss, dress);
      const picture = async (name: string) =>
        PICTURES && (await page.screenshot({ path: `${PICTURES}/admin-${name}-${locale}.png` }));
      const dialog = page.getByRole('dialog');
      const choose = async (label: string, name: string) => {
        await dialog.getByRole('combobox', { name: label }).fill(name);
        await page.getByRole('option', { name }).click();
      };
      await goTo(page, 'dossiers');
      await page.getByRole('button', { name: words.open }).click();
      await choose(words.from, `Wies Ziekgemeld ${locale}`);
      await choose(words.to, `Teun Waarneemt ${locale}`);
      await dialog.getByLabel(words.through).fill('2027-03-03');
      await dialog.getByText(words.plan).waitFor();
      await picture('reassign');
      expect(await accessibilityProblems(page)).toEqual([]);
      await dialog.getByRole('button', { name: words.give }).click();
      await page.getByText(words.given).waitFor();
      expect([await held(stands), await held(ill)]).toEqual([2, 2]);
      await page.getByRole('button', { name: words.undo }).last().click();
      await expect.poll(() => held(stands)).toBe(0);

      await page.getByRole('button', { name: words.open }).click();
      await choose(words.from, `Wies Ziekgemeld ${locale}`);
      await choose(words.to, `Team Opvang ${locale}`);
      await dialog.getByRole('radio', { name: words.good }).check();
      await dialog.getByText(words.loses).waitFor();
      await picture('reassign-good');
      await dialog.getByRole('button', { name: words.give }).click();
      await dialog.waitFor({ state: 'detached' });
      await expect.poll(async () => [await held(stands), await held(ill)]).toEqual([2, 0]);
      const again = page.getByRole('button', { name: words.takeAll });
      await again.scrollIntoViewIfNeeded();
      await picture('reassigned');
      await again.click();
      await picture('take-all');
      expect(await accessibilityProblems(page)).toEqual([]);
      await dialog.getByRole('button', { name: words.take }).click();
      await expect.poll(async () => [await held(stands), await held(ill)]).toEqual([0, 2]);
      await again.waitFor({ state: 'detached' });
      expect(problems).toEqual([]);
      await close();
    },
  );

  it('finds a dossier that nobody has any more, to be given again; and one of more than can be listed', async () => {
    const boss = await office.person(['administrator']);
    const [name, other] = ['Wies Vertrokken', 'Teun Opvolger'];
    const leaving = await office.person(['adviser'], office.organisation, name);
    const next = await office.person(['adviser'], office.organisation, other);
    const [ended, left, held] = [newId(), newId(), newId()];
    await leaving.push(...[ended, left].map((dossier) => leaving.operation({ dossier, sees: null })));
    await next.push(next.operation({ dossier: held, sees: null }));
    const { page, problems, close } = await signedIn(boss);
    await goTo(page, 'dossiers');
    await row(page, ended)
      .getByRole('button', { name: `Terugnemen: ${name}` })
      .click();
    await row(page, ended).waitFor({ state: 'detached' });
    const { store, world, journal } = office.server.context;
    await changePerson({ store, world, journal }, atTheMachine(office.organisation), leaving.state.person, {
      active: false,
    });
    const choose = async (holder: string) => {
      await page.getByRole('combobox', { name: 'Wie' }).fill(holder);
      await page.getByRole('option', { name: holder }).click();
    };
    await choose('Niemand nu');
    await row(page, ended).waitFor();
    await row(page, left).waitFor();
    expect(await row(page, held).count()).toBe(0);
    expect(await accessibilityProblems(page)).toEqual([]);
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/admin-nobody.png`, fullPage: true });
    await row(page, ended).getByRole('button', { name: 'Geven' }).click();
    await page.getByRole('dialog').getByLabel('Wie').first().fill(other);
    await page.getByRole('option', { name: other }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Geven' }).click();
    await row(page, ended).waitFor({ state: 'detached' });
    expect((await next.pull(0)).grants?.now.map((grant) => grant.dossier)).toContain(ended);
    await close();

    // More than the office lists at once, all before this one.
    const { organisation } = office;
    const many = Array.from(
      { length: MOST_GRANTS },
      (_, n) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`,
    );
    const person = next.state.person;
    await store.write(async (db) => {
      await db.insert(
        'dossier',
        many.map((id) => ({ organisation, id, lastSeq: 0, begunAt: 1 })),
      );
      await db.insert(
        'dossierGrant',
        many.map((dossier) => ({
          organisation,
          epoch: newId(),
          dossier,
          person,
          team: null,
          from: 1,
          until: null,
          revokedAt: null,
          givenBy: person,
        })),
      );
    });
    const again = await signedIn(boss);
    await goTo(again.page, 'dossiers');
    await again.page.getByText('Er zijn meer dossiers dan hier passen').waitFor();
    await again.page.getByRole('textbox', { name: 'Zoek' }).fill(held);
    await row(again.page, held).waitFor();
    expect([...problems, ...again.problems]).toEqual([]);
    await again.close();
  });

  it.for([
    ['nl-NL', 'light', 1280, 'Werk per adviseur'],
    ['en-GB', 'dark', 640, 'Work by adviser'],
  ] as const)(
    'shows who leads a team how much each adviser has to do, and nothing else: %s',
    async ([locale, colorScheme, width, title]) => {
      const { store, world } = office.server.context;
      const hand = atTheMachine(office.organisation);
      const lead = await office.person(['teamLead'], office.organisation, 'Tess Teamleider');
      const adviser = await office.person(['adviser'], office.organisation, 'Wies Drukbezet');
      const stranger = await office.person(['adviser'], office.organisation, 'Kees Elders');
      const [mine, other] = [
        await addTeam(store, world, hand, 'Team Zuid'),
        await addTeam(store, world, hand, 'Team Noord'),
      ];
      for (const person of [lead, adviser]) await joinTeam(store, world, hand, mine.id, person.state.person);
      await joinTeam(store, world, hand, other.id, stranger.state.person);
      const [own, lent] = [newId(), newId()];
      await adviser.push(adviser.operation({ dossier: own, sees: null, fields: { surname: 'Nachtwoord' } }));
      await stranger.push(stranger.operation({ dossier: lent, sees: null }));
      const until = Date.now() + 86_400_000;
      await giveGrant(store, world, hand, { dossier: lent, to: { person: adviser.state.person }, until });
      const { page, problems, close } = await signedIn(lead, {
        locale,
        colorScheme,
        viewport: { width, height: 800 },
      });
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
      expect(await page.locator('nav a').count()).toBe(1);
      await row(page, 'Wies Drukbezet').waitFor();
      const cells = await row(page, 'Wies Drukbezet').locator('td').allInnerTexts();
      expect(cells.slice(0, 2)).toEqual(['2', '1']);
      const all = await page.locator('body').innerText();
      for (const word of ['Kees Elders', 'Team Noord', 'Nachtwoord', own, lent]) expect(all).not.toContain(word);
      // The lead has no laptop's work of their own, and is no adviser.
      expect(await page.locator('tbody tr').count()).toBe(1);
      expect(await accessibilityProblems(page)).toEqual([]);
      if (PICTURES) await page.screenshot({ path: `${PICTURES}/admin-workload-${locale}.png` });
      expect(problems).toEqual([]);
      await close();
    },
  );

  it.for([
    ['nl-NL', 'light', 1280],
    ['en-GB', 'dark', 640],
  ] as const)(
    'says before somebody’s access ends what their laptop had not sent at its last contact, and which dossiers they still have: %s',
    async ([locale, colorScheme, width]) => {
      const words =
        locale === 'nl-NL'
          ? {
              stop: 'Toegang stoppen',
              unsent: '1 wijziging nog niet verstuurd, bij het laatste contact vandaag',
              stays: 'Wat niet is verstuurd, blijft op de laptop.',
              has: `Wies Stopt ${locale} heeft nog 2 dossiers.`,
              give: 'Geef ze aan iemand',
              from: 'Van wie',
              cancel: 'Annuleren',
              undo: 'Ongedaan maken',
            }
          : {
              stop: 'Stop access',
              unsent: '1 change not sent yet, at its last contact today',
              stays: 'What was not sent stays on the laptop.',
              has: `Wies Stopt ${locale} still has 2 dossiers.`,
              give: 'Give them to somebody',
              from: 'From whom',
              cancel: 'Cancel',
              undo: 'Undo',
            };
      const boss = await office.person(['administrator']);
      const name = `Wies Stopt ${locale}`;
      const adviser = await office.person(['adviser'], office.organisation, name);
      await adviser.push(...[newId(), newId()].map((dossier) => adviser.operation({ dossier, sees: null })));
      await adviser.pull(0, { unsent: 1 });
      const dress: BrowserContextOptions = { locale, colorScheme, viewport: { width, height: 800 } };
      const { page, problems, close } = await signedIn(boss, dress);
      await goTo(page, 'people');
      const isLetIn = () =>
        adviser.pull(0, { unsent: 1 }).then(
          () => true,
          () => false,
        );
      const dialog = page.getByRole('dialog');
      const stop = () => page.getByRole('button', { name: `${words.stop}: ${name}` }).click();
      await stop();
      for (const text of [words.unsent, words.stays, words.has]) await dialog.getByText(text).waitFor();
      if (PICTURES) await page.screenshot({ path: `${PICTURES}/admin-stopping-${locale}.png` });
      expect(await accessibilityProblems(page)).toEqual([]);
      await dialog.getByRole('button', { name: words.give }).click();
      expect(await dialog.getByRole('combobox', { name: words.from }).inputValue()).toBe(name);
      await dialog.getByRole('button', { name: words.cancel }).click();
      await dialog.waitFor({ state: 'detached' });
      expect(await isLetIn()).toBe(true);
      await stop();
      await dialog.getByRole('button', { name: words.stop }).click();
      await expect.poll(isLetIn).toBe(false);
      await page.getByRole('button', { name: words.undo }).last().click();
      await expect.poll(isLetIn).toBe(true);
      expect(problems).toEqual([]);
      await close();
    },
  );

  it('empties a laptop only after the word was typed', async () => {
    const boss = await office.person(['administrator']);
    const lost = await office.person(['adviser'], office.organisation, 'Kees Verzonnen');
    const { page, problems, close } = await signedIn(boss);
    await goTo(page, 'laptops');
    await row(page, 'Kees Verzonnen')
      .getByRole('button', { name: /Kees Verzonnen/ })
      .last()
      .click();
    const sure = page.getByRole('dialog').locator('button[type=submit]');
    expect(await sure.isDisabled()).toBe(true);
    await page.getByRole('dialog').getByRole('textbox').fill('leegmaken');
    await sure.click();
    await row(page, 'Kees Verzonnen').getByText('Wordt leeggemaakt').waitFor();
    await expect(lost.ask('POST', '/v1/pull', {})).rejects.toThrow('DeviceWiped');
    expect(problems).toEqual([]);
    await close();
  });

  it('sets for how many days laptops open without contact, and says what it does not take', async () => {
    const boss = await office.person(['administrator']);
    const adviser = await office.person();
    const { page, problems, close } = await signedIn(boss);
    await goTo(page, 'organisation');
    const days = page.getByRole('textbox', { name: 'Dagen' });
    await days.fill('14');
    await days.press('Enter');
    await expect.poll(async () => (await adviser.pull()).leaseDays).toBe(14);
    await days.fill('0');
    await days.press('Enter');
    await page.getByText('Een van de waarden past niet').first().waitFor();
    expect((await adviser.pull()).leaseDays).toBe(14);
    // The browser itself says of a refused request that it was refused.
    expect(problems.filter((problem) => !problem.includes('400'))).toEqual([]);
    await close();
  });

  it('sets what is wanted of every laptop, and leaves it to the adviser again', async () => {
    const boss = await office.person(['administrator']);
    const adviser = await office.person();
    const { page, problems, close } = await signedIn(boss);
    await goTo(page, 'organisation');
    const minutes = page.getByRole('textbox', { name: 'Op slot na hoogstens' });
    await minutes.fill('5');
    await minutes.press('Enter');
    await expect.poll(async () => (await adviser.pull()).settings).toEqual({ idleMinutes: 5 });
    await page.getByRole('switch', { name: 'Altijd een wachtzin' }).press('Space');
    await expect
      .poll(async () => (await adviser.pull()).settings)
      .toEqual({ idleMinutes: 5, passphraseRequired: true });
    await minutes.fill('0');
    await minutes.press('Enter');
    await page.getByText('Een van de waarden past niet').first().waitFor();
    await minutes.fill('');
    await minutes.press('Enter');
    await expect.poll(async () => (await adviser.pull()).settings).toEqual({ passphraseRequired: true });
    expect(problems.filter((problem) => !problem.includes('400'))).toEqual([]);
    await close();
  });

  it('gives a file to all laptops, says what it is for, and takes it back', async () => {
    const boss = await office.person(['administrator']);
    const adviser = await office.person();
    const { page, problems, close } = await signedIn(boss);
    await goTo(page, 'files');
    await page.getByText('Hier staan bestanden die elke laptop krijgt').waitFor();
    // More than one stretch, so that the second follows the first.
    const [long, short] = [Buffer.alloc(5_000_000, 'Verzonnen regel. '), Buffer.alloc(0)];
    await page.locator('input[type=file]').setInputFiles([
      { name: 'Aanvraag proefplaatsing.txt', mimeType: 'text/plain', buffer: long },
      { name: 'Leeg.txt', mimeType: 'text/plain', buffer: short },
    ]);
    await row(page, 'Leeg.txt').waitFor();
    await row(page, 'Aanvraag proefplaatsing.txt').getByText('5 MB').waitFor();
    const note = page.getByRole('textbox', { name: 'Opmerking: Aanvraag proefplaatsing.txt' });
    await note.fill('Vul in met de werkgever');
    await note.press('Enter');
    const given = async () =>
      (await adviser.snapshot(['organisation'])).rows
        .filter(({ concept, values }) => concept === 'referenceFile' && values['deleted'] !== 1)
        .map(({ values }) => [values['name'], values['note'], values['bytes']]);
    await expect
      .poll(given)
      .toEqual(expect.arrayContaining([['Aanvraag proefplaatsing.txt', 'Vul in met de werkgever', 5_000_000]]));
    expect(await accessibilityProblems(page)).toEqual([]);
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/admin-files.png`, fullPage: true });

    await page.getByRole('button', { name: 'Verwijderen: Leeg.txt' }).click();
    await page.getByRole('button', { name: 'Van alle laptops halen' }).click();
    await row(page, 'Leeg.txt').waitFor({ state: 'detached' });
    await expect.poll(async () => (await given()).length).toBe(1);
    expect(problems).toEqual([]);
    await close();
  });

  it('publishes a version of the privacy statement once, and shows who agreed to it', async () => {
    const officer = await office.person(['privacyOfficer']);
    const adviser = await office.person(['adviser'], office.organisation, 'Lotte Verzonnen');
    const { page, problems, close } = await signedIn(officer);
    await goTo(page, 'statement');
    await page.getByRole('button', { name: 'Nieuwe versie' }).click();
    await page.getByRole('textbox', { name: 'Versie' }).fill('1.0');
    await page.getByRole('textbox', { name: 'Tekst' }).fill('# Wat we bewaren\nJe naam.\n\n- en je adres');
    await page.getByRole('region', { name: 'Zo wordt het gelezen' }).getByText('en je adres').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/admin-statement-new.png`, fullPage: true });
    await page.getByRole('button', { name: 'Publiceren' }).click();
    await page.getByText('geldt nu').waitFor();
    const [given] = (await adviser.snapshot(['organisation'])).rows.filter(({ concept }) => concept === 'statement');
    expect(given?.values).toMatchObject({ version: '1.0', text: '# Wat we bewaren\nJe naam.\n\n- en je adres' });

    // The same number again would mean two texts; the text of the last is there to go on with.
    await page.getByRole('button', { name: 'Nieuwe versie' }).click();
    expect(await page.getByRole('textbox', { name: 'Tekst' }).inputValue()).toContain('Wat we bewaren');
    await page.getByRole('textbox', { name: 'Versie' }).fill('1.0');
    await page.getByRole('button', { name: 'Publiceren' }).click();
    await page.getByText('Er is al een versie met dit nummer').first().waitFor();
    await page.getByRole('button', { name: 'Annuleren' }).click();

    await row(page, 'Lotte Verzonnen').getByText('nog niet').waitFor();
    // No laptop changes what was published.
    const edit = { concept: 'statement', row: given?.row ?? '', dossier: 'organisation', fields: { text: 'Anders' } };
    const pushed = await adviser.push(adviser.operation({ ...edit, sees: { text: [] } }));
    expect(JSON.stringify(pushed)).toContain('notYours');
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/admin-statement.png`, fullPage: true });
    expect(problems.filter((problem) => !problem.includes('409'))).toEqual([]);
    await close();
  });

  it('shows a privacy officer what stands out, whether the log is whole, its lines by who and what, and who sees what', async () => {
    const officer = await office.person(['privacyOfficer']);
    const adviser = await office.person(['adviser'], office.organisation, 'Sanne Verzonnen');
    const dossier = newId();
    await adviser.push(adviser.operation({ dossier, sees: null }));
    const other = newId();
    const sent = auditLines(adviser, [
      { action: 'read', dossier: other },
      { action: 'handover', dossier },
    ]);
    await adviser.ask('POST', '/v1/audit', { lines: sent });
    const { page, problems, close } = await signedIn(officer);
    await goTo(page, 'audit');
    const unusual = page.getByRole('region', { name: 'Valt op' });
    await unusual.locator('tr', { hasText: 'Sanne Verzonnen' }).getByText('Geopend buiten de caseload').waitFor();
    await page.getByRole('button', { name: 'Nu nakijken' }).click();
    await page.getByText('Het logboek van kantoor is heel').waitFor();
    await page.getByText('kwamen de regels heel binnen').waitFor();
    await unusual.getByRole('button', { name: 'Wanneer valt iets op?' }).click();
    expect(await page.getByLabel('Dossiers in een uur').inputValue()).toBe('30');
    expect(await accessibilityProblems(page)).toEqual([]);
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/admin-audit-unusual.png`, fullPage: true });
    await page.getByLabel('Dossiers in een uur').fill('12');
    await page.getByLabel('Nacht tot (uur)').focus();
    const lines = page.getByRole('table').last();
    await unusual
      .locator('tr', { hasText: 'Geopend buiten de caseload' })
      .filter({ hasText: 'Sanne Verzonnen' })
      .getByRole('button', { name: 'Toon de regels' })
      .click();
    await expect.poll(() => lines.locator('tbody tr').count()).toBe(1);
    await lines.getByText('dossier geopend').waitFor();
    await lines.getByText(other).waitFor();
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/admin-audit-filtered.png`, fullPage: true });

    await goTo(page, 'who-sees');
    // There may be more than can be shown at once.
    await page.getByLabel('Dossier', { exact: true }).fill(dossier);
    await row(page, dossier).getByText('Sanne Verzonnen').first().waitFor();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Bewaren als CSV' }).click(),
    ]);
    const csv = readFileSync(await file.path(), 'utf8');
    expect(csv.startsWith('\uFEFFWie;Dossier;Waardoor;')).toBe(true);
    expect(csv).toContain(`Sanne Verzonnen;${dossier};zelf gekregen;`);
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/admin-who-sees.png`, fullPage: true });
    expect(problems).toEqual([]);
    await close();
  });

  it('shows a privacy officer what waits, who wrote it, and takes it over', async () => {
    const officer = await office.person(['privacyOfficer'], office.organisation, 'Fenna Verzonnen');
    const adviser = await office.person(['adviser'], office.organisation, 'Joep Verzonnen');
    const dossier = newId();
    await adviser.push(adviser.operation({ dossier, sees: null }));
    const { context } = office.server;
    const hand = atTheMachine(office.organisation);
    const grants = await context.store.read((db) => listGrants(db, office.organisation, { dossier }));
    for (const { epoch } of grants) await revokeGrant(context, hand, epoch);
    await adviser.push(adviser.operation({ dossier, sees: null, fields: { place: 'Zandwijk' } }));
    const { page, problems, close } = await signedIn(officer);
    await goTo(page, 'waiting');
    await row(page, dossier).getByText('Joep Verzonnen').waitFor();
    await row(page, dossier).getByRole('button', { name: 'Overnemen' }).click();
    await expect.poll(() => row(page, dossier).count()).toBe(0);
    await goTo(page, 'audit');
    await row(page, dossier).first().waitFor();
    await row(page, dossier).getByText('werk overgenomen').waitFor();
    await row(page, dossier).getByText('dossier teruggenomen Joep Verzonnen').waitFor();
    // Words, and no codes.
    expect((await page.locator('tbody').allInnerTexts()).join('\n')).not.toMatch(/[a-z]\.[a-z]/i);
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/admin-audit-words.png` });
    expect(problems).toEqual([]);
    await close();
  });

  it.each([
    { locale: 'nl-NL', colorScheme: 'light', viewport: { width: 1280, height: 800 } },
    { locale: 'en-GB', colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
    { locale: 'en-GB', colorScheme: 'light', viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
    { locale: 'nl-NL', colorScheme: 'dark', viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
  ] as const)('every room can be read by everybody: $locale, $colorScheme, $viewport.width wide', async (dress) => {
    const boss = await office.person(['administrator', 'privacyOfficer']);
    const { page, problems, close } = await signedIn(boss, dress);
    const rooms = await page.locator('nav a').evaluateAll((all) => all.map((a) => a.getAttribute('href')!.slice(2)));
    expect(rooms).toHaveLength(12);
    for (const at of rooms) {
      await goTo(page, at);
      await page.getByRole('status', { name: /Laden|Loading/ }).waitFor({ state: 'detached' });
      if (PICTURES)
        await page.screenshot({
          path: `${PICTURES}/admin-${at}-${dress.locale}-${dress.colorScheme}-${dress.viewport.width}.png`,
        });
      expect(await accessibilityProblems(page), at).toEqual([]);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wide, `${at} goes off the side`).toBeLessThanOrEqual(0);
    }
    expect(problems).toEqual([]);
    await close();
  });
});
