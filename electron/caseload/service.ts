/**
 * What the caseload worker does for each channel of the contract. Inputs are parsed here; every write is in a
 * transaction; every opening of a dossier is in the audit log.
 */
import type { z } from 'zod';
import { contract, type Ask, type Channel, type Event } from '../../core/contract/contract.ts';
import { FILE_PIECE } from '../../core/contract/file-piece.ts';
import { err, ok, type Result } from '../../core/domain/result.ts';
import { paperFontCss } from '../exchange/paper/paper-font.ts';
import { createPreferences, preferencesFile } from '../preferences.ts';
import type { PassphraseCost } from '../vault/envelope.ts';
import { createSyncSession } from '../sync/session.ts';
import type { Keychain } from '../vault/keychain.ts';
import { wipe as wipeKey } from '../vault/slots.ts';
import { createAssessments } from './assessments.ts';
import { bringAsideBack, listAside, putAsideAway, sayAgain } from './aside.ts';
import { putBack, readAsItWas } from './as-it-was.ts';
import { appendAudit, listAudit } from './audit.ts';
import { createPacks, type Packs } from './classification/packs.ts';
import { watchClock, type Clock } from './clock.ts';
import { bulkEdit, bulkRemove, type Bulk } from './bulk.ts';
import { candidateIds, countCandidates, facets, listCandidates, waitingForServer } from './candidates.ts';
import {
  addCandidate,
  addRow,
  checkFields,
  editRow,
  readDossier,
  readOwnDossier,
  readTemplates,
  removeRow,
} from './dossier.ts';
import { withdrawConsent } from './consent.ts';
import { keepBoth, listConflicts, nameOfCandidate, settle } from './conflicts.ts';
import type { GivingAccess } from './access.ts';
import type { Handing } from './handover.ts';
import {
  beginHandedOver,
  decideProposal,
  endHandedOver,
  giveConsent,
  handedOverNow,
  propose,
  readHandedOver,
  sayRight,
  signPlan,
  takeConsentBack,
  tryPin,
  WHILE_HANDED_OVER,
  type HandedOver,
} from './handed-over.ts';
import { infoOf } from './gate.ts';
import { finishFill, keepAnswers } from './handed-questionnaire.ts';
import { historyState, listHistory, takeBack, type Direction } from './history.ts';
import { bringFiles, bringLate } from './late.ts';
import { endedLease, seeTime } from './lease.ts';
import { createDocumentTexts, type DocumentTexts } from './document-texts.ts';
import { createDocuments, tried, type Documents } from './documents.ts';
import type { WordTemplates } from './word-templates.ts';
import { lookAtFreeText } from './free-text.ts';
import { listDuplicates, lookAtPair, mergePair, sayNotSame } from './duplicates.ts';
import type { RecordedLetter } from './letters.ts';
import { createIntake } from './intake.ts';
import { makeBackup } from './backup.ts';
import { composeList, recordList, type ComposedList } from './list-export.ts';
import { localDay } from '../../core/guidance/calendar.ts';
import { FrozenDossier, isFrozen, refused, type NotTo, type Refused } from './limits.ts';
import { listNotices, seeNotices } from './notices.ts';
import { closedRequests, openRequests, receiversOf } from './requests.ts';
import { officeSettingsOf, strictestMinutes } from './office-settings.ts';
import { agreeTo, readStatements, statementToRead, writeOwnStatement } from './statements.ts';
import { listRemoved, restoreRemoved } from './removed.ts';
import { eraseDue, listRetention, setTerm, termsOf } from './retention.ts';
import { writeOutside } from './outside.ts';
import { composeReport, readReport } from './reports.ts';
import { toRow, type StoredRow } from './rows.ts';
import { createScans, type Scans } from './scans.ts';
import { search, searchOwn } from './search.ts';
import { databaseError, type Database, type Reader } from './database.ts';
import { createSpace, DEMO_COST, DEMO_PASSPHRASE, type OpenCaseload, type Space } from './space.ts';
import { countDrafts, listDrafts, readSetting, removeDraft, saveDraft, writeSetting } from './stores.ts';
import { finishTask } from './tasks.ts';
import { readAgenda, readToday } from './today.ts';
import { verifyCaseload } from './verify.ts';
import { listVisits, saveVisit } from './visit.ts';
import { decideWaiting, listWaiting, undecideWaiting, UNDO_MS } from './waiting.ts';
import { write, type Author } from './write.ts';

/** What takes long to read and only some days need: read when it is asked for first, so that the lock is there sooner. */
const LATER = {
  access: () => import('./access.ts'),
  calendar: () => import('./calendar.ts'),
  demo: () => import('./demo.ts'),
  handover: () => import('./handover.ts'),
  letters: () => import('./letters.ts'),
  wordTemplates: () => import('./word-templates.ts'),
};

export type Failure = { readonly type: string };
export type AnyResult = Result<unknown, Failure>;

/** What a long piece of work may do besides its work: say how far it is, and hear that it must stop. */
export type Job = { progress(phase: string, done: number, total: number): void; cancelled(): boolean };

export type ServiceOptions = {
  readonly dir: string;
  readonly demoDir: string;
  readonly demo: boolean;
  readonly host: 'electron' | 'preview' | 'test';
  readonly version: string;
  readonly migrationsDir: string;
  /** Holds the letters that a dossier on paper is printed in. */
  readonly paperFontDir: string;
  /** Holds our own questionnaires. */
  readonly questionnairesDir: string;
  readonly keychain: Keychain;
  readonly now: () => number;
  /** A stopwatch that goes on whatever the clock does, in milliseconds; the machine's own where it is not said. */
  readonly steady?: () => number;
  readonly newId: () => string;
  readonly random: (bytes: number) => Uint8Array;
  readonly emit: (event: Event) => void;
  /** Nothing goes to the office or comes from it: whoever types a command asked for that command. */
  readonly offline?: boolean;
  /** Told of what should never happen outside an answer. */
  readonly unexpected?: (error: unknown) => void;
  /** What a new passphrase costs to try; the vault's own where it is not said. */
  readonly passphraseCost?: PassphraseCost;
  readonly reached?: (point: string) => void;
};

/** Asked by the desktop itself, never by the window: they carry paths and bytes that a window must not choose. */
export type InternalAsk = {
  'intake.openPath': { path: string };
  'access.compose': Ask<'access.preview'>;
  'access.record': GivingAccess & { readonly job: string };
  'handover.compose': Ask<'handover.preview'>;
  'handover.record': Handing & { readonly job?: string };
  'list.compose': Ask<'candidates.exportList'>;
  'list.record': { ask: Ask<'candidates.exportList'>; composed: ComposedList; path: string };
  'calendar.compose': Ask<'calendar.save'>;
  'reports.compose': Ask<'reports.save'>;
  'outside.write': { path: string; text: string; audit: { action: string; detail: Record<string, unknown> } };
  'letters.compose': Ask<'letters.preview'>;
  'wordTemplates.openPath': { path: string };
  'letters.record': RecordedLetter;
  'letters.mergeTo': { ask: Ask<'letters.merge'>; path: string; job: string };
  'letters.mergeName': Pick<Ask<'letters.merge'>, 'language' | 'form'>;
  'caseload.backupTo': { path: string };
  'sync.beginSignIn': Omit<Ask<'sync.signIn'>, 'job'>;
  'sync.finishSignIn': { job: string };
  'assessmentPacks.openPaths': { paths: readonly string[] };
  'documents.openPath': { path: string };
  'packs.openPath': { path: string };
  'scans.chooseFolder': { path: string };
  'documents.copyName': { row: string };
  'documents.copyTo': { row: string; path: string; job: string };
  'vault.wayOutWith': { way: Ask<'vault.wayOut'>['way']; path: string | null };
  'caseload.generate': { candidates: number; seed: number; language: 'nl' | 'en' };
};
export type InternalChannel = keyof InternalAsk;

/** Channels that the desktop composes of internal ones, because they need the operating system. */
export type Composite =
  | 'intake.choose'
  | 'documents.choose'
  | 'documents.camera'
  | 'scans.choose'
  | 'packs.choose'
  | 'assessmentPacks.choose'
  | 'documents.saveCopy'
  | 'sync.signIn'
  | 'access.save'
  | 'handover.save'
  | 'candidates.exportList'
  | 'calendar.save'
  | 'reports.save'
  | 'letters.save'
  | 'letters.merge'
  | 'wordTemplates.choose'
  | 'caseload.backup'
  | 'vault.wayOut'
  | 'jobs.cancel';
type Handlers = {
  [C in Exclude<Channel, Composite>]: (
    input: z.output<(typeof contract)[C]['input']>,
    job: Job,
  ) => Promise<AnyResult> | AnyResult;
};
type InternalHandlers = {
  [C in InternalChannel]: (input: InternalAsk[C], job: Job) => Promise<AnyResult> | AnyResult;
};

const viewsSchema = contract['views.list'].output;
const recentSchema = contract['commands.recent'].output;
const COMMANDS = 'commands';
const MOST_RECENT = 12;

export function createService(options: ServiceOptions) {
  const preferences = createPreferences(preferencesFile(options.dir));
  const makeSpace = (demo: boolean): Space =>
    createSpace({ ...options, ...(demo ? { dir: options.demoDir, passphraseCost: DEMO_COST } : {}), demo });
  let space = makeSpace(options.demo);
  const sync = createSyncSession({
    ...options,
    changed: (dossiers) => {
      const here = space.current();
      const brought = here ? bringLate(here, dossiers) : [];
      for (const dossier of [...dossiers, ...brought]) come.add(dossier);
      if (brought.length > 0) sync.written();
      fetchLate();
      telling ??= setTimeout(tellCome, TOGETHER_MS).unref();
    },
    moved: (dossier) => {
      options.emit({ type: 'documents.changed', dossier });
      fetchLate();
    },
    told: () => {
      options.emit({ type: 'sync.changed' });
      const caseload = space.current();
      if (caseload) lockSooner(caseload);
      if (!leaseEnded || !caseload || endedLease(caseload.db, options.now())) return;
      leaseEnded = null;
      vaultChanged();
    },
    wiped: () => void wipe(),
    clockOff: (off) => clock?.heard(off),
    trouble: (error) => {
      options.unexpected?.(error);
      return databaseError(error)?.type === 'DiskFull' ? 'diskFull' : 'unexpected';
    },
  });
  /** Dossiers of which something came in, told together: a first sync brings thousands, of which the window shows one. */
  const come = new Set<string>();
  let telling: NodeJS.Timeout | null = null;
  function tellCome(): void {
    telling = null;
    for (const dossier of come) {
      if (come.size <= MOST_TOLD || dossier === reading?.dossier || dossier === 'organisation')
        options.emit({ type: 'dossier.changed', dossier });
    }
    come.clear();
    options.emit({ type: 'candidates.changed' });
  }
  let documents: Documents | null = null;
  let clock: Clock | null = null;
  let packs: Packs | null = null;
  let texts: DocumentTexts | null = null;
  let templates: WordTemplates | null = null;
  let scans: Scans | null = null;
  let tidying: Promise<unknown> = Promise.resolve();
  /** Files of late documents (late.ts): one time after the other, and once more where something came meanwhile. */
  let fetchingLate: Promise<void> | null = null;
  let isMoreLate = false;
  function fetchLate(): void {
    isMoreLate = true;
    fetchingLate ??= bringAllLate()
      .catch((error: unknown) => {
        // A full disk: what waits is tried again with whatever comes next.
        if (!databaseError(error)) options.unexpected?.(error);
      })
      .finally(() => {
        fetchingLate = null;
      });
  }
  async function bringAllLate(): Promise<void> {
    await tidying;
    while (isMoreLate) {
      isMoreLate = false;
      const [caseload, kept] = [space.current(), documents];
      if (!caseload || !kept) return;
      const { dossiers, wanted } = await bringFiles(
        { ...caseload, documents: kept },
        { cancelled: () => documents !== kept },
      );
      if (documents !== kept) return;
      if (dossiers.length > 0) changed(dossiers);
      for (const dossier of dossiers) moved(dossier);
      if (wanted) sync.now();
    }
  }
  /** Too long without the office, seen when the caseload was opened: nobody who is writing is interrupted. */
  let leaseEnded: ReturnType<typeof endedLease> = null;
  /** The organisation wants a passphrase and there is none. Seen when the caseload is opened, for the same reason. */
  let passphraseDue = false;
  const wants = () => {
    const caseload = space.current();
    return caseload && !space.demo ? officeSettingsOf(caseload.db) : {};
  };
  async function requirePassphrase(): Promise<void> {
    const state = await space.state();
    const key = space.key();
    const isRequired = wants().passphraseRequired === true;
    passphraseDue = isRequired && state.type === 'open' && !state.hasPassphrase;
    if (!isRequired || passphraseDue || state.type !== 'open' || !state.usesKeychain || !key) return;
    const removed = await space.vault.removeKeychain(key);
    if (removed.ok) audited('vault.keychainOff');
  }
  /** The minutes stand in a plain file, which the lock reads: the stricter ones hold from now on, also before the next unlock. */
  function lockSooner({ db }: OpenCaseload): void {
    const wanted = officeSettingsOf(db);
    if (space.demo || wanted.idleMinutes === undefined) return;
    const { idleMinutes } = preferences.read();
    const strictest = strictestMinutes(idleMinutes, wanted);
    if (strictest === idleMinutes) return;
    preferences.write({ idleMinutes: strictest });
    vaultChanged();
  }
  /** Sync begins with a caseload that opens, and ends before it closes. */
  const unlocked = <T>(result: Result<T, Failure>): Result<T, Failure> => {
    const caseload = space.current();
    if (result.ok && caseload) {
      seeTime(caseload.db, options.now());
      leaseEnded = endedLease(caseload.db, options.now());
      clock = watchClock(caseload.db, {
        now: options.now,
        steady: options.steady ?? (() => performance.now()),
        told: () => options.emit({ type: 'clock.changed' }),
      });
      documents = createDocuments(caseload, options.reached);
      packs = createPacks(caseload);
      tidying = documents.tidy().catch((error: unknown) => options.unexpected?.(error));
      texts = createDocumentTexts(caseload.db, documents, {
        found: (dossier) => moved(dossier),
        trouble: (error) => options.unexpected?.(error),
      });
      scans = createScans(caseload.db, options.newId, () => options.emit({ type: 'scans.changed' }));
      if (!options.offline) sync.open(caseload, documents);
      fetchLate();
    }
    return result;
  };
  const lock = async (why: string): Promise<void> => {
    const closing = documents;
    documents = null;
    clock = null;
    const closingPacks = packs;
    packs = null;
    const reading = texts;
    texts = null;
    templates = null;
    const scanning = scans;
    scans = null;
    await sync.close();
    await tidying;
    await fetchingLate;
    await reading?.close();
    await scanning?.close();
    await closing?.close();
    await closingPacks?.close();
    listedAt.clear();
    refusedAt.clear();
    passphraseDue = false;
    await space.lock(why);
  };
  /** The organisation takes everything off this laptop: the keys first. */
  const wipe = async (): Promise<void> => {
    await lock('wiped');
    space.destroy();
    vaultChanged();
  };

  const vaultChanged = (): void => options.emit({ type: 'vault.changed' });
  const isStill = (caseload: OpenCaseload): boolean => space.current() === caseload;
  const changed = (dossiers: Iterable<string>): void => {
    const all = new Set(dossiers);
    for (const dossier of all)
      if (all.size <= MOST_TOLD || dossier === reading?.dossier || dossier === 'organisation')
        options.emit({ type: 'dossier.changed', dossier });
    options.emit({ type: 'candidates.changed' });
    sync.written();
  };
  const tell = <T extends { dossiers: string[] }>({ dossiers, ...rest }: T): Omit<T, 'dossiers'> => {
    changed(dossiers);
    return rest;
  };
  const unlockedOnly = async <T>(
    work: (caseload: OpenCaseload) => Result<T, Failure> | Promise<Result<T, Failure>>,
  ): Promise<Result<T, Failure>> => {
    const caseload = space.current();
    return caseload ? work(caseload) : err({ type: 'Locked' });
  };
  const opened: typeof unlockedOnly = (work) =>
    unlockedOnly((caseload) => {
      if (leaseEnded) return err({ type: 'LeaseEnded' });
      return passphraseDue ? err({ type: 'PassphraseDue' }) : work(caseload);
    });
  const isAlone = (): boolean => sync.state().type !== 'connected';
  const isHandedOver = (): boolean => {
    const caseload = space.current();
    return caseload !== null && handedOverNow(caseload.db) !== null;
  };
  /** Only while the laptop is handed over, about that dossier and no other. */
  const asCandidate = <T>(
    work: (caseload: OpenCaseload, now: HandedOver) => Result<T, Failure> | Promise<Result<T, Failure>>,
  ): Promise<Result<T, Failure>> =>
    opened((caseload) => {
      const now = handedOverNow(caseload.db);
      return now ? work(caseload, now) : err({ type: 'NotHandedOver' });
    });
  const said = <T>(now: HandedOver, result: Result<T, Failure>): Result<T, Failure> => {
    if (result.ok) changed([now.dossier]);
    return result;
  };
  const withDocuments = <T>(
    work: (documents: Documents) => Result<T, Failure> | Promise<Result<T, Failure>>,
  ): Promise<Result<T, Failure>> =>
    opened(async () => {
      // What a kill left is put right first.
      await tidying;
      const kept = documents;
      if (!kept) return err({ type: 'Locked' });
      const done = await tried(() => work(kept));
      return done.ok ? done.value : done;
    });
  const withTemplates = async <T>(
    work: (templates: WordTemplates) => Result<T, Failure> | Promise<Result<T, Failure>>,
  ): Promise<Result<T, Failure>> => {
    const { createWordTemplates } = await LATER.wordTemplates();
    return withDocuments((kept) =>
      opened((caseload) => {
        templates ??= createWordTemplates(caseload, kept);
        return work(templates);
      }),
    );
  };
  const withPacks = <T>(
    work: (packs: Packs) => Result<T, Failure> | Promise<Result<T, Failure>>,
  ): Promise<Result<T, Failure>> => opened(() => (packs ? work(packs) : err({ type: 'Locked' })));
  /** Everybody knows how the practice caseload opens: nothing of real people may come into it. */
  const forOffice = <T>(work: () => Promise<Result<T, Failure>>): Promise<Result<T, Failure>> =>
    opened(() => (space.demo ? err({ type: 'PracticeCaseload' }) : work()));
  const packsChanged = (): void => options.emit({ type: 'packs.changed' });
  const moved = (dossier: string): void => options.emit({ type: 'documents.changed', dossier });
  const dossierOfDocument = (row: string): string | undefined =>
    space.current()?.db.get<{ dossier: string }>(`SELECT "dossier" FROM "documentRow" WHERE "id" = ?`, row)?.dossier;
  const movedRows = (rows: readonly string[]): void => {
    for (const dossier of new Set(rows.map(dossierOfDocument))) if (dossier !== undefined) moved(dossier);
    sync.now();
  };
  const withKey = async <T>(work: (key: Uint8Array) => Promise<Result<T, Failure>>): Promise<Result<T, Failure>> => {
    const key = space.key();
    return key ? work(key) : err({ type: 'Locked' });
  };
  const audited = (action: string, detail: Record<string, unknown> = {}): void => {
    const caseload = space.current();
    if (caseload) caseload.db.transact((tx) => appendAudit(tx, caseload.author, { action, detail }));
  };
  /** The dossier that is open on the screen, and since when that stands in the audit log. */
  let reading: { readonly db: Database; readonly dossier: string; readonly at: number } | null = null;
  /**
   * A line in the audit log for each reading, not for each question: the window asks a dossier again after every edit, which would
   * bury who saw it. Opened after another dossier, after a lock, or still there after `ONE_READING_MS`, it is a new reading.
   */
  const isRead = (db: Database, author: Author, dossier: string): void => {
    // What an adviser has without a candidate is of nobody else.
    if (dossier === author.actor) return;
    const at = options.now();
    const since = reading?.db === db && reading.dossier === dossier ? at - reading.at : -1;
    // Below zero: the clock was put back.
    if (since >= 0 && since < ONE_READING_MS) return;
    db.transact((tx) => appendAudit(tx, author, { action: 'read', dossier }));
    reading = { db, dossier, at };
  };
  /** The same for a list of work in several dossiers, which is asked for again whenever something comes in. */
  const listedAt = new Map<string, number>();
  const isListed = ({ db, author }: OpenCaseload, dossiers: Iterable<string>): void => {
    const at = options.now();
    for (const dossier of dossiers) {
      const since = at - (listedAt.get(dossier) ?? -Infinity);
      if (since >= 0 && since < ONE_READING_MS) continue;
      db.transact((tx) => appendAudit(tx, author, { action: 'read', dossier }));
      listedAt.set(dossier, at);
    }
  };
  /** The answer of a change of the vault: nothing, and everybody looks again. */
  const told = (result: Result<unknown, Failure>, action: string): Result<null, Failure> => {
    if (!result.ok) return result;
    audited(action);
    vaultChanged();
    return ok(null);
  };

  // Read when the first dossier is printed, and kept: it is the same for all.
  let fontCss: string | null = null;
  const paperFont = (): string => (fontCss ??= paperFontCss(options.paperFontDir));

  const paperWith = ({ db }: OpenCaseload) => ({
    now: options.now(),
    fontCss: paperFont(),
    definitions: assessments.list(db).map(({ definition }) => definition),
  });

  const intake = createIntake({ newId: options.newId });
  const assessments = createAssessments({ folder: options.questionnairesDir, newId: options.newId });
  const findIn = (db: Reader) => (key: string) => assessments.find(db, key);

  const names = (caseload: OpenCaseload): Map<string, string> => {
    const { db, adviserRow } = caseload;
    const known = new Map(
      db
        .all<{ id: string; name: string | null }>(`SELECT "id", "name" FROM "adviser"`)
        .map((row) => [row.id, row.name ?? '']),
    );
    // Before this laptop had a server, whoever writes here had another id.
    for (const former of caseload.formerly()) known.set(former, known.get(adviserRow) ?? '');
    return known;
  };

  const accessWith = (caseload: OpenCaseload) => ({
    now: options.now(),
    fontCss: paperFont(),
    people: names(caseload),
  });

  const setUp =
    (adviser: Record<string, unknown>, organisation: Record<string, unknown>) => (caseload: OpenCaseload) => {
      const own = checkFields('adviser', adviser);
      const org = checkFields('organisation', organisation);
      if (!own.ok || !org.ok) throw new Error('checked before the vault was made');
      caseload.db.transact((tx) =>
        write(tx, caseload.author, 'setUp', [
          { concept: 'organisation', row: 'organisation', dossier: 'organisation', fields: org.value },
          { concept: 'adviser', row: caseload.adviserRow, dossier: 'organisation', fields: own.value },
        ]),
      );
    };

  /** One at a time: what takes a deed back must not overtake the deed, nor another that takes it back. */
  let isAtMany = false;
  const manyAtOnce = <T>(work: (bulk: Bulk) => Promise<Result<T, Failure>>): Promise<Result<T, Failure>> =>
    opened(async (caseload) => {
      if (isAtMany) return err({ type: 'StillBusy' });
      isAtMany = true;
      try {
        return await work({ db: caseload.db, author: caseload.author, isOpen: () => isStill(caseload) });
      } finally {
        isAtMany = false;
      }
    });
  const takenBack = (direction: Direction, job: Job): Promise<AnyResult> =>
    manyAtOnce((bulk) =>
      takeBack(bulk, direction, job, (dossiers) => {
        if (dossiers.length > 0) changed(dossiers);
        const here = space.current();
        // Two dossiers are one again: what came into the one meanwhile comes along, and files that waited.
        const brought = here ? bringLate(here, dossiers) : [];
        if (brought.length > 0) changed(brought);
        fetchLate();
      }),
    );

  const handlers: Handlers = {
    'app.info': () => ok(infoOf(options, space.demo)),
    'preferences.read': () => ok(preferences.read()),
    'preferences.write': (input) => {
      const { idleMinutes } = input;
      const strictest = idleMinutes === undefined ? {} : { idleMinutes: strictestMinutes(idleMinutes, wants()) };
      return ok(preferences.write({ ...input, ...strictest }));
    },

    'vault.state': async () => {
      const state = await space.state();
      return ok(state.type === 'open' ? { ...state, leaseEnded, passphraseDue, handedOver: isHandedOver() } : state);
    },
    'vault.create': async (input) => {
      for (const checked of [checkFields('adviser', input.adviser), checkFields('organisation', input.organisation)]) {
        if (!checked.ok) return checked;
      }
      const made = unlocked(await space.create(input, setUp(input.adviser, input.organisation)));
      vaultChanged();
      return made;
    },
    'vault.createDemo': async (input, job) => {
      if (!space.demo) {
        await lock('asked');
        space = makeSpace(true);
      }
      const state = await space.state();
      const current = space.current();
      if (current) return ok({ candidates: countCandidates(current.db) });
      if (state.type === 'locked') {
        const opened = unlocked(await space.unlock({ by: 'passphrase', passphrase: DEMO_PASSPHRASE }));
        if (opened.ok) {
          vaultChanged();
          return ok({ candidates: countCandidates(opened.value.db) });
        }
        return opened;
      }
      // A demo in trouble is no loss: it is made anew.
      if (state.type === 'trouble') space.removeDemo();
      let candidates = 0;
      const { addDemoDocuments, takeInDemo } = await LATER.demo();
      const made = unlocked(
        await space.create({ passphrase: DEMO_PASSPHRASE, useKeychain: false }, (caseload) => {
          candidates = takeInDemo(caseload, { ...input, now: options.now(), job });
        }),
      );
      const caseload = space.current();
      if (made.ok && caseload && documents) await addDemoDocuments(caseload, documents, input.language);
      vaultChanged();
      return made.ok ? ok({ candidates }) : made;
    },
    'vault.leaveDemo': async () => {
      if (space.demo) {
        await lock('asked');
        space = makeSpace(false);
        vaultChanged();
      }
      return ok(null);
    },
    'vault.confirmRecovery': async (input) => {
      const confirmed = await space.vault.confirmRecovery(input.code);
      if (!confirmed.ok && confirmed.error.type !== 'NotTheCode') return confirmed;
      vaultChanged();
      return ok({ confirmed: confirmed.ok });
    },
    'vault.unlock': async (input) => {
      const wasOpen = space.current() !== null;
      const opened = await space.unlock(input);
      if (!wasOpen) unlocked(opened);
      // Whoever knows the passphrase is the adviser; by the keychain anybody at this laptop comes in.
      if (!wasOpen && opened.ok && input.by !== 'keychain')
        opened.value.db.transact((tx) => endHandedOver(tx, opened.value.author, input.by));
      if (opened.ok) await requirePassphrase();
      vaultChanged();
      return opened.ok ? ok({ candidates: countCandidates(opened.value.db) }) : opened;
    },
    'vault.lock': async (input) => {
      intake.forget();
      await lock(input.why);
      vaultChanged();
      return ok(null);
    },
    'vault.changePassphrase': (input) =>
      withKey(async (key) => {
        const { current, next } = input;
        if (next === null && wants().passphraseRequired) return err({ type: 'PassphraseRequired' });
        if (next === null)
          return told(await space.vault.removePassphrase({ key, current: current ?? '' }), 'vault.passphraseRemoved');
        const result =
          current === null
            ? await firstOrRecovered(key, next)
            : await space.vault.changePassphrase({ key, current, next });
        if (result.ok) await requirePassphrase();
        return told(result, 'vault.passphraseChanged');
      }),
    'vault.useKeychain': (input) =>
      withKey(async (key) => {
        if (input.use && wants().passphraseRequired) return err({ type: 'PassphraseRequired' });
        return told(
          await (input.use ? space.vault.addKeychain(key) : space.vault.removeKeychain(key)),
          input.use ? 'vault.keychainOn' : 'vault.keychainOff',
        );
      }),
    'vault.renewRecovery': () =>
      withKey(async (key) => {
        const renewed = await space.vault.renewRecovery(key);
        if (renewed.ok) {
          audited('vault.recoveryRenewed');
          vaultChanged();
        }
        return renewed;
      }),

    'caseload.summary': () =>
      opened(({ db, adviserRow }) => {
        const waiting = waitingForServer(db);
        return ok({
          candidates: countCandidates(db),
          onlyHere: waiting.total,
          since: waiting.since,
          schema: String(db.schema),
          adviserName:
            db.get<{ name: string }>(`SELECT "name" FROM "adviser" WHERE "id" = ?`, adviserRow)?.name ?? null,
          organisationName:
            db.get<{ name: string }>(`SELECT "name" FROM "organisation" WHERE "id" = 'organisation'`)?.name ?? null,
          drafts: countDrafts(db),
        });
      }),
    'caseload.verify': (_input, job) =>
      withDocuments(async (kept) => {
        const caseload = space.current();
        if (!caseload) return err({ type: 'Locked' });
        const verified = verifyCaseload(caseload.db, job);
        const found = await kept.problems(job);
        for (const dossier of new Set(found.damaged.map((each) => each.dossier))) moved(dossier);
        const problems = [...verified.problems, ...found.problems];
        return ok({ ...verified, documents: found.problems.length === 0, problems, damaged: found.damaged });
      }),

    'candidates.list': (input) => opened(({ db }) => ok(listCandidates(db, input, localDay(options.now())))),
    'candidates.ids': (input) => opened(({ db }) => ok({ dossiers: candidateIds(db, input, localDay(options.now())) })),
    'bulk.edit': (input, job) =>
      manyAtOnce(async (bulk) => {
        const done = await bulkEdit(bulk, input, job);
        return done.ok ? ok(tell({ ...done.value, dossiers: [...done.value.dossiers] })) : done;
      }),
    'bulk.remove': (input, job) =>
      manyAtOnce(async (bulk) => {
        const done = await bulkRemove(bulk, input.dossiers, job);
        return ok(tell({ ...done, dossiers: [...done.dossiers] }));
      }),
    'candidates.facets': () => opened(({ db }) => ok(facets(db))),
    'candidates.add': (input) =>
      opened(({ db, author }) => {
        const added = db.transact((tx) => addCandidate(tx, author, input.fields));
        if (added.ok) changed([added.value.dossier]);
        return added;
      }),
    'freeText.look': (input) =>
      opened((caseload) => {
        const looked = lookAtFreeText(caseload.db, input);
        isListed(caseload, new Set(looked.found.map(({ dossier }) => dossier)));
        return ok(looked);
      }),
    'retention.list': (input) =>
      opened((caseload) => {
        const { terms } = input;
        const listed = listRetention(
          caseload.db,
          input,
          localDay(options.now()),
          ...(terms === null ? [] : [{ ...termsOf(caseload.db), ...terms }]),
        );
        isListed(caseload, new Set(listed.items.map(({ dossier }) => dossier)));
        return ok(listed);
      }),
    'retention.setTerm': ({ rule, term }) =>
      opened(({ db, author }) => {
        if (officeSettingsOf(db).retention !== undefined) return err({ type: 'OfficeDecides' });
        db.transact((tx) => {
          setTerm(tx, rule, term);
          appendAudit(tx, author, { action: 'retention.term', detail: { rule, term: term ?? null } });
        });
        options.emit({ type: 'candidates.changed' });
        return ok(null);
      }),
    'retention.erase': (input, job) =>
      withDocuments((kept) =>
        manyAtOnce(async (bulk) => {
          if (sync.isConnected()) return err({ type: 'OfficeErases' });
          const went = await eraseDue(bulk, input.items, job);
          if (!went.ok) return went;
          await kept.clearGone();
          for (const dossier of went.value.dossiers) moved(dossier);
          return ok(tell({ ...went.value, dossiers: [...went.value.dossiers] }));
        }),
      ),
    'duplicates.list': () => opened(({ db }) => ok(listDuplicates(db))),
    'duplicates.notSame': (input) =>
      opened(({ db }) => {
        db.transact((tx) => sayNotSame(tx, input));
        return ok(null);
      }),
    'duplicates.look': (input) =>
      opened((caseload) => {
        const looked = lookAtPair(caseload.db, input);
        // What two dossiers hold is shown: both are read.
        if (looked.ok) isListed(caseload, [input.keep, input.other]);
        return looked;
      }),
    'duplicates.merge': (input, job) =>
      withDocuments((kept) =>
        opened(async (caseload) => {
          const merged = await mergePair({ ...caseload, documents: kept }, input, job);
          if (!merged.ok) return merged;
          changed([input.keep, input.other]);
          moved(input.keep);
          return merged;
        }),
      ),
    'views.list': () => opened(({ db }) => ok(readSetting(db, 'views', viewsSchema) ?? [])),
    'views.save': (input) =>
      opened(({ db }) =>
        db.transact((tx) => {
          const there = readSetting(tx, 'views', viewsSchema) ?? [];
          const isKnown = there.some(({ id }) => id === input.id);
          // One that is there keeps its place; only one is where the list begins.
          const views = (isKnown ? there.map((view) => (view.id === input.id ? input : view)) : [...there, input])
            .map((view) => (input.isFirst && view.id !== input.id ? { ...view, isFirst: false } : view))
            .slice(-50);
          writeSetting(tx, 'views', views);
          return ok(views);
        }),
      ),
    'views.order': (input) =>
      opened(({ db }) =>
        db.transact((tx) => {
          const there = readSetting(tx, 'views', viewsSchema) ?? [];
          const place = (id: string): number => (input.ids.includes(id) ? input.ids.indexOf(id) : input.ids.length);
          const views = there.toSorted((one, other) => place(one.id) - place(other.id));
          writeSetting(tx, 'views', views);
          return ok(views);
        }),
      ),
    'views.remove': (input) =>
      opened(({ db }) =>
        db.transact((tx) => {
          const views = (readSetting(tx, 'views', viewsSchema) ?? []).filter((view) => view.id !== input.id);
          writeSetting(tx, 'views', views);
          return ok(views);
        }),
      ),
    'commands.recent': () => opened(({ db }) => ok(readSetting(db, COMMANDS, recentSchema) ?? [])),
    'commands.use': ({ command }) =>
      opened(({ db }) =>
        db.transact((tx) => {
          const others = (readSetting(tx, COMMANDS, recentSchema) ?? []).filter((each) => each !== command);
          const recent = [command, ...others].slice(0, MOST_RECENT);
          writeSetting(tx, COMMANDS, recent);
          return ok(recent);
        }),
      ),
    'search.find': (input) =>
      opened(({ db }) => {
        const found = search(db, input.words, input.limit);
        const hits = found.hits.map((hit) => ({
          ...hit,
          ...db.get<object>(
            `SELECT "givenName", "initials", "prefix", "surname", "externalReference", "place" FROM "candidate" WHERE "id" = ?`,
            hit.dossier,
          ),
        }));
        return ok({ hits, more: found.more, own: searchOwn(db, input.words, input.limit) });
      }),

    'dossier.open': (input) =>
      opened(({ db, author }) => {
        if (input.dossier === author.actor) return ok(readOwnDossier(db, author));
        const found = readDossier(db, input.dossier);
        if (found.ok) isRead(db, author, input.dossier);
        return found;
      }),
    'dossier.edit': (input) =>
      opened(({ db, author }) => {
        const edited = db.transact((tx) => editRow(tx, author, input));
        if (!edited.ok) return edited;
        if (edited.value) changed([input.dossier]);
        return ok({ group: edited.value?.id ?? '' });
      }),
    'dossier.addRow': (input) =>
      opened(({ db, author }) => {
        const added = db.transact((tx) => addRow(tx, author, input));
        if (added.ok) changed([input.dossier]);
        return added;
      }),
    'dossier.removeRow': (input) =>
      opened(({ db, author }) => {
        const removed = db.transact((tx) => removeRow(tx, author, input));
        if (removed.ok) changed([input.dossier]);
        return removed.ok ? ok({ group: removed.value.id }) : removed;
      }),
    'own.read': () => opened(({ db, author }) => ok({ dossier: author.actor, templates: readTemplates(db, author) })),
    'tasks.finish': (input) =>
      opened(({ db, author }) => {
        const finished = db.transact((tx) => finishTask(tx, author, input));
        if (finished.ok) changed([input.dossier]);
        return finished;
      }),
    'today.read': (input) =>
      opened((caseload) => {
        const today = readToday(caseload.db, caseload.author, input);
        const people = names(caseload);
        // Of the own work a day names no more than a calendar does; a row that somebody removed is told only by reading the dossier it was in.
        isListed(caseload, new Set(today.removed.flatMap((each) => (each.about === null ? [] : [each.dossier]))));
        return ok({
          ...today,
          removed: today.removed.map((each) => ({ ...each, actor: people.get(each.actor) ?? '' })),
        });
      }),
    'requests.list': ({ closed }) =>
      opened(({ db, author }) => ok((closed ? closedRequests : openRequests)(db, author))),
    'requests.receivers': (input) =>
      opened(({ db, author }) => {
        const found = receiversOf(db, input);
        if (found.ok) isRead(db, author, input.dossier);
        return found;
      }),
    'visit.save': (input) =>
      opened(({ db, author }) => {
        const saved = db.transact((tx) => saveVisit(tx, author, input));
        if (saved.ok) changed([input.dossier]);
        return saved;
      }),
    'candidateMode.begin': (input) =>
      opened(async ({ db, author }) => {
        const state = await space.state();
        const mustHavePin = space.demo || state.type !== 'open' || !state.hasPassphrase;
        const begun = db.transact((tx) =>
          beginHandedOver(tx, author, input, {
            mustHavePin,
            salt: options.random(16),
            find: findIn(db),
          }),
        );
        if (begun.ok) {
          intake.forget();
          vaultChanged();
        }
        return begun;
      }),
    'candidateMode.read': (input) =>
      asCandidate(({ db }, now) => {
        const statement = statementToRead(db, isAlone(), localDay(options.now()), input.language);
        return readHandedOver(db, now, input.language, findIn(db), statement);
      }),
    'candidateMode.propose': (input) =>
      asCandidate(({ db, author }, now) =>
        said(
          now,
          db.transact((tx) => propose(tx, author, now, input)),
        ),
      ),
    'candidateMode.right': (input) =>
      asCandidate(({ db, author }, now) =>
        said(
          now,
          db.transact((tx) => sayRight(tx, author, now, input)),
        ),
      ),
    'candidateMode.consent': (input) =>
      asCandidate(({ db, author }, now) =>
        said(
          now,
          db.transact((tx) => giveConsent(tx, author, now, input)),
        ),
      ),
    'candidateMode.withdraw': (input) =>
      asCandidate(({ db, author }, now) =>
        said(
          now,
          db.transact((tx) => takeConsentBack(tx, author, now, input)),
        ),
      ),
    'candidateMode.sign': (input) =>
      asCandidate(({ db, author }, now) =>
        said(
          now,
          db.transact((tx) => signPlan(tx, author, now, input)),
        ),
      ),
    // A draft changes no dossier: nothing is told.
    'candidateMode.answer': (input) =>
      asCandidate(({ db, author }, now) => db.transact((tx) => keepAnswers(tx, author, now, findIn(tx), input))),
    'candidateMode.finish': (input) =>
      asCandidate(({ db, author }, now) =>
        said(
          now,
          db.transact((tx) => finishFill(tx, author, now, findIn(tx), input)),
        ),
      ),
    'candidateMode.end': (input) =>
      asCandidate(async ({ db, author }, now) => {
        const proof = input.by === 'pin' ? tryPin(db, author, input.pin) : await space.vault.unlock(input);
        if (!proof.ok) return proof;
        if (proof.value !== null) wipeKey(proof.value.key);
        db.transact((tx) => endHandedOver(tx, author, input.by));
        changed([now.dossier]);
        vaultChanged();
        return ok(null);
      }),
    'consent.withdraw': (input) =>
      opened(({ db, author }) => {
        const withdrawn = db.transact((tx) => withdrawConsent(tx, author, input));
        if (withdrawn.ok) changed([input.dossier]);
        return withdrawn;
      }),
    'proposals.decide': (input) =>
      opened(({ db, author }) => {
        const decided = db.transact((tx) => decideProposal(tx, author, input));
        if (decided.ok) changed([input.dossier]);
        return decided;
      }),
    'visit.list': () => opened(({ db }) => ok(listVisits(db))),
    'agenda.read': (input) => opened(({ db, author }) => ok(readAgenda(db, author, input))),
    'reports.read': (input) => opened(({ db }) => ok(readReport(db, input))),
    'calendar.look': async (input) => {
      const { lookAtCalendar } = await LATER.calendar();
      return opened(({ db, author }) => ok(lookAtCalendar(db, author, input)));
    },
    'calendar.take': async (input) => {
      const { takeCalendar } = await LATER.calendar();
      return opened(({ db, author }) => {
        const taken = db.transact((tx) => takeCalendar(tx, author, input));
        return taken.ok ? ok(tell(taken.value)) : taken;
      });
    },
    'dossier.remove': (input) =>
      opened(({ db, author }) => {
        const removed = db.transact((tx) =>
          removeRow(tx, author, { ...input, concept: 'candidate', row: input.dossier }),
        );
        if (removed.ok) changed([input.dossier]);
        return removed.ok ? ok({ group: removed.value.id }) : err({ type: 'DossierNotFound' });
      }),
    'dossier.history': (input) =>
      opened((caseload) => {
        const people = names(caseload);
        const { total, entries } = listHistory(caseload.db, input);
        // Somebody's history holds their answers: it is read as much as the dossier itself.
        if (total > 0 && input.dossier !== 'organisation') isRead(caseload.db, caseload.author, input.dossier);
        return ok({ total, entries: entries.map((entry) => ({ ...entry, actor: people.get(entry.actor) ?? '' })) });
      }),
    'dossier.asItWas': (input) =>
      opened(({ db, author }) => {
        const found = readAsItWas(db, input.dossier, input.at, options.now());
        if (found.ok) isRead(db, author, input.dossier);
        return found;
      }),
    'dossier.putBack': (input) =>
      opened(({ db, author }) => {
        const back = db.transact((tx) => putBack(tx, author, input));
        if (back.ok && back.value.group !== null) changed([input.dossier]);
        return back;
      }),
    'removed.list': (input) =>
      opened((caseload) => {
        const people = names(caseload);
        const { total, entries } = listRemoved(caseload.db, input, options.now());
        // Of a row is told what it is called; of a dossier no more than the list of candidates does.
        isListed(caseload, new Set(entries.flatMap((each) => (each.about === null ? [] : [each.dossier]))));
        return ok({ total, entries: entries.map((entry) => ({ ...entry, actor: people.get(entry.actor) ?? '' })) });
      }),
    'removed.restore': (input) =>
      opened(({ db, author }) => {
        const back = db.transact((tx) => restoreRemoved(tx, author, input));
        if (back.ok) changed([input.dossier]);
        return back;
      }),
    'organisation.open': () =>
      opened(({ db, adviserRow }) => {
        const organisation = db.get<StoredRow>(`SELECT * FROM "organisation" WHERE "id" = 'organisation'`);
        const adviser = db.get<StoredRow>(`SELECT * FROM "adviser" WHERE "id" = ?`, adviserRow);
        return ok({
          organisation: organisation ? toRow('organisation', organisation) : null,
          adviser: adviser ? toRow('adviser', adviser) : null,
        });
      }),
    'referenceFiles.list': () =>
      opened(({ db }) =>
        ok(
          db
            .all<StoredRow>(
              `SELECT * FROM "referenceFile" WHERE "deleted" = 0 ORDER BY "name" COLLATE NOCASE, "number"`,
            )
            .map((row) => toRow('referenceFile', row)),
        ),
      ),
    'statement.read': () => opened(({ db }) => ok(readStatements(db, isAlone(), localDay(options.now())))),
    'statement.agree': (input) =>
      opened(({ db, author }) => {
        const done = db.transact((tx) => agreeTo(tx, author, input.id));
        if (done.ok) changed(['organisation']);
        return done;
      }),
    'statement.write': (input) =>
      opened(({ db, author }) => {
        if (!isAlone()) return err({ type: 'OfficeWrites' });
        const done = db.transact((tx) => writeOwnStatement(tx, author, input));
        if (done.ok) changed(['organisation']);
        return done;
      }),
    'history.state': () => opened(({ db }) => ok(historyState(db))),
    'clock.state': () => opened(() => ok(clock?.state() ?? null)),
    'clock.accept': () =>
      opened(() => {
        clock?.accept();
        return ok(null);
      }),
    'history.undo': (_input, job) => takenBack('undo', job),
    'history.redo': (_input, job) => takenBack('redo', job),
    'audit.list': (input) =>
      opened((caseload) => {
        const people = names(caseload);
        const { total, entries } = listAudit(caseload.db, input);
        const of = new Map<string, string | null>();
        for (const { dossier } of entries)
          if (dossier !== null && !of.has(dossier)) of.set(dossier, nameOfCandidate(caseload.db, dossier));
        return ok({
          total,
          entries: entries.map((entry) => ({
            ...entry,
            actor: people.get(entry.actor) ?? '',
            name: entry.dossier === null ? null : (of.get(entry.dossier) ?? null),
          })),
        });
      }),

    'assessments.definitions': () => opened(({ db }) => ok(assessments.list(db))),
    'assessments.toSkills': (input) =>
      opened(({ db, author }) => {
        const taken = db.transact((tx) => assessments.toSkills(tx, author, input));
        if (taken.ok && taken.value.added > 0) changed([input.dossier]);
        return taken;
      }),
    'assessmentPacks.add': (input) =>
      opened(({ db }) => {
        const added = db.transact((tx) => assessments.add(tx, input.token, options.now()));
        if (added.ok) options.emit({ type: 'dossier.changed', dossier: 'organisation' });
        return added;
      }),
    'assessmentPacks.remove': (input) =>
      opened(({ db }) => {
        const removed = db.transact((tx) => assessments.remove(tx, input.key));
        if (removed.ok) options.emit({ type: 'dossier.changed', dossier: 'organisation' });
        return removed;
      }),

    'drafts.save': (input) =>
      opened(({ db }) => {
        db.transact((tx) => saveDraft(tx, { ...input, savedAt: options.now() }));
        return ok(null);
      }),
    'drafts.list': (input) => opened(({ db }) => ok(listDrafts(db, input.prefix))),
    'drafts.remove': (input) =>
      opened(({ db }) => {
        db.transact((tx) => removeDraft(tx, input.key));
        return ok(null);
      }),

    'sync.state': () => unlockedOnly(() => ok(sync.state())),
    'sync.connect': (input) => forOffice(() => sync.connect(input)),
    'sync.trust': (input) => unlockedOnly(() => sync.setAuthority(input.authority)),
    'sync.now': () =>
      unlockedOnly(() => {
        sync.now();
        return ok(null);
      }),
    'sync.meter': (input) =>
      unlockedOnly(() => {
        sync.meter(input.metered);
        return ok(null);
      }),
    'sync.line': (input) =>
      unlockedOnly(() => {
        sync.toldMetered(input.metered);
        return ok(null);
      }),
    'sync.pause': (input) =>
      unlockedOnly(() => {
        sync.pause(input.paused);
        return ok(null);
      }),
    'conflicts.list': (input) =>
      opened((caseload) => {
        if (input.dossier !== null) isRead(caseload.db, caseload.author, input.dossier);
        return ok(listConflicts(caseload.db, caseload.author, input.dossier, names(caseload)));
      }),
    'conflicts.settle': (input) =>
      opened(({ db, author }) => {
        const settled = db.transact((tx) => settle(tx, author, input));
        if (settled.ok) changed([input.dossier]);
        return settled;
      }),
    'conflicts.keepBoth': (input) =>
      opened(({ db, author }) => {
        const kept = db.transact((tx) => keepBoth(tx, author, input));
        if (kept.ok) changed([input.dossier]);
        return kept;
      }),
    'waiting.list': (input) =>
      opened((caseload) => {
        const listed = listWaiting(caseload.db, caseload.author, input.dossier, names(caseload));
        // What somebody wrote of a candidate is read as much as the dossier itself.
        isListed(caseload, new Set(listed.map((each) => each.dossier)));
        return ok(listed);
      }),
    'waiting.decide': (input) =>
      opened(({ db, author }) => {
        const decided = db.transact((tx) => decideWaiting(tx, author, input));
        if (!decided.ok) return decided;
        options.emit({ type: 'sync.changed' });
        sync.written(UNDO_MS);
        return ok(null);
      }),
    'waiting.undecide': (input) =>
      opened(({ db }) => {
        const back = db.transact((tx) => undecideWaiting(tx, input.operations));
        if (!back.ok) return back;
        options.emit({ type: 'sync.changed' });
        return ok(null);
      }),
    'aside.list': () => opened(({ db, author }) => ok(listAside(db, author))),
    'aside.sayAgain': (input) =>
      opened(({ db, author }) => {
        const said = db.transact((tx) => sayAgain(tx, author, input));
        if (!said.ok) return said;
        changed([said.value.dossier]);
        options.emit({ type: 'sync.changed' });
        return ok({ group: said.value.group });
      }),
    'aside.putAway': (input) =>
      opened(({ db }) => {
        db.transact((tx) => putAsideAway(tx, input.operations));
        options.emit({ type: 'sync.changed' });
        return ok(null);
      }),
    'aside.bringBack': (input) =>
      opened(({ db }) => {
        db.transact((tx) => bringAsideBack(tx, input.operations));
        options.emit({ type: 'sync.changed' });
        return ok(null);
      }),
    'notices.list': () => opened(({ db }) => ok(listNotices(db))),
    'notices.seen': (input) =>
      opened(({ db }) => {
        db.transact((tx) => seeNotices(tx, options.now(), input.numbers));
        options.emit({ type: 'sync.changed' });
        return ok(null);
      }),

    'documents.list': (input) =>
      withDocuments((kept) => {
        const transfers = sync.isConnected() ? sync.transfers() : null;
        return ok(kept.list(input.dossier, transfers?.moving() ?? new Map(), (file) => transfers?.why(file) ?? null));
      }),
    'documents.offer': (input) => withDocuments((kept) => kept.offer(input)),
    'documents.piece': (input) => withDocuments((kept) => kept.piece(input)),
    'documents.add': (input, job) =>
      withDocuments(async (kept) => {
        const added = await kept.add(input, job);
        if (added.ok) {
          changed([input.dossier]);
          moved(input.dossier);
        }
        return added;
      }),
    'documents.discard': (input) =>
      withDocuments(async (kept) => {
        await kept.discard(input.token);
        return ok(null);
      }),
    'documents.read': (input) =>
      withDocuments(async (kept) => {
        const read = await kept.read(input);
        // What turned out to be damaged is to be seen, and fetched again.
        if (!read.ok) movedRows([input.row]);
        return read;
      }),
    'scans.state': () => opened(() => (scans ? ok(scans.state()) : err({ type: 'Locked' }))),
    'scans.forget': () =>
      opened(async () => {
        await scans?.forget();
        return ok(null);
      }),
    'scans.take': (input) =>
      withDocuments((kept) => {
        const taken = scans?.take(input.token) ?? err({ type: 'Locked' });
        return taken.ok ? kept.openPath(taken.value.path) : taken;
      }),
    'scans.remove': (input) => opened(() => scans?.remove(input.token) ?? err({ type: 'Locked' })),
    'documents.text': (input) =>
      withDocuments(async () => {
        const read = await texts?.text(input.row);
        if (read && !read.ok) movedRows([input.row]);
        return read ?? err({ type: 'Locked' });
      }),
    'documents.thumbnail': (input) =>
      withDocuments(() => (texts ? ok(texts.thumbnail(input.row)) : err({ type: 'Locked' }))),
    'documents.keepThumbnail': (input) =>
      withDocuments(() => {
        const kept = texts?.keepThumbnail(input) ?? err({ type: 'Locked' });
        const dossier = dossierOfDocument(input.row);
        if (kept.ok && dossier !== undefined) moved(dossier);
        return kept;
      }),
    'documents.removePlace': (input) =>
      withDocuments(async (kept) => {
        const made = await kept.removePlace(input.row);
        const dossier = dossierOfDocument(input.row);
        if (made.ok && dossier !== undefined) {
          changed([dossier]);
          moved(dossier);
        }
        return made;
      }),
    'documents.fetch': (input) =>
      withDocuments((kept) => {
        kept.want(input.rows);
        movedRows(input.rows);
        return ok(null);
      }),
    'documents.stop': (input) =>
      withDocuments((kept) => {
        kept.unwant(input.row);
        sync.transfers()?.skip(input.row);
        const dossier = dossierOfDocument(input.row);
        if (dossier !== undefined) moved(dossier);
        return ok(null);
      }),
    'documents.pin': (input) =>
      withDocuments(async (kept) => {
        await kept.pin(input.rows, input.pinned);
        movedRows(input.rows);
        return ok(null);
      }),
    'documents.settings': () =>
      withDocuments((kept) => {
        const { here, waiting } = kept.totals();
        const alone = { dailyLimitMb: null, movedTodayMb: 0, hereMb: Math.round(here / 1_000_000), waiting };
        return ok(sync.transfers()?.settings() ?? alone);
      }),
    'documents.setLimit': (input) =>
      withDocuments(() => {
        sync.transfers()?.setLimit(input.dailyLimitMb);
        sync.now();
        return ok(null);
      }),

    'classification.suggest': (input) => withPacks((kept) => ok(kept.suggest(input))),
    'classification.explore': (input) => withPacks((kept) => ok(kept.explore(input))),
    'classification.skillsOf': (input) => withPacks((kept) => ok(kept.skillsOf(input))),
    'classification.addSkills': (input) =>
      withPacks((kept) => {
        const added = kept.addSkills(input);
        if (added.ok && added.value.added > 0) changed([input.dossier]);
        return added;
      }),
    'classification.place': (input) => withPacks((kept) => ok(kept.place(input.postcode))),
    'packs.list': () => withPacks((kept) => ok(kept.list())),
    'packs.fromOffice': (input) =>
      withPacks((lists) =>
        withDocuments((kept) =>
          lists.openOffice(input.row, (offset) => kept.read({ row: input.row, offset, length: FILE_PIECE })),
        ),
      ),
    'packs.read': (input, job) => withPacks((kept) => kept.read(input, job)),
    'packs.import': (input, job) =>
      withPacks(async (kept) => {
        const imported = await kept.import(input, job);
        if (imported.ok) packsChanged();
        return imported;
      }),
    'packs.discard': (input) =>
      withPacks((kept) => {
        kept.discard(input.plan);
        return ok(null);
      }),
    'packs.remove': (input) =>
      withPacks(async (kept) => {
        await kept.remove(input.kind);
        packsChanged();
        return ok(null);
      }),
    'packs.uses': (input) => withPacks((kept) => ok(kept.uses(input.kind))),
    'packs.changes': (input) => withPacks((kept) => ok(kept.changes(input.language))),
    'packs.follow': (input) =>
      withPacks((kept) => {
        const followed = kept.follow(input);
        if (followed.changed > 0) packsChanged();
        return ok(tell(followed));
      }),

    'intake.offer': (input) => opened(() => intake.offer(input.name, input.bytes)),
    'intake.read': (input, job) => opened(({ db }) => intake.read(db, input, job)),
    'intake.lines': (input) => opened(({ db }) => intake.lines(db, input)),
    'intake.look': (input) =>
      opened(({ db, author }) => {
        const looked = intake.look(db, input);
        // Answers that a dossier holds are shown beside those of the file: somebody saw them.
        if (looked.ok && looked.value.same?.dossier && looked.value.same.differs.length > 0)
          isRead(db, author, looked.value.same.dossier);
        return looked;
      }),
    'intake.notUnderstood': (input) => opened(() => intake.notUnderstood(input)),
    'intake.apply': (input, job) =>
      opened(({ db, author }) => {
        const applied = intake.apply(db, author, input, job);
        if (!applied.ok) return applied;
        const { mergedInto, ...told } = applied.value;
        // Nobody has looked at the new ones yet; those that were added to may be on the screen.
        changed(mergedInto);
        return ok(told);
      }),
    'intake.discard': (input) => {
      intake.discard(input.plan);
      return ok(null);
    },

    'letters.fill': async (input) => {
      const { fill } = await LATER.letters();
      return withTemplates((kept) =>
        opened(async (caseload) => {
          const filled = await fill(caseload, kept, input);
          if (filled.ok) isRead(caseload.db, caseload.author, input.dossier);
          return filled;
        }),
      );
    },
    'letters.preview': async (input) => {
      const { composeLetter } = await LATER.letters();
      return opened((caseload) => {
        const composed = composeLetter(caseload, input, paperFont());
        return composed.ok
          ? ok({ body: composed.value.page?.html ?? '', fileName: composed.value.fileName })
          : composed;
      });
    },
    'wordTemplates.list': () => withTemplates((kept) => ok(kept.list())),
    'wordTemplates.look': (input) => withTemplates((kept) => kept.look(input.row)),
    'wordTemplates.offer': (input) => withTemplates((kept) => kept.offer(input.name, input.bytes)),
    'wordTemplates.discard': (input) =>
      withTemplates((kept) => {
        kept.discard(input.token);
        return ok(null);
      }),
    'wordTemplates.keep': (input) =>
      withTemplates((kept) =>
        opened(async ({ author }) => {
          const made = await kept.keep(input);
          if (made.ok) {
            changed([author.actor]);
            moved(author.actor);
          }
          return made;
        }),
      ),
    'access.parts': async (input) => {
      const { partsToLeaveOut } = await LATER.access();
      return opened((caseload) => {
        const parts = partsToLeaveOut(caseload, input, names(caseload));
        if (parts.ok) isRead(caseload.db, caseload.author, input.dossier);
        return parts;
      });
    },
    'access.preview': async (input) => {
      const { composeAccess } = await LATER.access();
      return withDocuments((kept) =>
        opened((caseload) => {
          const composed = composeAccess(caseload, kept, input, accessWith(caseload));
          if (!composed.ok) return composed;
          isRead(caseload.db, caseload.author, input.dossier);
          const { body, fileName, leftOut, documents: files, unsaid } = composed.value;
          return ok({ body, fileName, leftOut, documents: files, unsaid });
        }),
      );
    },
    'handover.preview': async (input) => {
      const { composeHandover } = await LATER.handover();
      return opened((caseload) => {
        const composed = composeHandover(caseload, input, paperWith(caseload));
        if (!composed.ok) return composed;
        isRead(caseload.db, caseload.author, input.dossier);
        const { body, fileName, leftOut, unsaid } = composed.value;
        return ok({ body, fileName, leftOut, unsaid });
      });
    },
  };

  const internal: InternalHandlers = {
    'intake.openPath': (input) => opened(() => intake.openPath(input.path)),
    'sync.beginSignIn': (input) => forOffice(() => sync.beginSignIn(input, RETURNED[preferences.read().language])),
    'sync.finishSignIn': (_input, job) => opened(() => sync.finishSignIn(() => job.cancelled())),
    'assessmentPacks.openPaths': (input) => opened(({ db }) => assessments.openPaths(db, input.paths)),
    'documents.openPath': (input) => withDocuments((kept) => kept.openPath(input.path)),
    'packs.openPath': (input) => withPacks((kept) => kept.openPath(input.path)),
    'scans.chooseFolder': (input) => opened(() => scans?.choose(input.path) ?? err({ type: 'Locked' })),
    'documents.copyName': (input) => withDocuments((kept) => kept.copyName(input.row)),
    'documents.copyTo': (input, job) => withDocuments((kept) => kept.copyTo(input.row, input.path, job)),
    'reports.compose': (input) => opened(({ db }) => ok(composeReport(db, input))),
    'calendar.compose': async (input) => {
      const { composeCalendar } = await LATER.calendar();
      return opened(({ db, author }) => ok(composeCalendar(db, author, input)));
    },
    'outside.write': ({ path, text, audit }) =>
      opened(({ db, author }) => {
        const written = writeOutside(db, path, new TextEncoder().encode(text));
        if (written.ok) db.transact((tx) => appendAudit(tx, author, audit));
        return written;
      }),
    'access.compose': async (input) => {
      const { composeAccess } = await LATER.access();
      return withDocuments((kept) => opened((caseload) => composeAccess(caseload, kept, input, accessWith(caseload))));
    },
    'access.record': async (input, job) => {
      const { recordAccess } = await LATER.access();
      return withDocuments((kept) => opened((caseload) => recordAccess(caseload, kept, input, names(caseload), job)));
    },
    'handover.compose': async (input) => {
      const { composeHandover } = await LATER.handover();
      return opened((caseload) => composeHandover(caseload, input, paperWith(caseload)));
    },
    'letters.compose': async (input) => {
      const { composeLetter } = await LATER.letters();
      return withTemplates(async (kept) => {
        // Before anybody is asked where it should go.
        const template = input.template === undefined ? ok(null) : await kept.open(input.template);
        return template.ok ? opened((caseload) => composeLetter(caseload, input, paperFont())) : template;
      });
    },
    'wordTemplates.openPath': (input) => withTemplates((kept) => kept.openPath(input.path)),
    'letters.record': async (input) => {
      const { recordLetter } = await LATER.letters();
      return withTemplates((word) =>
        withDocuments((kept) =>
          opened(async (caseload) => {
            const recorded = await recordLetter(caseload, kept, word, input);
            if (recorded.ok && (recorded.value.kept || input.ask.rights)) {
              changed([input.ask.dossier]);
              moved(input.ask.dossier);
            }
            return recorded;
          }),
        ),
      );
    },
    'letters.mergeName': async (input) => {
      const { mergeName } = await LATER.letters();
      return opened(() => ok({ name: mergeName(input) }));
    },
    'letters.mergeTo': async (input, job) => {
      const { mergeLetters } = await LATER.letters();
      return withTemplates((word) =>
        withDocuments((kept) =>
          opened(async (caseload) => {
            const merged = await mergeLetters(caseload, kept, word, input, job);
            if (merged.ok && input.ask.keep) changed(input.ask.dossiers);
            return merged;
          }),
        ),
      );
    },
    'handover.record': async (input, job) => {
      const { recordHandover } = await LATER.handover();
      return withDocuments((kept) => opened((caseload) => recordHandover(caseload, kept, input, job)));
    },
    'list.compose': (input, job) => opened((caseload) => composeList(caseload, input, job)),
    'list.record': (input) => opened((caseload) => recordList(caseload, input, () => isStill(caseload))),
    'caseload.backupTo': (input) =>
      opened(async (caseload) => makeBackup(caseload, space.vault, input.path, options.reached)),
    'vault.wayOutWith': async (input) => {
      const done = await space.wayOut(input.way, input.path, intake.readPath);
      vaultChanged();
      return done;
    },
    'caseload.generate': async ({ candidates, seed, language }) => {
      const { takeInGenerated } = await LATER.demo();
      return opened((caseload) =>
        ok({
          candidates: takeInGenerated(caseload, {
            candidates,
            seed,
            language,
            now: options.now(),
            job: { progress: () => undefined },
          }),
        }),
      );
    },
  };

  /** What was refused, of whom and to whom, and when that was last written down: a preview asks with each key. */
  const refusedAt = new Map<string, number>();
  /** What may not be done with a dossier is an answer like others, and that it was tried stands in the audit log. */
  async function whereAllowed(
    channel: string,
    input: unknown,
    work: () => Promise<AnyResult> | AnyResult,
  ): Promise<AnyResult> {
    const note = (dossier: string, detail: Record<string, unknown>): void => {
      const caseload = space.current();
      if (caseload) caseload.db.transact((tx) => refused(tx, caseload.author, whatOf(channel), dossier, detail));
    };
    try {
      const answer = await work();
      const why = answer.ok ? null : answer.error.type;
      const { db } = space.current() ?? {};
      if (!db || why === null || !NOT_TO.has(why)) return answer;
      const asked = askedIn(input);
      for (const dossier of [asked.dossier, asked.keep, asked.other]) {
        // `keep` is a dossier where two become one, and yes or no of a letter.
        if (typeof dossier !== 'string' || (why === 'DossierFrozen' && !isFrozen(db, dossier))) continue;
        const { recipient } = asked;
        const key = JSON.stringify([whatOf(channel), dossier, recipient, why]);
        const since = options.now() - (refusedAt.get(key) ?? -Infinity);
        if (since >= 0 && since < ONE_READING_MS) continue;
        refusedAt.set(key, options.now());
        note(dossier, { by: channel, why, ...(recipient === undefined ? {} : { recipient }) });
      }
      return answer;
    } catch (error) {
      if (!(error instanceof FrozenDossier)) throw error;
      note(error.dossier, { by: channel, concept: error.concept });
      return err({ type: 'DossierFrozen' });
    }
  }

  /** Without the current one: only where there is none yet, or right after the recovery code opened the caseload. */
  async function firstOrRecovered(key: Uint8Array, next: string): Promise<Result<unknown, Failure>> {
    const state = await space.state();
    return state.type === 'open' && state.hasPassphrase
      ? space.vault.setPassphraseAfterRecovery(key, next)
      : space.vault.changePassphrase({ key, next });
  }

  return {
    /** @param input not yet parsed */
    async ask(channel: string, input: unknown, job: Job): Promise<AnyResult> {
      if (!Object.hasOwn(handlers, channel)) return err({ type: 'UnknownChannel' });
      const known = channel as keyof Handlers;
      if (!WHILE_HANDED_OVER.has(channel) && isHandedOver()) return err({ type: 'HandedOver' });
      clock?.look();
      const parsed = contract[known].input.safeParse(input);
      if (!parsed.success) return err({ type: 'BadInput', where: placeOf(parsed.error) } as Failure);
      const handler = handlers[known] as (input: unknown, job: Job) => Promise<AnyResult> | AnyResult;
      return whereAllowed(channel, parsed.data, () => handler(parsed.data, job));
    },
    askInternal<C extends InternalChannel>(
      channel: C,
      input: InternalAsk[C],
      job: Job = NO_JOB,
    ): Promise<AnyResult> | AnyResult {
      return isHandedOver()
        ? err({ type: 'HandedOver' })
        : whereAllowed(channel, input, () => internal[channel](input, job));
    },
    close: () => lock('quit'),
  };
}

export type Service = ReturnType<typeof createService>;

const NOT_TO: ReadonlySet<string> = new Set([
  'DossierFrozen',
  'ObjectsToSharing',
  'ConsentWithdrawn',
] satisfies NotTo[]);
const whatOf = (channel: string): Refused =>
  channel.startsWith('handover.')
    ? 'handover'
    : channel.startsWith('letters.')
      ? 'letter'
      : channel.startsWith('candidateMode.')
        ? 'candidateMode'
        : 'write';
/** Whom a question is about; what is saved stands one level down. */
const askedIn = (input: unknown) =>
  ((input as { ask?: unknown } | null)?.ask ?? input ?? {}) as Partial<
    Record<'dossier' | 'keep' | 'other' | 'recipient', string>
  >;

/** Said by the browser, outside the window. */
const RETURNED = {
  nl: { title: 'Je bent aangemeld', text: 'Dit tabblad mag dicht. Ga verder in Jobport.' },
  en: { title: 'You are signed in', text: 'You may close this tab. Go on in Jobport.' },
} as const;

/** Of whom nobody waits for a bar that fills. */
const NO_JOB: Job = { progress: () => undefined, cancelled: () => false };

/** What sync brings within this time is told to the window at once. */
const TOGETHER_MS = 20;
const MOST_TOLD = 50;

/** A quarter of an hour: whoever works in one dossier all morning is seen to, in a list that can still be read. */
const ONE_READING_MS = 15 * 60_000;

/** Names of fields only: a key that somebody else chose could say anything. */
function placeOf(error: z.ZodError): string {
  const first = error.issues[0]?.path[0];
  return typeof first === 'string' && /^[a-zA-Z]{1,40}$/.test(first) ? first : '';
}
