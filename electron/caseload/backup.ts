/**
 * A backup: the database as one encrypted file under the same key, and beside it the envelope that opens it and the sealed files of its
 * documents.
 */
import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { err, ok, type Result } from '../../core/domain/result.ts';
import { BACKUP_DOCUMENTS_ENDING, BACKUP_ENVELOPE_ENDING } from '../vault/files.ts';
import type { Vault } from '../vault/vault.ts';
import { appendAudit } from './audit.ts';
import { copyDocuments } from './documents.ts';
import { mayNotTake } from './outside.ts';
import type { OpenCaseload } from './space.ts';

export async function makeBackup(
  { db, author }: OpenCaseload,
  vault: Vault,
  path: string,
  reached: (point: string) => void = () => undefined,
): Promise<Result<{ saved: boolean; bytes: number }, { type: string }>> {
  if (mayNotTake(db, path)) return err({ type: 'NotWritten' });
  const envelope = await vault.exportEnvelope();
  if (!envelope.ok) return envelope;
  const half = `${path}.half`;
  try {
    // SQLite refuses to write over a file; a half one is left from a backup that was cut off.
    rmSync(half, { force: true });
    db.copyTo(half);
    reached('backup: copied');
    writeFileSync(path + BACKUP_ENVELOPE_ENDING, envelope.value, { mode: 0o600 });
    reached('backup: enveloped');
    await copyDocuments(db, path + BACKUP_DOCUMENTS_ENDING);
    renameSync(half, path);
    reached('backup: renamed');
  } catch {
    rmSync(half, { force: true });
    return err({ type: 'NotWritten' });
  }
  db.transact((tx) => appendAudit(tx, author, { action: 'backup' }));
  return ok({ saved: true, bytes: statSync(path).size });
}
