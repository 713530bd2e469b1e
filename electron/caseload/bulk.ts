/**
 * The same thing in many dossiers. One deed: one undo takes all of it back. Written in slices with a pause after each, so that whoever
 * asks meanwhile is answered; stopped, what was done stays, is counted, and is undone like the rest. A kill leaves whole slices, which
 * are undone as one as well.
 */
import { setImmediate } from 'node:timers/promises';
import type { Answer, Ask } from '../../core/contract/contract.ts';
import { conceptOf } from '../../core/domain/concepts.ts';
import type { FieldValue } from '../../core/domain/field.ts';
import { err, ok, type Result } from '../../core/domain/result.ts';
import type { Database, Writer } from './database.ts';
import { checkFields, firstAnswers, isInCaseload, ownIn, type InvalidField } from './dossier.ts';
import { leaveOutFrozen, objects } from './limits.ts';
import { fieldsOfRow, type StoredRow } from './rows.ts';
import type { Job } from './service.ts';
import { openGroup, type Author, type Change, type Group, type GroupLabel } from './write.ts';

/** Dossiers in one transaction: some hundredths of a second. */
const SLICE = 100;

export type Bulk = { readonly db: Database; readonly author: Author; readonly isOpen: () => boolean };
type Done = Answer<'bulk.edit'> & { readonly dossiers: readonly string[] };

export async function bulkEdit(
  bulk: Bulk,
  ask: Ask<'bulk.edit'>,
  job: Job,
): Promise<Result<Done, InvalidField | { type: 'NothingChosen' }>> {
  const { author } = bulk;
  const set: { concept: 'candidate' | 'availability'; fields: Record<string, FieldValue> }[] = [];
  const add: { concept: Ask<'bulk.edit'>['add'][number]['concept']; fields: Record<string, FieldValue> }[] = [];
  for (const { concept, fields } of ask.set) {
    const checked = checkFields(concept, fields);
    if (!checked.ok) return checked;
    set.push({ concept, fields: checked.value });
  }
  for (const { concept, fields } of ask.add) {
    // A document comes with its file, what an import left is of that import, and an adviser's own rows are of nobody.
    if (concept === 'document' || concept === 'importRemainder' || conceptOf(concept).place !== 'many')
      return err({ type: 'InvalidField', where: concept, reason: 'notInMany' });
    const checked = checkFields(concept, fields);
    if (!checked.ok) return checked;
    add.push({ concept, fields: { ...ownIn(concept, author), ...checked.value } });
  }
  if (set.length + add.length === 0) return err({ type: 'NothingChosen' });
  // The same vacancy for many is a selection for it.
  const isForVacancy = add.some(({ concept }) => concept === 'jobApplication');
  return ok(
    await inSlices(
      bulk,
      set.length > 0 ? 'bulkEdit' : 'bulkAdd',
      ask.dossiers,
      job,
      isForVacancy,
      function* (tx, dossier) {
        for (const { concept, fields } of set) {
          const stored = tx.get<StoredRow>(`SELECT * FROM "${concept}" WHERE "id" = ? AND "deleted" = 0`, dossier);
          const now = stored ? fieldsOfRow(concept, stored) : {};
          const other = Object.entries(fields).filter(
            ([name, value]) => JSON.stringify(value) !== JSON.stringify(now[name] ?? null),
          );
          if (other.length === 0) continue;
          const change: Change = { concept, row: dossier, dossier, fields: Object.fromEntries(other) };
          yield stored ? change : firstAnswers(tx, change);
        }
        for (const { concept, fields } of add) yield { concept, row: author.newId(), dossier, fields };
      },
    ),
  );
}

/** Out of the list, as one deed. What was in them stays, for undo and history. */
export const bulkRemove = (bulk: Bulk, dossiers: readonly string[], job: Job): Promise<Done> =>
  inSlices(bulk, 'bulkRemove', dossiers, job, false, function* (_tx, dossier) {
    yield { concept: 'candidate', row: dossier, dossier, fields: {}, deleted: true };
  });

async function inSlices(
  { db, author, isOpen }: Bulk,
  label: GroupLabel,
  picked: readonly string[],
  job: Job,
  isForVacancy: boolean,
  changesFor: (tx: Writer, dossier: string) => Iterable<Change>,
): Promise<Done> {
  const dossiers = [...new Set(picked)];
  const changed: string[] = [];
  let group: Group | null = null;
  let gone = 0;
  let frozen = 0;
  let objecting = 0;
  let done = 0;
  while (done < dossiers.length) {
    // Locked meanwhile: there is nothing to write in any more.
    if (job.cancelled() || !isOpen()) break;
    const slice = dossiers.slice(done, done + SLICE);
    const held = leaveOutFrozen(db, author, 'bulk', slice, { by: label });
    frozen += held.size;
    group = db.transact((tx) => {
      const open = openGroup(tx, author, label, group ? { continues: group } : {});
      for (const dossier of slice) {
        if (!isInCaseload(tx, dossier)) {
          gone++;
          continue;
        }
        if (held.has(dossier)) continue;
        if (isForVacancy && objects(tx, dossier, 'matching')) {
          objecting++;
          continue;
        }
        let any = false;
        for (const change of changesFor(tx, dossier)) {
          open.write(change);
          any = true;
        }
        if (any) changed.push(dossier);
      }
      open.close();
      return open.group;
    });
    done += slice.length;
    job.progress('bulk.writing', done, dossiers.length);
    await setImmediate();
  }
  return {
    group: changed.length > 0 ? (group?.id ?? null) : null,
    changed: changed.length,
    done,
    gone,
    frozen,
    objecting,
    stopped: done < dossiers.length,
    dossiers: changed,
  };
}
