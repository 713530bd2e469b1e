/** Files that are written outside the caseload: copies, backups, what is handed over. */
import { realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Database } from './database.ts';

/** Whether a file chosen for writing lies beside the database itself: written there it could take its place. */
export function isWithCaseload(db: Database, path: string): boolean {
  const folder = (file: string): string => {
    try {
      return realpathSync(dirname(resolve(file)));
    } catch {
      // No such folder: the writing says so.
      return '';
    }
  };
  return folder(path) === folder(db.file);
}
