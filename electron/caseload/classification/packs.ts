/**
 * Classification packs of an open caseload: chosen, read, imported, removed, and asked. Importing takes seconds, and others go first all the
 * while: reading and writing stop for them every few milliseconds. Cancelled, locked or killed half-way, the former list is as it was.
 */
import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Answer, Ask } from '../../../core/contract/contract.ts';
import { isFileReason, type FileReason } from '../../../core/classification/packs.ts';
import { err, ok, type Result } from '../../../core/domain/result.ts';
import { countsOf, type PackDraft } from '../../exchange/classification/pack-draft.ts';
import type { PackFile } from '../../exchange/classification/read-packs.ts';
import type { Job } from '../service.ts';
import type { OpenCaseload } from '../space.ts';
import { followList, listChanges, noteChanges, usesOf } from './changes.ts';
import { createExplore } from './explore.ts';
import { placeOfPostcode } from './place.ts';
import { addSkills, skillsOf } from './skills.ts';
import { clearPacks, currentPack, currentPacks, leavePack, usePack, type Pack } from './store.ts';
import { createSuggest } from './suggest.ts';
import { writePack } from './write-pack.ts';

type Failure = { type: string };
type Told = Answer<'packs.list'>[number];
/** Where its bytes are, which the window never knows; or the bytes of a file of the office. */
type Offered = { readonly name: string; readonly from: string | Buffer };

/** As large as a list may be: the whole of ESCO unpacked is 45 MB. */
const MOST_BYTES = 250 * 2 ** 20;
/** So long at most before others go first. */
const TURN_MS = 12;

const toldOf = ({ kind, version, languages, counts, importedAt }: Pack): Told => ({
  kind,
  version,
  languages: [...languages],
  counts: { ...counts },
  importedAt,
});

export function createPacks({ db, author }: OpenCaseload) {
  const offered = new Map<string, Offered>();
  const plans = new Map<string, { readonly drafts: readonly PackDraft[]; readonly ready: boolean }>();
  const suggesting = createSuggest();
  const exploring = createExplore();
  let isClosing = false;
  let working: Promise<unknown> = Promise.resolve();

  /** Lets whatever was asked meanwhile be answered first; false when the work must stop. */
  function breather(job: Job): () => Promise<boolean> {
    let since = performance.now();
    return async () => {
      if (performance.now() - since > TURN_MS) {
        await new Promise((resolve) => setImmediate(resolve));
        since = performance.now();
      }
      return !isClosing && !job.cancelled();
    };
  }
  /** One piece of long work at a time, and closing waits for it. */
  function alone<T>(work: () => Promise<T>): Promise<T> {
    const next = working.then(work, work);
    working = next.catch(() => undefined);
    return next;
  }
  const clear = (): Promise<void> => clearPacks(db, breather({ progress: () => undefined, cancelled: () => false }));

  async function read(ask: Ask<'packs.read'>, job: Job): Promise<Result<Answer<'packs.read'>, Failure>> {
    const files: PackFile[] = [];
    for (const token of ask.tokens) {
      const file = offered.get(token);
      if (!file) return err({ type: 'UnknownFile' });
      files.push({ name: file.name, bytes: typeof file.from === 'string' ? await bytesOf(file.from) : file.from });
    }
    const { readPacks } = await import('../../exchange/classification/read-packs.ts');
    const result = await readPacks(files, {
      progress: (done, total) => job.progress('packs.reading', done, total),
      breathe: breather(job),
    });
    if (!result.ok) return result;
    const { drafts, problems } = result.value;
    const plan = author.newId();
    // One plan at a time: reading again takes the place of what was read before.
    plans.clear();
    const ready = drafts.length > 0 && !problems.some(({ reason }) => isFileReason(reason));
    plans.set(plan, { drafts, ready });
    const replaced = new Map(currentPacks(db).map((each) => [each.kind, each]));
    return ok({
      plan,
      ready,
      packs: drafts.map((draft) => {
        const { kind, version, languages, files: names } = draft;
        const former = replaced.get(kind);
        return {
          kind,
          version,
          languages: [...languages],
          counts: countsOf(draft),
          files: [...names],
          replaces: former ? toldOf(former) : null,
        };
      }),
      problems: problems.map((each) => ({ ...each, lines: each.lines.map((line) => ({ ...line })) })),
    });
  }

  async function bring(ask: Ask<'packs.import'>, job: Job): Promise<Result<Answer<'packs.import'>, Failure>> {
    const planned = plans.get(ask.plan);
    if (!planned?.ready) return err({ type: 'UnknownPlan' });
    const written: Pack[] = [];
    for (const draft of planned.drafts) {
      const pack = await writePack(db, draft, author.now(), {
        progress: (phase, done, total) => job.progress(phase, done, total),
        breathe: breather(job),
      });
      if (!pack) {
        if (!isClosing) await clear();
        return err({ type: 'Cancelled' });
      }
      written.push(pack);
    }
    // All of them at once: a crosswalk belongs to its list.
    db.transact((tx) => {
      for (const pack of written) {
        const former = currentPack(tx, pack.kind);
        if (former && pack.kind === 'esco') noteChanges(tx, former, pack);
        usePack(tx, pack);
      }
    });
    plans.delete(ask.plan);
    offered.clear();
    suggesting.forget();
    exploring.forget();
    await clear();
    return ok({ packs: written.map(toldOf), changes: listChanges(db, 'nl').length });
  }

  // What a kill left.
  void alone(clear);

  return {
    openPath(path: string): Result<Answer<'packs.choose'>[number], Failure> {
      const token = author.newId();
      const name = basename(path);
      offered.set(token, { name, from: path });
      try {
        return ok({ token, name, bytes: statSync(path).size });
      } catch {
        // Told when it is read, by its name, with what is wrong in the others.
        return ok({ token, name, bytes: 0 });
      }
    },
    /** @param piece answers with the bytes from there on, and how many there are in all */
    async openOffice(
      row: string,
      piece: (offset: number) => Promise<Result<{ bytes: Uint8Array; total: number }, Failure>>,
    ): Promise<Result<Answer<'packs.fromOffice'>, Failure>> {
      const file = db.get<{ name: string | null; bytes: number | null }>(
        `SELECT "name", "bytes" FROM "referenceFile" WHERE "id" = ? AND "deleted" = 0`,
        row,
      );
      if (!file) return err({ type: 'RowNotFound' });
      if ((file.bytes ?? 0) > MOST_BYTES) return err({ type: 'TooLarge' });
      const pieces: Uint8Array[] = [];
      for (let at = 0, total = 1; at < total;) {
        const next = await piece(at);
        if (!next.ok) return next;
        pieces.push(next.value.bytes);
        at += next.value.bytes.length;
        total = next.value.bytes.length === 0 ? 0 : next.value.total;
      }
      const token = author.newId();
      const bytes = Buffer.concat(pieces);
      offered.set(token, { name: file.name ?? '', from: bytes });
      return ok({ token, name: file.name ?? '', bytes: bytes.length });
    },
    read: (ask: Ask<'packs.read'>, job: Job) => alone(() => read(ask, job)),
    import: (ask: Ask<'packs.import'>, job: Job) => alone(() => bring(ask, job)),
    discard(plan: string): void {
      plans.delete(plan);
      offered.clear();
    },
    list: (): Told[] => currentPacks(db).map(toldOf),
    async remove(kind: Ask<'packs.remove'>['kind']): Promise<void> {
      db.transact((tx) => leavePack(tx, kind));
      suggesting.forget();
      exploring.forget();
      await alone(clear);
    },
    uses: (kind: Ask<'packs.uses'>['kind']) => usesOf(db, kind),
    changes: (language: 'nl' | 'en') => listChanges(db, language),
    follow: (ask: Ask<'packs.follow'>) => db.transact((tx) => followList(tx, author, ask)),
    suggest: (ask: Ask<'classification.suggest'>) => suggesting.suggest(db, ask),
    explore: (ask: Ask<'classification.explore'>) => exploring.explore(db, ask),
    skillsOf: (ask: Ask<'classification.skillsOf'>) => skillsOf(db, ask),
    addSkills: (ask: Ask<'classification.addSkills'>) => db.transact((tx) => addSkills(tx, author, ask)),
    place: (postcode: string) => placeOfPostcode(db, postcode),
    /** What is being read or written stops; the former list stays. */
    async close(): Promise<void> {
      isClosing = true;
      await working;
    },
  };
}
export type Packs = ReturnType<typeof createPacks>;

async function bytesOf(path: string): Promise<Buffer | FileReason> {
  try {
    const found = statSync(path);
    // A pipe or a device may never end.
    if (!found.isFile()) return 'notReadable';
    return found.size > MOST_BYTES ? 'tooLarge' : await readFile(path);
  } catch {
    return 'notReadable';
  }
}
