/**
 * Taking in: files into a plan that can be looked at, and the plan into the caseload. Nothing is written before the adviser
 * decides, and then everything in one transaction and one group, so that it is there whole and can be undone whole.
 */
import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Answer, Ask } from '../../core/contract/contract.ts';
import { DOSSIER_CONCEPTS, type ConceptName } from '../../core/domain/concepts.ts';
import type { IncomingDossier } from '../../core/domain/dossier.ts';
import { displayName } from '../../core/domain/name.ts';
import { err, ok, type Result } from '../../core/domain/result.ts';
import { LIMITS } from '../exchange/intake/intake.ts';
import { readIntake } from '../exchange/intake/read-intake.ts';
import type { Database } from './database.ts';
import { changesForNew, remainderRows } from './incoming.ts';
import type { Job } from './service.ts';
import { openGroup, type Author } from './write.ts';

type Failure = { type: string };
type OfferedFile = { readonly name: string; readonly bytes: Uint8Array };
type Plan = { readonly incoming: readonly IncomingDossier[]; readonly lines: Answer<'intake.read'>['incoming'] };

export function createIntake({ newId }: { newId: () => string }) {
  const files = new Map<string, OfferedFile>();
  const plans = new Map<string, Plan>();

  const offer = (name: string, bytes: Uint8Array): Result<{ token: string; name: string; bytes: number }, Failure> => {
    const token = newId();
    files.set(token, { name, bytes });
    return ok({ token, name, bytes: bytes.length });
  };

  return {
    offer,
    readPath: (path: string): Uint8Array => readFileSync(path),
    openPath(path: string): Result<{ token: string; name: string; bytes: number }, Failure> {
      const name = basename(path);
      try {
        // A file that is far too large is not read at all; the reader says so by its name.
        if (statSync(path).size > LIMITS.bytes) return err({ type: 'TooLarge' });
        return offer(name, readFileSync(path));
      } catch {
        return err({ type: 'NotReadable' });
      }
    },

    async read(_db: Database, ask: Ask<'intake.read'>, job: Job): Promise<Result<Answer<'intake.read'>, Failure>> {
      const incoming: IncomingDossier[] = [];
      const problems: Answer<'intake.read'>['problems'] = [];
      let csv: Answer<'intake.read'>['csv'] = null;
      for (const token of ask.tokens) {
        const file = files.get(token);
        if (!file) return err({ type: 'UnknownFile' });
        const stop = new AbortController();
        const read = await readIntake(file.bytes, file.name, {
          mapping: ask.mapping as never,
          signal: stop.signal,
          progress: (done, total) => {
            job.progress('intake.reading', done, total);
            if (job.cancelled()) stop.abort();
          },
        });
        if (!read.ok) {
          if (read.error.type === 'Cancelled') return err({ type: 'Cancelled' });
          problems.push({ ...read.error });
          continue;
        }
        incoming.push(...read.value.dossiers);
        if (read.value.csv)
          csv = {
            columns: read.value.csv.columns.map((column) => ({ header: column.header, samples: [...column.samples] })),
            mapping: [...read.value.csv.mapping],
          };
      }
      const lines = incoming.map((each, index) => lineOf(each, index));
      const plan = newId();
      plans.set(plan, { incoming, lines });
      return ok({ plan, incoming: lines, csv, problems });
    },

    apply(db: Database, author: Author, ask: Ask<'intake.apply'>, job: Job): Result<Answer<'intake.apply'>, Failure> {
      const plan = plans.get(ask.plan);
      if (!plan) return err({ type: 'UnknownPlan' });
      const decisions = new Map(ask.decisions.map(({ index, decision }) => [index, decision]));
      const counts = { added: 0, merged: 0, skipped: 0 };
      let first: string | null = null;
      try {
        const group = db.transact((tx) => {
          const open = openGroup(tx, author, 'import');
          plan.incoming.forEach((incoming, index) => {
            if (job.cancelled()) throw new Cancelled();
            const decision = decisions.get(index) ?? plan.lines[index]?.suggestion ?? 'add';
            job.progress('intake.writing', index + 1, plan.incoming.length);
            if (decision === 'skip') {
              counts.skipped++;
              return;
            }
            const rows = { ...incoming.rows, importRemainder: remainderRows(incoming) };
            const whole = { ...incoming, rows } as IncomingDossier;
            for (const change of changesForNew(whole, author.newId)) {
              first ??= change.dossier;
              open.write(change);
            }
            counts.added++;
          });
          open.close();
          return open.group;
        });
        plans.delete(ask.plan);
        files.clear();
        return ok({ group: group.id, ...counts, first });
      } catch (error) {
        // The transaction is rolled back: nothing of the import is there.
        if (error instanceof Cancelled) return err({ type: 'Cancelled' });
        throw error;
      }
    },

    discard: (plan: string): void => void plans.delete(plan),
    forget(): void {
      files.clear();
      plans.clear();
    },
  };
}

class Cancelled extends Error {}

function lineOf(incoming: IncomingDossier, index: number): Answer<'intake.read'>['incoming'][number] {
  const { candidate, source } = incoming;
  const name = displayName({
    initials: candidate.initials ?? null,
    givenName: candidate.givenName ?? null,
    prefix: candidate.prefix ?? null,
    surname: candidate.surname ?? null,
  });
  return {
    index,
    file: source.file,
    position: source.position,
    format: source.format,
    name: name || (candidate.externalReference ?? ''),
    place: candidate.place ?? null,
    counts: DOSSIER_CONCEPTS.map((concept) => ({
      concept: concept as ConceptName,
      rows: (incoming.rows[concept] as readonly unknown[] | undefined)?.length ?? 0,
    })).filter(({ rows }) => rows > 0),
    notUnderstood: incoming.notUnderstood.map((each) => ({ ...each })),
    same: null,
    suggestion: 'add',
  };
}
