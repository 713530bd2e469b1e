/**
 * The complete dossier as data: what somebody gets beside an access report, and what they take along. One shape for every sort of data, so
 * that a field of next year is in it without another version; docs/complete-dossier has it as a JSON Schema, and a copy goes along.
 *
 * Version 1. What is added later may be passed over; what changes its meaning gets another version.
 */
import { z } from 'zod';
import { ACCESS_KINDS, LEAVE_OUT_REASONS } from '../../../core/register/access-report.ts';
import { ORIGIN_WAYS } from '../../../core/register/held.ts';

export const COMPLETE_VERSION = 1;

const text = z.string();
const moment = z.iso.datetime({ offset: true }).describe('A moment, ISO 8601, in UTC.');
const value = z
  .union([text, z.number(), z.array(text)])
  .nullable()
  .describe(
    'The answer as it is kept: text, a number, a day (YYYY-MM-DD, also YYYY-MM or YYYY), a code or a list of codes.',
  );
// Not the lists of today: what is added to them later belongs to this version too.
const category = text.describe('The sort of data, as in paragraph 2 of the privacy statement.');
const concept = text.describe('The sort of record, such as workExperience.');

const source = z.strictObject({
  way: z
    .enum(ORIGIN_WAYS)
    .describe('How it came here: typed, read in from a file, filled in by the person themselves, …'),
  at: moment.nullable(),
  by: text.nullable().describe('Who wrote it down.'),
  files: z.array(text).describe('The kinds of file it came from.'),
  text: text.describe('The same in words.'),
});

const record = z.strictObject({
  concept,
  label: text.describe('What this sort of record is called.'),
  id: text.describe('The same in every file of this dossier.'),
  title: text,
  removed: z.boolean().describe('Removed, and still kept so that a mistake can be undone.'),
  madeAt: moment,
  changedAt: moment,
  answers: z.array(
    z.strictObject({
      field: text,
      label: text,
      value,
      text: text.describe('The answer in words.'),
      besides: z.array(value).describe('What others answered to the same question.'),
      source,
    }),
  ),
});

const line = z.strictObject({
  at: moment,
  who: text,
  device: text.describe('A number for each laptop that took part.'),
  thisLaptop: z.boolean(),
  what: z.enum(['opened', 'changed', 'exported', 'other']),
  action: text.describe('As the audit log has it.'),
  changes: z.int().nullable().describe('How many changes it was, where it was one.'),
});

export const completeSchema = z
  .strictObject({
    format: z.literal('jobport-dossier'),
    version: z.literal(COMPLETE_VERSION),
    kind: z
      .enum(ACCESS_KINDS)
      .describe('access: all that is told (AVG art. 15); portability: what may be taken along (art. 20).'),
    language: z.enum(['nl', 'en']),
    madeAt: moment,
    about: z.strictObject({ name: text }),
    controller: z.strictObject({
      name: text,
      address: text,
      contact: text,
      adviser: text,
      processor: text,
    }),
    categories: z.array(
      z.strictObject({
        category,
        label: text,
        sensitive: z.boolean(),
        purposes: z.array(text),
        grounds: z.array(text),
        terms: z.array(text).describe('How long it is kept.'),
        records: z.array(record),
      }),
    ),
    documents: z.array(
      z.strictObject({
        id: text,
        name: text.nullable(),
        kind: text.nullable(),
        date: text.nullable(),
        bytes: z.int().nullable(),
        mediaType: text.nullable(),
        file: text.nullable().describe('Its place beside this file; null where it is not with it.'),
      }),
    ),
    earlier: z.array(
      z.strictObject({ concept, id: text, field: text, label: text, value, text, at: moment, by: text }),
    ),
    receipts: z.array(
      z.strictObject({
        at: moment,
        recipient: text.nullable(),
        recipientName: text.nullable(),
        action: text,
        form: text.nullable(),
        by: text,
        sha256: text.nullable().describe('The mark of the file that was given.'),
      }),
    ),
    log: z.array(line).describe('Who opened, changed and exported the dossier, oldest first.'),
    logIsOfOneLaptop: z
      .boolean()
      .describe('Others may have opened it on other laptops too: that stands in the log of the office.'),
    drafts: z.int().describe('Texts that are being written and are not finished.'),
    unreadable: z.int().describe('Records of a later version, which this one can not read.'),
    leftOut: z.strictObject({
      parts: z.array(z.strictObject({ concept, id: text, field: text.nullable(), reason: z.enum(LEAVE_OUT_REASONS) })),
      names: z.int().describe('In how many places the name of somebody else was left out.'),
      notTold: z.array(z.strictObject({ concept, fields: z.array(text) })),
      text: z.array(text),
    }),
    automatedDecisions: z.strictObject({ any: z.literal(false), text }),
    rights: z.array(text),
    complaint: text,
  })
  .describe('A dossier of Jobport as its person gets it.');

export type Complete = z.infer<typeof completeSchema>;

/** As a JSON Schema (draft 2020-12). */
export const completeJsonSchema = (): Record<string, unknown> => ({
  $id: `https://jobport.nl/schema/dossier-${COMPLETE_VERSION}.json`,
  title: 'Jobport dossier',
  ...z.toJSONSchema(completeSchema, { target: 'draft-2020-12' }),
});
