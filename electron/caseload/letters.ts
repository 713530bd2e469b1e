/**
 * Letters: filled in from the dossier as far as their recipient may have it, looked at again before they are saved, and where the adviser
 * wants that kept in the dossier, sealed like every document. Each that leaves the laptop is a line in the audit log with its hash.
 */
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Answer, Ask } from '../../core/contract/contract.ts';
import type { Dossier } from '../../core/domain/dossier.ts';
import { formatPartialDate } from '../../core/domain/dutch-date.ts';
import { displayName } from '../../core/domain/name.ts';
import { err, ok, type Result } from '../../core/domain/result.ts';
import { referenceTo } from '../../core/guidance/plan.ts';
import {
  fieldAnswer,
  fillLetter,
  hasFields,
  letterFields,
  type Filled,
  type LetterSource,
} from '../../core/letters/letter-fields.ts';
import { LETTERS } from '../../core/letters/own-letters.ts';
import { requestLetterTexts } from '../../core/letters/request-letters.ts';
import { redact } from '../../core/register/redact.ts';
import { withheldFrom, type Withheld } from '../../core/register/withheld.ts';
import { checkPdf, checkWord, type CheckFailure, type Expected } from '../exchange/check/check-export.ts';
import { writeZip } from '../exchange/zip.ts';
import { letterheadOf } from '../exchange/paper/letterhead.ts';
import { letterPage, lettersWord, type LetterPaper } from '../exchange/paper/letter.ts';
import type { Page } from '../exchange/paper/page.ts';
import { fillTemplate, templateBytes } from '../exchange/word-template/fill-template.ts';
import { canJoin, joinedBytes } from '../exchange/word-template/join-letters.ts';
import type { WordTemplate } from '../exchange/word-template/open-template.ts';
import { appendAudit } from './audit.ts';
import type { Reader } from './database.ts';
import type { Documents } from './documents.ts';
import { readDossier } from './dossier.ts';
import { besides, fileStem, savedChecked, senders } from './handover.ts';
import { localDay } from '../../core/guidance/calendar.ts';
import { isFrozen, leaveOutFrozen, objects, whyNotTo } from './limits.ts';
import { receiversOf } from './requests.ts';
import type { Job } from './service.ts';
import type { OpenCaseload } from './space.ts';
import type { WordTemplates } from './word-templates.ts';
import { write, type Change } from './write.ts';

type Letter = Ask<'letters.preview'>;
type Failure = { readonly type: string } | CheckFailure;

const WORDS = {
  nl: { letter: 'Brief', letters: 'Brieven', folder: 'brief' },
  en: { letter: 'Letter', letters: 'Letters', folder: 'letter' },
} as const;

function sourceOf(
  caseload: OpenCaseload,
  letter: Omit<Letter, 'subject' | 'text'>,
  whole: Dossier,
  now = caseload.author.now(),
): LetterSource {
  return {
    ...senders(caseload),
    dossier: redact(whole, letter.recipient).dossier,
    recipient: letter.recipient,
    recipientName: letter.recipientName,
    jobApplication: letter.jobApplication,
    language: letter.language,
    today: localDay(now),
  };
}

const filledBy = ({ subject, text }: Pick<Letter, 'subject' | 'text'>, source: LetterSource) => {
  const [head, body] = [fillLetter(subject, source), fillLetter(text, source)];
  const both = (which: 'unknown' | 'withheld' | 'empty'): string[] => [...new Set([...head[which], ...body[which]])];
  return {
    // A list of agreements is no subject.
    subject: head.text.replace(/\s+/g, ' ').slice(0, 200),
    text: body.text,
    unknown: both('unknown'),
    withheld: both('withheld'),
    empty: both('empty'),
  } satisfies Filled & { subject: string };
};

/** What a Word template says in one letter. */
function filledOn(word: WordTemplate, source: LetterSource) {
  return fillTemplate(word, (name) => fieldAnswer(name, source));
}

export async function fill(
  caseload: OpenCaseload,
  templates: WordTemplates,
  letter: Letter,
): Promise<Result<Answer<'letters.fill'>, Failure>> {
  const found = readDossier(caseload.db, letter.dossier);
  if (!found.ok) return found;
  const not = whyNot(caseload.db, letter);
  if (not) return err({ type: not });
  const source = sourceOf(caseload, letter, found.value);
  if (letter.template === undefined)
    return ok({ ...filledBy(letter, source), fields: letterFields(source).map((field) => ({ ...field })) });
  const opened = await templates.open(letter.template);
  if (!opened.ok) return opened;
  const { text, missing } = filledOn(opened.value.word, source);
  return ok({
    subject: opened.value.name,
    text,
    unknown: [...missing.unknown],
    withheld: [...missing.withheld],
    empty: [...missing.empty],
    fields: [],
  });
}

/**
 * Why nothing goes to this recipient. That what they received was put right, restricted or erased must be told to them all the same (AVG art. 19): a
 * notice of a request may go to whoever the log says that received something.
 */
function whyNot(db: Reader, { dossier, recipient, recipientName, rights }: Omit<Letter, 'subject' | 'text'>) {
  const not = whyNotTo(db, dossier, recipient);
  if (not === null || rights?.letter !== 'notice') return not;
  const found = receiversOf(db, { dossier, request: rights.row });
  const name = recipientName?.trim() || null;
  const mustKnow =
    found.ok &&
    found.value.receivers.some((each) => each.recipient === recipient && (each.recipientName?.trim() || null) === name);
  return mustKnow ? null : not;
}

function paperOf(source: LetterSource, { subject, text }: Pick<Letter, 'subject' | 'text'>): LetterPaper {
  const { dossier, organisation, language, recipient, recipientName, today } = source;
  const { candidate } = dossier;
  const street = [candidate.street, candidate.houseNumber, candidate.houseNumberSuffix].filter(Boolean).join(' ');
  const place = [candidate.postcode, candidate.place].filter(Boolean).join(' ');
  const to = recipient === 'candidate' ? [displayName(candidate), street, place] : [recipientName?.trim() ?? ''];
  const day = formatPartialDate(today, language, 'long');
  return {
    language,
    title: subject || WORDS[language].letter,
    letterhead: letterheadOf(organisation, language),
    to: to.filter((line) => line !== ''),
    date: [organisation?.place, day].filter(Boolean).join(', '),
    subject,
    text,
    foot: organisation?.name ?? '',
  };
}

export type ComposedLetter = {
  readonly fileName: string;
  /** Null for a letter on a Word template: how that looks is in the template. */
  readonly paper: LetterPaper | null;
  readonly page: Page | null;
};

export function composeLetter(
  caseload: OpenCaseload,
  letter: Letter,
  fontCss: string,
): Result<ComposedLetter, Failure> {
  const found = readDossier(caseload.db, letter.dossier);
  if (!found.ok) return found;
  const not = whyNot(caseload.db, letter);
  if (not) return err({ type: not });
  // Before anybody is asked where it should go.
  const told = toldBy(found.value, letter, localDay(caseload.author.now()));
  if (!told.ok) return told;
  const source = sourceOf(caseload, letter, found.value);
  const fileName = `${WORDS[letter.language].letter} ${fileStem(source.dossier.candidate)}`;
  if (letter.template !== undefined) return ok({ fileName, paper: null, page: null });
  const paper = paperOf(source, letter);
  return ok({ fileName, paper, page: letterPage(paper, fontCss) });
}

/** One letter, ready to be looked at again: its bytes, what must be in them, and what it says where it is kept. */
type Ready = {
  readonly bytes: Uint8Array;
  readonly expected: Expected;
  readonly subject: string;
  readonly text: string;
};

/**
 * On a Word template. Its own words are no excuse: where an answer that this recipient may not have stands in the template itself, nobody can
 * tell which of the two it is.
 */
async function onTemplate(
  caseload: OpenCaseload,
  { name, word }: { readonly name: string; readonly word: WordTemplate },
  { changed, values, text }: ReturnType<typeof filledOn>,
  whole: Dossier,
  letter: Omit<Letter, 'subject' | 'text'>,
  now = caseload.author.now(),
): Promise<Ready> {
  return {
    bytes: await templateBytes(word, changed, new Date(now)),
    expected: {
      withheld: tellingIn(withheldFrom(whole, letter.recipient, [...besides(caseload), letter.recipientName ?? ''])),
      said: [...values, ...text.split('\n').slice(0, 1)],
    },
    subject: name.slice(0, 200),
    text,
  };
}

/**
 * What to look for in a letter. Somebody wrote it word by word, so one ordinary word ("voortgang") that is also the whole of a withheld
 * answer says nothing; names, addresses and schemes do.
 */
function expectedOf(caseload: OpenCaseload, whole: Dossier, letter: Letter): Expected {
  const { subject, text } = letter;
  const ours = [
    ...Object.values(LETTERS[letter.language]).flatMap((each) => [each.subject, each.text]),
    ...requestLetterTexts(letter.language),
  ];
  const withheld = withheldFrom(whole, letter.recipient, [...besides(caseload), letter.recipientName ?? '', ...ours]);
  return {
    withheld: tellingIn(withheld),
    said: [
      subject,
      text
        .split('\n')
        .find((line) => line.trim() !== '')
        ?.replace(/^[#\s*+•-]+/, '') ?? '',
    ],
  };
}

const TELLING: ReadonlySet<string> = new Set(['identity', 'contact', 'socialMedia', 'schemes']);
const tellingIn = (withheld: readonly Withheld[]): Withheld[] =>
  withheld.filter(({ category, spaced }) => TELLING.has(category) || spaced.trim().includes(' '));

export type RecordedLetter = {
  readonly ask: Ask<'letters.save'>;
  readonly composed: ComposedLetter;
  readonly path: string;
  readonly printed: Uint8Array | null;
};

export async function recordLetter(
  caseload: OpenCaseload,
  documents: Documents,
  templates: WordTemplates,
  { ask, composed, path, printed }: RecordedLetter,
): Promise<Result<Answer<'letters.save'>, Failure>> {
  const { db, author } = caseload;
  const whole = readDossier(db, ask.dossier);
  if (!whole.ok) return whole;
  const told = toldBy(whole.value, ask, localDay(author.now()));
  if (!told.ok) return told;
  // A letter of a request is kept with it also in a dossier that is frozen; a contact moment is not.
  const mayKeep = told.value.about !== null && !ask.contactMoment;
  const not = whyNot(db, ask) ?? (ask.keep && !mayKeep && isFrozen(db, ask.dossier) ? 'DossierFrozen' : null);
  if (not) return err({ type: not });
  const ready = await readyLetter(caseload, templates, whole.value, { ask, composed, printed });
  if (!ready.ok) return ready;
  const { bytes, expected, subject, text } = ready.value;
  const done = await savedChecked(db, path, async (put) => {
    const checked = await (ask.format === 'pdf' ? checkPdf(bytes, expected) : checkWord(bytes, expected));
    if (!checked.ok) return checked;
    await put(bytes);
    return ok({ pages: checked.value.pages });
  });
  if (!done.ok) return done;
  const { sha256, pages } = done.value;
  db.transact((tx) =>
    appendAudit(tx, author, {
      action: 'letter',
      dossier: ask.dossier,
      detail: {
        recipient: ask.recipient,
        recipientName: ask.recipientName,
        // Its row and not its name: an adviser types that, and values never stand in the log.
        template: ask.template ?? null,
        format: ask.format,
        sha256,
        bytes: bytes.length,
        // Of which request or restriction, and as what: who was told of a rectification is read from here.
        ...(ask.rights ? { rights: ask.rights.letter, row: ask.rights.row } : {}),
      },
    }),
  );
  const { about, changes } = told.value;
  if (ask.keep) {
    const letter = { ...ask, subject, text, belongsTo: about };
    const kept = await keepLetter(caseload, documents, letter, { name: basename(path), bytes }, changes);
    if (!kept.ok) return kept;
  } else if (changes.length > 0) db.transact((tx) => write(tx, author, 'edit', changes));
  return ok({ saved: true, fileName: basename(path), sha256, pages, kept: ask.keep });
}

/**
 * What a letter of a request or a restriction makes so: the day on which it was told, where there is none yet. A second copy does not move that day.
 */
function toldBy(
  { rows }: Dossier,
  { dossier, rights }: Pick<Ask<'letters.save'>, 'dossier' | 'rights'>,
  today: string,
): Result<{ readonly about: string | null; readonly changes: readonly Change[] }, { type: 'RowNotFound' }> {
  if (!rights) return ok({ about: null, changes: [] });
  const { letter, row } = rights;
  if (letter === 'lifting') {
    const restriction = rows.restriction.find(({ id }) => id === row);
    if (!restriction) return err({ type: 'RowNotFound' });
    const fields = { toldOn: today };
    return ok({
      about: restriction.request,
      changes: restriction.toldOn === null ? [{ concept: 'restriction', row, dossier, fields }] : [],
    });
  }
  const request = rows.request.find(({ id }) => id === row);
  if (!request) return err({ type: 'RowNotFound' });
  const field = letter === 'answer' ? 'answeredOn' : letter === 'extension' ? 'extendedOn' : null;
  return ok({
    about: referenceTo('request', row),
    changes:
      field !== null && request[field] === null
        ? [{ concept: 'request', row, dossier, fields: { [field]: today } }]
        : [],
  });
}

async function readyLetter(
  caseload: OpenCaseload,
  templates: WordTemplates,
  whole: Dossier,
  { ask, composed: { paper }, printed }: Omit<RecordedLetter, 'path'>,
): Promise<Result<Ready, Failure>> {
  const { subject, text } = ask;
  if (ask.template === undefined) {
    if (hasFields(subject) || hasFields(text)) return err({ type: 'LetterNotFilled' });
    if (paper === null) return err({ type: 'ExportNotWhole' });
    const bytes = printed ?? (await lettersWord([paper], paper.title));
    return ok({ bytes, expected: expectedOf(caseload, whole, ask), subject, text });
  }
  const opened = await templates.open(ask.template);
  if (!opened.ok) return opened;
  const filled = filledOn(opened.value.word, sourceOf(caseload, ask, whole));
  if (filled.missing.unknown.length > 0) return err({ type: 'LetterNotFilled' });
  return ok(await onTemplate(caseload, opened.value, filled, whole, ask));
}

/** The letter as a document of the dossier, with a contact moment that says so: one deed, taken back by one undo. */
function keepLetter(
  { author }: OpenCaseload,
  documents: Documents,
  ask: Pick<Ask<'letters.save'>, 'dossier' | 'jobApplication' | 'contactMoment' | 'subject' | 'text' | 'language'> & {
    /** A row that the letter belongs to, rather than to the contact moment. */
    readonly belongsTo?: string | null;
  },
  file: { readonly name: string; readonly bytes: Uint8Array },
  along: readonly Change[] = [],
) {
  const { dossier, jobApplication, subject, text, language } = ask;
  const today = localDay(author.now());
  const moment = author.newId();
  const about =
    ask.belongsTo ??
    (ask.contactMoment
      ? referenceTo('contactMoment', moment)
      : jobApplication === null
        ? null
        : referenceTo('jobApplication', jobApplication));
  const written: Change[] = ask.contactMoment
    ? [
        {
          concept: 'contactMoment',
          row: moment,
          dossier,
          fields: {
            kind: 'other',
            date: today,
            subject: `${WORDS[language].letter}: ${subject}`.slice(0, 200),
            text: text.trim() || null,
            finished: 'yes',
          },
        },
      ]
    : [];
  const fields = { kind: 'letter', date: today, ...(about === null ? {} : { about }) };
  return documents.keep(dossier, { ...file, fields }, [...written, ...along]);
}

type Merged = Answer<'letters.merge'>;
type Going = {
  readonly dossier: string;
  readonly whole: Dossier;
  /** Null on a Word template. */
  readonly paper: LetterPaper | null;
  /** On a Word template: which of its parts are other in this letter. */
  readonly changed: (() => ReadonlyMap<string, string>) | null;
  /** The same bytes each time. */
  readonly make: () => Promise<Ready>;
};

/** In the middle of a zip, which knows only exceptions. */
class NotMade extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.type);
    this.failure = failure;
  }
}

/** One letter to many: whoever misses something, or does not want one, gets none, and is told with what it is. */
export async function mergeLetters(
  caseload: OpenCaseload,
  documents: Documents,
  templates: WordTemplates,
  { ask, path }: { readonly ask: Ask<'letters.merge'>; readonly path: string },
  job: Job,
): Promise<Result<Merged, Failure>> {
  const { db, author } = caseload;
  const opened = ask.template === undefined ? null : await templates.open(ask.template);
  if (opened && !opened.ok) return opened;
  const now = author.now();
  const failed: Merged['failed'] = [];
  const leftOut: Merged['leftOut'] = [];
  const letters: Going[] = [];
  const frozen = leaveOutFrozen(db, author, 'letter', ask.dossiers, { by: 'merge' });
  for (const [at, dossier] of [...new Set(ask.dossiers)].entries()) {
    if (job.cancelled()) return err({ type: 'Cancelled' });
    job.progress('letters.filling', at + 1, ask.dossiers.length);
    // Whoever types meanwhile is answered.
    if (at % 20 === 19) await new Promise((resolve) => setImmediate(resolve));
    const found = readDossier(db, dossier);
    if (!found.ok || frozen.has(dossier)) {
      failed.push({ dossier, name: '', why: found.ok ? 'frozen' : 'notFound', fields: [] });
      continue;
    }
    const whole = found.value;
    if (objects(db, dossier, 'letters')) {
      failed.push({ dossier, name: displayName(whole.candidate), why: 'objects', fields: [] });
      continue;
    }
    const { language } = ask;
    const to = { dossier, recipient: 'candidate', recipientName: null, jobApplication: null, language } as const;
    const source = sourceOf(caseload, to, whole, now);
    const name = displayName(whole.candidate);
    const written = opened ? null : filledBy(ask, source);
    const missing = written ?? (opened && filledOn(opened.value.word, source).missing);
    const misses = (['unknown', 'withheld', 'empty'] as const).filter((each) => (missing?.[each].length ?? 0) > 0);
    const why = misses.find((each) => each === 'unknown' || !opened || ask.leaveOut !== true);
    if (why) failed.push({ dossier, name, why, fields: [...(missing?.[why] ?? [])] });
    else if (opened) {
      const { value } = opened;
      const fields = misses.flatMap((each) => missing?.[each] ?? []);
      if (fields.length > 0) leftOut.push({ dossier, name, fields });
      // Filled again rather than held: of a thousand letters the changed parts would all be in memory.
      const filled = () => filledOn(value.word, source);
      const make = () => onTemplate(caseload, value, filled(), whole, to, now);
      letters.push({ dossier, whole, paper: null, changed: () => filled().changed, make });
    } else if (written) {
      const { subject, text } = written;
      const paper = paperOf(source, { subject, text });
      let made: Promise<Uint8Array> | null = null;
      letters.push({
        dossier,
        whole,
        paper,
        changed: null,
        // Made once: Word's own library writes down when.
        make: async () => {
          made ??= lettersWord([paper], paper.title);
          return {
            bytes: await made,
            expected: expectedOf(caseload, whole, { ...to, subject, text }),
            subject,
            text,
          };
        },
      });
    }
  }
  if (letters.length === 0) return ok({ saved: false, fileName: '', made: 0, failed, leftOut });
  if (ask.form === 'docx' && opened && !canJoin(opened.value.word)) return err({ type: 'LettersNotJoined' });
  const hashes = new Map<string, string>();
  const said: string[] = [];
  /** Made and looked at; one after the other, so that there is never more than one in memory on a template with pictures. */
  const checkedLetter = async ({ dossier, make }: Going): Promise<Uint8Array> => {
    if (job.cancelled()) throw new NotMade({ type: 'Cancelled' });
    job.progress('letters.making', hashes.size + 1, letters.length);
    const { bytes, expected } = await make();
    const checked = await checkWord(bytes, expected);
    if (!checked.ok) throw new NotMade(checked.error);
    hashes.set(dossier, createHash('sha256').update(bytes).digest('hex'));
    said.push(...expected.said);
    return bytes;
  };
  const done = await savedChecked<object>(db, path, async (put) => {
    try {
      if (ask.form === 'zip') {
        const parts = async function* () {
          for (const [at, letter] of letters.entries())
            yield {
              name: `${WORDS[ask.language].folder}-${String(at + 1).padStart(3, '0')}.docx`,
              deflate: false,
              bytes: await checkedLetter(letter),
            };
        };
        await writeZip(parts(), { password: null, at: new Date(now), put });
        return ok({});
      }
      for (const letter of letters) await checkedLetter(letter);
      const bytes = await inOneFile(letters, opened?.value.word ?? null, ask.language, new Date(now));
      if (bytes === null) return err({ type: 'LettersNotJoined' });
      const checked = await checkWord(bytes, { withheld: [], said });
      if (!checked.ok) return checked;
      await put(bytes);
      return ok({});
    } catch (error) {
      if (error instanceof NotMade) return err(error.failure);
      throw error;
    }
  });
  if (!done.ok) return done;
  const { sha256, bytes } = done.value;
  db.transact((tx) => {
    for (const { dossier } of letters)
      appendAudit(tx, author, {
        action: 'letter',
        dossier,
        detail: {
          recipient: 'candidate',
          recipientName: null,
          template: ask.template ?? null,
          format: ask.form,
          sha256,
          letter: hashes.get(dossier) ?? '',
          bytes,
        },
      });
  });
  if (ask.keep)
    for (const [at, { dossier, whole, make }] of letters.entries()) {
      job.progress('letters.keeping', at + 1, letters.length);
      const ready = await make();
      const name = `${WORDS[ask.language].letter} ${fileStem(redact(whole, 'candidate').dossier.candidate)}.docx`;
      const kept = await keepLetter(
        caseload,
        documents,
        {
          dossier,
          jobApplication: null,
          contactMoment: false,
          subject: ready.subject,
          text: ready.text,
          language: ask.language,
        },
        { name, bytes: ready.bytes },
      );
      if (!kept.ok) return kept;
    }
  return ok({ saved: true, fileName: basename(path), made: letters.length, failed, leftOut });
}

/** Null where they do not fit in one. */
async function inOneFile(
  letters: readonly Going[],
  word: WordTemplate | null,
  language: Letter['language'],
  at: Date,
): Promise<Uint8Array | null> {
  if (word === null) {
    const papers = letters.flatMap(({ paper }) => (paper ? [paper] : []));
    return lettersWord(papers, WORDS[language].letters);
  }
  const changed = function* () {
    for (const letter of letters) if (letter.changed) yield letter.changed();
  };
  return joinedBytes(word, changed(), at);
}

export const mergeName = ({ language, form }: Pick<Ask<'letters.merge'>, 'language' | 'form'>): string =>
  `${WORDS[language].letters}.${form}`;
