/**
 * Everything that this laptop holds about one person, for who asks what is held about them (AVG art. 15): rows with where each answer came
 * from, also the removed ones that are kept for undo and those of a dossier that turned out to be of the same person; earlier answers; and who
 * opened, changed and exported it, when, and on which laptop.
 */
import { z } from 'zod';
import { CONCEPT_NAMES, DOSSIER_CONCEPTS, conceptOf, type ConceptName } from '../../core/domain/concepts.ts';
import type { FieldValue } from '../../core/domain/field.ts';
import type { EarlierAnswer, Held, HeldAnswer, HeldRow, LogLine, Origin, Receipt } from '../../core/register/held.ts';
import { headsOf, type RowHeads } from '../../core/sync/merge.ts';
import type { Reader } from './database.ts';
import { withMerged } from './duplicates.ts';
import { apartOf } from './merged-row.ts';
import { fieldsOfRow, type StoredRow } from './rows.ts';
import { listDrafts, readSetting } from './stores.ts';

const CONCEPTS: readonly ConceptName[] = ['candidate', 'availability', ...DOSSIER_CONCEPTS];

const WAYS: Readonly<Record<string, Origin['way']>> = {
  import: 'file',
  candidate: 'candidate',
  proposal: 'proposal',
  undo: 'putBack',
  redo: 'putBack',
  restore: 'putBack',
  merge: 'merged',
};

type Done = {
  readonly id: string;
  readonly concept: string;
  readonly row: string;
  readonly at: number;
  readonly actor: string;
  readonly device: string;
  readonly fields: string;
  readonly label: string;
  readonly group: string;
  /** Null for what was done on this laptop. */
  readonly elsewhere: string | null;
};

const isSaid = (value: unknown): boolean =>
  value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0);

/** @param names id of a person → their name */
export function readHeld(db: Reader, dossier: string, names: ReadonlyMap<string, string>): Held {
  const dossiers = withMerged(db, dossier);
  const done = dossiers.flatMap((each) =>
    db.all<Done>(
      `SELECT o."id", o."concept", o."row", o."at", o."actor", o."device", o."fields", g."label", g."id" AS "group", g."device" AS "elsewhere"
         FROM "operation" o JOIN "operationGroup" g ON g."number" = o."groupNumber" WHERE o."dossier" = ? ORDER BY o."number"`,
      each,
    ),
  );
  const log = logOf(db, dossiers, done);
  const fileKinds = new Map(
    log.flatMap(({ detail }) =>
      typeof detail['group'] === 'string' && Array.isArray(detail['files'])
        ? [[detail['group'], detail['files'].map(String)] as const]
        : [],
    ),
  );
  const byId = new Map(done.map((each) => [each.id, each]));
  const originOf = (heads: RowHeads, field: string): Origin => {
    const operation = byId.get(headsOf(heads, field)[0] ?? '');
    if (!operation) return { way: 'office', at: null, by: null, fileKinds: [] };
    const { at, actor, label, group } = operation;
    const way = WAYS[label] ?? 'typed';
    return { way, at, by: names.get(actor) || null, fileKinds: way === 'file' ? (fileKinds.get(group) ?? []) : [] };
  };
  const rows = CONCEPTS.flatMap((concept) =>
    dossiers.flatMap((each) =>
      db
        .all<StoredRow>(`SELECT * FROM "${concept}" WHERE "dossier" = ? AND "heads" <> '{}' ORDER BY "number"`, each)
        .map((stored): HeldRow => {
          const heads = JSON.parse(stored.heads) as RowHeads;
          const { others = {} } = apartOf(stored);
          const answers = Object.entries(fieldsOfRow(concept, stored)).flatMap(([field, value]): HeldAnswer[] => {
            // What stands beside was checked by the schema of its field when it came in.
            const beside = Object.values(others[field] ?? {}).filter(isSaid) as FieldValue[];
            if (!isSaid(value) && beside.length === 0) return [];
            return [{ field, value, beside, origin: originOf(heads, field) }];
          });
          return {
            concept,
            row: stored.id,
            isRemoved: stored.deleted === 1,
            createdAt: stored.createdAt,
            changedAt: stored.changedAt,
            answers,
          };
        }),
    ),
  ).filter(({ answers }) => answers.length > 0);
  const connection = readSetting(db, 'sync.connection', z.object({ laptop: z.string() }));
  return {
    rows,
    earlier: earlierOf(done, rows),
    log,
    receipts: log.flatMap(receiptOf),
    drafts: dossiers.reduce((sum, each) => sum + listDrafts(db, `${each}/`).length, 0),
    unreadable: dossiers.reduce(
      (sum, each) =>
        sum + (db.get<{ n: number }>(`SELECT count(*) AS "n" FROM "unknownRow" WHERE "dossier" = ?`, each)?.n ?? 0),
      0,
    ),
    hasOffice: connection !== undefined,
    laptop: connection?.laptop ?? null,
  };
}

function earlierOf(done: readonly Done[], rows: readonly HeldRow[]): EarlierAnswer[] {
  const standing = new Map(
    rows.flatMap(({ concept, row, answers }) =>
      answers.map(({ field, value }) => [`${concept}/${row}/${field}`, JSON.stringify(value)] as const),
    ),
  );
  return done.flatMap(({ concept: name, row, at, actor, fields }) => {
    const concept = CONCEPT_NAMES.find((each) => each === name);
    if (!concept) return [];
    const known = conceptOf(concept).fields;
    // What an operation says was parsed by the schema of its concept.
    return Object.entries(JSON.parse(fields) as Record<string, FieldValue>)
      .filter(([field, value]) => Object.hasOwn(known, field) && isSaid(value))
      .filter(([field, value]) => standing.get(`${concept}/${row}/${field}`) !== JSON.stringify(value))
      .map(([field, value]) => ({ concept, row, field, value, at, actor }));
  });
}

const EXPORTS: ReadonlySet<string> = new Set(['handover', 'letter', 'export.list', 'document.copied', 'access']);
const OPENINGS: ReadonlySet<string> = new Set(['read', 'document.opened']);
const whatOf = (action: string): LogLine['what'] => {
  if (OPENINGS.has(action)) return 'opened';
  if (EXPORTS.has(action)) return 'exported';
  return action.startsWith('write.') ? 'changed' : 'other';
};

/** The audit log of this laptop, and what was changed on other laptops, which came with the changes themselves. */
function logOf(db: Reader, dossiers: readonly string[], done: readonly Done[]): LogLine[] {
  const here = dossiers.flatMap((dossier) =>
    db
      .all<{ at: number; actor: string; device: string; action: string; detail: string }>(
        `SELECT "at", "actor", "device", "action", "detail" FROM "audit" WHERE "dossier" = ? ORDER BY "number"`,
        dossier,
      )
      .map((line) => ({
        ...line,
        isHere: true,
        what: whatOf(line.action),
        detail: JSON.parse(line.detail) as Record<string, unknown>,
      })),
  );
  const elsewhere = new Map<string, LogLine & { detail: { operations: number } }>();
  for (const { group, elsewhere: device, at, actor, label } of done) {
    if (device === null) continue;
    const line = elsewhere.get(group);
    if (line) line.detail.operations++;
    else
      elsewhere.set(group, {
        at,
        actor,
        device,
        isHere: false,
        action: `write.${label}`,
        what: 'changed',
        detail: { operations: 1 },
      });
  }
  return [...here, ...elsewhere.values()].sort((one, other) => one.at - other.at);
}

function receiptOf(line: LogLine): Receipt[] {
  if (line.what !== 'exported') return [];
  const text = (name: string): string | null => {
    const value = line.detail[name];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const recipient = line.action === 'access' ? 'candidate' : text('recipient');
  return [{ ...line, recipient, recipientName: text('recipientName'), form: text('format') }];
}
