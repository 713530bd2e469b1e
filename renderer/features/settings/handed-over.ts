/** What a line of the log says beside who and when. A line of another version that can not be read says nothing more than that it was. */
import { z } from 'zod';
import { contract } from '../../../core/contract/contract.ts';

const { recipient, recipientName, format } = contract['handover.save'].input.shape;
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const detail = z
  .object({ recipient, recipientName, format, sha256, letter: sha256.optional().catch(undefined) })
  // Of letters that went into one zip each is a Word file of its own, and that is the file somebody has.
  .transform(({ letter, ...said }) =>
    letter !== undefined && said.format === 'zip' ? { ...said, format: 'docx' as const, sha256: letter } : said,
  );
const onTemplate = z.object({ template: contract['wordTemplates.look'].input.shape.row });
const ofDocument = z.object({ document: contract['documents.read'].input.shape.row });

/** To whom it went, and how. */
export const handedOver = (text: string): z.output<typeof detail> | null => read(detail, text);

/** On which Word template a letter was made: its id, never its name. */
export const templateOf = (text: string): string | null => read(onTemplate, text)?.template ?? null;

/** Which document was opened or copied: its id, never its name. */
export const documentOf = (text: string): string | null => read(ofDocument, text)?.document ?? null;

function read<T>(schema: z.ZodType<T>, text: string): T | null {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
