/**
 * That a word which was erased does not stay in the pages of the search index. FTS5 takes it out at once when told so
 * (`secure-delete`), which costs twenty times the rest of an edit: not felt for one, much too slow for a bulk. So a bulk leaves
 * its erased words behind markers, says so in a setting, and the index is merged in slices when nobody is asking for anything.
 * The setting goes only when a whole pass is through: a lock, a kill or another bulk in between costs time, never a word.
 *
 * While there are markers everything that is erased is left behind one, a single edit too: taken out at once, a word would come to light
 * again that an older piece of the index still holds, since its marker goes with it (seen in `npm run soak`; SQLite 3.53).
 */
import { z } from 'zod';
import type { Database, Reader, Writer } from './database.ts';
import { readSetting, removeSetting, writeSetting } from './stores.ts';

/** Rows whose words leave the index in one group, before the rest of that group is left for later. */
export const ERASED_AT_ONCE = 10;

const SETTING = 'erasedWords';
/**
 * `bulks` left the index in pieces; `pass` is how many of them the pass that is going on takes with it. `behind`: there are erased words
 * among them.
 */
const erasedWords = z.object({ bulks: z.number(), pass: z.number().nullable(), behind: z.boolean().default(false) });

/** Whether a pass is to be made. */
export const hasErasedWords = (db: Reader): boolean => readSetting(db, SETTING, erasedWords) !== undefined;
/** Whether erased words stand behind markers. */
export const areWordsBehind = (db: Reader): boolean => readSetting(db, SETTING, erasedWords)?.behind ?? false;

/** The same pass makes an index of many pieces, as a large import leaves it, one piece again: every search is then quicker. */
export function mergeLater(tx: Writer): void {
  const before = readSetting(tx, SETTING, erasedWords) ?? { bulks: 0, pass: null, behind: false };
  writeSetting(tx, SETTING, { ...before, bulks: before.bulks + 1 });
}

/** From here until a whole pass is through, erased words stay behind a marker. Before each time that words are taken out. */
export function eraseLater(tx: Writer): void {
  const before = readSetting(tx, SETTING, erasedWords) ?? { bulks: 0, pass: null, behind: false };
  if (!before.behind) secureDelete(tx, 0);
  // A pass that has not begun takes this with it anyway.
  const bulks = before.behind && before.pass === null ? before.bulks : before.bulks + 1;
  if (!before.behind || bulks !== before.bulks) writeSetting(tx, SETTING, { ...before, bulks, behind: true });
}

/** When a caseload is opened: unless a bulk left words behind markers, they are taken out at once. */
export function eraseAtOnceAgain(tx: Writer): void {
  if (!areWordsBehind(tx)) secureDelete(tx, 1);
}

// The numbers stand in the text: parameters are bound as floating point, which FTS5 does not take for a setting.
const secureDelete = (tx: Writer, on: 0 | 1): void =>
  void tx.run(`INSERT INTO "searchIndex"("searchIndex", "rank") VALUES ('secure-delete', ${on})`);

/** Pages of the index written in one go: about three thousandths of a second. */
const SLICE = 16;

/** One slice of the work. @returns whether there is more */
export function eraseSlice(db: Database): boolean {
  const left = readSetting(db, SETTING, erasedWords);
  if (!left) return false;
  return db.transact((tx) => {
    const before = changes(tx);
    // Negative puts all segments together into one merge; positive goes on with it.
    const pages = left.pass === null ? -SLICE : SLICE;
    tx.run(`INSERT INTO "searchIndex"("searchIndex", "rank") VALUES ('merge', ${pages})`);
    // The statement itself counts as one change (FTS5 documentation, "The 'merge' Command").
    if (changes(tx) - before >= 2) {
      if (left.pass === null) writeSetting(tx, SETTING, { ...left, pass: left.bulks });
      return true;
    }
    if (left.pass === null || left.pass === left.bulks) {
      removeSetting(tx, SETTING);
      if (left.behind) secureDelete(tx, 1);
      return false;
    }
    writeSetting(tx, SETTING, { ...left, pass: null });
    return true;
  });
}

const changes = (db: Reader): number => db.get<{ total: number }>('SELECT total_changes() AS "total"')?.total ?? 0;

const LOOK_EVERY_MS = 2_000;
/** Between two slices whoever asked in the meantime is answered. */
const BREATH_MS = 15;

/** Erases what bulks left behind, slice by slice, as long as the caseload is open. @returns how to stop it */
export function eraseWhenIdle(db: Database, onTrouble: (error: unknown) => void): () => void {
  let timer: NodeJS.Timeout;
  const next = (ms: number): void => {
    timer = setTimeout(work, ms);
    // It waits for the next time: nobody waits for it.
    timer.unref();
  };
  const work = (): void => {
    try {
      next(eraseSlice(db) ? BREATH_MS : LOOK_EVERY_MS);
    } catch (error) {
      onTrouble(error);
      next(LOOK_EVERY_MS);
    }
  };
  next(LOOK_EVERY_MS);
  return () => clearTimeout(timer);
}
