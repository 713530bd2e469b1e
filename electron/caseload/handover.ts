/**
 * Handing a dossier over: what the recipient may have, by the register; on paper or as data; and a line in the audit log
 * with the hash of what was handed over. The preview is made by the same composition as the file, and the file is looked at again
 * (exchange/check) before it gets its name: what turns out to hold too much is never saved.
 */
import { createHash } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import mime from 'mime/lite';
import type { Definition } from '../../core/assessments/definition.ts';
import type { Answer, Ask } from '../../core/contract/contract.ts';
import type { ConceptName } from '../../core/domain/concepts.ts';
import type { Dossier } from '../../core/domain/dossier.ts';
import { displayName } from '../../core/domain/name.ts';
import { err, ok, type Result } from '../../core/domain/result.ts';
import { redact } from '../../core/register/redact.ts';
import { mayReceive } from '../../core/register/register.ts';
import { withheldFrom } from '../../core/register/withheld.ts';
import { checkAs, type CheckFailure, type Expected } from '../exchange/check/check-export.ts';
import { toJsonResume } from '../exchange/export-data/json-resume.ts';
import { toVum } from '../exchange/export-data/vum.ts';
import { dossierPage } from '../exchange/paper/dossier-page.ts';
import { dossierPaper, unsaidOnPaper, type Paper } from '../exchange/paper/dossier-paper.ts';
import { dossierWord } from '../exchange/paper/dossier-word.ts';
import { PAPER_TEXTS } from '../exchange/paper/paper-texts.ts';
import { passphraseWeakness } from '../vault/passphrase.ts';
import { appendAudit } from './audit.ts';
import { checkedZip, type GoingPart, type OwnPart, type Zipped } from './checked-zip.ts';
import { databaseError } from './database.ts';
import { DocumentGone, type Documents } from './documents.ts';
import { readDossier } from './dossier.ts';
import { localDay } from '../../core/guidance/calendar.ts';
import { whyNotTo } from './limits.ts';
import { mayNotTake } from './outside.ts';
import { toRow, type StoredRow } from './rows.ts';
import type { Job } from './service.ts';
import type { OpenCaseload } from './space.ts';

type Failure = { readonly type: string } | CheckFailure;

export type Composed = Answer<'handover.preview'> & {
  readonly extension: string;
  /** What is printed, with what is printed around it; null where nothing is. */
  readonly page: { readonly header: string; readonly footer: string; readonly title: string } | null;
  readonly paper: Paper | null;
  /** Files of data: the one that is asked for, or those that go into a zip. */
  readonly data: readonly { readonly name: string; readonly text: string }[];
};

/** Who signs and sends: the organisation's and the adviser's own row. */
export function senders({ db, adviserRow }: Pick<OpenCaseload, 'db' | 'adviserRow'>) {
  const organisation = db.get<StoredRow>(`SELECT * FROM "organisation" WHERE "id" = 'organisation'`);
  const adviser = db.get<StoredRow>(`SELECT * FROM "adviser" WHERE "id" = ?`, adviserRow);
  return {
    organisation: organisation ? toRow('organisation', organisation) : null,
    adviser: adviser ? toRow('adviser', adviser) : null,
  };
}

type How = { readonly now: number; readonly fontCss: string; readonly definitions: readonly Definition[] };

export function composeHandover(
  caseload: OpenCaseload,
  ask: Ask<'handover.preview'>,
  how: How,
): Result<Composed, { type: string }> {
  const found = readDossier(caseload.db, ask.dossier);
  if (!found.ok) return found;
  const not = whyNotTo(caseload.db, ask.dossier, ask.recipient);
  if (not) return err({ type: not });
  const { dossier, leftOut } = redact(found.value, ask.recipient);
  const made = content(caseload, dossier, ask, how);
  // The name of a zip and of what is in it can be read without its password.
  const stem = ask.format === 'zip' ? NEUTRAL[ask.language].dossier : fileStem(dossier.candidate);
  return ok({
    ...made,
    fileName: `${stem}.${made.extension}`,
    leftOut: leftOut.map((each) => ({ ...each, fields: [...each.fields] })),
    unsaid: made.unsaid.map((each) => ({ ...each })),
  });
}

type Content = Pick<Composed, 'body' | 'extension' | 'page' | 'paper' | 'data'> & {
  unsaid: readonly { concept: ConceptName; field: string }[];
};

function content(caseload: OpenCaseload, dossier: Dossier, ask: Ask<'handover.preview'>, how: How): Content {
  const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
  // By the day, as on paper: the file is byte for byte what the preview showed a minute before.
  const resume = () => toJsonResume(dossier, { language: ask.language, madeAt: `${localDay(how.now)}T00:00:00` });
  const data = (value: unknown, unsaid: Content['unsaid']): Content => {
    const text = json(value);
    return { body: text, extension: 'json', page: null, paper: null, data: [{ name: '', text }], unsaid };
  };
  const { format } = ask;
  switch (format) {
    case 'jsonResume': {
      const { resume: value, unsaid } = resume();
      return data(value, unsaid);
    }
    case 'vum': {
      const { profile, unsaid } = toVum(dossier);
      return data(profile, unsaid);
    }
    case 'pdf':
    case 'docx':
    case 'zip': {
      const paper = dossierPaper({
        ...senders(caseload),
        dossier,
        recipient: ask.recipient,
        recipientName: ask.recipientName,
        language: ask.language,
        date: localDay(how.now),
        definitions: how.definitions,
      });
      const { html, header, footer, title } = dossierPage(paper, how.fontCss);
      return {
        body: html,
        extension: format,
        page: format === 'docx' ? null : { header, footer, title },
        paper,
        data:
          format === 'zip'
            ? [
                { name: 'json-resume.json', text: json(resume().resume) },
                { name: 'vum.json', text: json(toVum(dossier).profile) },
              ]
            : [],
        unsaid: unsaidOnPaper(dossier, ask.recipient),
      };
    }
  }
}

/** The person's name, without what file systems refuse; the reference where there is no name. */
export function fileStem(candidate: Dossier['candidate']): string {
  const name = displayName(candidate) || candidate.externalReference || 'dossier';
  return (
    name
      .replace(/[^\p{L}\p{N} .'-]+/gu, '-')
      .replace(/^[.\s]+/, '')
      .slice(0, 100) || 'dossier'
  );
}

/** Names that say nothing of anybody. */
const NEUTRAL = {
  nl: { dossier: 'dossier', documents: 'documenten', contents: 'inhoud.txt' },
  en: { dossier: 'dossier', documents: 'documents', contents: 'contents.txt' },
} as const;

export type Handing = {
  readonly ask: Ask<'handover.save'>;
  readonly composed: Composed;
  readonly path: string;
  /** What the platform printed of `composed.page`. */
  readonly printed: Uint8Array | null;
};

/** Makes the file, looks at it again, gives it its name, and then writes the line in the audit log: all of it, or nothing. */
export async function recordHandover(
  caseload: OpenCaseload,
  documents: Documents,
  { ask, composed, path, printed }: Handing,
  job: Job,
): Promise<Result<Answer<'handover.save'>, Failure>> {
  const { db, author } = caseload;
  const whole = readDossier(db, ask.dossier);
  if (!whole.ok) return whole;
  // Restricted while somebody chose where the file should go.
  const not = whyNotTo(db, ask.dossier, ask.recipient);
  if (not) return err({ type: not });
  const expected = expectedOf(caseload, whole.value, ask, composed);
  const done = await savedChecked(db, path, async (put, half) => {
    if (ask.format === 'zip')
      return zipped({ documents, ask, composed, printed, expected, put, half, job, now: author.now() });
    const bytes =
      printed ??
      (composed.paper ? await dossierWord(composed.paper) : new TextEncoder().encode(composed.data[0]?.text ?? ''));
    const { format } = ask;
    const checked = await checkAs(format === 'pdf' || format === 'docx' ? format : 'data', bytes, expected);
    if (!checked.ok) return checked;
    await put(bytes);
    return ok({ pages: checked.value.pages, inside: [] });
  });
  if (!done.ok) return done;
  const { sha256, bytes, pages, inside } = done.value;
  db.transact((tx) =>
    appendAudit(tx, author, {
      action: 'handover',
      dossier: ask.dossier,
      detail: {
        recipient: ask.recipient,
        recipientName: ask.recipientName,
        format: ask.format,
        sha256,
        bytes,
        ...(inside.length > 0 ? { documents: inside } : {}),
      },
    }),
  );
  const checked = { lookedFor: expected.withheld.length };
  return ok({ saved: true, fileName: basename(path), sha256, pages, checked });
}

function expectedOf(
  caseload: OpenCaseload,
  dossier: Dossier,
  ask: Ask<'handover.preview'>,
  composed: Composed,
): Expected {
  return {
    withheld: withheldFrom(dossier, ask.recipient, [
      ...besides(caseload),
      ask.recipientName ?? '',
      JSON.stringify(PAPER_TEXTS[ask.language]),
      ...(composed.paper ? [composed.paper.kind, composed.paper.intro ?? '', ...composed.paper.closing.texts] : []),
    ]),
    said: composed.paper ? [composed.paper.name, composed.paper.closing.heading] : [],
  };
}

/** What stands on our paper and is of no candidate. */
export function besides(caseload: Pick<OpenCaseload, 'db' | 'adviserRow'>): string[] {
  const { organisation, adviser } = senders(caseload);
  return [organisation, adviser].flatMap((row) =>
    Object.values(row ?? {}).filter((value) => typeof value === 'string'),
  );
}

/**
 * A file under another name until all of it is there and was looked at; whatever goes wrong, nothing is left.
 *
 * @param make gives its bytes to `put` in their order
 */
export async function savedChecked<T extends object>(
  db: Parameters<typeof mayNotTake>[0],
  path: string,
  make: (put: (bytes: Uint8Array) => Promise<void>, half: string) => Promise<Result<T, Failure>>,
): Promise<Result<T & { readonly sha256: string; readonly bytes: number }, Failure>> {
  if (mayNotTake(db, path)) return err({ type: 'NotWritten' });
  const half = join(dirname(path), `.${basename(path)}.half`);
  const target = await open(half, 'w', 0o600).catch(() => null);
  if (!target) return err({ type: 'NotWritten' });
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    const made = await make(async (piece) => {
      hash.update(piece);
      bytes += piece.length;
      await target.writeFile(piece);
    }, half);
    if (!made.ok) return made;
    await target.sync();
    await target.close();
    await rename(half, path);
    return ok({ ...made.value, sha256: hash.digest('hex'), bytes });
  } catch (error) {
    if (error instanceof DocumentGone) return err({ type: error.failure });
    if (databaseError(error)?.type === 'DiskFull' || (error as { code?: unknown }).code === 'ENOSPC')
      return err({ type: 'DiskFull' });
    return err({ type: 'NotWritten' });
  } finally {
    await target.close().catch(() => undefined);
    await rm(half, { force: true });
  }
}

type Zipping = Omit<Handing, 'path'> & {
  readonly documents: Documents;
  readonly expected: Expected;
  readonly put: (bytes: Uint8Array) => Promise<void>;
  /** Where what was put can be read back. */
  readonly half: string;
  readonly job: Job;
  readonly now: number;
};

/** Paper, data and documents under names that say nothing, locked; then opened again with the password and looked at, part by part. */
async function zipped(zipping: Zipping): Promise<Result<Zipped, Failure>> {
  const { documents, ask, composed, printed, expected, put, half, job, now } = zipping;
  const { password = '', recipient, language } = ask;
  if (passphraseWeakness(password)) return err({ type: 'PassphraseTooWeak' });
  if (!printed || !composed.paper) return err({ type: 'NotPrinted' });
  const names = NEUTRAL[language];
  const going: GoingPart[] = [];
  for (const row of new Set(ask.documents)) {
    const found = documents.toHandOver(ask.dossier, row);
    if (!found.ok) return found;
    const extension = mime.getExtension(found.value.mediaType ?? '') ?? 'bin';
    const number = String(going.length + 1).padStart(2, '0');
    going.push({ row, ...found.value, as: `${names.documents}/${number}.${extension}` });
  }
  const text = (content: string) => new TextEncoder().encode(content);
  const own: OwnPart[] = [
    { name: `${names.dossier}.pdf`, format: 'pdf', bytes: printed },
    { name: `${names.dossier}.docx`, format: 'docx', bytes: await dossierWord(composed.paper) },
    ...composed.data.map((file) => ({ name: file.name, format: 'data' as const, bytes: text(file.text) })),
  ];
  // What a document is called is as much theirs as what stands in it.
  if (going.length > 0 && mayReceive(recipient, 'document', 'name')) {
    const lines = going.map(({ as, name }) => `${as}\t${name}\r\n`).join('');
    own.push({ name: names.contents, format: 'data', bytes: text(lines) });
  }
  return checkedZip({ own, going, password, expected, put, half, job, at: now });
}
