/**
 * Requests by a right of a candidate: those of the whole caseload, and who must hear of it when something was put right (AVG art. 19), from the
 * lines of the audit log that say to whom a dossier was handed over.
 */
import type { Answer } from '../../core/contract/contract.ts';
import { conceptOf, type ConceptName } from '../../core/domain/concepts.ts';
import type { FieldValue } from '../../core/domain/field.ts';
import { err, ok, type Result } from '../../core/domain/result.ts';
import { byDeadline, isClosed } from '../../core/privacy/requests.ts';
import { mayReceive, RECIPIENTS, type Recipient } from '../../core/register/register.ts';
import type { AuditLine } from './audit.ts';
import type { Reader } from './database.ts';
import type { RowNotFound } from './dossier.ts';
import { withMerged } from './duplicates.ts';
import { fromColumn, toRow, type StoredRow } from './rows.ts';
import { named, rowsWithNames } from './with-names.ts';
import type { Author } from './write.ts';

type Listed = Answer<'requests.list'>;
type Receivers = Answer<'requests.receivers'>;

/** Nobody has so many; a list of more would be no list. */
const MOST = 1_000;

/** What ends first comes first. */
export const openRequests = (db: Reader, author: Author): Listed =>
  named(
    'request',
    // By the index of what is not answered.
    rowsWithNames(db, author, 'request', `r."answeredOn" IS NULL`, `r."receivedOn" LIMIT ${MOST}`),
  )
    .filter(({ row }) => !isClosed(row))
    .toSorted(byDeadline);

export const closedRequests = (db: Reader, author: Author): Listed =>
  named(
    'request',
    rowsWithNames(
      db,
      author,
      'request',
      `(r."answeredOn" IS NOT NULL OR r."state" = 'withdrawn')`,
      `coalesce(r."answeredOn", r."decidedOn", r."receivedOn") DESC LIMIT ${MOST}`,
    ),
  );

/** What is no answer about somebody: the requests themselves, and what the adviser writes beside. */
const NOT_RECTIFIED: ReadonlySet<ConceptName> = new Set(['request', 'restriction', 'legalHold', 'consent', 'proposal']);

type Handing = { readonly at: number; readonly recipient: Recipient; readonly recipientName: string | null };

export function receiversOf(
  db: Reader,
  { dossier, request: row }: { readonly dossier: string; readonly request: string },
): Result<Receivers, RowNotFound> {
  const stored = db.get<StoredRow>(
    `SELECT * FROM "request" WHERE "id" = ? AND "dossier" = ? AND "deleted" = 0`,
    row,
    dossier,
  );
  if (!stored) return err({ type: 'RowNotFound' });
  const request = toRow('request', stored);
  // Of two dossiers that became one: what was handed over of either.
  const dossiers = JSON.stringify(withMerged(db, dossier));
  const lines = db.all<Pick<AuditLine, 'at' | 'action' | 'detail'>>(
    `SELECT "at", "action", "detail" FROM "audit" WHERE "dossier" IN (SELECT "value" FROM json_each(?)) AND "action" IN ('handover', 'letter') ORDER BY "number"`,
    dossiers,
  );
  const told = new Map<string, number>();
  const handings: Handing[] = [];
  for (const { at, action, detail } of lines) {
    const said = JSON.parse(detail) as {
      recipient?: unknown;
      recipientName?: unknown;
      rights?: unknown;
      row?: unknown;
    };
    const recipient = RECIPIENTS.find((each) => each === said.recipient);
    // What somebody received about themselves is told in the answer.
    if (!recipient || recipient === 'candidate') continue;
    const recipientName = typeof said.recipientName === 'string' ? said.recipientName : null;
    if (action === 'handover') handings.push({ at, recipient, recipientName });
    else if (said.rights === 'notice' && said.row === row) told.set(keyOf({ recipient, recipientName }), at);
  }
  const changed = request.right === 'rectification' ? changedSince(db, dossiers, request.receivedOn) : [];
  const receivers = new Map<string, Receivers['receivers'][number]>();
  for (const { at, recipient, recipientName } of handings) {
    const fields = changed.filter(
      (each) => each.from <= at && at < each.until && mayReceive(recipient, each.concept, each.field),
    );
    if (request.right === 'rectification' && fields.length === 0) continue;
    const key = keyOf({ recipient, recipientName });
    const before = receivers.get(key)?.fields ?? [];
    receivers.set(key, {
      recipient,
      recipientName,
      at,
      fields: [
        ...before,
        ...fields
          .map(({ concept, field }) => ({ concept, field }))
          .filter(({ concept, field }) => !before.some((each) => each.concept === concept && each.field === field)),
      ],
      toldAt: told.get(key) ?? null,
    });
  }
  return ok({
    changed: changed.map(({ concept, row: of, field, now }) => ({ concept, row: of, field, now })),
    // Whom nobody told yet first, and of those the last that received something.
    receivers: [...receivers.values()].toSorted(
      (one, other) => Number(one.toldAt !== null) - Number(other.toldAt !== null) || other.at - one.at,
    ),
  });
}

const keyOf = ({ recipient, recipientName }: Pick<Handing, 'recipient' | 'recipientName'>): string =>
  JSON.stringify([recipient, recipientName?.trim().toLowerCase() ?? null]);

type Changed = Receivers['changed'][number] & {
  /** From when until when the former value stood. */
  readonly from: number;
  readonly until: number;
};

/**
 * Answers that stood when the request came in and stand otherwise now, each once; also of a row that was removed. An answer that was changed twice since
 * stood wrong until the first of those.
 *
 * @param receivedOn null: nobody said when it came in, so nothing can be told apart
 */
function changedSince(db: Reader, dossiers: string, receivedOn: string | null): Changed[] {
  if (receivedOn === null) return [];
  const since = new Date(`${receivedOn}T00:00:00`).getTime();
  const found = new Map<string, Changed & { readonly was: FieldValue }>();
  const operations = db.all<{ concept: ConceptName; row: string; at: number; number: number; fields: string }>(
    `SELECT "concept", "row", "at", "number", "fields" FROM "operation"
      WHERE "dossier" IN (SELECT "value" FROM json_each(?)) AND "at" >= ? ORDER BY "number"`,
    dossiers,
    since,
  );
  for (const { concept, row, at, number, fields } of operations) {
    if (NOT_RECTIFIED.has(concept)) continue;
    for (const field of Object.keys(JSON.parse(fields) as object)) {
      const kind = conceptOf(concept).fields[field]?.kind;
      const key = `${concept}/${row}/${field}`;
      if (!kind || kind === 'reference' || kind === 'image' || found.has(key)) continue;
      const former = formerOf(db, dossiers, { row, field, number });
      if (former && former.value !== null)
        found.set(key, { concept, row, field, was: former.value, now: null, from: former.at, until: at });
    }
  }
  return [...found.values()].flatMap(({ was, ...each }) => {
    const stored = db.get<StoredRow>(`SELECT * FROM "${each.concept}" WHERE "id" = ?`, each.row);
    if (!stored || stored.deleted === 1) return [];
    const now = fromColumn(each.concept, each.field, stored[each.field] ?? null);
    // Changed and put back: it stands as it stood.
    if (JSON.stringify(now) === JSON.stringify(was)) return [];
    return [{ ...each, now }];
  });
}

/** What was written in a field before that operation, and when. Null for what was not there before. */
function formerOf(
  db: Reader,
  dossiers: string,
  { row, field, number }: { readonly row: string; readonly field: string; readonly number: number },
): { readonly at: number; readonly value: FieldValue } | null {
  // From the last one back: mostly one of the newest operations of the dossier.
  const operation = db.get<{ at: number; fields: string }>(
    `SELECT "at", "fields" FROM "operation" WHERE "dossier" IN (SELECT "value" FROM json_each(?)) AND "number" < ? AND "row" = ?
      AND EXISTS (SELECT 1 FROM json_each("fields") WHERE "key" = ?) ORDER BY "number" DESC LIMIT 1`,
    dossiers,
    number,
    row,
    field,
  );
  if (!operation) return null;
  return { at: operation.at, value: (JSON.parse(operation.fields) as Record<string, FieldValue>)[field] ?? null };
}
