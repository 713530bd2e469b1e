import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONCEPTS, type ConceptName, type DossierConcept } from '../../../core/domain/concepts.ts';
import type { Dossier } from '../../../core/domain/dossier.ts';
import { RECIPIENTS, mayReceive } from '../../../core/register/register.ts';
import { redact } from '../../../core/register/redact.ts';
import { LOGO, dossierOf, dossierOfNonces, inputOf, pageOf, rowOf } from '../../../tests/paper/paper-dossiers.ts';
import { unsaidOnPaper, withheldCategories } from './dossier-paper.ts';
import { webAddress } from './blocks.ts';
import { asWritten, escapeHtml, html } from './markup.ts';
import { PAPER_TEXTS } from './paper-texts.ts';

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '<script>alert(1)</script>',
    '</style><img src=https://example.org/x>',
    '</title><script>',
    '" onload="x',
    "' style='background:url(//example.org)",
    '&lt;script&gt;',
    '<!-- -->',
    '${x}',
    ']]>',
    '\u0000',
  ),
);

const withoutEntities = (markup: string) => markup.replace(/&(?:amp|lt|gt|quot|#39);/g, '');

describe('markup', () => {
  it('lets no character of a value do anything', () => {
    fc.assert(
      fc.property(hostile, (value) => {
        expect(withoutEntities(escapeHtml(value))).not.toMatch(/[<>"'&]/);
        expect(withoutEntities(html`${value}`.markup)).not.toMatch(/[<>"'&]/);
        expect(withoutEntities(asWritten(value).markup.replaceAll('<br />', ''))).not.toMatch(/[<>"'&]/);
      }),
    );
  });

  it('follows only web addresses', () => {
    expect(webAddress('example.org/cv')).toBe('https://example.org/cv');
    expect(webAddress('HTTP://example.org')).toBe('HTTP://example.org');
    for (const typed of ['javascript:alert(1)', 'file:///etc/passwd', 'data:text/html,x', '//', '']) {
      expect(webAddress(typed)?.startsWith('https://') ?? true, typed).toBe(true);
    }
  });
});

describe('the page', () => {
  it('has the same elements whatever the values say', () => {
    const tags = (markup: string) => markup.match(/<[^>]*>/g)!.map((tag) => /^<\/?[a-z0-9!-]*/i.exec(tag)![0]);
    const page = (value: string, title: string) =>
      pageOf(
        inputOf(
          dossierOf(
            {
              surname: value,
              place: value,
              street: value,
              presentation: value.replace(/[\r\n]/g, ''),
              externalReference: value,
            },
            {
              workExperience: [{ role: value, employer: value, place: value, from: value }],
              skill: [{ name: value, evidence: value, code: value, note: value.replace(/[\r\n]/g, '') }],
              webLink: [{ title: value, url: `https://example.org/${title}` }],
              scheme: [{ scheme: value as never, source: value }],
              contactDetail: [{ email: value, label: value }],
            },
            { note: value.replace(/[\r\n]/g, ''), sectors: value },
          ),
          {
            recipient: 'colleague',
            recipientName: value,
            organisation: rowOf('organisation', { name: value, logo: value }),
          },
        ),
      );
    const plain = page('woord', 'x');
    fc.assert(
      fc.property(hostile, (value) => {
        fc.pre(value.trim() !== '' && value.isWellFormed() && value.length > 0);
        const made = page(value, 'x');
        expect(tags(made.html)).toEqual(tags(plain.html));
        expect(tags(made.footer)).toEqual(tags(plain.footer));
        expect(made.html).not.toContain('<script');
      }),
    );
  });

  it('says in words why something of a file was set aside', () => {
    const aside = { source: 'cv.json', path: 'basics.location.region', value: 'Verzonnen streek', reason: 'noPlace' };
    const page = pageOf(
      inputOf(dossierOf({ surname: 'Voorbeeld' }, { importRemainder: [aside] }), { recipient: 'colleague' }),
    ).html;
    expect(page).toContain('Hiervoor is geen plaats in het dossier.');
    expect(page).not.toContain('noPlace');
  });

  it('loads nothing: its policy forbids it and no element asks for it', () => {
    const { dossier } = dossierOfNonces();
    for (const recipient of RECIPIENTS) {
      const page = pageOf(inputOf(redact(dossier, recipient).dossier, { recipient })).html;
      expect(page).toContain("default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:");
      expect(page).not.toMatch(/<(?:script|link|iframe|object|embed|base|form|video|audio)\b/i);
      expect(page.match(/\b(?:src|srcset|data|action|poster)="(?!data:image\/)/g)).toBeNull();
      expect(page).not.toMatch(/url\(\s*["']?(?!data:)/);
    }
  });

  it('refuses a logo that is no picture and a font style sheet that holds markup', () => {
    const dossier = dossierOf({ surname: 'Voorbeeld' });
    const organisation = rowOf('organisation', { name: 'X', logo: 'https://example.org/logo.png' });
    expect(pageOf(inputOf(dossier, { recipient: 'uwv', organisation })).html).not.toContain('<img');
    expect(pageOf(inputOf(dossier, { recipient: 'uwv' })).html).toContain(
      `<img src="${LOGO}" alt="Logo van Gemeente Nergenshuizen" />`,
    );
    expect(() => pageOf(inputOf(dossier, { recipient: 'uwv', fontCss: '</style>' }))).toThrow('holds markup');
  });

  it('says all that the recipient may have, or names it as unsaid, and nothing else', () => {
    const { dossier, nonces } = dossierOfNonces();
    expect(nonces.length).toBeGreaterThan(45);
    for (const recipient of RECIPIENTS) {
      const redacted = redact(dossier, recipient).dossier;
      const page = pageOf(inputOf(redacted, { recipient }));
      const whole = page.html + page.header + page.footer + page.title;
      const unsaid = unsaidOnPaper(redacted, recipient);
      for (const { concept, field, word } of nonces) {
        const expected =
          mayReceive(recipient, concept, field) &&
          !unsaid.some((each) => each.concept === concept && each.field === field);
        expect(whole.includes(word), `${recipient}: ${concept}.${field}`).toBe(expected);
      }
    }
  });

  it('is different for each answer the recipient may have, also the coded ones, and the same for those withheld', () => {
    const { dossier } = dossierOfNonces();
    // A diploma with a date is a diploma: "diploma 5 mrt 2019" says both.
    const saidByAnother = new Set(['education.diploma']);
    const without = (concept: ConceptName, field: string): Dossier => {
      const lesser = <R extends object>(row: R): R => ({ ...row, [field]: null });
      if (concept === 'candidate') return { ...dossier, candidate: lesser(dossier.candidate) };
      if (concept === 'availability') return { ...dossier, availability: lesser(dossier.availability!) };
      const rows = dossier.rows[concept as DossierConcept].map(lesser);
      return { ...dossier, rows: { ...dossier.rows, [concept]: rows } };
    };
    for (const recipient of RECIPIENTS) {
      const page = (of: Dossier) => pageOf(inputOf(redact(of, recipient).dossier, { recipient })).html;
      const whole = page(dossier);
      const unsaid = unsaidOnPaper(redact(dossier, recipient).dossier, recipient);
      for (const concept of CONCEPTS) {
        if (concept.place === 'organisation' || concept.place === 'own') continue;
        for (const field of Object.keys(concept.fields)) {
          if (saidByAnother.has(`${concept.name}.${field}`)) continue;
          const said =
            mayReceive(recipient, concept.name, field) &&
            !unsaid.some((each) => each.concept === concept.name && each.field === field);
          expect(page(without(concept.name, field)) !== whole, `${recipient}: ${concept.name}.${field}`).toBe(said);
        }
      }
    }
  });

  it('does not tell by what it leaves out whether there was anything to leave out', () => {
    const closing = (page: string) => page.slice(page.indexOf('class="closing"'));
    const { dossier } = dossierOfNonces();
    for (const recipient of RECIPIENTS) {
      const full = pageOf(inputOf(redact(dossier, recipient).dossier, { recipient })).html;
      const empty = pageOf(inputOf(dossierOf({}), { recipient })).html;
      expect(closing(full)).toBe(closing(empty));
    }
    expect(withheldCategories('employer').wholly).toEqual(
      expect.arrayContaining(['schemes', 'interests', 'socialMedia']),
    );
    expect(withheldCategories('candidate')).toEqual({ wholly: [], partly: [] });
  });

  it('has one first heading, then second and third in order, in the language it says', () => {
    const { dossier } = dossierOfNonces();
    for (const language of ['nl', 'en'] as const) {
      const { html: page } = pageOf(inputOf(dossier, { recipient: 'colleague', language }));
      expect(page).toContain(`<html lang="${language}">`);
      const levels = [...page.matchAll(/<h([1-6])/g)].map((match) => Number(match[1]));
      expect(levels.filter((level) => level === 1)).toHaveLength(1);
      expect(levels[0]).toBe(1);
      levels.forEach((level, index) => expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1));
      const ids = [...page.matchAll(/\bid="([^"]+)"/g)].map((match) => match[1]);
      expect(new Set(ids).size).toBe(ids.length);
      expect(page.match(/<th(?=[ >])(?![^>]*scope=)/g)).toBeNull();
      expect(page.match(/<svg(?![^>]*(?:role="img"|aria-hidden="true"))/g)).toBeNull();
    }
  });

  it('says so when nothing is known', () => {
    const page = pageOf(inputOf(dossierOf({}), { recipient: 'candidate', organisation: null, adviser: null }));
    expect(page.title).toBe('Jouw dossier – Naam nog niet bekend');
    expect(page.html).toContain('Er is nog niets vastgelegd.');
  });

  it('names who it is for and when, the Dutch way', () => {
    const dossier = dossierOf(
      { givenName: 'Yasmin', prefix: 'de', surname: 'Boer' },
      {
        workExperience: [
          { role: 'Orderpicker', from: '2012', until: '2016-05' },
          { role: 'Chauffeur', from: '2019-03' },
        ],
      },
    );
    const {
      html: page,
      title,
      footer,
    } = pageOf(inputOf(dossier, { recipient: 'employer', recipientName: 'Voorbeeld Transport BV' }));
    const text = page.replaceAll('\u00a0', ' ');
    expect(title).toBe('Profiel – Yasmin de Boer');
    expect(text).toContain('Voor Voorbeeld Transport BV');
    expect(text).toContain('23 november 2026');
    expect(text.indexOf('mrt 2019 – heden')).toBeGreaterThan(0);
    expect(text.indexOf('mrt 2019 – heden')).toBeLessThan(text.indexOf('2012 – mei 2016'));
    expect(footer).toContain('Yasmin de Boer · Gemeente Nergenshuizen');
    expect(footer).toMatch(/Pagina <span class="pageNumber"><\/span> van <span\s+class="totalPages"/);
  });

  it('draws what it does not know as not known', () => {
    const page = (days: string[] | null, dayParts: string[] | null) =>
      pageOf(inputOf(dossierOf({ surname: 'V' }, {}, { days, dayParts }), { recipient: 'employer' })).html;
    expect(page(['monday'], ['morning'])).toContain('>kan werken<');
    expect(page(['monday'], null)).toContain('>dag of dagdeel niet bekend<');
    expect(page(null, null)).not.toContain('<svg');
  });
});

it('has every text in both languages, none of them empty', () => {
  const shape = (value: unknown, path = ''): string[] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, each]) => shape(each, `${path}.${key}`))
      : [`${path}: ${typeof value}`];
  expect(shape(PAPER_TEXTS.en)).toEqual(shape(PAPER_TEXTS.nl));
  const texts = (value: unknown): unknown[] =>
    typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [value];
  expect(texts(PAPER_TEXTS)).not.toContain('');
});
