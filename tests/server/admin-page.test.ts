/** The administrator's page in a real browser on a real server: in by a link that is good once, and inviting somebody. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromium, type Browser } from 'playwright';
import { atTheMachine } from '../../server/people.ts';
import { makeSignIn } from '../../server/session.ts';
import { chromiumPath } from '../../scripts/machine.ts';
import { newLaptop } from './support/laptop.ts';
import { databases, openOffice, type Office } from './support/office.ts';

const places = databases('SQLite');
let office: Office;
let browser: Browser;
beforeAll(async () => {
  office = await openOffice(await places.fresh());
  browser = await chromium.launch({ executablePath: chromiumPath() ?? '', chromiumSandbox: false });
});
afterAll(async () => {
  await browser.close();
  await office.close();
  await places.close();
});

describe('the administrator’s page', { timeout: 60_000 }, () => {
  it('lets in by a link once, adds a colleague, and their laptop enrols with the code shown', async () => {
    const { store, world } = office.server.context;
    const boss = await office.person(['administrator', 'privacyOfficer']);
    const link = await makeSignIn(store, world, atTheMachine(office.organisation), boss.state.person);
    if (!link.ok) throw new Error('no link');
    const address = `${office.server.url}/admin/#sign-in=${link.value.secret}`;
    const page = await (await browser.newContext({ locale: 'nl-NL' })).newPage();
    page.setDefaultTimeout(10_000);
    const problems: string[] = [];
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
    page.on('pageerror', (error) => problems.push(error.message));
    await page.goto(address);
    await page.getByRole('heading', { level: 1, name: 'Mensen' }).waitFor();
    expect(page.url()).not.toContain('sign-in');
    if (process.env['JOBPORT_PICTURES'])
      await page.screenshot({ path: `${process.env['JOBPORT_PICTURES']}/admin.png` });
    await page.getByRole('button', { name: 'Iemand toevoegen' }).click();
    await page.getByRole('textbox', { name: 'Naam' }).fill('Noor Verzonnen');
    await page.getByRole('button', { name: 'Toevoegen', exact: true }).click();
    await page.getByRole('button', { name: 'Uitnodigen: Noor Verzonnen' }).click();
    const code = await page.locator('[data-code]').innerText();
    const laptop = await newLaptop(office.server.url);
    expect((await laptop.enrol(code)).status).toBe(200);
    expect(problems).toEqual([]);

    const other = await (await browser.newContext({ locale: 'nl-NL' })).newPage();
    await other.goto(address);
    await other.getByText('Deze link werkt niet meer').waitFor();
  });
});
