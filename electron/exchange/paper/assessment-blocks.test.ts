/** What came out of an assessment, for whom it may go: the candidate and a colleague read it, an employer and UWV find no trace of it. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { definitionSchema } from '../../../core/assessments/definition.ts';
import type { Recipient } from '../../../core/register/register.ts';
import { redact } from '../../../core/register/redact.ts';
import { dossierOf, inputOf, pageOf } from '../../../tests/paper/paper-dossiers.ts';
import { toJsonResume } from '../export-data/json-resume.ts';
import { toVum } from '../export-data/vum.ts';

const interests = definitionSchema.parse(
  JSON.parse(readFileSync(new URL('../../../resources/questionnaires/interests.json', import.meta.url), 'utf8')),
);
const dossier = dossierOf(
  { surname: 'Verzonnen' },
  {
    assessment: [
      {
        definition: 'jobport.interests@1',
        title: 'Mijn interesses',
        date: '2026-11-03',
        way: 'filledIn',
        language: 'nl',
        finished: 'yes',
        answers: '{"r1":5,"zeldzaam":777}',
        scores: JSON.stringify({
          realistic: 37,
          investigative: 9,
          artistic: 11,
          social: 33,
          enterprising: 13,
          conventional: 19,
        }),
      },
      {
        title: 'Rapport',
        date: '2026-01-05',
        way: 'typedOver',
        scores: '{"Tempo":6,"Taal":7.5}',
        scoreKind: 'stanine',
      },
      { title: 'Half', date: '2026-01-04', way: 'filledIn', finished: 'no', scores: '{"Ergens":999}' },
    ],
  },
);
const paperFor = (recipient: Recipient): string => {
  const { dossier: redacted } = redact(dossier, recipient);
  return pageOf({ ...inputOf(redacted, { recipient }), definitions: [interests] }).html;
};
const text = (html: string): string =>
  html
    .slice(html.indexOf('<body'))
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

describe('assessments on paper', () => {
  it('say where somebody stands in the norm group that was chosen, and that none was chosen where that is so', () => {
    const known = {
      ...interests,
      norms: [
        { id: 'work', name: { nl: 'Verzonnen werkenden' }, source: 'x', scales: { social: { mean: 24, sd: 5 } } },
      ],
    };
    const paper = (normGroup: string | null) =>
      text(
        pageOf({
          ...inputOf(
            dossierOf(
              { surname: 'Verzonnen' },
              {
                assessment: [
                  {
                    title: 'Mijn interesses',
                    definition: 'jobport.interests@1',
                    date: '2026-11-03',
                    way: 'filledIn',
                    finished: 'yes',
                    scores: '{"social":32}',
                    normGroup,
                  },
                ],
              },
            ),
            { recipient: 'candidate' },
          ),
          definitions: [known],
        }).html,
      );
    expect(paper('work')).toMatch(/T-score, gemiddelde 50 \(Verzonnen werkenden\).*Sociaal 32 van 40 66/);
    expect(paper(null)).toContain('Er is geen normgroep gekozen');
    expect(paper('Anderen')).toContain('De normgroep hoort niet bij deze vragenlijst');
    expect(paper('work')).not.toContain('normgroep');
  });

  it.each(['candidate', 'colleague'] as const)(
    'are read by the %s, with what they are and without the answers',
    (recipient) => {
      const page = paperFor(recipient);
      const read = text(page);
      expect(read).toContain('Mijn interesses');
      expect(read).toContain('Praktisch 37 van 40');
      expect(read).toContain('Sociaal 33 van 40');
      expect(page).toContain('<svg viewBox="0 0 380 264"');
      expect(read).toContain('Zonder normen: er is niet onderzocht');
      expect(read).toContain('Taal 7,5 van 9');
      expect(read).toContain('stanine (1 tot 9)');
      expect(read).toContain('Nog niet af.');
      expect(read).not.toContain('777');
      expect(read).not.toContain('999');
      expect(read).not.toContain('jobport.interests@1');
    },
  );

  it.each(['employer', 'uwv'] as const)('leave no trace in what the %s gets, on paper or as data', (recipient) => {
    const { dossier: redacted } = redact(dossier, recipient);
    const all = [
      text(paperFor(recipient)),
      JSON.stringify(toJsonResume(redacted, { language: 'nl', madeAt: '2026-11-29T00:00:00' }).resume),
      JSON.stringify(toVum(redacted).profile),
    ].join(' ');
    for (const word of ['Mijn interesses', 'Praktisch', 'Tempo', '37', 'Zonder normen', 'jobport.interests'])
      expect([word, all.includes(word)]).toEqual([word, false]);
  });
});
