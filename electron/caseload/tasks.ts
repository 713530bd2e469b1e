/** Tasks: done is one deed, and when it repeats the next one comes with it. */
import { createHash } from 'node:crypto';
import { nextDueOn } from '../../core/guidance/calendar.ts';
import type { REPEATS } from '../../core/domain/concepts.ts';
import type { FieldValue } from '../../core/domain/field.ts';
import { err, ok, type Result } from '../../core/domain/result.ts';
import type { Reader, Writer } from './database.ts';
import type { RowNotFound } from './dossier.ts';
import { fieldsOfRow, type StoredRow } from './rows.ts';
import { write, type Author, type Change } from './write.ts';

type Ask = { readonly dossier: string; readonly row: string; readonly today: string };

/**
 * @param today the day where the adviser is
 * @returns the deed, and when the next one is due where it repeats; a task that is done already is left as it is
 */
export function finishTask(
  tx: Writer,
  author: Author,
  ask: Ask,
): Result<{ group: string | null; nextDueOn: string | null }, RowNotFound> {
  const finished = finishing(tx, ask);
  if (!finished.ok) return finished;
  const { changes, nextDueOn } = finished.value;
  if (changes.length === 0) return ok({ group: null, nextDueOn });
  return ok({ group: write(tx, author, 'edit', changes, { dossier: ask.dossier }).id, nextDueOn });
}

/** What finishing a task changes, for whoever does it together with more; nothing where it is done already. */
export function finishing(
  db: Reader,
  ask: Ask,
): Result<{ changes: readonly Change[]; nextDueOn: string | null }, RowNotFound> {
  const stored = db.get<StoredRow>(`SELECT * FROM "task" WHERE "id" = ? AND "deleted" = 0`, ask.row);
  if (!stored || stored.dossier !== ask.dossier) return err({ type: 'RowNotFound' });
  if (stored['done'] === 'yes') return ok({ changes: [], nextDueOn: null });
  const changes: Change[] = [
    { concept: 'task', row: ask.row, dossier: ask.dossier, fields: { done: 'yes', doneOn: ask.today } },
  ];
  const fields: Record<string, FieldValue> = fieldsOfRow('task', stored);
  const repeats = fields['repeats'] as (typeof REPEATS)[number] | null;
  let next: string | null = null;
  if (repeats !== null) {
    next = nextDueOn(fields['dueOn'] as string | null, repeats, ask.today, dayOfSeries(db, stored));
    const again = { ...fields, done: null, doneOn: null, dueOn: next };
    const row = idOfNext(ask.row, next);
    const there = db.get<StoredRow>(`SELECT * FROM "task" WHERE "id" = ?`, row);
    // Finished before and opened again: the next one is there already, or was removed and comes back.
    if (!there) changes.push({ concept: 'task', row, dossier: ask.dossier, fields: withoutNothing(again) });
    else if (there.deleted) changes.push({ concept: 'task', row, dossier: ask.dossier, fields: again, deleted: false });
  }
  return ok({ changes, nextDueOn: next });
}

/** So far back is looked: five years of every month. */
const MOST_BEFORE = 60;

/**
 * The day of the month on which a series began: what was due on 31 January came again on 28 February, and still means the last day. A next one
 * has an id made of the one before and its day, so the series is known by its ids; a day that was changed by hand begins it anew.
 */
function dayOfSeries(db: Reader, last: StoredRow): number | undefined {
  if (last['dueOn'] === null) return undefined;
  const dayOf = (task: StoredRow): number => Number(String(task['dueOn']).slice(8));
  let at = last;
  let day = dayOf(at);
  const before = db.all<StoredRow>(
    `SELECT * FROM "task" WHERE "dossier" = ? AND "repeats" = ? AND "dueOn" IS NOT NULL AND "id" <> ?`,
    last.dossier,
    last['repeats'] ?? '',
    last.id,
  );
  for (let times = 0; times < MOST_BEFORE; times++) {
    const found = before.find((task) => idOfNext(task.id, String(at['dueOn'])) === at.id);
    if (!found) break;
    at = found;
    day = Math.max(day, dayOf(at));
  }
  return day;
}

/** The same on every laptop: two that finish the same task without network make the same next one (UUID version 8, RFC 9562, 5.8). */
function idOfNext(task: string, dueOn: string): string {
  const hex = createHash('sha256').update(`${task} ${dueOn}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const withoutNothing = (fields: Readonly<Record<string, FieldValue>>): Record<string, FieldValue> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
