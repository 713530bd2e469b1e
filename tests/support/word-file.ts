/** Word files made for a test, part by part as Word packs them, so that a test can also make what no library would. */
import { packZip } from '../../electron/exchange/zip.ts';

const NAMESPACES = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
].join(' ');
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const MAIN = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
/** Of a .dotx (ISO/IEC 29500-1). */
export const TEMPLATE_OF_WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml';

/** A run; with `bold` to see whether its look is kept. */
export const run = (text: string, look = ''): string =>
  `<w:r>${look === '' ? '' : `<w:rPr>${look}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;
export const paragraph = (...runs: readonly string[]): string => `<w:p>${runs.join('')}</w:p>`;
/** As Word writes one: for itself, and once more for programs that do not know it. */
export const textBox = (...paragraphs: readonly string[]): string => {
  const inner = `<w:txbxContent>${paragraphs.join('')}</w:txbxContent>`;
  return (
    `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>${inner}</wps:txbx></wps:wsp></w:drawing></mc:Choice>` +
    `<mc:Fallback><w:pict><v:shape><v:textbox>${inner}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>`
  );
};
export const table = (...cells: readonly string[]): string =>
  `<w:tbl><w:tr>${cells.map((cell) => `<w:tc>${cell}</w:tc>`).join('')}</w:tr></w:tbl>`;

export type WordFile = {
  readonly body: string;
  readonly header?: string;
  readonly footer?: string;
  /** Other parts, or these in another form. */
  readonly parts?: Readonly<Record<string, string | Uint8Array>>;
  readonly mainType?: string;
  /** Relationships of the body besides those to its header and footer. */
  readonly relationships?: string;
  /** Kinds of parts besides those. */
  readonly overrides?: string;
};

export async function wordFile({
  body,
  header,
  footer,
  parts = {},
  mainType = MAIN,
  relationships = '',
  overrides = '',
}: WordFile): Promise<Uint8Array<ArrayBuffer>> {
  const related = [
    ...(header === undefined ? [] : [['h1', 'header', 'header1.xml'] as const]),
    ...(footer === undefined ? [] : [['f1', 'footer', 'footer1.xml'] as const]),
  ];
  const all: Record<string, string | Uint8Array> = {
    '[Content_Types].xml': `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${mainType}"/>${related
      .map(
        ([, kind, file]) =>
          `<Override PartName="/word/${file}" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.${kind}+xml"/>`,
      )
      .join('')}${overrides}</Types>`,
    '_rels/.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="d" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `${HEAD}<w:document ${NAMESPACES}><w:body>${body}<w:sectPr>${related
      .map(([id, kind]) => `<w:${kind}Reference w:type="default" r:id="${id}"/>`)
      .join('')}</w:sectPr></w:body></w:document>`,
    'word/_rels/document.xml.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${related
      .map(([id, kind, file]) => `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${file}"/>`)
      .join('')}${relationships}</Relationships>`,
    ...(header === undefined ? {} : { 'word/header1.xml': `${HEAD}<w:hdr ${NAMESPACES}>${header}</w:hdr>` }),
    ...(footer === undefined ? {} : { 'word/footer1.xml': `${HEAD}<w:ftr ${NAMESPACES}>${footer}</w:ftr>` }),
    ...parts,
  };
  const made = Object.entries(all).map(([name, part]) => ({
    name,
    bytes: typeof part === 'string' ? new TextEncoder().encode(part) : part,
  }));
  return new Uint8Array(await packZip(made, new Date('2026-11-29T12:00:00Z')));
}
