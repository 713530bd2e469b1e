/** The dossier as a PDF of a real Chromium, read back with poppler: what a recipient, a screen reader and a printer get. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Dossier } from '../../core/domain/dossier.ts';
import { redact } from '../../core/register/redact.ts';
import { RECIPIENTS, mayReceive } from '../../core/register/register.ts';
import { unsaidOnPaper } from '../../electron/exchange/paper/dossier-paper.ts';
import { paperFontCss } from '../../electron/exchange/paper/paper-font.ts';
import { chromiumPrinter, type Printer } from '../../scripts/chromium/print.ts';
import { chromiumPath } from '../../scripts/machine.ts';
import { dossierOf, dossierOfNonces, fontFolder, inputOf, pageOf, type PageInput } from './paper-dossiers.ts';

function missing(): string | null {
  if (chromiumPath() === null) return 'no Chromium on this machine (apt-get install chromium)';
  for (const tool of ['pdfinfo', 'pdftotext', 'pdffonts', 'pdfimages']) {
    try {
      execFileSync(tool, ['-v'], { stdio: 'ignore' });
    } catch {
      return `no ${tool} on this machine (apt-get install poppler-utils)`;
    }
  }
  return null;
}
const reason = missing();
if (reason !== null) console.warn(`Printed dossiers are not tested: ${reason}`);

describe.skipIf(reason !== null)(`a printed dossier${reason === null ? '' : ` (skipped: ${reason})`}`, () => {
  let printer: Printer;
  let folder: string;
  let fontCss: string;

  beforeAll(() => {
    printer = chromiumPrinter(chromiumPath()!);
    folder = mkdtempSync(join(tmpdir(), 'jobport-paper-'));
    fontCss = paperFontCss(fontFolder);
  });
  afterAll(async () => {
    await printer.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function printed(
    dossier: Dossier,
    input: Partial<Omit<PageInput, 'dossier'>> & Pick<PageInput, 'recipient'>,
  ): Promise<string> {
    const paper = pageOf(inputOf(dossier, { fontCss, ...input }));
    const path = join(folder, `${input.recipient}-${input.language ?? 'nl'}.pdf`);
    const { header, footer, title } = paper;
    writeFileSync(path, await printer.print(paper.html, { header, footer, title, lang: input.language ?? 'nl' }));
    return path;
  }
  const poppler = (tool: string, ...args: string[]) => execFileSync(tool, args, { encoding: 'utf8' });
  const info = (path: string) =>
    Object.fromEntries(
      poppler('pdfinfo', path)
        .split('\n')
        .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
    ) as Record<string, string>;
  const pages = (path: string) => poppler('pdftotext', '-layout', path, '-').split('\f').slice(0, -1);

  const pictures = (path: string) =>
    poppler('pdfimages', '-list', path)
      .trimEnd()
      .split('\n')
      .slice(2)
      .map((line) => line.trim().split(/\s+/)[2]);

  it.each(['nl', 'en'] as const)(
    'is tagged, A4, titled, numbered, in its language and with its own letters (%s)',
    async (language) => {
      const { dossier } = dossierOfNonces();
      const path = await printed(dossier, { recipient: 'colleague', language });
      const facts = info(path);
      const title = language === 'nl' ? 'Dossier – overdracht' : 'Dossier – handover';
      expect(facts['Title']).toMatch(new RegExp(`^${title} – zq`));
      expect(facts['Creator']).toBe('Jobport Desktop');
      expect(readFileSync(path).includes('Mozilla')).toBe(false);
      expect(facts['Tagged']).toBe('yes');
      expect(facts['JavaScript']).toBe('no');
      expect(facts['Page size']).toContain('A4');
      const read = readFileSync(path, 'latin1');
      expect(read).toContain(`/Lang (${language})`);
      expect(read).toContain('/Outlines');

      const all = pages(path);
      expect(all).toHaveLength(Number(facts['Pages']));
      expect(all.length).toBeGreaterThan(1);
      all.forEach((page, index) => {
        const number =
          language === 'nl' ? `Pagina ${index + 1} van ${all.length}` : `Page ${index + 1} of ${all.length}`;
        expect(page.replace(/\s+/g, ' ')).toContain(number);
      });

      const fonts = poppler('pdffonts', path).trimEnd().split('\n').slice(2);
      expect(fonts.length).toBeGreaterThan(0);
      // The last five columns: embedded, subset, with unicode, and the object of two numbers.
      for (const font of fonts) expect(font.trim().split(/\s+/).slice(-5)[0], font).toBe('yes');
    },
  );

  it('has structure for a screen reader: headings, tables with headers, lists, and figures with words', async () => {
    const path = await printed(dossierOfNonces().dossier, { recipient: 'candidate' });
    const structure = poppler('pdfinfo', '-struct', path);
    expect(structure.match(/^\s*H1\b/gm)).toHaveLength(1);
    for (const kind of ['H2', 'H3', 'Table', 'TH', 'TD', 'L', 'LI', 'Figure', 'Link']) {
      expect(structure, kind).toMatch(new RegExp(`^\\s*${kind}\\b`, 'm'));
    }
    const words = allText(readFileSync(path));
    expect(words).toContain('Logo van Gemeente Nergenshuizen');
    expect(words).toContain('Kan werken: maandag');
  });

  it.each(RECIPIENTS)(
    'holds no withheld word when it is for the %s, neither in its text nor anywhere in the file',
    async (recipient) => {
      const { dossier, nonces } = dossierOfNonces();
      const redacted = redact(dossier, recipient).dossier;
      const path = await printed(redacted, { recipient });
      const unsaid = unsaidOnPaper(redacted, recipient);
      const text = [
        poppler('pdftotext', '-raw', path, '-'),
        poppler('pdfinfo', '-meta', path),
        poppler('pdfinfo', '-struct-text', path),
        poppler('pdfinfo', '-url', path),
        poppler('pdfinfo', path),
      ].join('\n');
      const shown = text.replace(/\s+/g, '');
      const whole = text + allText(readFileSync(path));
      for (const { concept, field, word } of nonces) {
        const said =
          mayReceive(recipient, concept, field) &&
          !unsaid.some((each) => each.concept === concept && each.field === field);
        if (said) expect(shown.includes(word), `${concept}.${field} is said`).toBe(true);
        else expect(whole.includes(word), `${concept}.${field} is not there`).toBe(false);
      }
    },
  );

  it('cuts no row of a long table and no entry of a long career between two pages', async () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => index);
    const dossier = dossierOf(
      { surname: 'Voorbeeld' },
      {
        workExperience: many(60).map((index) => ({
          role: `WA${index}. Medewerker`,
          employer: 'Bedrijf Verzonnen',
          from: `${1960 + index}`,
          description: `${'Deed het werk dat er te doen was. '.repeat(3 + (index % 9))}WZ${index}.`,
        })),
        skill: many(110).map((index) => ({
          name: `SA${index}. vaardigheid met een naam van een paar woorden`,
          level: 'good' as const,
          evidence: 'een werkgever die niet bestaat',
          note: `${'Laat het zien als het nodig is. '.repeat(1 + (index % 5))}SZ${index}.`,
        })),
        scheme: many(30).map((index) => ({
          scheme: 'other' as const,
          source: `RA${index}. brief`,
          note: `${'Gezien in het gesprek. '.repeat(1 + (index % 4))}RZ${index}.`,
        })),
      },
    );
    const path = await printed(dossier, { recipient: 'colleague' });
    // Letters only: a word may be broken at the end of a line.
    const all = pages(path).map((page) => page.replace(/\s+/g, ''));
    expect(all.length).toBeGreaterThan(10);
    const pageOf = (word: string) => {
      const on = all.flatMap((page, index) => (page.includes(word) ? [index] : []));
      expect(on, word).toHaveLength(1);
      return on[0];
    };
    for (const [letter, count] of [
      ['W', 60],
      ['S', 110],
      ['R', 30],
    ] as const) {
      for (const index of many(count)) {
        expect(pageOf(`${letter}A${index}.`), `${letter}${index}`).toBe(pageOf(`${letter}Z${index}.`));
      }
    }
    // Each page with skills says again what the columns mean.
    for (const page of all.filter((each) => /SA\d+\./.test(each))) expect(page).toContain('VaardigheidHoegoed');
  });

  it('draws its charts as vectors: the only picture is the logo', async () => {
    const interestProfile = [
      { realistic: 80, investigative: 40, artistic: 20, social: 70, enterprising: 30, conventional: 55 },
    ];
    const dossier = dossierOf({ surname: 'Voorbeeld' }, { interestProfile }, { days: ['monday'], dayParts: null });
    const path = await printed(dossier, { recipient: 'candidate' });
    // The logo is transparent: Chromium writes its opacity as a picture of its own, `smask`.
    expect(pictures(path)).toEqual(['image', 'smask']);
    const without = await printed(dossier, { recipient: 'candidate', organisation: null });
    expect(pictures(without)).toEqual([]);
    expect(pages(path).join('')).toContain('Hoogste score: Praktisch');
  });
});

/** Every stream of a PDF unpacked, with the file itself; texts of 16 bits also read as such. */
function allText(pdf: Buffer): string {
  const parts: string[] = [pdf.toString('latin1')];
  let at = 0;
  while ((at = pdf.indexOf('stream', at)) !== -1) {
    const isEnd = pdf.subarray(at - 3, at).toString('latin1') === 'end';
    at += 'stream'.length;
    if (isEnd) continue;
    while (pdf[at] === 0x0d || pdf[at] === 0x0a) at += 1;
    const end = pdf.indexOf('endstream', at);
    try {
      parts.push(inflateSync(pdf.subarray(at, end)).toString('latin1'));
    } catch {
      // Not packed this way (a picture): the file itself is searched anyway.
    }
    at = end;
  }
  const bytes = parts.join('\n');
  const hex = [...bytes.matchAll(/<FEFF([0-9A-F]+)>/gi)].map((match) =>
    Buffer.from(match[1]!, 'hex').swap16().toString('utf16le'),
  );
  return [bytes, ...hex, bytes.replaceAll('\u0000', '')].join('\n');
}
