/** The same that an access report tells, as data (complete-schema.ts), with every line of the log and every earlier answer. */
import { conceptLabel, fieldLabel } from '../../../core/domain/words/words.ts';
import type { HeldRow } from '../../../core/register/held.ts';
import { GROUND_OF } from '../../../core/register/grounds.ts';
import { REGISTER_WORDS } from '../../../core/register/register-words.ts';
import { leftOutInWords, originInWords } from './access-paper.ts';
import type { AccessContent } from './access-content.ts';
import { COMPLETE_VERSION, type Complete } from './complete-schema.ts';

const iso = (at: number): string => new Date(at).toISOString();
const unique = <T>(all: readonly T[]): T[] => [...new Set(all)];

export function completeData(content: AccessContent): Complete {
  const {
    adviser,
    choice,
    controller,
    earlier,
    files,
    held,
    language,
    name,
    now,
    organisation,
    personOf,
    speak,
    termOf,
    told,
    texts,
  } = content;
  const isAccess = choice.kind === 'access';
  const joined = (parts: readonly (string | null | undefined)[], by: string): string => parts.filter(Boolean).join(by);
  const devices = new Map(
    unique(held.log.map(({ device }) => device)).map((device, index) => [device, String(index + 1)]),
  );
  const recordOf = (row: HeldRow): Complete['categories'][number]['records'][number] => ({
    concept: row.concept,
    label: conceptLabel(language, row.concept),
    id: row.row,
    title: speak.title(row),
    removed: row.isRemoved,
    madeAt: iso(row.createdAt),
    changedAt: iso(row.changedAt),
    answers: row.answers.map(({ field, value, beside, origin }) => ({
      field,
      label: fieldLabel(language, row.concept, field),
      value,
      text: speak.answer(row.concept, field, value),
      besides: [...beside],
      source: {
        way: origin.way,
        at: origin.at === null ? null : iso(origin.at),
        by: origin.by,
        files: [...origin.fileKinds],
        text: originInWords(content, origin),
      },
    })),
  });
  const documents = content.rows.filter(({ concept }) => concept === 'document');
  const text = (row: HeldRow, field: string): string | null => {
    const value = row.answers.find((each) => each.field === field)?.value;
    return typeof value === 'string' ? value : null;
  };
  const number = (row: HeldRow, field: string): number | null => {
    const value = row.answers.find((each) => each.field === field)?.value;
    return typeof value === 'number' ? value : null;
  };
  return {
    format: 'jobport-dossier',
    version: COMPLETE_VERSION,
    kind: choice.kind,
    language,
    madeAt: iso(now),
    about: { name },
    controller: {
      name: controller,
      address: joined(
        [
          joined([organisation?.street, organisation?.houseNumber], ' '),
          joined([organisation?.postcode, organisation?.place], ' '),
        ],
        ', ',
      ),
      contact: joined([organisation?.contactName, organisation?.contactEmail], ', '),
      adviser: joined([adviser?.name, adviser?.role, adviser?.phone, adviser?.email], ', '),
      processor: organisation?.processor ?? '',
    },
    categories: told.categories.map(({ category, entries, concepts }) => ({
      category,
      label: REGISTER_WORDS[language].categories[category],
      sensitive: entries.some(({ sensitivity }) => sensitivity === 'sensitive'),
      purposes: unique(entries.map(({ purpose }) => texts.purposes[purpose])),
      grounds: unique(entries.map(({ purpose }) => texts.grounds[GROUND_OF[purpose]])),
      terms: unique(entries.map(({ retention }) => termOf(retention))),
      records: concepts.flatMap(({ rows }) => rows.map(recordOf)),
    })),
    documents: documents.map((row) => ({
      id: row.row,
      name: text(row, 'name'),
      kind: text(row, 'kind'),
      date: text(row, 'date'),
      bytes: number(row, 'bytes'),
      mediaType: text(row, 'mediaType'),
      file: files?.get(row.row) ?? null,
    })),
    earlier: earlier.map(({ concept, row, field, value, at, actor }) => ({
      concept,
      id: row,
      field,
      label: fieldLabel(language, concept, field),
      value,
      text: speak.answer(concept, field, value),
      at: iso(at),
      by: personOf(actor),
    })),
    receipts: isAccess
      ? held.receipts.map(({ at, recipient, recipientName, action, form, actor, detail }) => ({
          at: iso(at),
          recipient,
          recipientName,
          action,
          form,
          by: personOf(actor),
          sha256: typeof detail['sha256'] === 'string' ? detail['sha256'] : null,
        }))
      : [],
    log: isAccess
      ? held.log.map(({ at, actor, device, isHere, what, action, detail }) => ({
          at: iso(at),
          who: personOf(actor),
          device: devices.get(device) ?? '',
          thisLaptop: isHere,
          what,
          action,
          changes: typeof detail['operations'] === 'number' ? detail['operations'] : null,
        }))
      : [],
    logIsOfOneLaptop: held.hasOffice,
    drafts: isAccess ? held.drafts : 0,
    unreadable: held.unreadable,
    leftOut: {
      parts: told.leftOut.map(({ concept, row, field, reason }) => ({ concept, id: row, field, reason })),
      names: told.hidden,
      notTold: told.notTold.map(({ concept, fields }) => ({ concept, fields: [...fields] })),
      text: leftOutInWords(content),
    },
    automatedDecisions: { any: false, text: texts.machine },
    rights: [...texts.rights],
    complaint: texts.complaint,
  };
}
