/** The dossier as a Word document: the same paper as the page, in the styles of Word. Charts become tables, so that nothing is a picture. */
import { AlignmentType, HeadingLevel, Paragraph, TextRun } from 'docx';
import { DAYS, DAY_PARTS, RIASEC } from '../../../core/domain/concepts.ts';
import { optionLabel, shortDay } from '../../../core/domain/words/words.ts';
import type { Block, Entry, Fact, Section, Table as PaperTable, Told } from './blocks.ts';
import type { Paper } from './dossier-paper.ts';
import { PAPER_TEXTS, type Language } from './paper-texts.ts';
import {
  dots,
  gap,
  grid,
  INK_2,
  letterheadParts,
  lineRuns,
  paragraph,
  PETROL,
  quiet,
  runs,
  small,
  wordOf,
  type WordCell,
  type WordPart,
} from './word.ts';

export const dossierWord = (paper: Paper): Promise<Uint8Array> =>
  wordOf({
    language: paper.language,
    title: paper.title,
    foot: { text: paper.foot, date: paper.date },
    parts: [
      ...letterheadParts(paper.letterhead, [paper.meant, paper.date]),
      paragraph(paper.kind, { bold: true, color: PETROL }),
      new Paragraph({ heading: HeadingLevel.TITLE, children: runs(paper.name) }),
      ...(paper.summary === null ? [] : [quiet(paper.summary)]),
      ...(paper.intro === null ? [] : [paragraph(paper.intro, { italics: true })]),
      ...(paper.sections.length > 0
        ? paper.sections.flatMap((section) => sectionParts(section, paper.language))
        : [paragraph(paper.empty)]),
      new Paragraph({ heading: HeadingLevel.HEADING_2, children: runs(paper.closing.heading) }),
      ...paper.closing.texts.map(small),
      ...paper.closing.facts.map(
        ({ label, text }) =>
          new Paragraph({
            children: [
              ...runs(`${label}: `, { bold: true, size: 18, color: INK_2 }),
              ...runs(text, { size: 18, color: INK_2 }),
            ],
          }),
      ),
    ],
  });

const sectionParts = ({ heading, blocks }: Section, language: Language): WordPart[] => [
  new Paragraph({ heading: HeadingLevel.HEADING_1, children: runs(heading) }),
  ...blocks.flatMap((block) => blockParts(block, language)),
];

function blockParts(block: Block, language: Language): WordPart[] {
  switch (block.kind) {
    case 'facts':
      return factParts(block.facts);
    case 'entries':
      return block.entries.flatMap(entryParts);
    case 'names':
      return dots(
        block.names.map(({ name, more }) => [
          ...runs(name),
          ...(more === null ? [] : runs(` ${more}`, { size: 18, color: INK_2 })),
        ]),
      );
    case 'table':
      return tableParts(block);
    case 'group':
      return [
        ...(block.heading === null
          ? []
          : [new Paragraph({ heading: HeadingLevel.HEADING_2, children: runs(block.heading) })]),
        ...block.blocks.flatMap((each) => blockParts(each, language)),
      ];
    case 'notice':
    case 'small':
      return [small(block.text)];
    case 'text':
      return [paragraph(block.text)];
    case 'dots':
      return dots(block.items.map((item) => runs(item)));
    case 'links':
      return block.links.flatMap(({ line, note }) => [
        new Paragraph({ children: lineRuns(line) }),
        ...(note === null ? [] : [paragraph(note)]),
      ]);
    case 'interestProfile':
      return interestParts(block);
    case 'week':
      return [...weekParts(block, language), ...(block.facts.length === 0 ? [] : factParts(block.facts))];
  }
}

const factParts = (facts: readonly Fact[]): WordPart[] => [
  grid(
    facts.map(({ label, value }) => [{ children: runs(label, { color: INK_2 }) }, { children: lineRuns(value) }]),
    [3, 7],
    { lines: 'none' },
  ),
  gap(),
];

const entryParts = ({ title, period, quiet: under, told }: Entry): WordPart[] => [
  new Paragraph({ heading: HeadingLevel.HEADING_2, children: runs(title) }),
  ...(period === '' && under === '' ? [] : [quiet([period, under].filter(Boolean).join(' · '))]),
  ...told.flatMap(toldParts),
];

function toldParts(told: Told): WordPart[] {
  switch (told.kind) {
    case 'dots':
      return dots(told.items.map((item) => runs(item)));
    case 'small':
      return [small(told.text)];
    case 'heading':
      return [new Paragraph({ heading: HeadingLevel.HEADING_3, children: runs(told.text) })];
    case 'long':
      return [paragraph(told.text)];
  }
}

const head = (labels: readonly string[]): WordCell[] =>
  labels.map((label) => ({ children: runs(label, { size: 18, color: INK_2 }) }));

function tableParts({ head: labels, rows }: PaperTable): WordPart[] {
  const cells = rows.map((row) =>
    row.map((line, index) => ({ children: lineRuns(line, index === 0 ? { bold: true } : {}) })),
  );
  return [
    grid([head(labels), ...cells], [1.6, ...labels.slice(1).map(() => 1)], { lines: 'between', headRows: 1 }),
    gap(),
  ];
}

/** Scores as bars of ten boxes: vectors to Word, and black and white to a printer. */
function interestParts({ profile, title, under, scores }: Extract<Block, { kind: 'interestProfile' }>): WordPart[] {
  const boxes = Array.from({ length: 10 }, (_, index) => index);
  return [
    new Paragraph({ heading: HeadingLevel.HEADING_2, children: runs(title) }),
    quiet(under),
    grid(
      [
        [...head(scores.head), { children: [], span: boxes.length }],
        ...scores.rows.map(([name = [], score = []], row): WordCell[] => [
          { children: lineRuns(name, { bold: true }) },
          { children: lineRuns(score), alignment: AlignmentType.RIGHT },
          ...boxes.map((box) => {
            const isFilled = Math.round((profile[RIASEC[row] ?? 'realistic'] ?? 0) / 10) > box;
            return { children: [], ...(isFilled ? { fill: PETROL } : {}) };
          }),
        ]),
      ],
      [4, 2, ...boxes.map(() => 0.6)],
      { lines: 'between', headRows: 1 },
    ),
    gap(),
  ];
}

/** Days across, parts of the day down. What is known of only one of the two is asked, not promised. */
function weekParts({ availability }: Extract<Block, { kind: 'week' }>, language: Language): WordPart[] {
  const texts = PAPER_TEXTS[language];
  const { days, dayParts } = availability;
  const hasDays = days !== null && days.length > 0;
  const hasParts = dayParts !== null && dayParts.length > 0;
  const isCertain = hasDays && hasParts;
  const cell = (day: string, part: string): WordCell => {
    const maybe = (!hasDays || days.includes(day)) && (!hasParts || dayParts.includes(part));
    if (!maybe) return { children: [], alignment: AlignmentType.CENTER };
    return {
      children: [new TextRun({ text: isCertain ? '✓' : '?', bold: true, color: isCertain ? 'FFFFFF' : PETROL })],
      fill: isCertain ? PETROL : 'E8F1F2',
      alignment: AlignmentType.CENTER,
    };
  };
  return [
    grid(
      [
        [
          { children: [] },
          ...DAYS.map((day) => ({
            children: runs(shortDay(language, day), { size: 18, color: INK_2 }),
            alignment: AlignmentType.CENTER,
          })),
        ],
        ...DAY_PARTS.map((part) => [
          { children: runs(optionLabel(language, 'availability', 'dayParts', part), { size: 18, color: INK_2 }) },
          ...DAYS.map((day) => cell(day, part)),
        ]),
      ],
      [1.6, ...DAYS.map(() => 1)],
      { lines: 'all', headRows: 1 },
    ),
    small(isCertain ? `✓ ${texts.weekKey.available}` : `? ${texts.weekKey.unknown}`),
  ];
}
