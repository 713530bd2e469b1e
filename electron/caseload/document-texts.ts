/**
 * What this laptop takes out of documents by itself: their words, which the search box finds, and a small picture. Derived, of this laptop only, in the encrypted
 * database like everything else; made in the background, one document after the other, also of those that came from the office.
 *
 * A confidential document has neither: whoever looks over a shoulder at a list or a search result sees that it is there, not what it says. What is
 * removed, becomes confidential or goes with its dossier loses both in the same transaction (search.ts, dropText).
 */
import { err, ok, type Result } from '../../core/domain/result.ts';
import type { Answer, Ask } from '../../core/contract/contract.ts';
import { LARGEST_THUMBNAIL } from '../../core/contract/contract.ts';
import { createWordReader, type FromReader } from '../documents/read-words.ts';
import { mostBytes } from '../documents/word-kinds.ts';
import type { Database, Reader } from './database.ts';
import { databaseError } from './database.ts';
import type { Documents } from './documents.ts';
import { addText } from './search.ts';

type Failure = { readonly type: string };
type Candidate = { readonly id: string; readonly dossier: string; readonly mediaType: string; readonly bytes: number };

/** Between two documents whoever asked in the meantime is answered. */
const BREATH_MS = 40;
const LOOK_EVERY_MS = 3_000;

/** Documents whose words are not known yet, and may be: whole on this laptop, not confidential, of a candidate. Templates say nothing of anybody. */
const UNREAD = `SELECT d."id", d."dossier", d."mediaType", d."bytes" FROM "document" d JOIN "documentFile" f ON f."id" = d."id"
  JOIN "candidate" c ON c."id" = d."dossier"
  WHERE d."deleted" = 0 AND d."mediaType" IS NOT NULL AND (d."confidential" IS NULL OR d."confidential" = 'no')
    AND f."here" = f."length" AND f."damaged" = 0 AND f."leaving" = 0
    AND (d."mediaType" LIKE 'text/%' OR d."mediaType" LIKE 'application/%')
    AND NOT EXISTS (SELECT 1 FROM "documentText" t WHERE t."id" = d."id")`;

const mayBeShown = (db: Reader, row: string): boolean =>
  db.get(
    `SELECT 1 FROM "document" WHERE "id" = ? AND "deleted" = 0 AND ("confidential" IS NULL OR "confidential" = 'no')`,
    row,
  ) !== undefined;

export type DocumentTexts = ReturnType<typeof createDocumentTexts>;

/** @param found told of the dossier in which words came to be known */
export function createDocumentTexts(
  db: Database,
  documents: Documents,
  { found, trouble }: { readonly found: (dossier: string) => void; readonly trouble: (error: unknown) => void },
) {
  const reader = createWordReader();
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  let working: Promise<unknown> = Promise.resolve();
  /** Passed over while this caseload is open: their bytes could not be had. */
  const passed = new Set<string>();

  const next = (): Candidate | undefined =>
    db.all<Candidate>(`${UNREAD} ORDER BY d."number" DESC LIMIT 200`).find(({ id }) => !passed.has(id));

  async function wordsOf({ id, mediaType, bytes }: Candidate): Promise<FromReader | 'stopped' | 'notHere'> {
    const most = mostBytes(mediaType);
    if (most === null || bytes === 0) return err({ type: 'none' });
    if (bytes > most) return err({ type: 'tooLarge' });
    const plain = await documents.plain(id, () => isClosed);
    if (plain === null) return isClosed ? 'stopped' : 'notHere';
    return reader.read({ bytes: plain, mediaType });
  }

  /** @returns whether there was one */
  async function readNext(): Promise<boolean> {
    const document = next();
    if (!document) return false;
    const words = await wordsOf(document);
    if (words === 'stopped' || isClosed) return false;
    if (words === 'notHere') passed.add(document.id);
    else
      db.transact((tx) => {
        // Meanwhile it may have been removed, or become confidential.
        if (!mayBeShown(tx, document.id) || tx.get(`SELECT 1 FROM "documentText" WHERE "id" = ?`, document.id)) return;
        addText(tx, document, words.ok ? { state: 'read', text: words.value } : { state: words.error.type, text: '' });
      });
    found(document.dossier);
    return true;
  }

  const later = (ms: number): void => {
    if (isClosed) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      working = readNext()
        .catch((error: unknown) => {
          if (!databaseError(error)) trouble(error);
          return false;
        })
        .then((more) => later(more ? BREATH_MS : LOOK_EVERY_MS));
    }, ms);
    timer.unref();
  };
  later(LOOK_EVERY_MS / 3);

  return {
    /** The words of one document, as they are shown: those that are known, or read now and not kept. */
    async text(row: string): Promise<Result<Answer<'documents.text'>, Failure>> {
      const known = db.get<{ state: Answer<'documents.text'>['state']; text: string }>(
        `SELECT "state", "text" FROM "documentText" WHERE "id" = ?`,
        row,
      );
      // Whoever reads it reads the document: that it may be read, and the line in the audit log, are those of its bytes.
      const read = await documents.read({ row, offset: 0, length: 1 });
      if (!read.ok) return read;
      if (known) return ok(known);
      const { mediaType, total } = read.value;
      const words = await wordsOf({ id: row, dossier: '', mediaType: mediaType ?? '', bytes: total });
      if (words === 'stopped' || words === 'notHere') return err({ type: 'DocumentNotHere' });
      return ok(words.ok ? { state: 'read', text: words.value } : { state: words.error.type, text: '' });
    },

    thumbnail: (row: string): Answer<'documents.thumbnail'> => {
      const kept = db.get<{ picture: Buffer }>(`SELECT "picture" FROM "documentThumbnail" WHERE "id" = ?`, row);
      return { picture: kept ? new Uint8Array(kept.picture) : null };
    },

    keepThumbnail({ row, picture }: Ask<'documents.keepThumbnail'>): Result<null, Failure> {
      if (picture.length > LARGEST_THUMBNAIL || !isPicture(picture)) return err({ type: 'BadInput' });
      return db.transact((tx) => {
        if (!mayBeShown(tx, row)) return err({ type: 'DocumentNotFound' });
        const { dossier } = tx.get<{ dossier: string }>(`SELECT "dossier" FROM "document" WHERE "id" = ?`, row) ?? {
          dossier: '',
        };
        tx.run(
          `INSERT OR REPLACE INTO "documentThumbnail" ("id", "dossier", "picture") VALUES (?, ?, ?)`,
          row,
          dossier,
          Buffer.from(picture),
        );
        return ok(null);
      });
    },

    async close(): Promise<void> {
      isClosed = true;
      clearTimeout(timer);
      await reader.close();
      await working;
    },
  };
}

/** WebP or JPEG by its first bytes: what a window draws, and nothing that it could be made to run. */
const isPicture = (bytes: Uint8Array): boolean => {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  return head.startsWith('\xff\xd8\xff') || (head.startsWith('RIFF') && head.endsWith('WEBP'));
};
