/**
 * Inzage and overdraagbaarheid (AVG art. 15 and 20): what is held about somebody, told to them as a report, and given to them as data. The register says what they
 * may have; what an adviser leaves out for the sake of others is said in the file. Looked at again before it gets its name, and a line in the audit log as an
 * export to the candidate.
 */
import { basename } from 'node:path';
import mime from 'mime/lite';
import type { Answer, Ask } from '../../core/contract/contract.ts';
import { conceptOf, DOSSIER_CONCEPTS, type ConceptName } from '../../core/domain/concepts.ts';
import type { Dossier } from '../../core/domain/dossier.ts';
import type { FieldValue } from '../../core/domain/field.ts';
import { conceptLabel } from '../../core/domain/words/words.ts';
import { displayName } from '../../core/domain/name.ts';
import { err, ok, type Result } from '../../core/domain/result.ts';
import { localDay } from '../../core/guidance/calendar.ts';
import { isFreeText } from '../../core/privacy/free-text-guard.ts';
import { hiding, isTold, leavesOut, titleOf } from '../../core/register/access-report.ts';
import { withheldAmong } from '../../core/register/withheld.ts';
import { accessContent } from '../exchange/access/access-content.ts';
import { accessPaper } from '../exchange/access/access-paper.ts';
import { ACCESS_TEXTS } from '../exchange/access/access-texts.ts';
import { completeData } from '../exchange/access/complete-data.ts';
import { completeJsonSchema } from '../exchange/access/complete-schema.ts';
import { checkAs, type CheckFailure, type Expected } from '../exchange/check/check-export.ts';
import { toJsonResume } from '../exchange/export-data/json-resume.ts';
import { toVum } from '../exchange/export-data/vum.ts';
import { dossierPage } from '../exchange/paper/dossier-page.ts';
import { PAPER_TEXTS } from '../exchange/paper/paper-texts.ts';
import { passphraseWeakness } from '../vault/passphrase.ts';
import { appendAudit } from './audit.ts';
import { checkedZip, type GoingPart, type OwnPart, type Zipped } from './checked-zip.ts';
import type { Documents } from './documents.ts';
import { readDossier } from './dossier.ts';
import { besides, fileStem, savedChecked, senders } from './handover.ts';
import { readHeld } from './held.ts';
import type { Job } from './service.ts';
import type { OpenCaseload } from './space.ts';

type Failure = { readonly type: string } | CheckFailure;
type Asked = Ask<'access.preview'>;

type DataFile = { readonly name: string; readonly text: string };
/** A document that goes along, by its row and its place in the zip. */
type Going = { readonly row: string; readonly as: string };

export type ComposedAccess = Answer<'access.preview'> & {
  readonly extension: string;
  readonly page: { readonly header: string; readonly footer: string; readonly title: string } | null;
  readonly data: readonly DataFile[];
  readonly going: readonly Going[];
  /** What must be found in the report, so that looking in it means something. */
  readonly said: readonly string[];
};

type How = { readonly now: number; readonly fontCss: string; readonly people: ReadonlyMap<string, string> };

export function composeAccess(
  caseload: OpenCaseload,
  documents: Documents,
  ask: Asked,
  how: How,
): Result<ComposedAccess, { type: string }> {
  const { db } = caseload;
  const whole = readDossier(db, ask.dossier);
  if (!whole.ok) return whole;
  const { candidate } = whole.value;
  const { language, kind, form } = ask;
  const held = readHeld(db, ask.dossier, how.people);
  const isLeftOut = leavesOut(ask);
  const going: Going[] = [];
  const notHere: string[] = [];
  const names = ACCESS_TEXTS[language].fileNames;
  if (form === 'zip') {
    for (const row of whole.value.rows.document) {
      if (!isTold(kind, 'document', 'name') || isLeftOut('document', row.id, 'bytes')) continue;
      const found = documents.toHandOver(ask.dossier, row.id);
      if (!found.ok) {
        notHere.push((isLeftOut('document', row.id, 'name') ? null : row.name) ?? conceptLabel(language, 'document'));
        continue;
      }
      const extension = mime.getExtension(found.value.mediaType ?? '') ?? 'bin';
      going.push({ row: row.id, as: `${names.documents}/${String(going.length + 1).padStart(3, '0')}.${extension}` });
    }
  }
  const content = accessContent({
    ...senders(caseload),
    held,
    choice: { kind, leaveOut: ask.leaveOut, hide: ask.hide },
    language,
    now: how.now,
    name: displayName(candidate) || candidate.externalReference || PAPER_TEXTS[language].nameless,
    people: how.people,
    files: form === 'zip' ? new Map(going.map(({ row, as }) => [row, as])) : null,
    notHere,
  });
  const { told } = content;
  const common = {
    leftOut: { parts: told.leftOut.length, names: told.hidden },
    documents: { along: going.length, notHere: notHere.length },
    going,
  };
  const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
  const stem = (of: string): string => `${of} ${fileStem(candidate)}`;
  const data = (text: string, extension: string, unsaid: ComposedAccess['unsaid'] = []): ComposedAccess => ({
    ...common,
    body: text,
    fileName: `${stem(names.zip[kind])}.${extension}`,
    extension,
    page: null,
    data: [{ name: '', text }],
    said: [],
    unsaid,
  });
  const cv = () => takenAlong(whole.value, ask, ACCESS_TEXTS[language].hidden);
  const resume = () => toJsonResume(cv(), { language, madeAt: `${localDay(how.now)}T00:00:00` });
  switch (form) {
    case 'json':
      return ok(data(json(completeData(content)), 'json'));
    case 'jsonResume': {
      const { resume: value, unsaid } = resume();
      return ok(
        data(
          json(value),
          'json',
          unsaid.map((each) => ({ ...each })),
        ),
      );
    }
    case 'vum': {
      const { profile, unsaid } = toVum(cv());
      return ok(
        data(
          json(profile),
          'json',
          unsaid.map((each) => ({ ...each })),
        ),
      );
    }
    case 'pdf':
    case 'zip': {
      const paper = accessPaper(content);
      const { html, header, footer, title } = dossierPage(paper, how.fontCss);
      const files: DataFile[] =
        form === 'pdf'
          ? []
          : [
              { name: names.data, text: json(completeData(content)) },
              { name: names.schema, text: json(completeJsonSchema()) },
              ...(kind === 'portability'
                ? [
                    { name: 'json-resume.json', text: json(resume().resume) },
                    { name: 'vum.json', text: json(toVum(cv()).profile) },
                  ]
                : []),
            ];
      return ok({
        ...common,
        body: html,
        // The name of a zip can be read without its password.
        fileName: form === 'zip' ? `${names.zip[kind]}.zip` : `${stem(names.zip[kind])}.pdf`,
        extension: form,
        page: { header, footer, title },
        data: files,
        said: [paper.name, paper.closing.heading, content.texts.headings.rights],
        unsaid: [],
      });
    }
  }
}

/** The dossier with only what may be taken along: for forms that others read. */
function takenAlong(dossier: Dossier, ask: Asked, hidden: string): Dossier {
  const isLeftOut = leavesOut(ask);
  const hides = hiding({ hide: ask.hide, hidden });
  const reduced = <R extends { readonly id: string }>(concept: ConceptName, row: R): R => ({
    ...row,
    ...Object.fromEntries(
      Object.keys(conceptOf(concept).fields).map((field) => {
        const value = ((row as Readonly<Record<string, unknown>>)[field] ?? null) as FieldValue;
        const may = isTold(ask.kind, concept, field) && isLeftOut(concept, row.id, field) === null;
        return [field, may ? hides.value(concept, field, value) : null];
      }),
    ),
  });
  const rows = Object.fromEntries(
    DOSSIER_CONCEPTS.map((concept) => [
      concept,
      (dossier.rows[concept] as readonly { readonly id: string }[])
        .map((row) => reduced(concept, row))
        .filter((row) =>
          Object.keys(conceptOf(concept).fields).some(
            (field) => (row as Readonly<Record<string, unknown>>)[field] !== null,
          ),
        ),
    ]),
  );
  return {
    candidate: reduced('candidate', dossier.candidate),
    availability: dossier.availability && reduced('availability', dossier.availability),
    rows,
  } as unknown as Dossier;
}

/** Fields that name somebody else: who was there, who is to be called. */
const NAMES_OTHERS: ReadonlySet<string> = new Set([
  'participants',
  'byName',
  'contactName',
  'contactDetails',
  'takenBy',
]);
const EXCERPT = 160;

/** What an adviser may want to leave out, each with the beginning of what it says. */
export function partsToLeaveOut(
  caseload: OpenCaseload,
  { dossier }: Ask<'access.parts'>,
  people: ReadonlyMap<string, string>,
): Result<Answer<'access.parts'>, { type: string }> {
  const whole = readDossier(caseload.db, dossier);
  if (!whole.ok) return whole;
  const held = readHeld(caseload.db, dossier, people);
  const parts = held.rows.flatMap((row): Answer<'access.parts'>['parts'] => {
    const { concept } = row;
    const date = row.answers.find(({ field }) => conceptOf(concept).fields[field]?.kind === 'date')?.value;
    const titled = titleOf(row);
    const about = titled && conceptOf(concept).fields[titled.field]?.kind !== 'code' ? String(titled.value) : null;
    const part = { concept, row: row.row, about, date: typeof date === 'string' ? date : null };
    if (concept === 'document') return [{ ...part, field: null, sort: 'document' as const, excerpt: '' }];
    return row.answers.flatMap(({ field, value }) => {
      if (!isTold('access', concept, field) || typeof value !== 'string') return [];
      const sort = field === 'confidentialNote' ? 'note' : NAMES_OTHERS.has(field) ? 'name' : 'text';
      if (sort === 'text' && !isFreeText(concept, field)) return [];
      return [{ ...part, field, sort, excerpt: value.length > EXCERPT ? `${value.slice(0, EXCERPT)}…` : value }];
    });
  });
  return ok({ parts });
}

export type GivingAccess = {
  readonly ask: Ask<'access.save'>;
  readonly composed: ComposedAccess;
  readonly path: string;
  readonly printed: Uint8Array | null;
};

/** Makes the file, looks at it again, gives it its name, and then writes the line in the audit log: all of it, or nothing. */
export async function recordAccess(
  caseload: OpenCaseload,
  documents: Documents,
  giving: GivingAccess,
  people: ReadonlyMap<string, string>,
  job: Job,
): Promise<Result<Answer<'access.save'>, Failure>> {
  const { db, author } = caseload;
  const { ask, composed, path, printed } = giving;
  if (!readDossier(db, ask.dossier).ok) return err({ type: 'DossierNotFound' });
  const expected: Expected = { withheld: withheldIn(caseload, ask, people), said: composed.said };
  const done = await savedChecked(db, path, async (put, half) => {
    if (ask.form === 'zip') return zipped({ ...giving, documents, expected, put, half, job, at: author.now() });
    const bytes = printed ?? new TextEncoder().encode(composed.data[0]?.text ?? '');
    const checked = await checkAs(ask.form === 'pdf' ? 'pdf' : 'data', bytes, expected);
    if (!checked.ok) return checked;
    await put(bytes);
    return ok({ pages: checked.value.pages, inside: [] });
  });
  if (!done.ok) return done;
  const { sha256, bytes, pages, inside } = done.value;
  db.transact((tx) =>
    appendAudit(tx, author, {
      action: 'access',
      dossier: ask.dossier,
      detail: {
        recipient: 'candidate',
        recipientName: null,
        kind: ask.kind,
        format: ask.form,
        language: ask.language,
        sha256,
        bytes,
        leftOut: composed.leftOut,
        ...(inside.length > 0 ? { documents: inside } : {}),
      },
    }),
  );
  return ok({ saved: true, fileName: basename(path), sha256, pages, bytes });
}

/** What was left out, and the names that were taken out: looked for in what was made. */
function withheldIn(caseload: OpenCaseload, ask: Asked, people: ReadonlyMap<string, string>): Expected['withheld'] {
  const isLeftOut = leavesOut(ask);
  const held = readHeld(caseload.db, ask.dossier, people);
  const answers = held.rows.flatMap(({ concept, row, answers: all }) =>
    all.map(({ field, value }) => ({
      concept,
      name: field,
      value,
      isAllowed: isTold(ask.kind, concept, field) && isLeftOut(concept, row, field) === null,
    })),
  );
  const ours = [
    ...besides(caseload),
    ...people.values(),
    JSON.stringify(ACCESS_TEXTS[ask.language]),
    JSON.stringify(PAPER_TEXTS[ask.language]),
    // What was given to whom is told whatever else is left out.
    ...held.receipts.map(({ recipientName }) => recipientName ?? ''),
    ...(ask.kind === 'portability' || ask.form === 'json' ? [JSON.stringify(completeJsonSchema())] : []),
  ];
  return withheldAmong(answers, ours);
}

/** Report, data and documents in one file, piece by piece; then opened again and looked at, part by part. */
async function zipped({
  ask,
  composed,
  printed,
  documents,
  expected,
  put,
  half,
  job,
  at,
}: Omit<GivingAccess, 'path'> & {
  readonly documents: Documents;
  readonly expected: Expected;
  readonly put: (bytes: Uint8Array) => Promise<void>;
  readonly half: string;
  readonly job: Job;
  readonly at: number;
}): Promise<Result<Zipped, Failure>> {
  const password = ask.password ?? null;
  if (password !== null && passphraseWeakness(password)) return err({ type: 'PassphraseTooWeak' });
  if (!printed) return err({ type: 'NotPrinted' });
  const text = (content: string) => new TextEncoder().encode(content);
  const own: OwnPart[] = [
    { name: ACCESS_TEXTS[ask.language].fileNames.report[ask.kind], format: 'pdf', bytes: printed },
    ...composed.data.map((file) => ({ name: file.name, format: 'data' as const, bytes: text(file.text) })),
  ];
  const going: GoingPart[] = [];
  for (const { row, as } of composed.going) {
    const found = documents.toHandOver(ask.dossier, row);
    if (!found.ok) return found;
    going.push({ row, as, ...found.value });
  }
  return checkedZip({ own, going, password, expected, put, half, job, at });
}
