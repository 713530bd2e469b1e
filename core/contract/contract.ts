/**
 * Everything the window may ask of the desktop, and every event it may hear. One list: a channel that does not stand here
 * does not exist. Inputs are parsed on the desktop's side and results on the window's side, both at run time.
 *
 * Every answer is a Result: `{ ok: true, value }` or `{ ok: false, error: { type, … } }`, where the error never carries
 * a personal datum and its type has a text in both languages.
 */
import { z } from 'zod';
import { FILE_PIECE } from './file-piece.ts';
import { definitionSchema } from '../assessments/definition.ts';
import { MOST_FILLED } from '../assessments/filling.ts';
import { PACK_REASONS } from '../assessments/packs.ts';
import {
  AGREEMENT_STATES,
  CODE_SYSTEMS,
  DOSSIER_CONCEPTS,
  LARGEST_FILE,
  PHASES,
  STEP_STATES,
  conceptName,
  conceptOf,
  rowConcept,
  type ConceptName,
  type Row,
} from '../domain/concepts.ts';
import { INTAKE_FORMATS, type Dossier } from '../domain/dossier.ts';
import { id } from '../domain/id.ts';
import { LOOKS } from '../duplicates/look-alike.ts';
import { statementAsk } from '../privacy/statement.ts';
import { PERIOD, RETENTION_RULES } from '../retention/rules.ts';
import { POINTED_SORTS } from '../privacy/special-sorts.ts';
import { CONSENT_PURPOSES } from '../guidance/consent-text.ts';
import { RIGHTS_LETTERS } from '../letters/request-letters.ts';
import { LARGEST_TEMPLATE, TEMPLATE_CLEANED } from '../letters/word-templates.ts';
import { FILE_REASONS, LINE_REASONS, PACK_COUNTS, PACK_KINDS, PACK_LANGUAGES } from '../classification/packs.ts';
import { REPORT_TABLES } from '../guidance/report.ts';
import { ACCESS_KINDS, LEAVE_OUT_REASONS } from '../register/access-report.ts';
import { RECIPIENTS } from '../register/register.ts';
import { officeSettings } from '../sync/protocol.ts';
import { DECISIONS, MOST_WAITING } from '../sync/waiting.ts';

const nothing = z.undefined().or(z.null());
const time = z.number();
const count = z.int().min(0);
const words = z.string().max(500);
const passphrase = z.string().min(1).max(1024);
const language = z.enum(['nl', 'en']);
const concept = conceptName;
const fieldValue = z.union([z.string().max(500_000), z.number(), z.array(z.string().max(200)).max(50), z.null()]);
/** Checked once more by the schema of the concept itself, in the caseload. */
const someFieldValues = z.record(z.string().max(60), fieldValue).refine((fields) => Object.keys(fields).length <= 40);
/** A PEM with what an organisation's own authority needs. */
const authority = z.string().max(100_000);
/** A dossier, or the organisation's own rows. */
const dossierId = z.union([id, z.literal('organisation')]);

const technical = {
  id: z.string(),
  createdAt: time,
  changedAt: time,
  /** Something in it is on this laptop only. */
  onlyHere: z.boolean(),
  /** Everything in it came back from the office: what stands here stands there. */
  confirmed: z.boolean(),
  /** Fields of which two values stand. */
  conflicts: z.array(z.string()),
};
// The cast says what the definition of the concept says; its fields are known to the type, not to the loop.
const rowSchema = <N extends ConceptName>(name: N): z.ZodType<Row<N>> =>
  z.object({
    ...Object.fromEntries(Object.entries(conceptOf(name).fields).map(([field, each]) => [field, each.schema])),
    ...technical,
  }) as unknown as z.ZodType<Row<N>>;

const statementVersion = z.object({
  id: z.string(),
  title: z.string(),
  version: z.string(),
  /** From when it holds, yyyy-mm-dd. */
  date: z.string(),
  text: z.string(),
  createdAt: time,
  /** Of the adviser, from before there was an office. */
  isOwn: z.boolean(),
});

const dossier = z.object({
  candidate: rowSchema('candidate'),
  availability: rowSchema('availability').nullable(),
  rows: z.object({
    ...Object.fromEntries(DOSSIER_CONCEPTS.map((name) => [name, z.array(rowSchema(name))])),
    template: z.array(rowSchema('template')).optional(),
  }),
}) as unknown as z.ZodType<Dossier>;

const retentionRule = z.enum(RETENTION_RULES);
const period = z.string().regex(PERIOD);

const vaultState = z.discriminatedUnion('type', [
  /** No caseload on this laptop yet: the first-run assistant. */
  z.object({ type: z.literal('none') }),
  z.object({
    type: z.literal('locked'),
    hasPassphrase: z.boolean(),
    keychain: z.enum(['notUsed', 'ready', 'absent', 'lockedOrEmpty']),
    waitMs: count,
    demo: z.boolean(),
  }),
  z.object({
    type: z.literal('open'),
    hasPassphrase: z.boolean(),
    usesKeychain: z.boolean(),
    keychainAvailable: z.boolean(),
    recoveryConfirmed: z.boolean(),
    demo: z.boolean(),
    /** Too long without hearing of the office: nothing but sync answers until it was heard (SPEC.md P22). */
    leaseEnded: z.strictObject({ days: count, heardAt: z.number() }).nullable(),
    /** The organisation wants a passphrase and there is none: nothing but sync answers until one is chosen. */
    passphraseDue: z.boolean(),
    /** The laptop is in the hands of a candidate: nothing but that answers until it is unlocked. */
    handedOver: z.boolean(),
  }),
  /** Something is not as it should be: which, and the ways out that are offered. */
  z.object({
    type: z.literal('trouble'),
    trouble: z.enum([
      'databaseWithoutVault',
      'vaultWithoutDatabase',
      'vaultDamaged',
      'vaultNewer',
      'databaseTruncated',
      'notADatabase',
      'databaseDamaged',
      'schemaNewer',
    ]),
    waysOut: z.array(z.enum(['restoreVault', 'restoreBackup', 'setAside', 'startEmptyDatabase', 'retry'])),
  }),
]);

const listFilter = z.strictObject({
  words: words.optional(),
  phases: z.array(z.enum(PHASES)).optional(),
  place: words.optional(),
  availableBy: z.string().max(10).optional(),
  hoursAtLeast: z.int().min(0).max(99).optional(),
  onlyHere: z.boolean().optional(),
  changedSince: time.optional(),
  /** Only those that are restricted or shielded, who are in no other list. */
  frozen: z.boolean().optional(),
});
export const LIST_COLUMNS = [
  'name',
  'place',
  'phase',
  'occupation',
  'availableFrom',
  'hours',
  'licences',
  'changedAt',
  'state',
  'lastContact',
  'nextAppointment',
  'openTasks',
  'phaseSince',
] as const;
const listSort = z.strictObject({ column: z.enum(LIST_COLUMNS), descending: z.boolean() });

const candidateLine = z.object({
  id,
  initials: z.string().nullable(),
  givenName: z.string().nullable(),
  prefix: z.string().nullable(),
  surname: z.string().nullable(),
  externalReference: z.string().nullable(),
  place: z.string().nullable(),
  phase: z.string().nullable(),
  occupation: z.string().nullable(),
  availableFrom: z.string().nullable(),
  hoursMin: z.number().nullable(),
  hoursMax: z.number().nullable(),
  licences: z.string().nullable(),
  changedAt: time,
  onlyHere: z.boolean(),
  /** The day of the last contact moment. */
  lastContact: z.string().nullable(),
  /** Day, and time where there is one: `2026-11-30 09:30`. */
  nextAppointment: z.string().nullable(),
  openTasks: count,
  /** Since when they are in this phase. */
  phaseSince: time.nullable(),
});

const view = z.strictObject({
  id: z.string().max(60),
  name: z.string().min(1).max(80),
  filter: listFilter,
  sort: listSort,
  /** In the order in which they stand. */
  columns: z.array(z.enum(LIST_COLUMNS)).min(1),
  /** Least width in rem, where it is another than usual. */
  widths: z.partialRecord(z.enum(LIST_COLUMNS), z.number().min(4).max(40)).optional(),
  /** The list begins with this one. */
  isFirst: z.boolean().optional(),
});

const lookalike = z.object({
  dossier: id,
  initials: z.string().nullable(),
  givenName: z.string().nullable(),
  prefix: z.string().nullable(),
  surname: z.string().nullable(),
  externalReference: z.string().nullable(),
  place: z.string().nullable(),
  createdAt: time,
});

/** As many as can be picked in the list for one deed. */
const MOST_PICKED = 50_000;
const picked = z.array(id).min(1).max(MOST_PICKED);
const bulkDone = z.object({
  /** What one undo takes back; null when there was nothing to change. */
  group: z.string().nullable(),
  /** In how many dossiers something changed. */
  changed: count,
  /** How many were looked at: fewer than were picked when it was stopped. */
  done: count,
  /** Not in the list any more. */
  gone: count,
  /** Restricted or shielded: nothing was done in them. */
  frozen: count,
  /** Who objects to being looked for work for: they are in no selection for a vacancy. */
  objecting: count,
  stopped: z.boolean(),
});
/** What an undo or a redo did. */
const takenBack = z.object({
  /** The deed that it was about: when it was stopped, still the next one. */
  group: z.string(),
  label: z.string(),
  dossier: z.string().nullable(),
  /** Rows that were given back. */
  count,
  /** Fields that stay as they are, since somebody changed them later. */
  kept: count,
  /** Rows that stay as they are, since their dossier is restricted or shielded. */
  frozen: count,
  /** How far it came: changes of the deed that were looked at, of those that were left. */
  done: count,
  total: count,
  stopped: z.boolean(),
});

/** Why nothing goes to or comes from the office at this moment. */
export const SYNC_HINDRANCES = [
  'noNetwork',
  /** The server does not answer, or says that it can not now. */
  'serverAway',
  /** Something else answers in the server's place: the page of a hotel, a proxy, another certificate. */
  'notTheServer',
  'laptopBlocked',
  'notSignedIn',
  'thisVersionTooOld',
  /** The disk of this laptop is full. */
  'diskFull',
  'unexpected',
] as const;

const syncState = z.discriminatedUnion('type', [
  /** This laptop has no server: everything is here only. */
  z.object({ type: z.literal('alone') }),
  z.object({
    type: z.literal('connected'),
    address: z.string(),
    person: z.string(),
    laptop: z.string(),
    /** The organisation has a certificate authority of its own. */
    hasAuthority: z.boolean(),
    doing: z.enum(['resting', 'busy', 'waiting', 'paused']),
    hindrance: z.enum(SYNC_HINDRANCES).nullable(),
    lastContact: time.nullable(),
    nextTry: time.nullable(),
    /** Whether the line costs money: the adviser said so, or the system tells. */
    metered: z.enum(['no', 'said', 'told']),
    /** Changes that are only on this laptop, and since when the oldest of them waits. */
    onlyHere: count,
    onlyHereSince: time.nullable(),
    /** Documents that are only on this laptop, and how much that is. */
    documents: z.object({ waiting: count, bytes: count }),
    /** At the office, not yet come back. */
    unconfirmed: count,
    /** The server is too old to read these: they wait for its next version. */
    later: count,
    /** Changes that the office did not take, by reason; what they said is kept here and there. */
    aside: z.array(z.object({ why: z.string(), count })),
    /** What the organisation wants of this laptop. */
    wants: officeSettings,
    /** Works of others that wait for a decision here. */
    waits: count,
    conflicts: count,
    notices: count,
    /** Dossiers that are being fetched. */
    fetching: z.object({ done: count, total: count }).nullable(),
  }),
]);

const conflict = z.object({
  dossier: z.string(),
  /** The candidate's name; null when they have none, and for what belongs to the organisation. */
  whose: z.string().nullable(),
  concept,
  row: z.string(),
  field: z.string(),
  /** What the row is called in its dossier, such as the job title; null when it has no name. */
  about: z.string().nullable(),
  /** May the row exist twice, so that both can be kept. */
  mayKeepBoth: z.boolean(),
  /** The shown one first. `before` is what its author saw. */
  values: z.array(
    z.object({
      operation: z.string(),
      value: fieldValue,
      at: time.nullable(),
      actor: z.string().nullable(),
      name: z.string().nullable(),
      isMine: z.boolean(),
      before: fieldValue.nullable(),
    }),
  ),
});

/** Bytes of the small picture of a document. */
export const LARGEST_THUMBNAIL = 48 * 1024;

/** Where the bytes of a document are, and what is under way. Its row says the rest. */
const documentFile = z.object({
  row: id,
  /** Of the file as it was added. */
  bytes: count,
  /** How many bytes of it are on this laptop, and at the office: all, none, or as far as a transfer came. */
  here: count,
  office: count,
  isHere: z.boolean(),
  isAtOffice: z.boolean(),
  /** Kept on this laptop also while nobody asks, so that it opens without network. */
  pinned: z.boolean(),
  /** What it is waiting for, or what is being done with it; null when nothing is to be done. */
  doing: z.enum(['sending', 'fetching', 'waitsForOffice', 'waitsForDay', 'waitsForLine']).nullable(),
  /** What is here does not open, and the office has no whole one either, or none that is fetched yet. */
  damaged: z.boolean(),
});

/** Something that happened by itself and that the adviser should hear. */
export const NOTICES = [
  'dossierCame',
  'dossierRevoked',
  'dossierEnded',
  /** The office was restored from a backup of before it was given. */
  'dossierLost',
  'dossierErased',
  'workAside',
  'workTakenOver',
  /** Somebody still wrote in a dossier that had become one with this one: it stands here now. */
  'lateBrought',
  /** What was written here in a dossier that had become one with this one elsewhere. */
  'lateWritten',
  /** Somebody's work on a dossier that is held here waits to be taken over. */
  'workWaits',
  'serverRestored',
  'laptopRenamed',
] as const;
const notice = z.object({
  number: z.int().positive(),
  at: time,
  kind: z.enum(NOTICES),
  dossier: z.string().nullable(),
  /** The candidate's name as it was, for what is not here any more: only where it may still be shown. */
  name: z.string().nullable(),
  count,
});

/** What an operation says, beside what stands here now. */
const beside = {
  operation: z.string(),
  /** Null where this version can not show what it says. */
  concept: concept.nullable(),
  row: z.string().nullable(),
  /** What the row is called in its dossier; null when it has no name. */
  about: z.string().nullable(),
  stands: z.enum(['there', 'removed', 'absent']),
  fields: z.array(z.object({ field: z.string(), value: fieldValue, stands: fieldValue })),
};

/** A deed of somebody on a dossier that was not theirs any more: it waits at the office for whoever holds it now. */
const waiting = z.object({
  group: z.string(),
  dossier: z.string(),
  whose: z.string().nullable(),
  label: z.string().nullable(),
  name: z.string().nullable(),
  isMine: z.boolean(),
  at: time.nullable(),
  receivedAt: time,
  works: z.array(
    z.object({
      ...beside,
      /** Left to the privacy officer. */
      isLeft: z.boolean(),
      /** Decided here, and on its way to the office. */
      decision: z.enum(DECISIONS).nullable(),
      /** The office has it, or is hearing it now: too late to take it back. */
      isSent: z.boolean(),
      /** Why it could not be taken over. */
      couldNot: z.string().nullable(),
    }),
  ),
});

/** Own work that the office did not take. */
const aside = z.object({
  ...beside,
  dossier: z.string(),
  whose: z.string().nullable(),
  label: z.string(),
  at: time,
  why: z.string(),
  /** It can be said again, mended. */
  mayRepeat: z.boolean(),
});

/** A list that was imported. */
const pack = z.object({
  kind: z.enum(PACK_KINDS),
  /** As its files say; the day of its newest change otherwise, or empty. */
  version: z.string(),
  languages: z.array(z.enum(PACK_LANGUAGES)),
  counts: z.partialRecord(z.enum(PACK_COUNTS), count),
  importedAt: time,
});
const interestScores = z.object({
  realistic: z.number().min(0).max(100),
  investigative: z.number().min(0).max(100),
  artistic: z.number().min(0).max(100),
  social: z.number().min(0).max(100),
  enterprising: z.number().min(0).max(100),
  conventional: z.number().min(0).max(100),
});
/** A code in the dossiers of which the list in use says something else than the one before. */
const codeChange = z.object({
  code: z.string(),
  /** `gone` without anything in its place, `replaced` by another code, `renamed`. */
  change: z.enum(['gone', 'replaced', 'renamed']),
  was: z.string().nullable(),
  becomes: z.object({ code: z.string(), label: z.string() }).nullable(),
  rows: z.array(
    z.object({
      dossier: z.string(),
      /** The candidate's name; null when they have none. */
      whose: z.string().nullable(),
      concept,
      row: z.string(),
      /** What stands in the dossier now. */
      text: z.string().nullable(),
      /** What would stand there: the new name where the old one was taken over word for word, the same otherwise. */
      textAfter: z.string().nullable(),
    }),
  ),
});

/** A picture of what somebody drew or typed under a text. */
const signature = z
  .string()
  .max(400_000)
  .regex(/^data:image\/png;base64,/);
/** A day on the calendar where the adviser is. */
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const reportAsk = z.strictObject({ from: day, until: day, today: day });
/** A calendar file, and the days (both included) of which the adviser wants it. */
const calendarFile = z.strictObject({
  bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.length <= 5_000_000),
  from: day,
  until: day,
});
const whose = {
  dossier: z.string(),
  initials: z.string().nullable(),
  givenName: z.string().nullable(),
  prefix: z.string().nullable(),
  surname: z.string().nullable(),
};
const ofSomebody = <N extends ConceptName>(name: N) => z.object({ ...whose, row: rowSchema(name) });

const removedEntry = z.object({
  concept,
  row: z.string(),
  dossier: z.string(),
  whose: z.string().nullable(),
  /** What the row is called in its dossier; null for a dossier itself. */
  about: z.string().nullable(),
  at: time,
  actor: z.string(),
  /** Two dossiers were of one person: the one in which this one went up. */
  mergedInto: z.object({ dossier: z.string(), name: z.string().nullable() }).nullable(),
});

const historyEntry = z.object({
  operation: z.string(),
  group: z.string(),
  at: time,
  actor: z.string(),
  label: z.string(),
  concept,
  row: z.string(),
  /** What the row is called, also when it was removed; null for one without a name. */
  about: z.string().nullable(),
  field: z.string(),
  before: fieldValue,
  after: fieldValue,
  undone: z.boolean(),
});

/** The text around words, in pieces: `hit` says which pieces are the words themselves. */
const excerpt = z.array(z.object({ text: z.string(), hit: z.boolean() }));
/** The place of a hit that is not in an answer but in the document itself. */
export const IN_DOCUMENT = 'inDocument';
const searchMatch = z.object({
  concept,
  row: z.string(),
  field: z.string(),
  excerpt,
});
const searchHit = z.object({
  dossier: z.string(),
  givenName: z.string().nullable(),
  initials: z.string().nullable(),
  prefix: z.string().nullable(),
  surname: z.string().nullable(),
  externalReference: z.string().nullable(),
  place: z.string().nullable(),
  /** Restricted or shielded: found by its whole name, and nothing of it is shown. */
  frozen: z.boolean(),
  matches: z.array(searchMatch),
});

const commandName = z.string().regex(/^[a-zA-Z][\w.-]{0,59}$/);

const csvTarget = z.union([
  z.literal('ignore'),
  z.literal('fullName'),
  z.strictObject({ concept, field: z.string().max(60) }),
]);
const csvMapping = z.array(csvTarget).max(500);

/** What happens with one who comes in. */
const intakeDecision = z.enum(['add', 'merge', 'skip']);
const planId = z.string().max(60);
const indexes = z.array(count);

const recipient = z.enum(RECIPIENTS);
/** `zip`: paper, data and chosen documents, locked with a password. */
export const HANDOVER_FORMATS = ['pdf', 'docx', 'jsonResume', 'vum', 'zip'] as const;
const format = z.enum(HANDOVER_FORMATS);
const handover = z.strictObject({
  dossier: id,
  recipient,
  recipientName: z.string().max(200).nullable(),
  format,
  language,
});
const handoverSave = handover.extend({
  /** Only for `zip`: letters, digits and marks that every program for zips takes the same way. */
  password: z
    .string()
    .max(200)
    .regex(/^[ -~]*$/)
    .optional(),
  /** Only for `zip`: rows of documents that go along, each chosen by the adviser. */
  documents: z.array(id).max(500).optional(),
  job: z.string().max(60).optional(),
});

/** `json`: complete, as docs/complete-dossier says; `zip`: the report, that, and the documents. */
export const ACCESS_FORMS = ['pdf', 'zip', 'json', 'jsonResume', 'vum'] as const;
/** Forms that say only a part are for taking along, and nothing to take along stands on paper alone. */
export const ACCESS_FORMS_OF = {
  access: ['pdf', 'zip', 'json'],
  portability: ['zip', 'json', 'jsonResume', 'vum'],
} as const satisfies Record<(typeof ACCESS_KINDS)[number], readonly (typeof ACCESS_FORMS)[number][]>;
const accessAsk = {
  dossier: id,
  kind: z.enum(ACCESS_KINDS),
  form: z.enum(ACCESS_FORMS),
  language,
  /** What is left out for the sake of others: a row, or one answer of it. */
  leaveOut: z
    .array(
      z.strictObject({
        concept,
        row: id,
        field: z.string().max(60).nullable(),
        reason: z.enum(LEAVE_OUT_REASONS),
      }),
    )
    .max(5_000),
  /** Names of others, taken out of every text. */
  hide: z.array(z.string().min(2).max(120)).max(100),
};
const isFormOf = ({ kind, form }: { kind: (typeof ACCESS_KINDS)[number]; form: (typeof ACCESS_FORMS)[number] }) =>
  ACCESS_FORMS_OF[kind].some((each) => each === form);

const letter = z.strictObject({
  dossier: id,
  recipient,
  recipientName: z.string().max(200).nullable(),
  /** The application that it is about. */
  jobApplication: id.nullable(),
  language,
  subject: z.string().max(200),
  text: z.string().max(20_000),
  /** A Word template of the adviser's own that says what stands in it, instead of subject and text. */
  template: id.optional(),
  /** A letter of a request, or (`lifting`) of a restriction: when it is saved the day on which that was told is filled in, where it is not yet. */
  rights: z.strictObject({ letter: z.enum(RIGHTS_LETTERS), row: id }).optional(),
});
const templateLook = z.object({
  /** As they are met, each once. Of what is no field: the name that is written almost like it. */
  fields: z.array(
    z.object({
      name: z.string(),
      isKnown: z.boolean(),
      near: z.string().nullable(),
      /** Whose letters can not have it, by the register. */
      withheldFrom: z.array(recipient),
    }),
  ),
  /** What was in the file and does not go along. */
  cleaned: z.array(z.enum(TEMPLATE_CLEANED)),
});
const letterField = z.object({ name: z.string(), isWithheld: z.boolean(), value: z.string().nullable() });
const fieldNamesIn = z.array(z.string());

const preferences = z.strictObject({
  language,
  theme: z.enum(['system', 'light', 'dark']),
  idleMinutes: z.int().min(1).max(120),
});

const packKey = z.string().max(120);
/** What the candidate may do with the laptop. */
const handedTask = z.enum(['check', 'consent', 'sign', 'fill']);
/** Which of the questionnaires that were handed over, from 0. The window names nothing else of them. */
const handedFillAt = z
  .int()
  .min(0)
  .max(MOST_FILLED - 1);
/** By item; that they are answers to this questionnaire is seen by the caseload. */
const givenAnswers = z.record(z.string().max(60), z.number()).refine((given) => Object.keys(given).length <= 1000);
const packProblem = z.object({ file: z.string(), reason: z.enum(PACK_REASONS), detail: z.string() });

const channel = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({ input, output });

export const contract = {
  // The application, before and after unlocking. Preferences hold nothing personal and are readable while locked.
  'app.info': channel(
    nothing,
    z.object({
      version: z.string(),
      host: z.enum(['electron', 'preview', 'test']),
      demo: z.boolean(),
      keychainName: z.string(),
    }),
  ),
  'preferences.read': channel(nothing, preferences),
  'preferences.write': channel(preferences.partial(), preferences),

  // The vault.
  'vault.state': channel(nothing, vaultState),
  'vault.create': channel(
    z.strictObject({
      passphrase: passphrase.nullable(),
      useKeychain: z.boolean(),
      adviser: someFieldValues,
      organisation: someFieldValues,
    }),
    z.object({ recoveryCode: z.string() }),
  ),
  /** Opens the demo caseload, which has a folder of its own; makes it the first time. */
  'vault.createDemo': channel(z.strictObject({ language }), z.object({ candidates: count })),
  'vault.leaveDemo': channel(nothing, z.null()),
  'vault.confirmRecovery': channel(z.strictObject({ code: z.string().max(200) }), z.object({ confirmed: z.boolean() })),
  'vault.unlock': channel(
    z.discriminatedUnion('by', [
      z.strictObject({ by: z.literal('keychain') }),
      z.strictObject({ by: z.literal('passphrase'), passphrase }),
      z.strictObject({ by: z.literal('recovery'), code: z.string().max(200) }),
    ]),
    z.object({ candidates: count }),
  ),
  'vault.lock': channel(z.strictObject({ why: z.enum(['asked', 'idle', 'suspend', 'screenLock', 'quit']) }), z.null()),
  /** `current` is not asked when the caseload was just opened by the recovery code. */
  'vault.changePassphrase': channel(
    z.strictObject({ current: passphrase.nullable(), next: passphrase.nullable() }),
    z.null(),
  ),
  'vault.useKeychain': channel(z.strictObject({ use: z.boolean() }), z.null()),
  'vault.renewRecovery': channel(nothing, z.object({ recoveryCode: z.string() })),
  /** Ways out of trouble. Nothing is ever deleted: what is in the way is set aside under another name. */
  'vault.wayOut': channel(
    z.strictObject({ way: z.enum(['restoreVault', 'restoreBackup', 'setAside', 'startEmptyDatabase', 'retry']) }),
    z.object({ done: z.boolean() }),
  ),

  // The caseload as a whole.
  'caseload.summary': channel(
    nothing,
    z.object({
      candidates: count,
      onlyHere: count,
      since: time.nullable(),
      schema: z.string(),
      adviserName: z.string().nullable(),
      organisationName: z.string().nullable(),
      drafts: count,
    }),
  ),
  'caseload.backup': channel(nothing, z.object({ saved: z.boolean(), bytes: count })),
  'caseload.verify': channel(
    nothing,
    z.object({
      integrity: z.boolean(),
      audit: z.boolean(),
      register: z.boolean(),
      search: z.boolean(),
      operations: z.boolean(),
      documents: z.boolean(),
      problems: z.array(z.string()),
      /** Documents that are not what was sealed, or that do not open: which, and in whose dossier. */
      damaged: z.array(z.object({ dossier: z.string(), row: z.string(), name: z.string().nullable() })),
    }),
  ),
  'candidates.list': channel(
    z.strictObject({ filter: listFilter, sort: listSort, offset: count, limit: z.int().min(1).max(500) }),
    // `frozen`: how many are restricted or shielded, and therefore not among them.
    z.object({ total: count, frozen: count, lines: z.array(candidateLine) }),
  ),
  /** For the filters: what occurs, with how often. */
  'candidates.facets': channel(
    nothing,
    z.object({
      phases: z.array(z.object({ value: z.string(), count })),
      places: z.array(z.object({ value: z.string(), count })),
    }),
  ),
  'candidates.add': channel(z.strictObject({ fields: someFieldValues }), z.object({ dossier: id })),
  /** Everybody whom a filter shows, in order: what Ctrl+A picks. */
  'candidates.ids': channel(
    z.strictObject({ filter: listFilter, sort: listSort }),
    z.object({ dossiers: z.array(id) }),
  ),
  /** The list as a table for Excel, where the adviser chooses: a line in the audit log for it, and one in each dossier. */
  'candidates.exportList': channel(
    z.strictObject({
      dossiers: picked,
      sort: listSort,
      /** With what stands above each on the screen. */
      columns: z.array(z.strictObject({ column: z.enum(LIST_COLUMNS), header: z.string().max(80) })).min(1),
      language,
      job: z.string().max(60),
    }),
    z.object({ saved: z.boolean(), fileName: z.string(), sha256: z.string(), count }),
  ),
  /** The same answers and the same new rows in many dossiers: one deed, undone at once. In slices, so that nothing waits for it. */
  'bulk.edit': channel(
    z.strictObject({
      dossiers: picked,
      set: z.array(z.strictObject({ concept: z.enum(['candidate', 'availability']), fields: someFieldValues })).max(2),
      add: z.array(z.strictObject({ concept: rowConcept, fields: someFieldValues })).max(5),
      job: z.string().max(60),
    }),
    bulkDone,
  ),
  'bulk.remove': channel(z.strictObject({ dossiers: picked, job: z.string().max(60) }), bulkDone),
  /** Dossiers that may be of one person, the most alike first; but for those of which it was said that they are not. */
  'duplicates.list': channel(
    nothing,
    z.object({
      total: count,
      pairs: z.array(z.object({ one: lookalike, other: lookalike, why: z.array(z.enum(LOOKS)) })),
    }),
  ),
  'duplicates.notSame': channel(z.strictObject({ one: id, other: id, isSame: z.boolean() }), z.null()),
  /**
   * What stands in free text already and seldom may: some dossiers at a time, so that whoever asks can say how far it is and stop. Begins at
   * `after: 0`; `next` is where it goes on.
   */
  'freeText.look': channel(
    z.strictObject({ after: count }),
    z.object({
      looked: count,
      total: count,
      next: count.nullable(),
      found: z.array(
        lookalike.pick({ dossier: true, initials: true, givenName: true, prefix: true, surname: true }).extend({
          concept,
          row: id,
          field: z.string(),
          sorts: z.array(z.enum(POINTED_SORTS)),
          excerpt,
        }),
      ),
    }),
  ),
  /**
   * What has a term of its own, the soonest over first: what may go (`due`), what is kept longer than its term (`held`), or what goes later. With `terms` as
   * it would be by those, so that whoever changes a term sees what it does before it is saved.
   */
  'retention.list': channel(
    z.strictObject({
      show: z.enum(['due', 'held', 'later']),
      rule: retentionRule.nullable(),
      terms: z.partialRecord(retentionRule, period.nullable()).nullable(),
      offset: count,
      limit: z.int().min(1).max(500),
    }),
    z.object({
      total: count,
      items: z.array(
        z.object({
          concept,
          row: id,
          dossier: id,
          whose: z.string().nullable(),
          about: z.string().nullable(),
          rule: retentionRule,
          begun: z.string(),
          lastDay: z.string().nullable(),
          isDue: z.boolean(),
          /** A legal hold, a restriction, or a scheme in the dossier that is kept longer. */
          held: z.enum(['legalHold', 'restriction', 'scheme']).nullable(),
        }),
      ),
      rules: z.array(
        z.object({
          rule: retentionRule,
          term: period.nullable(),
          isSet: z.boolean(),
          all: count,
          due: count,
          held: count,
        }),
      ),
    }),
  ),
  /** Without `term` the default again; null: kept until somebody decides. Refused where the office sets the terms. */
  'retention.setTerm': channel(z.strictObject({ rule: retentionRule, term: period.nullable().optional() }), z.null()),
  /** For good, without undo: what is due at that moment. */
  'retention.erase': channel(
    z.strictObject({
      items: z
        .array(z.strictObject({ concept, row: id }))
        .min(1)
        .max(MOST_PICKED),
      job: z.string().max(60),
    }),
    z.object({
      at: time,
      erased: z.array(z.object({ rule: retentionRule, term: period.nullable(), count })),
      /** Chosen, and not due any more, held, or gone already. */
      left: count,
      stopped: z.boolean(),
    }),
  ),
  /** Both beside each other: every answer of either, and what comes along. */
  'duplicates.look': channel(
    z.strictObject({ keep: id, other: id }),
    z.object({
      fields: z.array(
        z.object({ concept, field: z.string(), keep: fieldValue, other: fieldValue, differs: z.boolean() }),
      ),
      rows: z.array(z.object({ concept, keep: count, other: count, added: count })),
      documentsNotHere: count,
    }),
  ),
  /** What is in the one comes into the other; `choose` are the answers of the one that take the place of the other's. One deed. */
  'duplicates.merge': channel(
    z.strictObject({
      keep: id,
      other: id,
      choose: z
        .array(z.strictObject({ concept: z.enum(['candidate', 'availability']), field: z.string().max(60) }))
        .max(60),
      job: z.string().max(60),
    }),
    z.object({ group: z.string() }),
  ),
  'views.list': channel(nothing, z.array(view)),
  'views.save': channel(view, z.array(view)),
  'views.order': channel(z.strictObject({ ids: z.array(z.string().max(60)).max(50) }), z.array(view)),
  'views.remove': channel(z.strictObject({ id: z.string().max(60) }), z.array(view)),
  /** What was done last from the search box, the latest first: names of commands, nothing about a person. */
  'commands.recent': channel(nothing, z.array(commandName)),
  'commands.use': channel(z.strictObject({ command: commandName }), z.array(commandName)),
  'search.find': channel(
    z.strictObject({ words, limit: z.int().min(1).max(100) }),
    // `own`: rows of the adviser's own, which belong to no candidate.
    z.object({ hits: z.array(searchHit), more: z.boolean(), own: z.array(searchMatch) }),
  ),

  // One dossier. Opening is written in the audit log. The adviser's own dossier (the id of the adviser) opens as one whose candidate says nothing.
  'dossier.open': channel(z.strictObject({ dossier: id }), dossier),
  'dossier.edit': channel(
    z.strictObject({ dossier: dossierId, concept, row: z.string().max(60), fields: someFieldValues }),
    z.object({ group: z.string() }),
  ),
  'dossier.addRow': channel(
    z.strictObject({ dossier: id, concept: rowConcept, fields: someFieldValues }),
    z.object({ row: id, group: z.string() }),
  ),
  'dossier.removeRow': channel(
    z.strictObject({ dossier: id, concept: rowConcept, row: id }),
    z.object({ group: z.string() }),
  ),
  /** What is the adviser's own: the dossier in which tasks and appointments without a candidate stand, and outlines for what is written often. */
  'own.read': channel(nothing, z.object({ dossier: id, templates: z.array(rowSchema('template')) })),
  'dossier.remove': channel(z.strictObject({ dossier: id }), z.object({ group: z.string() })),
  /** Done, today; where it repeats the next one comes with it. One deed. */
  'tasks.finish': channel(
    z.strictObject({ dossier: id, row: id, today: day }),
    z.object({ group: z.string().nullable(), nextDueOn: z.string().nullable() }),
  ),
  /** What the day asks over the whole caseload: names and what is due. What was written at length is left out (null): no dossier was opened. */
  'today.read': channel(
    z.strictObject({ today: day, quietDays: z.int().min(1).max(1000) }),
    z.object({
      appointments: z.array(ofSomebody('appointment')),
      tasks: z.array(ofSomebody('task')),
      agreements: z.array(ofSomebody('agreement')),
      applications: z.array(ofSomebody('jobApplication')),
      followUps: z.array(z.object({ ...whose, row: rowSchema('placement'), months: count, dueOn: z.string() })),
      /** Plans that are to be looked at together. */
      evaluations: z.array(ofSomebody('actionPlan')),
      /** Moments to do so that stand among the steps of a plan. */
      evaluationSteps: z.array(ofSomebody('planStep')),
      /** Contact moments that were not finished. */
      concepts: z.array(ofSomebody('contactMoment')),
      changed: z.array(z.object({ ...whose, at: time, count })),
      /** Open requests by a right of a candidate that end within a week, or ended. */
      requests: z.array(ofSomebody('request')),
      /** Dossiers and rows that others removed lately and that are not back; of a row its name only where it may stay on a turned screen. */
      removed: z.array(removedEntry),
      quiet: z.object({
        total: count,
        candidates: z.array(z.object({ ...whose, lastContact: z.string().nullable() })),
      }),
      /** Dossiers that are restricted or shielded: nothing of them is in these lists. */
      frozen: count,
    }),
  ),
  /** Requests by a right of a candidate over all dossiers: those that are open, the one that ends first on top, or those that are closed, the latest on top. */
  'requests.list': channel(z.strictObject({ closed: z.boolean() }), z.array(ofSomebody('request'))),
  /**
   * Of a rectification: what was changed since it came in, and who received the former value when the dossier was handed over (AVG art. 19). Of a
   * restriction or an erasure: everybody who received something.
   */
  'requests.receivers': channel(
    z.strictObject({ dossier: id, request: id }),
    z.object({
      changed: z.array(z.object({ concept, row: z.string(), field: z.string(), now: fieldValue })),
      receivers: z.array(
        z.object({
          recipient,
          recipientName: z.string().nullable(),
          /** The last time. */
          at: time,
          fields: z.array(z.object({ concept, field: z.string() })),
          /** When a notice of this request was made for them; null as long as there is none. */
          toldAt: time.nullable(),
        }),
      ),
    }),
  ),
  'agenda.read': channel(z.strictObject({ from: day, until: day }), z.array(ofSomebody('appointment'))),
  /**
   * A client visit as one undoable deed: the contact moment (finished), what was agreed in it, tasks, the next appointment, and what was
   * ticked off. `draft` leaves with it. What was ticked off and is not in the dossier any more is counted as `gone`; the rest is written.
   */
  'visit.save': channel(
    z.strictObject({
      dossier: id,
      draft: z.string().max(300),
      today: day,
      moment: someFieldValues,
      agreements: z.array(someFieldValues).max(100),
      tasks: z.array(someFieldValues).max(100),
      steps: z.array(z.strictObject({ row: id, state: z.enum(STEP_STATES) })).max(500),
      settled: z.array(z.strictObject({ row: id, state: z.enum(AGREEMENT_STATES) })).max(500),
      finished: z.array(id).max(500),
      appointment: someFieldValues.nullable(),
      /** The appointment that this visit was. */
      held: id.nullable(),
    }),
    z.object({ moment: id, group: z.string(), gone: count }),
  ),
  /** Visits that were begun and not finished, the latest first; `date` and `time` are as they were typed. */
  /**
   * The laptop goes to the candidate: from now on nothing but the channels `candidateMode.…` answers, of this dossier alone, until `end`.
   * `pin` is for this time only; where the caseload has no passphrase it must be there.
   */
  'candidateMode.begin': channel(
    z.strictObject({
      dossier: id,
      tasks: z.array(handedTask).min(1).max(4),
      purposes: z.array(z.enum(CONSENT_PURPOSES)).max(CONSENT_PURPOSES.length),
      plan: id.nullable(),
      /**
       * The questionnaires that are filled in, after each other, each in its language; `row` goes on with a result that is not finished. What
       * comes out is shown to the candidate only where the adviser wants that.
       */
      fills: z
        .array(z.strictObject({ definition: packKey, language, row: id.nullable(), showsResult: z.boolean() }))
        .max(MOST_FILLED),
      pin: z
        .string()
        .regex(/^\d{4,8}$/)
        .nullable(),
    }),
    z.null(),
  ),
  'candidateMode.read': channel(
    z.strictObject({ language }),
    z.object({
      name: z.string(),
      tasks: z.array(handedTask),
      purposes: z.array(z.string()),
      hasPin: z.boolean(),
      own: z.array(z.object({ concept, row: z.string(), fields: z.record(z.string(), fieldValue) })),
      /** What was said and given since the laptop was handed over. */
      proposals: z.array(z.object({ about: z.string(), field: z.string(), value: z.string() })),
      given: z.array(z.string()),
      /** Consents that stand, since which day, where they were handed the laptop to consent: they may take them back here. */
      standing: z.array(
        z.object({
          purpose: z.enum(CONSENT_PURPOSES),
          givenOn: z.string().nullable(),
          /** Just now, on this screen. */
          isWithdrawn: z.boolean(),
        }),
      ),
      /** The groups of `own` that they said are right. */
      right: z.array(z.string()),
      plan: z.object({ text: z.string(), isSigned: z.boolean() }).nullable(),
      /** The privacy statement that holds, to read. */
      statement: statementVersion.nullable(),
      /** As they were chosen; one that is not on this laptop any more is null, so that each keeps its place. */
      fills: z.array(
        z
          .object({
            definition: definitionSchema,
            language,
            answers: givenAnswers,
            isFinished: z.boolean(),
            showsResult: z.boolean(),
            /** What came out; null until it is finished, and where it is not to be shown. */
            scores: z.record(z.string(), z.number()).nullable(),
          })
          .nullable(),
      ),
    }),
  ),
  /** All answers so far, kept as a draft with each that is given: nothing of the dossier changes until `finish` or until the adviser is back. */
  'candidateMode.answer': channel(z.strictObject({ at: handedFillAt, answers: givenAnswers }), z.null()),
  /** The questionnaire is done: it becomes a result of the candidate. */
  'candidateMode.finish': channel(z.strictObject({ at: handedFillAt, today: day }), z.null()),
  /** What should stand there instead; nothing takes it back. */
  'candidateMode.propose': channel(
    z.strictObject({ concept, row: id, field: z.string().max(60), value: z.string().max(8000), today: day }),
    z.null(),
  ),
  /** Groups of their own data that they looked over and that are right, or are not after all. One deed. */
  'candidateMode.right': channel(
    z.strictObject({ concepts: z.array(concept).min(1).max(30), isRight: z.boolean(), today: day }),
    z.null(),
  ),
  'candidateMode.consent': channel(
    z.strictObject({ purpose: z.enum(CONSENT_PURPOSES), signature, language, today: day }),
    z.null(),
  ),
  /** As easily as it was given: for any purpose that stands, and nothing is signed. */
  'candidateMode.withdraw': channel(z.strictObject({ purpose: z.enum(CONSENT_PURPOSES), today: day }), z.null()),
  'candidateMode.sign': channel(z.strictObject({ signature, today: day }), z.null()),
  'candidateMode.end': channel(
    z.discriminatedUnion('by', [
      z.strictObject({ by: z.literal('pin'), pin: z.string().max(8) }),
      z.strictObject({ by: z.literal('passphrase'), passphrase }),
      z.strictObject({ by: z.literal('recovery'), code: z.string().max(200) }),
    ]),
    z.null(),
  ),
  /** All that was said for a purpose and stands, with what rests on it. One deed. */
  'consent.withdraw': channel(
    z.strictObject({ dossier: id, purpose: z.enum(CONSENT_PURPOSES), today: day }),
    z.object({ group: z.string() }),
  ),
  /** What the candidate proposed is taken over, as it is or mended, or not. One deed. */
  'proposals.decide': channel(
    z.strictObject({ dossier: id, row: id, accept: z.boolean(), value: fieldValue, today: day }),
    z.object({ group: z.string() }),
  ),
  'visit.list': channel(
    nothing,
    z.array(
      z.object({
        dossier: z.string(),
        visit: z.string(),
        /** The dossier is on this laptop; otherwise only what was typed is. */
        isHere: z.boolean(),
        name: z.string(),
        kind: z.string(),
        date: z.string(),
        time: z.string(),
        subject: z.string(),
        savedAt: time,
      }),
    ),
  ),
  /** Numbers on the own caseload, without small cells: null is hidden. */
  'reports.read': channel(
    reportAsk,
    z.object({
      tables: z.array(
        z.object({
          name: z.enum(REPORT_TABLES),
          cells: z.array(z.object({ key: z.string(), count: count.nullable() })),
          total: count.nullable(),
        }),
      ),
    }),
  ),
  'reports.save': channel(reportAsk.extend({ language }), z.object({ saved: z.boolean() })),
  /** What a calendar file would bring: of the asked days, each event once. Nothing is kept of the file. */
  'calendar.look': channel(
    calendarFile,
    z.object({
      found: z.array(
        z.object({
          key: z.string(),
          subject: z.string().nullable(),
          date: z.string(),
          time: z.string().nullable(),
          minutes: z.number().nullable(),
          place: z.string().nullable(),
          repeats: z.boolean(),
          is: z.enum(['new', 'changed', 'cancelled', 'same']),
          /** Of what is there already: the candidate's name; null where it is the adviser's own. */
          whose: z.string().nullable(),
          differs: z.array(z.string()),
        }),
      ),
      problems: z.array(z.object({ line: count, reason: z.string() })),
      outside: count,
    }),
  ),
  /** What was chosen of it, in one deed; without a dossier it is the adviser's own. */
  'calendar.take': channel(
    calendarFile.extend({
      choices: z.array(z.strictObject({ key: z.string().max(400), dossier: id.nullable() })).max(5_000),
    }),
    z.object({ group: z.string(), added: count, changed: count }),
  ),
  /** The adviser's own appointments of these days as a file, or one of them: a line in the audit log. */
  'calendar.save': channel(
    z.strictObject({
      from: day,
      until: day,
      row: id.nullable(),
      names: z.enum(['none', 'initials', 'full']),
      language,
    }),
    z.object({ saved: z.boolean(), count }),
  ),
  'dossier.history': channel(
    z.strictObject({
      dossier: dossierId,
      concept: concept.optional(),
      row: z.string().max(60).optional(),
      field: z.string().max(60).optional(),
      offset: count,
      limit: z.int().min(1).max(200),
    }),
    z.object({ total: count, entries: z.array(historyEntry) }),
  ),
  /** The whole dossier on a moment, as this laptop showed it then; `dossier` is null where it was not there. Reading it is reading the dossier. */
  'dossier.asItWas': channel(
    z.strictObject({ dossier: id, at: time }),
    z.object({
      dossier: dossier.nullable(),
      /** When something changed in it, oldest first. */
      moments: z.array(time),
      /** Rows of which is not known here how they were then: they came from the office later, as a whole. */
      uncertain: count,
    }),
  ),
  /** Gives a row the answers again that it had at a moment, also where it was removed since; only some fields where they are named. One deed. */
  'dossier.putBack': channel(
    z.strictObject({
      dossier: id,
      concept,
      row: id,
      at: time,
      fields: z.array(z.string().max(60)).max(60).optional(),
    }),
    z.object({ group: z.string().nullable() }),
  ),
  /** What was removed in the last thirty days, newest first: of one dossier, or of all. */
  'removed.list': channel(
    z.strictObject({ dossier: id.nullable(), words, offset: count, limit: z.int().min(1).max(200) }),
    z.object({
      total: count,
      entries: z.array(removedEntry),
    }),
  ),
  /** Gives it back, a dossier with what went in the same deed. Undoable. */
  'removed.restore': channel(z.strictObject({ dossier: id, concept, row: id }), z.object({ group: z.string() })),
  'organisation.open': channel(
    nothing,
    z.object({ organisation: rowSchema('organisation').nullable(), adviser: rowSchema('adviser').nullable() }),
  ),
  'history.state': channel(
    nothing,
    z.object({
      undo: z.object({ group: z.string(), label: z.string(), dossier: z.string().nullable(), count }).nullable(),
      redo: z.object({ group: z.string(), label: z.string(), dossier: z.string().nullable(), count }).nullable(),
    }),
  ),
  /** A large deed is taken back in slices. Stopped, the rest is the next to be taken back; `null`: nobody looks how far it is. */
  'history.undo': channel(z.strictObject({ job: z.string().max(60) }).nullable(), takenBack),
  'history.redo': channel(z.strictObject({ job: z.string().max(60) }).nullable(), takenBack),
  /** Null while there is no reason to doubt the clock of this laptop. Nothing waits for it. */
  'clock.state': channel(
    nothing,
    z
      .object({
        way: z.enum(['behind', 'ahead']),
        byMs: count,
        /** The office says so; otherwise it was seen to jump. */
        isByOffice: z.boolean(),
      })
      .nullable(),
  ),
  /** Whoever looked at it does not hear it again, unless it jumps once more. */
  'clock.accept': channel(nothing, z.null()),
  'audit.list': channel(
    z.strictObject({ dossier: dossierId.optional(), offset: count, limit: z.int().min(1).max(200) }),
    z.object({
      total: count,
      entries: z.array(
        z.object({
          number: count,
          at: time,
          actor: z.string(),
          action: z.string(),
          dossier: z.string().nullable(),
          /** Of whom the dossier is; null where it is of nobody, or not on this laptop any more. */
          name: z.string().nullable(),
          detail: z.string(),
        }),
      ),
    }),
  ),

  // Documents: the row of each is in the dossier (concept `document`), so editing, removing and undo are as everywhere. Here is
  // what goes for their bytes.
  'documents.list': channel(z.strictObject({ dossier: dossierId }), z.array(documentFile)),
  /** What the organisation gives to all its laptops; their bytes are documents of the dossier `organisation`. */
  'referenceFiles.list': channel(nothing, z.array(rowSchema('referenceFile'))),
  /** The privacy statement (§9): every version that is here, which one holds, and whether the adviser still has to read it. */
  'statement.read': channel(
    nothing,
    z.object({
      /** The newest first. */
      statements: z.array(statementVersion),
      /** What the adviser agreed to on this laptop, and when. */
      agreed: z.array(z.object({ id: z.string(), at: time })),
      /** No office: the adviser writes their own. */
      isAlone: z.boolean(),
      holds: z.string().nullable(),
      isDue: z.boolean(),
      /** The one agreed to before, to mark what changed since. */
      before: z.string().nullable(),
    }),
  ),
  'statement.agree': channel(z.strictObject({ id }), z.null()),
  /** The adviser's own next version, on a laptop without an office. */
  'statement.write': channel(statementAsk, z.null()),
  /** Chosen in the dialog of the operating system; the window never knows a path. */
  'documents.choose': channel(
    nothing,
    z.object({
      files: z.array(z.object({ token: z.string(), name: z.string(), bytes: count })),
      /** What can not be taken, and why in a word that errors have. */
      refused: z.array(z.object({ name: z.string(), why: z.string() })),
    }),
  ),
  /** Dropped on the window: announced here, its bytes follow by `documents.piece` in order, sealed as they come. */
  'documents.offer': channel(
    z.strictObject({ dossier: id, name: z.string().min(1).max(255), bytes: z.int().min(0).max(LARGEST_FILE) }),
    z.object({ token: z.string() }),
  ),
  'documents.piece': channel(
    z.strictObject({
      token: z.string().max(60),
      bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.length <= FILE_PIECE),
    }),
    z.object({ received: count }),
  ),
  /** Seals what was chosen or dropped and writes its row: one undoable deed. Nothing is left when it is cancelled or fails. */
  'documents.add': channel(
    z.strictObject({
      dossier: id,
      token: z.string().max(60),
      job: z.string().max(60),
      /** What it belongs to, and the document of which this is a newer version. */
      about: z.string().max(80).optional(),
      replaces: id.optional(),
    }),
    z.object({ row: id, group: z.string() }),
  ),
  /** Forgets what was offered or chosen and not added. */
  'documents.discard': channel(z.strictObject({ token: z.string().max(60) }), z.null()),
  /** Bytes of a document that is here. Opening it is a line in the audit log. `total` is its whole length. */
  'documents.read': channel(
    z.strictObject({ row: id, offset: count, length: z.int().min(1).max(FILE_PIECE) }),
    z.object({ bytes: z.instanceof(Uint8Array), total: count, mediaType: z.string().nullable() }),
  ),
  /** The words in a document that is here, as far as they can be read; or why there are none. */
  'documents.text': channel(
    z.strictObject({ row: id }),
    z.object({ state: z.enum(['read', 'none', 'password', 'damaged', 'tooLarge']), text: z.string() }),
  ),
  /** The small picture of a document that this laptop keeps, and keeping one: the window draws it. Never of a confidential one. */
  'documents.thumbnail': channel(
    z.strictObject({ row: id }),
    z.object({ picture: z.instanceof(Uint8Array).nullable() }),
  ),
  'documents.keepThumbnail': channel(
    z.strictObject({ row: id, picture: z.instanceof(Uint8Array).refine((bytes) => bytes.length <= LARGEST_THUMBNAIL) }),
    z.null(),
  ),
  /** The same photo without where it was taken, in the place of the one that says it: one undoable deed. */
  'documents.removePlace': channel(z.strictObject({ row: id }), z.object({ row: id, group: z.string() })),
  /** Plain bytes where the adviser chooses: a line in the audit log with hash and length. */
  'documents.saveCopy': channel(
    z.strictObject({ row: id, job: z.string().max(60) }),
    z.object({ saved: z.boolean(), fileName: z.string() }),
  ),
  /** To be fetched from the office, before all else. Answers at once; how it goes is in the list. */
  'documents.fetch': channel(z.strictObject({ rows: z.array(id).min(1).max(500) }), z.null()),
  /** What is being fetched or sent stops; what came stays for when it is asked for again. */
  'documents.stop': channel(z.strictObject({ row: id }), z.null()),
  /** Keeps them here, or lets what the office has go from this laptop. */
  'documents.pin': channel(z.strictObject({ rows: z.array(id).min(1).max(500), pinned: z.boolean() }), z.null()),
  /** How much this laptop fetches and sends by itself in a day, in MB; null: no limit. What the adviser asks for always goes. */
  'documents.settings': channel(
    nothing,
    z.object({ dailyLimitMb: count.nullable(), movedTodayMb: count, hereMb: count, waiting: count }),
  ),
  'documents.setLimit': channel(z.strictObject({ dailyLimitMb: z.int().min(1).max(100_000).nullable() }), z.null()),

  // Questionnaires: ours, and packs that were taken in on this laptop. Results are rows of the dossier (concept `assessment`).
  'assessments.definitions': channel(
    nothing,
    z.array(z.object({ key: packKey, definition: definitionSchema, shipped: z.boolean(), addedAt: time.nullable() })),
  ),
  /** The competences that somebody gave themselves a score on, into the skills of the dossier: one deed. Those that are there by code are passed over. */
  'assessments.toSkills': channel(
    z.strictObject({ dossier: id, row: id, language }),
    z.object({ group: z.string().nullable(), added: count }),
  ),
  /** Chosen in the dialog of the operating system, read and checked; nothing is kept until it is added. */
  'assessmentPacks.choose': channel(
    nothing,
    z.object({
      found: z.array(z.object({ token: z.string(), definition: definitionSchema, isThere: z.boolean() })),
      problems: z.array(packProblem),
    }),
  ),
  /** Beside what is there: another language version of the same questionnaire joins it. */
  'assessmentPacks.add': channel(z.strictObject({ token: z.string().max(60) }), z.object({ key: packKey })),
  /** Results keep their scores. The token brings it back. */
  'assessmentPacks.remove': channel(z.strictObject({ key: packKey }), z.object({ token: z.string() })),

  /** The camera, for as long as the screen for taking a photo is open. Everything else stays refused to the window. */
  'documents.camera': channel(z.strictObject({ allow: z.boolean() }), z.null()),
  /** What a scanner put into its folder. The window knows names, never a path. */
  'scans.state': channel(
    nothing,
    z.object({
      folder: z.string().nullable(),
      /** False when the folder is not to be found: a stick that was pulled out, a network that is away. */
      isThere: z.boolean(),
      files: z.array(z.object({ token: z.string(), name: z.string(), bytes: count, changedAt: time })),
    }),
  ),
  /** Chosen in the dialog of the operating system. */
  'scans.choose': channel(nothing, z.object({ chosen: z.boolean() })),
  'scans.forget': channel(nothing, z.null()),
  /** To be added like a file that was chosen. */
  'scans.take': channel(
    z.strictObject({ token: z.string().max(60) }),
    z.object({ token: z.string(), name: z.string(), bytes: count }),
  ),
  /** Away from the folder, after it was put into a dossier. */
  'scans.remove': channel(z.strictObject({ token: z.string().max(60) }), z.null()),

  // What is being typed: kept encrypted with each key, back after a lock or a kill.
  'drafts.save': channel(z.strictObject({ key: z.string().max(300), body: z.string().max(100_000) }), z.null()),
  'drafts.list': channel(
    z.strictObject({ prefix: z.string().max(300) }),
    z.array(z.object({ key: z.string(), body: z.string(), savedAt: time })),
  ),
  'drafts.remove': channel(z.strictObject({ key: z.string().max(300) }), z.null()),

  // Taking in.
  'intake.choose': channel(nothing, z.array(z.object({ token: z.string(), name: z.string(), bytes: count }))),
  /**
   * For files dropped on the window: their bytes, since the window never knows a path. Or why there are none (a folder, a
   * file that went away): the problem is then told by its name, and the other files go on.
   */
  'intake.offer': channel(
    z.strictObject({
      name: z.string().max(255),
      bytes: z.union([z.instanceof(Uint8Array), z.enum(['notReadable', 'largerThanLimit'])]),
    }),
    z.object({ token: z.string(), name: z.string(), bytes: count }),
  ),
  'intake.read': channel(
    z.strictObject({
      tokens: z.array(z.string().max(60)).min(1).max(2_000),
      mapping: csvMapping.optional(),
      job: z.string().max(60),
    }),
    /** As little as can be said of any number of people: who they are is asked for as they come into sight. */
    z.object({
      plan: z.string(),
      found: count,
      /** Who look like somebody who is there, or who comes in earlier. */
      same: indexes,
      /** Of those, who is suggested to be added beside: another reference is another person. The rest is to merge. */
      beside: indexes,
      /** Of whom something was not understood. */
      notUnderstood: indexes,
      csv: z
        .object({
          columns: z.array(z.object({ header: z.string(), samples: z.array(z.string()) })),
          mapping: csvMapping,
        })
        .nullable(),
      problems: z.array(z.object({ type: z.string(), file: z.string(), place: z.string(), reason: z.string() })),
    }),
  ),
  /** Lines of the list, in the order that was asked for. */
  'intake.lines': channel(
    z.strictObject({ plan: planId, indexes: z.array(count).min(1).max(200) }),
    z.array(
      z.object({
        index: count,
        name: z.string(),
        place: z.string().nullable(),
        looksLike: z.string().nullable(),
      }),
    ),
  ),
  /** One who comes in: what comes, and what it would change in a dossier that is there. */
  'intake.look': channel(
    z.strictObject({ plan: planId, index: count }),
    z.object({
      index: count,
      file: z.string(),
      position: count,
      format: z.enum(INTAKE_FORMATS),
      name: z.string(),
      counts: z.array(z.object({ concept, rows: count })),
      same: z
        .object({
          /** An existing dossier, or an earlier one in the same plan. */
          dossier: z.string().nullable(),
          earlierIndex: count.nullable(),
          name: z.string(),
          why: z.enum(LOOKS),
          fills: z.array(z.object({ concept, field: z.string() })),
          adds: z.array(z.object({ concept, rows: count })),
          differs: z.array(z.object({ concept, field: z.string(), existing: fieldValue, incoming: fieldValue })),
        })
        .nullable(),
    }),
  ),
  /** What was not understood of one who comes in. */
  'intake.notUnderstood': channel(
    z.strictObject({ plan: planId, index: count, offset: count, limit: z.int().min(1).max(200) }),
    z.object({
      total: count,
      entries: z.array(z.object({ path: z.string(), value: z.string(), reason: z.string() })),
    }),
  ),
  'intake.apply': channel(
    z.strictObject({
      plan: planId,
      /** Of whom it is not as suggested. */
      decisions: z.array(z.strictObject({ index: count, decision: intakeDecision })).max(20_000),
      job: z.string().max(60),
    }),
    /** `frozen`: of those skipped, who would have been merged into a dossier that is restricted or shielded. */
    z.object({
      group: z.string(),
      added: count,
      merged: count,
      skipped: count,
      frozen: count,
      first: z.string().nullable(),
    }),
  ),
  'intake.discard': channel(z.strictObject({ plan: planId }), z.null()),

  // Lists of occupations, skills, places and regions: imported files that anybody may download.
  /** Names of which every word of what was typed is a part, the likeliest first. */
  'classification.suggest': channel(
    z.strictObject({
      kind: z.enum(['occupation', 'skill']),
      words: words,
      language,
      limit: z.int().min(1).max(50),
    }),
    z.object({
      from: z.enum(['pack', 'starter']),
      suggestions: z.array(
        z.object({
          code: z.string().nullable(),
          codeSystem: z.enum(CODE_SYSTEMS).nullable(),
          label: z.string(),
          /** The other name by which it was found. */
          matched: z.string().nullable(),
          /** Tells apart what is named alike: the group of an occupation. */
          hint: z.string().nullable(),
          type: z.enum(['skill', 'knowledge']).nullable(),
        }),
      ),
    }),
  ),
  /**
   * Occupations with the interests that they ask, for exploring with the candidate; never to rank anybody. Scores from 0 to 100 (O*NET's 1 to 7).
   * With a profile those that follow its shape most come first; without one they come by name.
   */
  'classification.explore': channel(
    z.strictObject({ profile: interestScores.nullable(), language, limit: z.int().min(1).max(5_000) }),
    z.object({
      /** Lists that must be imported first; then there are no occupations. */
      missing: z.array(z.enum(PACK_KINDS)),
      occupations: z.array(
        z.object({
          code: z.string(),
          codeSystem: z.literal('esco'),
          label: z.string(),
          isco: z.string().nullable(),
          /** What its ISCO group is called. */
          group: z.string().nullable(),
          scores: interestScores,
          /** How much the profile has its shape, from -1 to 1 (Pearson); null without a profile or for a flat one. */
          likeness: z.number().nullable(),
        }),
      ),
    }),
  ),
  /** What the list knows of an occupation: the skills that belong to it. */
  'classification.skillsOf': channel(
    z.strictObject({ code: z.string().max(120), language }),
    z.object({
      label: z.string().nullable(),
      skills: z.array(
        z.object({
          code: z.string(),
          label: z.string(),
          essential: z.boolean(),
          type: z.enum(['skill', 'knowledge']).nullable(),
        }),
      ),
    }),
  ),
  /** Skills of the list into a dossier, as one deed. Those that it has by code are passed over. */
  'classification.addSkills': channel(
    z.strictObject({ dossier: id, codes: z.array(z.string().max(120)).min(1).max(200), language }),
    z.object({ group: z.string(), added: count }),
  ),
  /** What a postcode says: its municipality and labour-market region, and where it is; null where no list knows it. */
  'classification.place': channel(
    z.strictObject({ postcode: z.string().max(12) }),
    z
      .object({ municipality: z.string().nullable(), region: z.string().nullable(), lat: z.number(), lon: z.number() })
      .nullable(),
  ),
  'packs.list': channel(nothing, z.array(pack)),
  /** Chosen in the dialog of the operating system; the window never knows a path. */
  'packs.choose': channel(nothing, z.array(z.object({ token: z.string(), name: z.string(), bytes: count }))),
  /** A file that the organisation gave to all its laptops, instead of one that is chosen. */
  'packs.fromOffice': channel(
    z.strictObject({ row: id }),
    z.object({ token: z.string(), name: z.string(), bytes: count }),
  ),
  /** Reads and checks, and writes nothing. What a line says wrong is passed over; with a file that can not be taken nothing is. */
  'packs.read': channel(
    z.strictObject({ tokens: z.array(z.string().max(60)).min(1).max(200), job: z.string().max(60) }),
    z.object({
      plan: z.string(),
      /** Nothing in it may be imported while a file can not be taken. */
      ready: z.boolean(),
      packs: z.array(
        z.object({
          ...pack.omit({ importedAt: true }).shape,
          files: z.array(z.string()),
          /** The one whose place it takes. */
          replaces: pack.nullable(),
        }),
      ),
      problems: z.array(
        z.object({
          file: z.string(),
          reason: z.enum([...FILE_REASONS, ...LINE_REASONS]),
          count,
          lines: z.array(z.object({ line: count, detail: z.string() })),
        }),
      ),
    }),
  ),
  /** The former list stays in use until the new one is there whole. */
  'packs.import': channel(
    z.strictObject({ plan: z.string().max(60), job: z.string().max(60) }),
    z.object({ packs: z.array(pack), changes: count }),
  ),
  'packs.discard': channel(z.strictObject({ plan: z.string().max(60) }), z.null()),
  /** Answers in dossiers keep their text and their code. */
  'packs.remove': channel(z.strictObject({ kind: z.enum(PACK_KINDS) }), z.null()),
  /** Answers in dossiers that have a code of this list. */
  'packs.uses': channel(z.strictObject({ kind: z.enum(PACK_KINDS) }), z.object({ rows: count, dossiers: count })),
  /** Codes in the dossiers that the list in use does not have, or names otherwise. */
  'packs.changes': channel(z.strictObject({ language }), z.array(codeChange)),
  /** Brings these codes, and names that were taken over word for word, to the list in use: one deed. */
  'packs.follow': channel(
    z.strictObject({ codes: z.array(z.string().max(120)).min(1).max(5_000), language }),
    z.object({ group: z.string(), changed: count }),
  ),

  // The organisation's server.
  'sync.state': channel(nothing, syncState),
  /** Lets this laptop in with the code of an invitation. What is on it already goes to the office afterwards. */
  'sync.connect': channel(
    z.strictObject({
      address: z.string().max(300),
      code: z.string().max(60),
      /** What people call this laptop. */
      name: z.string().min(1).max(80),
      /** A PEM of the organisation's own certificate authority. */
      authority: authority.nullable().optional(),
    }),
    z.object({ person: z.string() }),
  ),
  /**
   * Lets this laptop in with the account of the organisation: its browser opens, and this answers when it came back. Cancelled like every job.
   */
  'sync.signIn': channel(
    z.strictObject({
      address: z.string().max(300),
      name: z.string().min(1).max(80),
      authority: authority.nullable().optional(),
      job: z.string().max(60),
    }),
    z.object({ person: z.string() }),
  ),
  'sync.trust': channel(z.strictObject({ authority: authority.nullable() }), z.null()),
  /** Now, without waiting for its time. Answers at once; how it goes is in the state. */
  'sync.now': channel(nothing, z.null()),
  /** Of this laptop: its line costs money, so that as little as can be goes over it. */
  'sync.meter': channel(z.strictObject({ metered: z.boolean() }), z.null()),
  /** What the system tells the window of the line it has now. */
  'sync.line': channel(z.strictObject({ metered: z.boolean() }), z.null()),
  'sync.pause': channel(z.strictObject({ paused: z.boolean() }), z.null()),
  /** Fields of which two values stand, newest first: of one dossier, or of all. */
  'conflicts.list': channel(z.strictObject({ dossier: id.nullable() }), z.array(conflict)),
  /** What is to stand from now on. `sees` are the operations that were shown: what came in since is not touched. Undoable. */
  'conflicts.settle': channel(
    z.strictObject({
      concept,
      row: dossierId,
      dossier: dossierId,
      field: z.string().max(60),
      sees: z.array(z.string().max(60)).min(1).max(100),
      value: fieldValue,
    }),
    z.object({ group: z.string() }),
  ),
  /** Keeps both: what is not shown becomes a row of its own, where the concept may have several. */
  'conflicts.keepBoth': channel(
    z.strictObject({ concept, row: dossierId, dossier: dossierId, sees: z.array(z.string().max(60)).min(1).max(100) }),
    z.object({ group: z.string() }),
  ),
  /** What waits to be taken over: of one dossier, or of all. */
  'waiting.list': channel(z.strictObject({ dossier: id.nullable() }), z.array(waiting)),
  /** Kept here until the office hears of it; for some seconds it can be taken back. */
  'waiting.decide': channel(
    z.strictObject({ operations: z.array(id).min(1).max(MOST_WAITING), decision: z.enum(DECISIONS) }),
    z.null(),
  ),
  'waiting.undecide': channel(z.strictObject({ operations: z.array(id).min(1).max(MOST_WAITING) }), z.null()),
  /** What the office did not take of what was written here, the newest first. */
  'aside.list': channel(nothing, z.array(aside)),
  /** As new work, with what was mended in it. */
  'aside.sayAgain': channel(
    z.strictObject({ operation: z.string().max(60), fields: someFieldValues }),
    z.object({ group: z.string() }),
  ),
  'aside.putAway': channel(z.strictObject({ operations: z.array(z.string().max(60)).min(1).max(500) }), z.null()),
  'aside.bringBack': channel(z.strictObject({ operations: z.array(z.string().max(60)).min(1).max(500) }), z.null()),
  'notices.list': channel(nothing, z.array(notice)),
  'notices.seen': channel(z.strictObject({ numbers: z.array(z.int().positive()).max(500) }), z.null()),
  'jobs.cancel': channel(z.strictObject({ job: z.string().max(60) }), z.null()),

  // Letters.
  /** A letter with its fields filled in as far as can be; what could not be filled in keeps its braces. */
  'letters.fill': channel(
    letter,
    z.object({
      subject: z.string(),
      text: z.string(),
      unknown: fieldNamesIn,
      withheld: fieldNamesIn,
      empty: fieldNamesIn,
      /** Every field, and what it says for this dossier. */
      fields: z.array(letterField),
    }),
  ),
  'letters.preview': channel(letter, z.object({ body: z.string(), fileName: z.string() })),
  /** Looked at again before it is saved, like what is handed over. Kept in the dossier as one deed, with its contact moment. */
  'letters.save': channel(
    letter
      .extend({
        format: z.enum(['pdf', 'docx']),
        keep: z.boolean(),
        contactMoment: z.boolean(),
      })
      // Only Word can draw a Word template.
      .refine(({ template, format: as }) => template === undefined || as === 'docx'),
    z.object({
      saved: z.boolean(),
      fileName: z.string(),
      sha256: z.string(),
      pages: count.nullable(),
      kept: z.boolean(),
    }),
  ),
  /** One letter to many candidates: one Word document with a sheet for each, or a zip with a file for each. */
  'letters.merge': channel(
    z
      .strictObject({
        dossiers: z.array(id).min(1).max(1000),
        language,
        subject: z.string().max(200),
        text: z.string().max(20_000),
        template: id.optional(),
        /** Of a Word template: a field without an answer is left out. Otherwise whoever misses one gets no letter, and is told. */
        leaveOut: z.boolean().optional(),
        form: z.enum(['docx', 'zip']),
        keep: z.boolean(),
        job: z.string().max(60),
      })
      .refine(({ template, text }) => template !== undefined || text !== ''),
    z.object({
      saved: z.boolean(),
      fileName: z.string(),
      made: count,
      failed: z.array(
        z.object({
          dossier: z.string(),
          name: z.string(),
          /** `frozen`: restricted or shielded, and without a name; `objects`: they want no letters to many at once. */
          why: z.enum(['empty', 'unknown', 'withheld', 'notFound', 'frozen', 'objects']),
          fields: fieldNamesIn,
        }),
      ),
      /** In whose letters a field was left out. */
      leftOut: z.array(z.object({ dossier: z.string(), name: z.string(), fields: fieldNamesIn })),
    }),
  ),

  // Word files of the organisation as templates for letters: documents of the adviser's own dossier, renamed and removed as those are, and templates among the files
  // of the office.
  'wordTemplates.list': channel(
    nothing,
    z.array(
      z.object({
        row: id,
        name: z.string(),
        changedAt: time,
        /** Given to everybody by the office, and changed there. */
        office: z.boolean(),
        /** Not yet fetched from the office, or lost and to be fetched again. */
        state: z.enum(['here', 'away', 'damaged']),
      }),
    ),
  ),
  'wordTemplates.look': channel(z.strictObject({ row: id }), templateLook),
  /** Chosen in the dialog of the operating system; null: none was. Read and looked at; nothing is kept until it is asked for. */
  'wordTemplates.choose': channel(nothing, templateLook.extend({ token: z.string(), name: z.string() }).nullable()),
  /** Dropped on the window. */
  'wordTemplates.offer': channel(
    z.strictObject({
      name: z.string().max(255),
      bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.length <= LARGEST_TEMPLATE),
    }),
    templateLook.extend({ token: z.string(), name: z.string() }),
  ),
  'wordTemplates.discard': channel(z.strictObject({ token: z.string().max(60) }), z.null()),
  /** One undoable deed. In the place of another it has that one's name. */
  'wordTemplates.keep': channel(
    z.strictObject({ token: z.string().max(60), name: z.string().max(200), replaces: id.nullable() }),
    z.object({ row: id, group: z.string() }),
  ),

  // Handing over.
  // Access and portability (AVG art. 15 and 20). Looking at it is reading the dossier; giving it is an export to the candidate.
  /** What an adviser may want to leave out: notes apart, names of others, documents, and everything that was written freely. */
  'access.parts': channel(
    z.strictObject({ dossier: id }),
    z.object({
      parts: z.array(
        z.object({
          concept,
          row: z.string(),
          field: z.string().nullable(),
          sort: z.enum(['note', 'name', 'document', 'text']),
          /** What the row is called, and its day. */
          about: z.string().nullable(),
          date: z.string().nullable(),
          excerpt: z.string(),
        }),
      ),
    }),
  ),
  /** Exactly what is saved. */
  'access.preview': channel(
    z.strictObject(accessAsk).refine(isFormOf),
    z.object({
      body: z.string(),
      fileName: z.string(),
      leftOut: z.object({ parts: count, names: count }),
      documents: z.object({ along: count, notHere: count }),
      /** What this form has no place for. */
      unsaid: z.array(z.object({ concept, field: z.string() })),
    }),
  ),
  'access.save': channel(
    z
      .strictObject({
        ...accessAsk,
        /** Only for `zip`; without it the zip has no lock. */
        password: z
          .string()
          .max(200)
          .regex(/^[ -~]*$/)
          .optional(),
        job: z.string().max(60),
      })
      .refine(isFormOf),
    z.object({ saved: z.boolean(), fileName: z.string(), sha256: z.string(), pages: count.nullable(), bytes: count }),
  ),

  'handover.preview': channel(
    handover,
    z.object({
      /** The page itself for PDF (shown in a frame without scripts), the file's text for data. */
      body: z.string(),
      fileName: z.string(),
      leftOut: z.array(
        z.object({ concept, fields: z.array(z.string()), rows: count, category: z.string(), sensitive: z.boolean() }),
      ),
      unsaid: z.array(z.object({ concept, field: z.string() })),
    }),
  ),
  'handover.save': channel(
    handoverSave,
    z.object({
      saved: z.boolean(),
      fileName: z.string(),
      sha256: z.string(),
      pages: count.nullable(),
      /** Looked at again before it was saved: how many withheld answers were looked for, and not found. Null when nothing was saved. */
      checked: z.object({ lookedFor: count }).nullable(),
    }),
  ),
} as const;

export type Contract = typeof contract;
export type Channel = keyof Contract;
export type Ask<C extends Channel> = z.input<Contract[C]['input']>;
export type Answer<C extends Channel> = z.output<Contract[C]['output']>;

export const CHANNELS = Object.keys(contract) as Channel[];

/** What the window may hear. */
export const event = z.discriminatedUnion('type', [
  z.object({ type: z.literal('vault.changed') }),
  z.object({ type: z.literal('dossier.changed'), dossier: z.string() }),
  z.object({ type: z.literal('candidates.changed') }),
  /** Where sync stands is different, or there is a new notice. */
  z.object({ type: z.literal('sync.changed') }),
  /** A list was imported or removed. */
  z.object({ type: z.literal('packs.changed') }),
  z.object({ type: z.literal('clock.changed') }),
  /** The bytes of documents in this dossier moved, came or went. */
  z.object({ type: z.literal('documents.changed'), dossier: z.string() }),
  /** Something else lies in the folder of the scanner. */
  z.object({ type: z.literal('scans.changed') }),
  z.object({ type: z.literal('job.progress'), job: z.string(), phase: z.string(), done: count, total: count }),
  /** A command from the menu or its accelerator. */
  z.object({
    type: z.literal('menu.command'),
    command: z.enum(['search', 'shortcuts', 'undo', 'redo', 'lock', 'newCandidate', 'import', 'settings', 'print']),
  }),
]);
export type Event = z.infer<typeof event>;

/** An error of any channel: besides its own, each can answer BadInput, Locked, UnknownChannel and Unexpected. */
export const failure = z.looseObject({ type: z.string() });
