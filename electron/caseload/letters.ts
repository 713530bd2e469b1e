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
  fillLetter,
  hasFields,
  letterFields,
  type Filled,
  type LetterSource,
} from '../../core/letters/letter-fields.ts';
import { LETTERS } from '../../core/letters/own-letters.ts';
import { redact } from '../../core/register/redact.ts';
import { withheldFrom } from '../../core/register/withheld.ts';
import { checkPdf, checkWord, type CheckFailure, type Expected } from '../exchange/check/check-export.ts';
import { writeZip } from '../exchange/zip.ts';
import { letterheadOf } from '../exchange/paper/letterhead.ts';
import { letterPage, lettersWord, type LetterPaper } from '../exchange/paper/letter.ts';
import type { Page } from '../exchange/paper/page.ts';
import { appendAudit } from './audit.ts';
import type { Documents } from './documents.ts';
import { readDossier } from './dossier.ts';
import { besides, fileStem, savedChecked, senders } from './handover.ts';
import { localDay } from '../../core/guidance/calendar.ts';
import type { Job } from './service.ts';
import type { OpenCaseload } from './space.ts';
import type { Change } from './write.ts';

type Letter = Ask<'letters.preview'>;
type Failure = { readonly type: string } | CheckFailure;

const WORDS = {
  nl: { letter: 'Brief', letters: 'Brieven', folder: 'brief' },
  en: { letter: 'Letter', letters: 'Letters', folder: 'letter' },
} as const;

function sourceOf(caseload: OpenCaseload, letter: Omit<Letter, 'subject' | 'text'>, whole: Dossier): LetterSource {
  return {
    ...senders(caseload),
    dossier: redact(whole, letter.recipient).dossier,
    recipient: letter.recipient,
    recipientName: letter.recipientName,
    jobApplication: letter.jobApplication,
    language: letter.language,
    today: localDay(caseload.author.now()),
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

export function fill(caseload: OpenCaseload, letter: Letter): Result<Answer<'letters.fill'>, Failure> {
  const found = readDossier(caseload.db, letter.dossier);
  if (!found.ok) return found;
  const source = sourceOf(caseload, letter, found.value);
  return ok({ ...filledBy(letter, source), fields: letterFields(source).map((field) => ({ ...field })) });
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

export type ComposedLetter = { readonly paper: LetterPaper; readonly page: Page; readonly fileName: string };

export function composeLetter(
  caseload: OpenCaseload,
  letter: Letter,
  fontCss: string,
): Result<ComposedLetter, Failure> {
  const found = readDossier(caseload.db, letter.dossier);
  if (!found.ok) return found;
  const source = sourceOf(caseload, letter, found.value);
  const paper = paperOf(source, letter);
  const fileName = `${WORDS[letter.language].letter} ${fileStem(source.dossier.candidate)}`;
  return ok({ paper, page: letterPage(paper, fontCss), fileName });
}

/**
 * What to look for in a letter. Somebody wrote it word by word, so one ordinary word ("voortgang") that is also the whole of a withheld
 * answer says nothing; names, addresses and schemes do.
 */
function expectedOf(caseload: OpenCaseload, whole: Dossier, letter: Letter): Expected {
  const { subject, text } = letter;
  const ours = Object.values(LETTERS[letter.language]).flatMap((each) => [each.subject, each.text]);
  const withheld = withheldFrom(whole, letter.recipient, [...besides(caseload), letter.recipientName ?? '', ...ours]);
  const telling = new Set(['identity', 'contact', 'socialMedia', 'schemes']);
  return {
    withheld: withheld.filter(({ category, spaced }) => telling.has(category) || spaced.trim().includes(' ')),
    said: [
      subject,
      text
        .split('\n')
        .find((line) => line.trim() !== '')
        ?.replace(/^[#\s*+•-]+/, '') ?? '',
    ],
  };
}

export type RecordedLetter = {
  readonly ask: Ask<'letters.save'>;
  readonly composed: ComposedLetter;
  readonly path: string;
  readonly printed: Uint8Array | null;
};

export async function recordLetter(
  caseload: OpenCaseload,
  documents: Documents,
  { ask, composed, path, printed }: RecordedLetter,
): Promise<Result<Answer<'letters.save'>, Failure>> {
  const { db, author } = caseload;
  if (hasFields(ask.subject) || hasFields(ask.text)) return err({ type: 'LetterNotFilled' });
  const whole = readDossier(db, ask.dossier);
  if (!whole.ok) return whole;
  const expected = expectedOf(caseload, whole.value, ask);
  const bytes = printed ?? (await lettersWord([composed.paper], composed.paper.title));
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
        format: ask.format,
        sha256,
        bytes: bytes.length,
      },
    }),
  );
  if (ask.keep) {
    const kept = await keepLetter(caseload, documents, ask, { name: basename(path), bytes });
    if (!kept.ok) return kept;
  }
  return ok({ saved: true, fileName: basename(path), sha256, pages, kept: ask.keep });
}

/** The letter as a document of the dossier, with a contact moment that says so: one deed, taken back by one undo. */
function keepLetter(
  { author }: OpenCaseload,
  documents: Documents,
  ask: Pick<Ask<'letters.save'>, 'dossier' | 'jobApplication' | 'contactMoment' | 'subject' | 'text' | 'language'>,
  file: { readonly name: string; readonly bytes: Uint8Array },
) {
  const { dossier, jobApplication, subject, text, language } = ask;
  const today = localDay(author.now());
  const moment = author.newId();
  const about = ask.contactMoment
    ? referenceTo('contactMoment', moment)
    : jobApplication === null
      ? null
      : referenceTo('jobApplication', jobApplication);
  const more: Change[] = ask.contactMoment
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
  return documents.keep(dossier, { ...file, fields }, more);
}

type Failed = Answer<'letters.merge'>['failed'][number];

/** One letter to many: whoever misses something gets none, and is told with what it is. */
export async function mergeLetters(
  caseload: OpenCaseload,
  documents: Documents,
  { ask, path }: { readonly ask: Ask<'letters.merge'>; readonly path: string },
  job: Job,
): Promise<Result<Answer<'letters.merge'>, Failure>> {
  const { db, author } = caseload;
  const failed: Failed[] = [];
  const letters: { dossier: string; whole: Dossier; paper: LetterPaper; letter: Letter }[] = [];
  for (const [at, dossier] of [...new Set(ask.dossiers)].entries()) {
    if (job.cancelled()) return err({ type: 'Cancelled' });
    job.progress('letters.filling', at + 1, ask.dossiers.length);
    const found = readDossier(db, dossier);
    if (!found.ok) {
      failed.push({ dossier, name: '', why: 'notFound', fields: [] });
      continue;
    }
    const to = {
      dossier,
      recipient: 'candidate',
      recipientName: null,
      jobApplication: null,
      language: ask.language,
    } as const;
    const source = sourceOf(caseload, to, found.value);
    const { subject, text, ...missing } = filledBy(ask, source);
    const why = (['unknown', 'withheld', 'empty'] as const).find((each) => missing[each].length > 0);
    const name = displayName(found.value.candidate);
    if (why) failed.push({ dossier, name, why, fields: missing[why] });
    else
      letters.push({
        dossier,
        whole: found.value,
        paper: paperOf(source, { subject, text }),
        letter: { ...to, subject, text },
      });
    // Whoever types meanwhile is answered.
    if (at % 20 === 19) await new Promise((resolve) => setImmediate(resolve));
  }
  if (letters.length === 0) return ok({ saved: false, fileName: '', made: 0, failed });
  const single = new Map<string, Uint8Array>();
  const wordFor = async (dossier: string, paper: LetterPaper): Promise<Uint8Array> => {
    const bytes = single.get(dossier) ?? (await lettersWord([paper], paper.title));
    single.set(dossier, bytes);
    return bytes;
  };
  const done = await savedChecked(db, path, async (put) => {
    for (const [at, { dossier, whole, paper, letter }] of letters.entries()) {
      if (job.cancelled()) return err({ type: 'Cancelled' });
      job.progress('letters.making', at + 1, letters.length);
      const checked = await checkWord(await wordFor(dossier, paper), expectedOf(caseload, whole, letter));
      if (!checked.ok) return checked;
    }
    if (ask.form === 'docx') {
      const bytes = await lettersWord(
        letters.map(({ paper }) => paper),
        WORDS[ask.language].letters,
      );
      const checked = await checkWord(bytes, { withheld: [], said: letters.map(({ paper }) => paper.subject) });
      if (!checked.ok) return checked;
      await put(bytes);
    } else {
      const parts = async function* () {
        for (const [at, { dossier, paper }] of letters.entries())
          yield {
            name: `${WORDS[ask.language].folder}-${String(at + 1).padStart(3, '0')}.docx`,
            deflate: false,
            bytes: await wordFor(dossier, paper),
          };
      };
      await writeZip(parts(), { password: null, at: new Date(author.now()), put });
    }
    return ok({});
  });
  if (!done.ok) return done;
  const { sha256 } = done.value;
  db.transact((tx) => {
    for (const { dossier, paper } of letters) {
      const own = createHash('sha256')
        .update(single.get(dossier) ?? new Uint8Array())
        .digest('hex');
      appendAudit(tx, author, {
        action: 'letter',
        dossier,
        detail: {
          recipient: 'candidate',
          recipientName: null,
          format: ask.form,
          sha256,
          letter: own,
          bytes: paper.text.length,
        },
      });
    }
  });
  if (ask.keep)
    for (const [at, { dossier, paper, letter }] of letters.entries()) {
      job.progress('letters.keeping', at + 1, letters.length);
      const name = `${WORDS[ask.language].letter} ${fileStem(redact(letters[at]?.whole as Dossier, 'candidate').dossier.candidate)}.docx`;
      const kept = await keepLetter(
        caseload,
        documents,
        { ...letter, contactMoment: false },
        { name, bytes: await wordFor(dossier, paper) },
      );
      if (!kept.ok) return kept;
    }
  return ok({ saved: true, fileName: basename(path), made: letters.length, failed });
}

export const mergeName = ({ language, form }: Pick<Ask<'letters.merge'>, 'language' | 'form'>): string =>
  `${WORDS[language].letters}.${form}`;
