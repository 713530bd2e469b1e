/**
 * Whether a laptop that is quiet has what its office has and nothing else: every row of the dossiers it holds, head by head, and no row or
 * operation of another (I1, I4, I7). Says each difference in words; none when all is well.
 */
import { CONCEPT_NAMES, fieldNames, type ConceptName } from '../../core/domain/concepts.ts';
import { headsOf, valueOfHead, type RowState } from '../../core/sync/merge.ts';
import { stateOf } from '../../electron/caseload/merged-row.ts';
import type { StoredRow } from '../../electron/caseload/rows.ts';
import type { OpenCaseload } from '../../electron/caseload/space.ts';
import type { SyncStore } from '../../electron/caseload/sync-store.ts';
import type { Store } from '../../server/store.ts';
import { problemsOf } from './caseload.ts';

type ServerRow = {
  dossier: string;
  concept: string;
  row: string;
  seq: number;
  heads: string;
  values: string;
  others: string | null;
};

export async function differencesFromOffice(
  { store, organisation }: { readonly store: Store; readonly organisation: string },
  { caseload: { db }, sync }: { readonly caseload: OpenCaseload; readonly sync: SyncStore },
): Promise<string[]> {
  const found: string[] = [];
  const compare = (what: string, here: unknown, there: unknown): void => {
    const [mine, theirs] = [JSON.stringify(here), JSON.stringify(there)];
    if (mine !== theirs) found.push(`${what}: here ${mine}, at the office ${theirs}`);
  };
  if (sync.nextPush(new Set()) !== null) found.push('I7 something waits to be handed in');
  const held = db
    .all<{ dossier: string }>(`SELECT "dossier" FROM "scope" WHERE "told" IS NOT NULL AND "told" = "epoch"`)
    .map(({ dossier }) => dossier);
  const rows = await store.read((reader) =>
    reader.all<ServerRow>(
      `SELECT "dossier", "concept", "row", "seq", "heads", "values", "others" FROM "rowState" WHERE "organisation" = ? AND "dossier" IN (?*)`,
      organisation,
      held,
    ),
  );
  const theirs = new Map(rows.map((row) => [`${row.concept}/${row.row}`, row]));
  const ours = new Map<string, { concept: ConceptName; stored: StoredRow }>();
  for (const concept of CONCEPT_NAMES)
    for (const stored of db.all<StoredRow>(`SELECT * FROM "${concept}"`))
      ours.set(`${concept}/${stored.id}`, { concept, stored });
  // I4, and I1 the other way: nothing that the server does not have or that is not held.
  for (const key of ours.keys())
    if (!theirs.has(key)) found.push(`I4 ${key} is here, and not held or not at the office`);
  for (const [key, row] of theirs) {
    const mine = ours.get(key);
    if (!mine) {
      found.push(`I1 ${key} is at the office and not here`);
      continue;
    }
    const state: RowState = {
      heads: JSON.parse(row.heads),
      values: JSON.parse(row.values),
      others: row.others === null ? {} : JSON.parse(row.others),
      awaited: {},
    };
    const here = stateOf(mine.concept, mine.stored);
    for (const field of [...fieldNames(mine.concept), 'deleted']) {
      const stated = (of: RowState): unknown =>
        headsOf(of.heads, field).map((head) => [
          head,
          valueOfHead(of, field, head) ?? (field === 'deleted' ? 0 : null),
        ]);
      compare(`I1 ${key}, ${field}`, stated(here), stated(state));
    }
    const { seq, unsent, unconfirmed } = mine.stored;
    compare(`I7 ${key}`, { seq, unsent, unconfirmed }, { seq: row.seq, unsent: 0, unconfirmed: 0 });
  }
  const elsewhere = db.all<{ id: string }>(
    `SELECT "id" FROM "operation" WHERE "answer" <> 'kept' AND "dossier" NOT IN (SELECT "value" FROM json_each(?))`,
    JSON.stringify(held),
  );
  for (const { id } of elsewhere) found.push(`I4 operation ${id} is of a dossier that is not held`);
  return [...found, ...problemsOf(db)];
}
