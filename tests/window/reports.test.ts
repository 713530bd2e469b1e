/** The report on the own caseload, on the real desktop: what it shows and hides, on screen and in the file. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { accessibilityProblems, closeBrowser, newProfile, openWindow } from '../support/window.ts';
import { picture } from '../support/window-steps.ts';

afterAll(closeBrowser);

describe('reports', () => {
  it('shows the caseload as bars with their numbers, hides what is small, and saves the same as a table', async () => {
    const saved = join(newProfile(), 'overzicht.csv');
    const window = await openWindow({ demo: 'nl', hash: '#/reports', savePath: () => saved });
    const { page } = window;
    await page.getByRole('table', { name: 'Kandidaten per fase, nu' }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await picture(page, 'reports');
    const numbers = (await page.locator('tbody td').allTextContents()).map((text) => text.trim());
    expect(numbers.length).toBeGreaterThan(20);
    expect(numbers.filter((text) => /^[0-4]$/.test(text))).toEqual([]);
    await page.getByText('Eigen dagen').click();
    await page.getByRole('textbox', { name: 'Vanaf' }).fill('1-1-2099');
    await page.getByText('De eerste dag ligt na de laatste', { exact: false }).waitFor();
    await page.getByRole('textbox', { name: 'Vanaf' }).fill('1-1-2026');
    await page.getByRole('button', { name: 'Bewaar als tabel (CSV)' }).click();
    await page.getByText('De tabel is bewaard.').waitFor();
    const text = readFileSync(saved, 'utf8');
    expect(text).toContain('Kandidaten per fase, nu');
    expect(text).not.toMatch(/;[0-4]\r\n/);
    await window.close();
  }, 90_000);
});
