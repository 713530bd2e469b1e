/**
 * A Word document of ours: A4, the styles that Word itself offers (so that headings can be changed in one go), letterhead, page numbers. What
 * Word would add about the computer or the person at it is not in it. `blocks-word.ts` fills it with the blocks of a dossier.
 */
import {
  AlignmentType,
  BorderStyle,
  Document,
  ExternalHyperlink,
  Footer,
  ImageRun,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  ShadingType,
  TabStopType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
  type IRunOptions,
  type ParagraphChild,
} from 'docx';
import { PRODUCT } from '../../version.ts';
import type { Line, Piece } from './blocks.ts';
import type { Letterhead } from './letterhead.ts';
import { PAPER_TEXTS, type Language } from './paper-texts.ts';
import { pictureOf } from './picture.ts';

export type WordPart = Paragraph | Table;

export const INK_2 = '4C5D63';
const LINE = 'D9D5CB';
export const PETROL = '0E4F5C';
/** Twentieths of a point. */
const mm = (length: number): number => Math.round((length / 25.4) * 1440);
const A4 = { width: mm(210), height: mm(297) };
const MARGIN = { top: mm(17), right: mm(18), bottom: mm(20), left: mm(18) };
const TEXT_WIDTH = A4.width - MARGIN.left - MARGIN.right;
const SMALL = 18;
const DOTS = 'dots';

export type WordInput = {
  readonly language: Language;
  readonly title: string;
  readonly parts: readonly WordPart[];
  /** At the foot of each page; `null` for none (a letter of one page needs none). */
  readonly foot: { readonly text: string; readonly date: string } | null;
};

export async function wordOf({ language, title, parts, foot }: WordInput): Promise<Uint8Array> {
  const document = new Document({
    title: tidy(title),
    creator: PRODUCT,
    lastModifiedBy: PRODUCT,
    styles: {
      default: {
        document: {
          run: { font: 'Calibri', size: 21, color: '1B2A2F', language: { value: LOCALES[language] } },
          paragraph: { spacing: { after: 80, line: 264 } },
        },
        title: { run: { size: 52, bold: true, font: 'Calibri' }, paragraph: { spacing: { after: 60 } } },
        heading1: heading(27, PETROL, 280, 100),
        heading2: heading(22, '1B2A2F', 140, 20),
        heading3: heading(21, '1B2A2F', 100, 20),
      },
    },
    numbering: {
      config: [
        {
          reference: DOTS,
          levels: [
            {
              level: 0,
              format: LevelFormat.BULLET,
              text: '•',
              alignment: AlignmentType.LEFT,
              style: { paragraph: { indent: { left: mm(6), hanging: mm(4) } } },
            },
          ],
        },
      ],
    },
    sections: [
      {
        properties: { page: { size: A4, margin: MARGIN } },
        children: [...parts],
        ...(foot === null ? {} : { footers: { default: footer(foot, language) } }),
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

const LOCALES: Readonly<Record<Language, string>> = { nl: 'nl-NL', en: 'en-GB' };

const heading = (size: number, color: string, before: number, after: number) => ({
  run: { size, bold: true, color, font: 'Calibri' },
  paragraph: { spacing: { before, after }, keepNext: true },
});

function footer({ text, date }: { readonly text: string; readonly date: string }, language: Language): Footer {
  const [before = '', between = '', after = ''] = PAPER_TEXTS[language].pageOf('\u0000', '\u0000').split('\u0000');
  const small = { size: SMALL, color: INK_2 };
  return new Footer({
    children: [
      new Paragraph({
        tabStops: [{ type: TabStopType.RIGHT, position: TEXT_WIDTH }],
        border: { top: { style: BorderStyle.SINGLE, size: 4, space: 4, color: LINE } },
        children: [
          new TextRun({ ...small, text: tidy(text) }),
          new TextRun({
            ...small,
            children: ['\t', `${date} · ${before}`, PageNumber.CURRENT, between, PageNumber.TOTAL_PAGES, after],
          }),
        ],
      }),
    ],
  });
}

/** What XML can not hold is left away. */
// oxlint-disable-next-line no-control-regex -- those are what is taken out
export const tidy = (text: string): string =>
  text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');

/** Runs of a text; its line ends stay line ends. */
export const runs = (text: string, how: Omit<IRunOptions, 'text' | 'children' | 'break'> = {}): TextRun[] =>
  tidy(text)
    .split(/\r\n|\r|\n/)
    .map((line, index) => new TextRun({ ...how, text: line, ...(index === 0 ? {} : { break: 1 }) }));

export const lineRuns = (line: Line, how: Omit<IRunOptions, 'text' | 'children' | 'break'> = {}): ParagraphChild[] =>
  line.flatMap((piece) => pieceRuns(piece, how));

function pieceRuns(piece: Piece, how: Omit<IRunOptions, 'text' | 'children' | 'break'>): ParagraphChild[] {
  switch (piece.kind) {
    case 'newLine':
      return [new TextRun({ break: 1 })];
    case 'link':
      return [new ExternalHyperlink({ link: piece.to, children: runs(piece.text, { ...how, style: 'Hyperlink' }) })];
    case 'level':
      return runs(piece.text, how);
    case 'words':
      if (piece.look === 'strong') return runs(piece.text, { ...how, bold: true });
      return runs(piece.text, piece.look === 'small' ? { ...how, size: SMALL, color: INK_2 } : how);
  }
}

export const paragraph = (text: string, how: Omit<IRunOptions, 'text' | 'children' | 'break'> = {}): Paragraph =>
  new Paragraph({ children: runs(text.trim(), how) });
export const quiet = (text: string): Paragraph => paragraph(text, { color: INK_2 });
export const small = (text: string): Paragraph => paragraph(text, { color: INK_2, size: SMALL });
export const dots = (items: readonly (readonly ParagraphChild[])[]): Paragraph[] =>
  items.map(
    (children) =>
      new Paragraph({ children: [...children], numbering: { reference: DOTS, level: 0 }, spacing: { after: 30 } }),
  );

const NO_BORDER = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const HAIRLINE = { style: BorderStyle.SINGLE, size: 4, color: LINE } as const;

export type WordCell = {
  readonly children: readonly ParagraphChild[];
  readonly fill?: string;
  readonly span?: number;
  readonly alignment?: (typeof AlignmentType)[keyof typeof AlignmentType];
};

/** @param widths of the columns, as parts of the whole */
export function grid(
  rows: readonly (readonly WordCell[])[],
  widths: readonly number[],
  how: { readonly lines: 'none' | 'between' | 'all'; readonly headRows?: number },
): Table {
  const whole = widths.reduce((sum, each) => sum + each, 0);
  const columnWidths = widths.map((each) => Math.floor((each / whole) * TEXT_WIDTH));
  const line = how.lines === 'none' ? NO_BORDER : HAIRLINE;
  const side = how.lines === 'all' ? HAIRLINE : NO_BORDER;
  return new Table({
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths,
    layout: TableLayoutType.FIXED,
    borders: {
      top: how.lines === 'all' ? HAIRLINE : NO_BORDER,
      bottom: line,
      left: side,
      right: side,
      insideHorizontal: line,
      insideVertical: side,
    },
    rows: rows.map((cells, row) => {
      let column = 0;
      return new TableRow({
        cantSplit: true,
        tableHeader: row < (how.headRows ?? 0),
        children: cells.map(({ children, fill, span = 1, alignment }) => {
          const size = columnWidths.slice(column, column + span).reduce((sum, each) => sum + each, 0);
          column += span;
          return new TableCell({
            width: { size, type: WidthType.DXA },
            columnSpan: span,
            verticalAlign: VerticalAlign.TOP,
            margins: { top: 40, bottom: 40, left: 0, right: 120 },
            ...(fill === undefined ? {} : { shading: { type: ShadingType.CLEAR, fill, color: 'auto' } }),
            children: [
              new Paragraph({
                children: [...children],
                spacing: { after: 0 },
                ...(alignment === undefined ? {} : { alignment }),
              }),
            ],
          });
        }),
      });
    }),
  });
}

/** After a table: without it two tables would grow together, and Word wants a paragraph there. */
export const gap = (): Paragraph => new Paragraph({ spacing: { after: 0, line: 120 }, children: [] });

/** @param aside lines at the other side of it, the first of them bold */
export function letterheadParts({ name, address, logo }: Letterhead, aside: readonly string[]): WordPart[] {
  const picture = logo === null ? null : pictureOf(logo.picture);
  const image =
    picture === null
      ? []
      : [
          new ImageRun({
            type: picture.type,
            data: picture.bytes,
            transformation: picture.within(150, 56),
            altText: { title: logo?.text ?? '', description: logo?.text ?? '', name: 'logo' },
          }),
          new TextRun({ break: 1 }),
        ];
  const sender = [
    ...runs(name ?? '', { bold: true, size: 24 }),
    new TextRun({ break: 1 }),
    ...runs(address, { size: SMALL, color: INK_2 }),
  ];
  const other = aside.flatMap((text, index) => [
    ...(index === 0 ? [] : [new TextRun({ break: 1 })]),
    ...runs(text, index === 0 ? { bold: true } : { size: SMALL, color: INK_2 }),
  ]);
  return [
    grid([[{ children: [...image, ...sender] }, { children: other, alignment: AlignmentType.RIGHT }]], [6, 4], {
      lines: 'none',
    }),
    new Paragraph({
      border: { top: { style: BorderStyle.SINGLE, size: 4, space: 1, color: LINE } },
      spacing: { before: 80, after: 120 },
      children: [],
    }),
  ];
}
