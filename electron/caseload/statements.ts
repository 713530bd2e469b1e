/**
 * The privacy statement on this laptop (§9): the organisation's versions as they came with sync, or, on a laptop without an office, the
 * adviser's own. Who agreed to which stands in the audit log, which goes to the office; beside it stands which those were, so that nobody
 * is asked twice. A version that was published is never changed, here as there.
 */
import { z } from 'zod';
import type { Answer } from '../../core/contract/contract.ts';
import { err, ok, type Result } from '../../core/domain/result.ts';
import { inForce, lastAgreed, newestFirst, startingText, type statementAsk } from '../../core/privacy/statement.ts';
import { appendAudit } from './audit.ts';
import type { Reader, Writer } from './database.ts';
import { readSetting, writeSetting } from './stores.ts';
import type { Author } from './write.ts';

type Read = Answer<'statement.read'>;
type Version = Read['statements'][number];

const OWN = 'statement.own';
const AGREED = 'statement.agreed';
const own = z.array(
  z.object({
    id: z.string(),
    title: z.string(),
    version: z.string(),
    date: z.string(),
    text: z.string(),
    createdAt: z.number(),
  }),
);
const agreed = z.array(z.object({ id: z.string(), at: z.number() }));

const ofOffice = (db: Reader): Version[] =>
  db
    .all<{ [K in keyof Omit<Version, 'isOwn'>]: Version[K] | null }>(
      `SELECT "id", "title", "version", "date", "text", "createdAt" FROM "statement" WHERE "deleted" = 0`,
    )
    .flatMap(({ id, title, version, date, text, createdAt }) =>
      id === null || date === null || text === null
        ? []
        : [{ id, title: title ?? '', version: version ?? '', date, text, createdAt: createdAt ?? 0, isOwn: false }],
    );
const ofAdviser = (db: Reader): Version[] =>
  (readSetting(db, OWN, own) ?? []).map((each) => ({ ...each, isOwn: true }));

/**
 * @param isAlone no office: then the adviser's own holds, and nobody has to agree to what they wrote themselves
 * @param today yyyy-mm-dd
 */
export function readStatements(db: Reader, isAlone: boolean, today: string): Read {
  const [office, mine] = [ofOffice(db), ofAdviser(db)];
  const holds = inForce(isAlone ? mine : office, today);
  const said = readSetting(db, AGREED, agreed) ?? [];
  const isDue = !isAlone && holds !== null && !said.some(({ id }) => id === holds.id);
  return {
    statements: newestFirst([...office, ...mine]),
    agreed: said,
    isAlone,
    holds: holds?.id ?? null,
    isDue,
    before: isDue ? (lastAgreed(office, said)?.id ?? null) : null,
  };
}

/** For a candidate: the one that holds, or on a laptop alone the text to begin with, in their language. */
export function statementToRead(
  db: Reader,
  isAlone: boolean,
  today: string,
  language: 'nl' | 'en',
): Answer<'candidateMode.read'>['statement'] {
  const { statements, holds } = readStatements(db, isAlone, today);
  const holding = statements.find(({ id }) => id === holds);
  if (holding || !isAlone) return holding ?? null;
  const row = db.get<{ name: string | null; contactName: string | null }>(
    `SELECT "name", "contactName" FROM "organisation" WHERE "id" = 'organisation'`,
  );
  const text = startingText(language, { name: row?.name ?? null, contact: row?.contactName ?? null });
  const title = language === 'nl' ? 'Privacyverklaring' : 'Privacy statement';
  return { id: '', title, version: '', date: today, text, createdAt: 0, isOwn: true };
}

/** Agreed to once: again it changes nothing. */
export function agreeTo(tx: Writer, author: Author, id: string): Result<null, { type: 'RowNotFound' }> {
  const statement = ofOffice(tx).find((each) => each.id === id);
  if (!statement) return err({ type: 'RowNotFound' });
  const before = readSetting(tx, AGREED, agreed) ?? [];
  if (before.some((each) => each.id === id)) return ok(null);
  writeSetting(tx, AGREED, [...before, { id, at: author.now() }]);
  const detail = { statement: id, version: statement.version };
  appendAudit(tx, author, { action: 'statement.agreed', detail });
  return ok(null);
}

/** A next version of the adviser's own, on a laptop without an office. */
export function writeOwnStatement(
  tx: Writer,
  author: Author,
  statement: z.infer<typeof statementAsk>,
): Result<null, { type: 'VersionTaken' }> {
  const before = readSetting(tx, OWN, own) ?? [];
  if (before.some(({ version }) => version === statement.version)) return err({ type: 'VersionTaken' });
  const id = author.newId();
  writeSetting(tx, OWN, [...before, { id, ...statement, createdAt: author.now() }]);
  appendAudit(tx, author, { action: 'statement.written', detail: { statement: id, version: statement.version } });
  return ok(null);
}
