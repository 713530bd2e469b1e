/**
 * Handing a dossier over: what the recipient may have, by the register; on paper or as data; and a line in the audit log
 * with the hash of what was handed over. The preview is made by the same composition as the file.
 */
import { createHash } from 'node:crypto';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Answer, Ask } from '../../core/contract/contract.ts';
import { displayName } from '../../core/domain/name.ts';
import { err, ok, type Result } from '../../core/domain/result.ts';
import { redact } from '../../core/register/redact.ts';
import { appendAudit } from './audit.ts';
import { readDossier } from './dossier.ts';
import type { OpenCaseload } from './space.ts';

export type PaperFont = { readonly dir: string };

export type Composed = Answer<'handover.preview'> & {
  readonly extension: string;
  /** For PDF: what is printed around the body. */
  readonly page: { readonly header: string; readonly footer: string; readonly title: string } | null;
};

export function composeHandover(
  { db }: OpenCaseload,
  ask: Ask<'handover.preview'>,
  _how: { now: number; font: PaperFont },
): Result<Composed, { type: string }> {
  const found = readDossier(db, ask.dossier);
  if (!found.ok) return found;
  const { dossier, leftOut } = redact(found.value, ask.recipient);
  const name = displayName(dossier.candidate) || 'dossier';
  return ok({
    body: JSON.stringify(dossier, null, 2),
    fileName: `${name}.json`,
    extension: 'json',
    leftOut: leftOut.map((each) => ({ ...each, fields: [...each.fields] })),
    unsaid: [],
    page: null,
  });
}

/** Writes the file whole or not at all, and then the line in the audit log. */
export function recordHandover(
  { db, author }: OpenCaseload,
  done: { ask: Ask<'handover.save'>; composed: Composed; path: string; bytes: Uint8Array },
): Result<Answer<'handover.save'>, { type: string }> {
  const { ask, composed, path, bytes } = done;
  const half = join(dirname(path), `.${basename(path)}.half`);
  try {
    writeFileSync(half, bytes, { mode: 0o600 });
    renameSync(half, path);
  } catch {
    rmSync(half, { force: true });
    return err({ type: 'NotWritten' });
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  db.transact((tx) =>
    appendAudit(tx, author, {
      action: 'handover',
      dossier: ask.dossier,
      detail: {
        recipient: ask.recipient,
        recipientName: ask.recipientName,
        format: ask.format,
        sha256,
        bytes: bytes.length,
      },
    }),
  );
  return ok({ saved: true, fileName: basename(path), sha256, pages: composed.page ? countPages(bytes) : null });
}

/** Chromium writes each page as an object of its own, uncompressed. */
function countPages(pdf: Uint8Array): number | null {
  const pages =
    Buffer.from(pdf)
      .toString('latin1')
      .match(/\/Type\s*\/Page(?![a-zA-Z])/g)?.length ?? 0;
  return pages > 0 ? pages : null;
}
