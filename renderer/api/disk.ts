/**
 * Whether what is typed can be kept at this moment. Every answer of the desktop passes here: one that says that the disk is full, that it may
 * not be written or that another has it open begins a trouble, and the first thing that is kept again ends it. What could not be kept
 * is tried again by whoever holds it (draft-keeper.ts, the dossier); this only says how it stands, and asks now and then.
 */
import type { Channel } from '../../core/contract/contract.ts';
import type { Api, Failure } from './bridge.ts';

export const DISK_TROUBLES = ['DiskFull', 'NoAccess', 'DatabaseBusy'] as const;
export type DiskTrouble = (typeof DISK_TROUBLES)[number];
/** How long after a refusal it is tried again: soon enough to go on by itself, long enough not to keep a full disk busy. */
export const RETRY_MS = 2_000;

/** Answers of these say that the disk took something. */
const KEEPS: ReadonlySet<Channel> = new Set(['drafts.save', 'dossier.edit', 'dossier.addRow', 'candidates.add']);
/** Their files stand elsewhere: what they refuse says nothing of the caseload. */
const ELSEWHERE: ReadonlySet<Channel> = new Set([
  'caseload.backup',
  'documents.saveCopy',
  'handover.save',
  'access.save',
  'vault.unlock',
  'vault.create',
  'vault.wayOut',
  'intake.choose',
  'intake.read',
]);
/** A draft of nobody, to see whether there is room. */
const PROBE = 'disk.probe';

export const diskTroubleOf = (failure: Failure): DiskTrouble | null =>
  DISK_TROUBLES.find((each) => each === failure.type) ?? null;

/** Whether the desktop refused it for want of a disk that takes it: it is to be tried again. */
export function isToBeTriedAgain(answer: unknown): boolean {
  const { ok, error } = (answer ?? {}) as { ok?: boolean; error?: Failure };
  return ok === false && error !== undefined && diskTroubleOf(error) !== null;
}

export type Disk = {
  readonly trouble: () => DiskTrouble | null;
  readonly subscribe: (listener: () => void) => () => void;
};

export function watchDisk(api: Api): { readonly api: Api; readonly disk: Disk } {
  const listeners = new Set<() => void>();
  let trouble: DiskTrouble | null = null;
  let asking: ReturnType<typeof setInterval> | undefined;
  const tell = (next: DiskTrouble | null): void => {
    if (next === trouble) return;
    trouble = next;
    clearInterval(asking);
    asking = next === null ? undefined : setInterval(() => void probe(), RETRY_MS);
    for (const listener of listeners) listener();
  };
  const watched: Api = {
    ...api,
    ask: async (channel, input) => {
      const answer = await api.ask(channel, input);
      if (answer.ok) {
        if (KEEPS.has(channel)) tell(null);
      } else {
        const found = diskTroubleOf(answer.error);
        if (found !== null && !ELSEWHERE.has(channel)) tell(found);
        // Nothing can be kept in what is locked, and nothing is asked of it.
        if (answer.error.type === 'Locked') tell(null);
      }
      return answer;
    },
  };
  const probe = async (): Promise<void> => {
    const answer = await watched.ask('drafts.save', { key: PROBE, body: '' });
    if (answer.ok) await watched.ask('drafts.remove', { key: PROBE });
  };
  return {
    api: watched,
    disk: {
      trouble: () => trouble,
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
  };
}
