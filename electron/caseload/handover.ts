/**
 * Handing a dossier over: what the recipient may have, by the register; on paper or as data; and a line in the audit log
 * with the hash of what was handed over. The preview is made by the same composition as the file.
 */
import { createHash } from 'node:crypto';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Answer, Ask } from '../../core/contract/contract.ts';
import type { ConceptName } from '../../core/domain/concepts.ts';
import type { Dossier } from '../../core/domain/dossier.ts';
import { displayName } from '../../core/domain/name.ts';
import { err, ok, type Result } from '../../core/domain/result.ts';
import { redact } from '../../core/register/redact.ts';
import { toJsonResume } from '../exchange/export-data/json-resume.ts';
import { toVum } from '../exchange/export-data/vum.ts';
import { dossierPage } from '../exchange/paper/dossier-page.ts';
import { dossierPaper, unsaidOnPaper } from '../exchange/paper/dossier-paper.ts';
import { appendAudit } from './audit.ts';
import { isWithCaseload } from './outside.ts';
import { readDossier } from './dossier.ts';
import { toRow, type StoredRow } from './rows.ts';
import type { OpenCaseload } from './space.ts';

export type Composed = Answer<'handover.preview'> & {
  readonly extension: string;
  /** For PDF: what is printed around the body. */
  readonly page: { readonly header: string; readonly footer: string; readonly title: string } | null;
};

export function composeHandover(
  caseload: OpenCaseload,
  ask: Ask<'handover.preview'>,
  how: { readonly now: number; readonly fontCss: string },
): Result<Composed, { type: string }> {
  const found = readDossier(caseload.db, ask.dossier);
  if (!found.ok) return found;
  const { dossier, leftOut } = redact(found.value, ask.recipient);
  const made = content(caseload, dossier, ask, how);
  return ok({
    ...made,
    fileName: `${fileStem(dossier.candidate)}.${made.extension}`,
    leftOut: leftOut.map((each) => ({ ...each, fields: [...each.fields] })),
    unsaid: made.unsaid.map((each) => ({ ...each })),
  });
}

type Content = Pick<Composed, 'body' | 'extension' | 'page'> & {
  unsaid: readonly { concept: ConceptName; field: string }[];
};

function content(
  { db, adviserRow }: OpenCaseload,
  dossier: Dossier,
  ask: Ask<'handover.preview'>,
  how: { readonly now: number; readonly fontCss: string },
): Content {
  const data = (value: unknown, unsaid: Content['unsaid']): Content => ({
    body: `${JSON.stringify(value, null, 2)}\n`,
    extension: 'json',
    page: null,
    unsaid,
  });
  switch (ask.format) {
    case 'pdf': {
      const organisation = db.get<StoredRow>(`SELECT * FROM "organisation" WHERE "id" = 'organisation'`);
      const adviser = db.get<StoredRow>(`SELECT * FROM "adviser" WHERE "id" = ?`, adviserRow);
      const paper = dossierPaper({
        dossier,
        organisation: organisation ? toRow('organisation', organisation) : null,
        adviser: adviser ? toRow('adviser', adviser) : null,
        recipient: ask.recipient,
        recipientName: ask.recipientName,
        language: ask.language,
        date: localDay(how.now),
      });
      const { html, header, footer, title } = dossierPage(paper, how.fontCss);
      const unsaid = unsaidOnPaper(dossier, ask.recipient);
      return { body: html, extension: 'pdf', page: { header, footer, title }, unsaid };
    }
    case 'jsonResume': {
      const { resume, unsaid } = toJsonResume(dossier, {
        language: ask.language,
        // By the day, as on paper: the file is byte for byte what the preview showed a minute before.
        madeAt: `${localDay(how.now)}T00:00:00`,
      });
      return data(resume, unsaid);
    }
    case 'vum': {
      const { profile, unsaid } = toVum(dossier);
      return data(profile, unsaid);
    }
  }
}

/** The day on the adviser's own calendar. */
function localDay(now: number): string {
  const day = new Date(now);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** The person's name, without what file systems refuse; the reference where there is no name. */
function fileStem(candidate: Dossier['candidate']): string {
  const name = displayName(candidate) || candidate.externalReference || 'dossier';
  return (
    name
      .replace(/[^\p{L}\p{N} .'-]+/gu, '-')
      .replace(/^[.\s]+/, '')
      .slice(0, 100) || 'dossier'
  );
}

/** Writes the file whole or not at all, and then the line in the audit log. */
export function recordHandover(
  { db, author }: OpenCaseload,
  done: { ask: Ask<'handover.save'>; composed: Composed; path: string; bytes: Uint8Array },
): Result<Answer<'handover.save'>, { type: string }> {
  const { ask, composed, path, bytes } = done;
  if (isWithCaseload(db, path)) return err({ type: 'NotWritten' });
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
