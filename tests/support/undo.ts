/** Undo and redo inside a transaction of the test's own: the same slices as the product's, one after the other without a pause. */
import { ok, type Result } from '../../core/domain/result.ts';
import type { Writer } from '../../electron/caseload/database.ts';
import { beginTakingBack, type Direction, type Nothing, type TakenBack } from '../../electron/caseload/history.ts';
import type { Author } from '../../electron/caseload/write.ts';

type Whole = Result<TakenBack & { dossiers: readonly string[] }, Nothing>;

function whole(tx: Writer, author: Author, direction: Direction): Whole {
  const began = beginTakingBack(tx, direction);
  if (!began.ok) return began;
  const work = began.value;
  while (!work.slice(tx, author)) continue;
  return ok({ ...work.outcome(), dossiers: work.dossiers() });
}

export const undo = (tx: Writer, author: Author): Whole => whole(tx, author, 'undo');
export const redo = (tx: Writer, author: Author): Whole => whole(tx, author, 'redo');
