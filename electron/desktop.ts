/**
 * The desktop without a window: caseload worker and platform, behind one door. Electron, the preview in a Chromium and the
 * tests all stand on this; it imports nothing of Electron.
 */
import { basename, dirname, join, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { z } from 'zod';
import type { Answer, Ask, Event } from '../core/contract/contract.ts';
import { err, ok, type Result } from '../core/domain/result.ts';
import type { OutgoingCalendar } from './caseload/calendar.ts';
import type { ComposedAccess } from './caseload/access.ts';
import type { Composed } from './caseload/handover.ts';
import type { ComposedList } from './caseload/list-export.ts';
import type { ComposedLetter } from './caseload/letters.ts';
import type { AnyResult, Composite, InternalAsk, InternalChannel } from './caseload/service.ts';
import type { FromWorker, ToWorker, WorkerData } from './caseload/worker-messages.ts';
import { VERSION } from './version.ts';

/** What the operating system does for the desktop. */
export type Platform = {
  /** @returns the paths of the chosen files, none when the adviser cancelled */
  chooseFiles(o: { title: string; extensions: string[]; many: boolean }): Promise<string[]>;
  chooseSave(o: { title: string; suggestedName: string; extension: string }): Promise<string | null>;
  /** @returns null when the adviser cancelled */
  chooseFolder?(o: { title: string }): Promise<string | null>;
  /** Opens the camera to the window, or closes it. */
  allowCamera?(allowed: boolean): void;
  /** Shows a page of the organisation's server in the adviser's own browser. */
  openInBrowser(url: string): Promise<void>;
  /** A tagged A4 PDF of a page without scripts; `header` and `footer` are Chromium's print templates. */
  printPdf(html: string, o: { header: string; footer: string; title: string; lang: string }): Promise<Uint8Array>;
};

export type DesktopOptions = {
  readonly dir: string;
  readonly platform: Platform;
  /** Starts in the demo caseload, which then is in `dir`. */
  readonly demo?: boolean;
  readonly host?: 'electron' | 'preview' | 'test';
  /** Told where something went wrong that never should; holds no personal data. */
  readonly onUnexpected?: (place: string) => void;
};

export type Desktop = {
  /** Anything may be asked by anybody: what is not in the contract, or not of its shape, gets an error. */
  ask(channel: string, input: unknown): Promise<AnyResult>;
  subscribe(listener: (event: Event) => void): () => void;
  close(): Promise<void>;
};

/** A commit and a checkpoint take milliseconds; what takes longer than this waits for something that does not come. */
const CLOSING_MS = 4_000;

/** Jobs that can run at once; a window has one or two. */
const SLOTS = 64;

/** Not before it is needed: Chromium waits for what the main process reads first. */
const readContract = () => import('../core/contract/contract.ts');

/** From the sources everything lies where it was written; in the built application beside the bundle. */
const here = import.meta.dirname;
const fromSources = import.meta.filename.endsWith('.ts');
const workerFile = fromSources ? join(here, 'caseload', 'worker.ts') : join(here, 'worker.js');
const resource = (...parts: string[]): string => (fromSources ? join(here, '..', ...parts) : join(here, ...parts));

type SavedText = Pick<OutgoingCalendar, 'text' | 'fileName' | 'audit'>;

export async function createDesktop(options: DesktopOptions): Promise<Desktop> {
  const flags = new Int32Array(new SharedArrayBuffer(SLOTS * Int32Array.BYTES_PER_ELEMENT));
  const worker = new Worker(workerFile, {
    workerData: {
      dir: options.dir,
      demoDir: options.demo ? options.dir : demoBeside(options.dir),
      demo: options.demo ?? false,
      host: options.host ?? 'electron',
      version: VERSION,
      migrationsDir: resource('migrations', 'caseload'),
      paperFontDir: fromSources
        ? resource('node_modules', '@fontsource-variable', 'atkinson-hyperlegible-next', 'files')
        : resource('fonts'),
      questionnairesDir: resource('resources', 'questionnaires'),
      flags,
    } satisfies WorkerData,
  });
  const waiting = new Map<number, (result: AnyResult) => void>();
  const listeners = new Set<(event: Event) => void>();
  const jobs = new Map<string, number>();
  let nextId = 1;
  let ended: Promise<void> | null = null;

  worker.on('message', (message: FromWorker) => {
    if (message.type === 'event') for (const listener of listeners) listener(message.event);
    if (message.type === 'unexpected') options.onUnexpected?.(message.place);
    if (message.type !== 'answer') return;
    if (message.place !== undefined) options.onUnexpected?.(message.place);
    waiting.get(message.id)?.(message.result);
    waiting.delete(message.id);
  });
  worker.on('error', () => options.onUnexpected?.('the caseload worker stopped'));
  worker.on('exit', () => {
    for (const answer of waiting.values()) answer(err({ type: 'Unexpected' }));
    waiting.clear();
    ended ??= Promise.resolve();
  });

  const send = (make: (id: number) => ToWorker): Promise<AnyResult> => {
    if (ended) return Promise.resolve(err({ type: 'Unexpected' }));
    return new Promise((resolve) => {
      const id = nextId++;
      waiting.set(id, resolve);
      try {
        worker.postMessage(make(id));
      } catch {
        // A function, a proxy, a value nested without end: what can not be carried is no question.
        waiting.delete(id);
        resolve(err({ type: 'BadInput' }));
      }
    });
  };

  /** A question that may be a job: whoever asked can stop it by its name. */
  const sendJob = async (type: 'ask' | 'internal', channel: string, input: unknown): Promise<AnyResult> => {
    const job = jobIn(input);
    const slot = job === null ? null : freeSlot(jobs);
    if (job !== null && slot !== null) {
      Atomics.store(flags, slot, 0);
      jobs.set(job, slot);
    }
    try {
      return await send((id) => ({ type, id, channel, input, job, slot }));
    } finally {
      if (job !== null && jobs.get(job) === slot) jobs.delete(job);
    }
  };

  const askWorker = (channel: string, input: unknown): Promise<AnyResult> => sendJob('ask', channel, input);
  const internal = <C extends InternalChannel>(channel: C, input: InternalAsk[C]): Promise<AnyResult> =>
    sendJob('internal', channel, input);
  /** Before a dialog is shown: nobody chooses files for a caseload that is locked. */
  const whenOpen = async <T>(work: () => Promise<Result<T>>): Promise<Result<T>> => {
    const state = await askWorker('vault.state', null);
    if (!state.ok || (state.value as Answer<'vault.state'>).type !== 'open') return err({ type: 'Locked' });
    return work();
  };

  const isHandedOver = async (): Promise<boolean> => {
    const state = (await askWorker('vault.state', null)) as Result<Answer<'vault.state'>>;
    return state.ok && state.value.type === 'open' && state.value.handedOver;
  };

  const offerUnread = (path: string, why: string): Promise<AnyResult> => {
    const bytes = why === 'TooLarge' ? 'largerThanLimit' : 'notReadable';
    return askWorker('intake.offer', { name: basename(path).slice(-255), bytes } satisfies Ask<'intake.offer'>);
  };

  /** The page as a PDF, or nothing: a printer that broke, or that ran out of room, says why in words that may quote the page. */
  const printed = async (...page: Parameters<Platform['printPdf']>): Promise<Uint8Array | null> => {
    try {
      const bytes = await options.platform.printPdf(...page);
      return isPdf(bytes) ? bytes : null;
    } catch {
      return null;
    }
  };

  /** Where the adviser chooses; false where they did not. */
  const savedText = async (file: SavedText): Promise<Result<boolean>> => {
    const { text, fileName, audit } = file;
    const extension = fileName.slice(fileName.lastIndexOf('.') + 1);
    const path = await options.platform.chooseSave({ title: 'Jobport', suggestedName: fileName, extension });
    if (path === null) return ok(false);
    const written = await internal('outside.write', { path, text, audit });
    return written.ok ? ok(true) : written;
  };

  /** Channels that need the operating system besides the caseload. */
  const composites: {
    [C in Composite]: (input: Ask<C>) => Promise<Result<Answer<C>>>;
  } = {
    'jobs.cancel': async ({ job }) => {
      const slot = jobs.get(job);
      if (slot !== undefined) Atomics.store(flags, slot, 1);
      return ok(null);
    },
    'intake.choose': () =>
      whenOpen(async () => {
        const paths = await options.platform.chooseFiles({
          title: 'Jobport',
          extensions: ['json', 'xml', 'csv', 'txt'],
          many: true,
        });
        const files: Answer<'intake.choose'> = [];
        for (const path of paths) {
          const opened = await internal('intake.openPath', { path });
          // One that can not be read is told by its name with the others; those go on.
          const offered = opened.ok ? opened : await offerUnread(path, opened.error.type);
          if (!offered.ok) return offered;
          files.push(offered.value as Answer<'intake.choose'>[number]);
        }
        return ok(files);
      }),
    'documents.choose': () =>
      whenOpen(async () => {
        const paths = await options.platform.chooseFiles({ title: 'Jobport', extensions: [], many: true });
        const chosen: Answer<'documents.choose'> = { files: [], refused: [] };
        for (const path of paths) {
          const opened = await internal('documents.openPath', { path });
          // One that can not be taken is said by its name; the others go on.
          if (opened.ok) chosen.files.push(opened.value as Answer<'documents.choose'>['files'][number]);
          else chosen.refused.push({ name: basename(path), why: opened.error.type });
        }
        return ok(chosen);
      }),
    'wordTemplates.choose': () =>
      whenOpen<Answer<'wordTemplates.choose'>>(async () => {
        const [path] = await options.platform.chooseFiles({
          title: 'Jobport',
          // Also what is refused: whoever has such a file hears what to do.
          extensions: ['docx', 'dotx', 'docm', 'dotm', 'doc', 'odt'],
          many: false,
        });
        if (path === undefined) return ok(null);
        const opened = await internal('wordTemplates.openPath', { path });
        return opened as Result<Answer<'wordTemplates.choose'>>;
      }),
    'packs.choose': () =>
      whenOpen(async () => {
        const paths = await options.platform.chooseFiles({
          title: 'Jobport',
          extensions: ['zip', 'csv', 'txt', 'xlsx'],
          many: true,
        });
        const files: Answer<'packs.choose'> = [];
        for (const path of paths) {
          const opened = await internal('packs.openPath', { path });
          if (!opened.ok) return opened;
          files.push(opened.value as Answer<'packs.choose'>[number]);
        }
        return ok(files);
      }),
    'assessmentPacks.choose': () =>
      whenOpen(async () => {
        const paths = await options.platform.chooseFiles({ title: 'Jobport', extensions: ['json'], many: true });
        const opened = await internal('assessmentPacks.openPaths', { paths });
        return opened as Result<Answer<'assessmentPacks.choose'>>;
      }),
    'documents.camera': async ({ allow }) => {
      // Whoever locks takes the camera back, whatever the window says.
      options.platform.allowCamera?.(false);
      return whenOpen(() => {
        options.platform.allowCamera?.(allow);
        return Promise.resolve(ok(null));
      });
    },
    'scans.choose': () =>
      whenOpen<Answer<'scans.choose'>>(async () => {
        const path = (await options.platform.chooseFolder?.({ title: 'Jobport' })) ?? null;
        if (path === null) return ok({ chosen: false });
        const chosen = await internal('scans.chooseFolder', { path });
        return chosen.ok ? ok({ chosen: true }) : chosen;
      }),
    'documents.saveCopy': async ({ row, job }) => {
      const named = await internal('documents.copyName', { row });
      if (!named.ok) return named;
      const { name, extension } = named.value as { name: string; extension: string };
      const path = await options.platform.chooseSave({ title: 'Jobport', suggestedName: name, extension });
      if (path === null) return ok({ saved: false, fileName: '' });
      return (await internal('documents.copyTo', { row, path, job })) as Result<Answer<'documents.saveCopy'>>;
    },
    'access.save': async ({ job, ...ask }) => {
      const { password: _password, ...asked } = ask;
      const composed = await internal('access.compose', asked);
      if (!composed.ok) return composed;
      const made = composed.value as ComposedAccess;
      const path = await options.platform.chooseSave({
        title: 'Jobport',
        suggestedName: made.fileName,
        extension: made.extension,
      });
      if (path === null) return ok({ saved: false, fileName: '', sha256: '', pages: null, bytes: 0 });
      const print = made.page ? await printed(made.body, { ...made.page, lang: ask.language }) : null;
      if (made.page && print === null) return err({ type: 'NotPrinted' });
      const giving = { ask: { ...ask, job }, composed: made, path, printed: print, job };
      return (await internal('access.record', giving)) as Result<Answer<'access.save'>>;
    },
    'handover.save': async (ask) => {
      const composed = await internal('handover.compose', ask);
      if (!composed.ok) return composed;
      const made = composed.value as Composed;
      const path = await options.platform.chooseSave({
        title: 'Jobport',
        suggestedName: made.fileName,
        extension: made.extension,
      });
      if (path === null) return ok({ saved: false, fileName: '', sha256: '', pages: null, checked: null });
      const print = made.page ? await printed(made.body, { ...made.page, lang: ask.language }) : null;
      // Before anything is written down: what was not made was not handed over.
      if (made.page && print === null) return err({ type: 'NotPrinted' });
      const job = ask.job === undefined ? {} : { job: ask.job };
      const recorded = await internal('handover.record', { ask, composed: made, path, printed: print, ...job });
      return recorded as Result<Answer<'handover.save'>>;
    },
    'candidates.exportList': async (ask) => {
      const composed = await internal('list.compose', ask);
      if (!composed.ok) return composed;
      const made = composed.value as ComposedList;
      const path = await options.platform.chooseSave({
        title: 'Jobport',
        suggestedName: made.fileName,
        extension: 'csv',
      });
      if (path === null) return ok({ saved: false, fileName: '', sha256: '', count: 0 });
      return (await internal('list.record', { ask, composed: made, path })) as Result<Answer<'candidates.exportList'>>;
    },
    'reports.save': async (ask) => {
      const composed = await internal('reports.compose', ask);
      if (!composed.ok) return composed;
      const saved = await savedText(composed.value as SavedText);
      return saved.ok ? ok({ saved: saved.value }) : saved;
    },
    'calendar.save': async (ask) => {
      const composed = await internal('calendar.compose', ask);
      if (!composed.ok) return composed;
      const { text, fileName, count, audit } = composed.value as OutgoingCalendar;
      const saved = await savedText({ text, fileName, audit });
      return saved.ok ? ok({ saved: saved.value, count }) : saved;
    },
    'letters.save': async (ask) => {
      const { format, keep: _keep, contactMoment: _moment, ...letter } = ask;
      const composed = await internal('letters.compose', letter);
      if (!composed.ok) return composed;
      const made = composed.value as ComposedLetter;
      const path = await options.platform.chooseSave({
        title: 'Jobport',
        suggestedName: `${made.fileName}.${format}`,
        extension: format,
      });
      if (path === null) return ok({ saved: false, fileName: '', sha256: '', pages: null, kept: false });
      const { html = '', ...page } = made.page ?? { header: '', footer: '', title: '' };
      const print = format === 'pdf' && html !== '' ? await printed(html, { ...page, lang: ask.language }) : null;
      if (format === 'pdf' && print === null) return err({ type: 'NotPrinted' });
      const recorded = await internal('letters.record', { ask, composed: made, path, printed: print });
      return recorded as Result<Answer<'letters.save'>>;
    },
    'letters.merge': async (ask) => {
      const named = await internal('letters.mergeName', { language: ask.language, form: ask.form });
      if (!named.ok) return named;
      const path = await options.platform.chooseSave({
        title: 'Jobport',
        suggestedName: (named.value as { name: string }).name,
        extension: ask.form,
      });
      if (path === null) return ok({ saved: false, fileName: '', made: 0, failed: [], leftOut: [] });
      return (await internal('letters.mergeTo', { ask, path, job: ask.job })) as Result<Answer<'letters.merge'>>;
    },
    'sync.signIn': async ({ job, ...ask }) => {
      const begun = await internal('sync.beginSignIn', ask);
      if (!begun.ok) return begun;
      await options.platform.openInBrowser((begun.value as { url: string }).url);
      return (await internal('sync.finishSignIn', { job })) as Result<Answer<'sync.signIn'>>;
    },
    'caseload.backup': () =>
      whenOpen(async () => {
        const path = await options.platform.chooseSave({
          title: 'Jobport',
          suggestedName: 'caseload.jobport',
          extension: 'jobport',
        });
        if (path === null) return ok({ saved: false, bytes: 0 });
        return (await internal('caseload.backupTo', { path })) as Result<Answer<'caseload.backup'>>;
      }),
    'vault.wayOut': async ({ way }) => {
      let path: string | null = null;
      if (way === 'restoreVault' || way === 'restoreBackup') {
        const extensions = way === 'restoreVault' ? ['json'] : ['jobport', 'db'];
        path = (await options.platform.chooseFiles({ title: 'Jobport', extensions, many: false }))[0] ?? null;
        if (path === null) return ok({ done: false });
      }
      return (await internal('vault.wayOutWith', { way, path })) as Result<Answer<'vault.wayOut'>>;
    },
  };

  return {
    async ask(channel, input) {
      if (typeof channel !== 'string') return err({ type: 'UnknownChannel' });
      if (Object.hasOwn(composites, channel)) {
        const known = channel as keyof typeof composites;
        const { contract } = await readContract();
        const parsed = parsedBy(contract[known].input, input);
        if (!parsed.ok) return parsed;
        // Nobody but the adviser is shown a dialog of this computer.
        if (known !== 'jobs.cancel' && (await isHandedOver())) return err({ type: 'HandedOver' });
        try {
          return await (composites[known] as (input: unknown) => Promise<AnyResult>)(parsed.value);
        } catch (error) {
          // A dialog or a printer that broke. What it says may quote a path or a page: only its kind is told.
          options.onUnexpected?.(`${channel} ${error instanceof Error ? error.name : 'Error'}`);
          return err({ type: 'Unexpected' });
        }
      }
      // The worker knows every other channel, and says so of one that it does not know.
      return askWorker(channel, input);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      ended ??= new Promise<void>((resolve) => {
        worker.on('message', (message: FromWorker) => {
          if (message.type === 'closed') resolve();
        });
        worker.once('exit', () => resolve());
        // A question to a keychain that hangs holds the worker's thread: the database is closed by then, or never will be.
        setTimeout(resolve, CLOSING_MS).unref();
        worker.postMessage({ type: 'close' } satisfies ToWorker);
      }).then(() => worker.unref());
      return ended;
    },
  };
}

/** Whole from its first sign to its last: a printer that was cut off leaves half a file. */
function isPdf(bytes: Uint8Array): boolean {
  const text = (part: Uint8Array): string => Buffer.from(part).toString('latin1');
  return text(bytes.subarray(0, 5)) === '%PDF-' && text(bytes.subarray(-32)).includes('%%EOF');
}

/** The demo is made anew when something is wrong with it, so it never is the folder of a real caseload, whatever that is called. */
function demoBeside(dir: string): string {
  const beside = join(dirname(dir), 'demo');
  return resolve(beside) === resolve(dir) ? `${beside}-caseload` : beside;
}

/** A value may fight back: a getter or a proxy that throws while it is looked at. */
function parsedBy(schema: z.ZodType, input: unknown): Result<unknown> {
  try {
    const parsed = schema.safeParse(input);
    return parsed.success ? ok(parsed.data) : err({ type: 'BadInput' });
  } catch {
    return err({ type: 'BadInput' });
  }
}

function jobIn(input: unknown): string | null {
  try {
    if (typeof input !== 'object' || input === null || !('job' in input)) return null;
    const { job } = input;
    return typeof job === 'string' && job.length <= 60 ? job : null;
  } catch {
    return null;
  }
}

function freeSlot(jobs: ReadonlyMap<string, number>): number | null {
  const taken = new Set(jobs.values());
  for (let slot = 0; slot < SLOTS; slot++) if (!taken.has(slot)) return slot;
  return null;
}
