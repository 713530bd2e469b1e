/**
 * What a restored backup may not bring back, kept outside the database and outside every backup: what was erased for good, what was taken
 * from whom, who lost a role, which laptop was blocked or wiped. A folder with a file for each instance, a line for each decision.
 *
 * A line is written before the database is: a server that stopped in between does it when it starts (replay.ts holds all lines against the
 * database before the doors open). No line says anything about a person but ids.
 */
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { id } from '../core/domain/id.ts';
import { role } from '../core/sync/protocol.ts';
import type { Files } from './document-files.ts';
import type { Store } from './store.ts';
import type { World } from './world.ts';

/** Why a dossier may be erased: in the certificate, and never anything of whom. */
export const GROUNDS = ['request', 'retention', 'unlawful'] as const;
export type Ground = (typeof GROUNDS)[number];

const common = { organisation: id, at: z.number().int(), actor: id };

const journalLine = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('erased'), ...common, dossier: id, ground: z.enum(GROUNDS) }),
  /** `ended` are the epochs of grants and memberships; `from` is who holds which dossier no more because of it. */
  z.strictObject({
    kind: z.literal('taken'),
    ...common,
    ended: z.array(id),
    from: z.array(z.strictObject({ person: id, dossiers: z.array(id) })),
  }),
  z.strictObject({ kind: z.literal('person'), ...common, person: id, roles: z.array(role), active: z.boolean() }),
  z.strictObject({
    kind: z.literal('device'),
    ...common,
    device: id,
    blockedAt: z.number().nullable(),
    wipeAt: z.number().nullable(),
  }),
]);
export type JournalLine = z.infer<typeof journalLine>;
export type LineOf<K extends JournalLine['kind']> = Extract<JournalLine, { kind: K }>;

export type Journal = {
  /** On the disk when it returns. */
  append(line: JournalLine): void;
  /** Of all instances, in the order of time. Throws where a line in the middle can not be read: then nobody knows what must stay gone. */
  read(): JournalLine[];
};

/** What a decision needs that must outlive a backup. */
export type Lasting = { readonly store: Store; readonly world: World; readonly journal: Journal };
/** And where the documents are, which go with a dossier. */
export type Erasing = Lasting & { readonly files: Files };

/** @param instance names the file of this instance, where several share a folder */
export function openJournal(folder: string, instance = 'server'): Journal {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `journal-${instance}.jsonl`);
  return {
    append(line) {
      const isNew = !existsSync(file);
      const handle = openSync(file, 'a', 0o600);
      try {
        // Begins on a line of its own, whatever a crash left at the end of the file.
        writeSync(handle, `${isNew ? '' : '\n'}${JSON.stringify(line)}\n`);
        fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
    },
    read: () =>
      readdirSync(folder)
        .filter((name) => /^journal-.*\.jsonl$/.test(name))
        .flatMap((name) => readLines(join(folder, name)))
        .sort((one, other) => one.at - other.at),
  };
}

function readLines(file: string): JournalLine[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((text, index) => {
    if (text === '') return [];
    try {
      return [journalLine.parse(JSON.parse(text))];
    } catch {
      // Half a line that was never answered for: whole ones after it begin on a line of their own.
      const isCutOff = !text.endsWith('}');
      if (isCutOff) return [];
      throw new Error(`${file}, line ${index + 1}: not a line of the journal`);
    }
  });
}
