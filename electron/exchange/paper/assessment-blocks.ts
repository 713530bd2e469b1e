/**
 * What came out of an assessment, on paper: the scores in a table with what they can be at most, interests as a hexagon, and the words that
 * belong to it: what it says, and that it has no norms. Answers stay in the dossier: they were given to get a score, not to be read one by one.
 */
import { sayIn, type Definition } from '../../../core/assessments/definition.ts';
import {
  definitionOf,
  findingOf,
  isFinished,
  normOf,
  normTroubleOf,
  profileOf,
  scalesOf,
} from '../../../core/assessments/results.ts';
import { RIASEC, type FieldsOf, type Row } from '../../../core/domain/concepts.ts';
import { fieldLabel, optionLabel } from '../../../core/domain/words/words.ts';
import { words, type Block, type Line } from './blocks.ts';
import { hexagonTitle } from './charts.ts';
import { PAPER_TEXTS, type Language } from './paper-texts.ts';

/** @param number tells pictures on one page apart */
export function assessmentBlocks(
  row: Row<'assessment'>,
  definitions: readonly Definition[],
  language: Language,
  number: number,
): readonly Block[] {
  const texts = PAPER_TEXTS[language].assessment;
  if (!isFinished(row)) return [{ kind: 'notice', text: texts.unfinished }];
  const definition = definitionOf(row.definition, definitions);
  const scales = scalesOf(row, definition, language);
  if (scales.length === 0) return [];
  const figure = (value: number) => new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(value);
  const profile = profileOf(scales);
  const finding = findingOf(scales);
  const between = (of: { readonly from: number; readonly until: number } | null): string =>
    of ? texts.fromUntil(figure(of.from), figure(of.until)) : '';
  const norm = normOf(row, definition);
  const hasTScore = norm !== null && scales.some(({ tScore }) => tScore !== null);
  const trouble = normTroubleOf(row, definition);
  const hasInterval = scales.some(({ interval }) => interval !== null);
  const kind = row.scoreKind === null ? null : optionLabel(language, 'assessment', 'scoreKind', row.scoreKind);
  const table: Block = {
    kind: 'table',
    head: [
      texts.scale,
      kind === null
        ? fieldLabel(language, 'assessment', 'scores')
        : `${fieldLabel(language, 'assessment', 'scores')} (${kind})`,
      ...(hasInterval ? [texts.between] : []),
      ...(hasTScore ? [texts.tScore(sayIn(norm.name, language))] : []),
    ],
    rows: scales.map(({ name, score, range, interval, tScore, tInterval, partOf }): readonly Line[] => [
      [words(partOf === null ? name : `– ${name}`)],
      [words(range ? texts.ofMost(figure(score), figure(range.max)) : figure(score))],
      ...(hasInterval ? [[words(between(interval))]] : []),
      ...(hasTScore
        ? [
            [
              words(
                tScore === null
                  ? ''
                  : [figure(tScore), between(tInterval) && `(${between(tInterval)})`].join(' ').trim(),
              ),
            ],
          ]
        : []),
    ]),
  };
  const blocks: Block[] = [
    ...(finding.type === 'flat' ? [{ kind: 'text' as const, text: texts.flat }] : []),
    ...(profile ? [hexagonOf(Object.fromEntries(RIASEC.map((each) => [each, profile[each] ?? null])) as Scores)] : []),
    table,
    ...(definition ? [{ kind: 'text' as const, text: sayIn(definition.meaning, language) }] : []),
    ...(definition && definition.norms.length === 0
      ? [{ kind: 'notice' as const, text: sayIn(definition.caution, language) }]
      : []),
    ...(trouble === 'none'
      ? []
      : [{ kind: 'notice' as const, text: trouble === 'unknown' ? texts.normUnknown : texts.normNotChosen }]),
    ...(!definition && row.normGroup === null ? [{ kind: 'notice' as const, text: texts.noNorm }] : []),
  ];
  return blocks;

  function hexagonOf(scores: Scores): Block {
    const shown = { ...scores, measuredOn: null, source: null };
    return {
      kind: 'interestProfile',
      profile: shown,
      number,
      title: hexagonTitle(shown, language),
      under: texts.percent,
      scores: {
        kind: 'table',
        head: [PAPER_TEXTS[language].axis, PAPER_TEXTS[language].score],
        rows: RIASEC.map((each) => [
          [words(fieldLabel(language, 'interestProfile', each))],
          [words(String(scores[each] ?? PAPER_TEXTS[language].unknown))],
        ]),
      },
    };
  }
}

type Scores = Pick<FieldsOf<'interestProfile'>, (typeof RIASEC)[number]>;
