/**
 * What was not finished when the application was updated is there after it: drafts of every released schema, opened as the application opens a
 * caseload, listed by the channel of the screens and read by what the screens read them with.
 */
import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { QueryClient } from '@tanstack/react-query';
import { afterEach, describe, expect, it } from 'vitest';
import { fillingKey } from '../../core/assessments/filling.ts';
import { numbersOf } from '../../core/domain/field.ts';
import { isSaid, readVisit, unfinishedVisit, visitPrefix } from '../../core/guidance/visit.ts';
import { openDatabase } from '../../electron/caseload/database.ts';
import { saveDraft, type Draft } from '../../electron/caseload/stores.ts';
import { DATABASE_FILE } from '../../electron/vault/files.ts';
import type { Api } from '../../renderer/api/bridge.ts';
import { readKept } from '../../renderer/components/read-kept.ts';
import { DossierEditing } from '../../renderer/features/dossier/editing.ts';
import { migrationsDir, newFolder, removeFolder } from '../support/caseload.ts';
import { askOf, quietJob, serviceIn } from '../support/space.ts';
import { GOLDEN_KEY, goldenFile } from './golden.ts';

const PASSPHRASE = 'verzonnen wachtzin van vroeger';
const names = readdirSync(import.meta.dirname).flatMap((file) => /^caseload-(\d{4})\.db$/.exec(file)?.[1] ?? []);
const kept = JSON.parse(readFileSync(join(import.meta.dirname, 'drafts.json'), 'utf8')) as Pick<
  Draft,
  'key' | 'body'
>[];

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});
const folder = (): string => {
  const dir = newFolder('drafts');
  closing.push(() => removeFolder(dir));
  return dir;
};

/** The golden file with what was being typed in it: no later migration touched it yet. */
async function withDrafts(name: string): Promise<{ file: string; dossier: string }> {
  const dir = folder();
  const file = join(dir, 'caseload.db');
  copyFileSync(goldenFile(name), file);
  const then = join(dir, 'migrations');
  mkdirSync(then);
  for (const migration of readdirSync(migrationsDir).filter((each) => each.slice(0, 4) <= name))
    cpSync(join(migrationsDir, migration), join(then, migration));
  const opened = await openDatabase({ file, key: Uint8Array.from(GOLDEN_KEY), migrationsDir: then });
  if (!opened.ok) throw new Error(opened.error.type);
  const db = opened.value;
  const { id } = db.get<{ id: string }>(`SELECT "id" FROM "candidate" WHERE "deleted" = 0 ORDER BY "number"`) ?? {
    id: '',
  };
  db.transact((tx) => {
    for (const { key, body } of kept) saveDraft(tx, { key: key.replaceAll('DOSSIER', id), body, savedAt: 1 });
  });
  expect(db.all<{ name: string }>(`SELECT "name" FROM "migration"`)).toHaveLength(Number(name));
  const whole = join(dir, 'whole.db');
  db.copyTo(whole);
  await db.close();
  return { file: whole, dossier: id };
}

/** A vault of the key that the golden files have, and the caseload of then behind it. */
async function updated(file: string) {
  const dir = folder();
  closing.push(() => removeFolder(`${dir}-keychain`));
  const random = (bytes: number): Uint8Array =>
    bytes === GOLDEN_KEY.length ? Uint8Array.from(GOLDEN_KEY) : new Uint8Array(randomBytes(bytes));
  const first = serviceIn(dir, { random });
  await askOf(first, 'vault.create', {
    adviser: { name: 'Anna Verzonnen' },
    organisation: { name: 'Zandwijk' },
    passphrase: PASSPHRASE,
    useKeychain: false,
  });
  await first.close();
  for (const ending of ['', '-wal', '-shm']) rmSync(join(dir, DATABASE_FILE + ending), { force: true });
  copyFileSync(file, join(dir, DATABASE_FILE));
  const service = serviceIn(dir);
  closing.push(() => service.close());
  await askOf(service, 'vault.unlock', { by: 'passphrase', passphrase: PASSPHRASE });
  return service;
}

describe('what was not finished before an update', () => {
  it.each(names)('of schema %s comes back on the screen it was typed on', async (name) => {
    const { file, dossier } = await withDrafts(name);
    const service = await updated(file);
    const list = (prefix: string) => askOf(service, 'drafts.list', { prefix });
    const bodyOf = async (key: string): Promise<string> =>
      (await list(key)).find((each) => each.key === key)?.body ?? 'not kept';

    // Not one is lost, nor changed by a letter.
    const all = await list('');
    for (const { key, body } of kept)
      expect(all.find((each) => each.key === key.replaceAll('DOSSIER', dossier))?.body).toBe(body);

    const visits = await list(visitPrefix(dossier));
    expect(unfinishedVisit(visits, null)).toBe('visit-1');
    const visit = readVisit(visits[0]?.body ?? '');
    expect(visit && isSaid(visit)).toBe(true);
    expect(visit).toMatchObject({
      text: '## Hoe gaat het\nWil weer aan het werk, eerst halve dagen.',
      confidentialNote: 'Slaapt slecht.',
      agreements: [{ what: 'Cv bijwerken', by: 'candidate', due: 'over 2 weken' }],
      tasks: [{ what: 'Werkgever bellen', due: 'vrijdag' }],
      settled: { 'agreement-1': 'kept' },
      next: { date: '12-12', place: 'Kantoor' },
    });
    expect(await askOf(service, 'visit.list', null)).toMatchObject([{ dossier }]);

    const began = {
      template: 'thanks',
      recipient: 'employer',
      recipientName: '',
      language: 'en',
      subject: '',
      text: '',
    };
    expect(readKept(await bodyOf(`${dossier}/letter`), began)).toMatchObject({
      template: 'invitation',
      recipient: 'candidate',
      language: 'nl',
      subject: 'Uitnodiging voor een gesprek',
      text: 'Beste mevrouw Verzonnen,\n\nGraag spreek ik u.',
    });
    expect(readKept(await bodyOf(`${dossier}/handover`), { recipient: 'candidate', names: {} })).toEqual({
      recipient: 'employer',
      names: { employer: 'Verzonnen Metaal bv' },
    });
    expect(numbersOf(await bodyOf(fillingKey(dossier, 'result-1')))).toEqual({ 1: 4, 2: 1 });
    expect(readKept(await bodyOf('newCandidate/answers'), { givenName: '', surname: '' })).toEqual({
      givenName: 'Noor',
      surname: 'Voorbeeld',
    });

    const api = {
      ask: (channel: never, input: never) => service.ask(channel, input, quietJob),
      subscribe: () => () => undefined,
    } as unknown as Api;
    const editing = new DossierEditing({ id: dossier, api, cache: new QueryClient(), newId: () => 'x' });
    await editing.restore();
    const drafted = (concept: 'candidate' | 'contactMoment' | 'skill', row: string, field: string) =>
      editing.draftOf({ concept, row, field });
    expect(drafted('candidate', dossier, 'place')).toBe('Zwaluwhoe');
    expect(drafted('contactMoment', 'moment-1', 'text')).toBe('Belde over de vacature');
    expect(editing.newRows('skill')).toEqual([{ row: 'new:1', real: null }]);
    expect(drafted('skill', 'new:1', 'name')).toBe('Hardsold');
  });
});
