/**
 * A laptop that falls over in the middle of sync, at each named point of its store: it opens whole, nothing that was acknowledged is
 * lost, and after the next round it has what the office has. A real server, a real encrypted caseload, SIGKILL.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { giveGrant, listGrants, revokeGrant } from '../../server/grants.ts';
import { addPerson, atTheMachine, invite } from '../../server/people.ts';
import type { Service } from '../../electron/caseload/service.ts';
import { databases, openOffice, type Office } from '../server/support/office.ts';
import { newFolder, problemsOf, removeFolder } from '../support/caseload.ts';
import { askOf, serviceIn, spaceIn } from '../support/space.ts';
import { PASSPHRASE } from '../support/vault-killing.ts';

const childFile = join(import.meta.dirname, '..', 'support', 'sync-child.ts');
const soon = <T>(look: () => Promise<T> | T) => expect.poll(look, { timeout: 15_000, interval: 25 });

const places = databases('SQLite');
const folders: string[] = [];
let office: Office;
let anna: Service;
let bramId: string;
let bramDir: string;

/** Somebody with a laptop at the office. */
async function laptop(name: string): Promise<{ service: Service; dir: string; person: string }> {
  const { store, world } = office.server.context;
  const hand = atTheMachine(office.organisation);
  const { id } = await addPerson(store, world, hand, { name, email: null, roles: ['adviser'] });
  const invited = await invite(store, world, hand, id);
  if (!invited.ok) throw new Error(invited.error.type);
  const dir = newFolder('killed');
  folders.push(dir, `${dir}-keychain`);
  const service = serviceIn(dir);
  await askOf(service, 'vault.create', {
    adviser: { name },
    organisation: { name: 'Nog zonder kantoor' },
    passphrase: PASSPHRASE,
    useKeychain: false,
  });
  const { code } = invited.value;
  await askOf(service, 'sync.connect', { address: office.server.url, code, name: `laptop van ${name}` });
  return { service, dir, person: id };
}

const isAtTheOffice = async (service: Service): Promise<boolean> => {
  const state = await askOf(service, 'sync.state', null);
  return state.type === 'connected' && state.lastContact !== null && state.onlyHere === 0 && state.doing === 'resting';
};

beforeAll(async () => {
  office = await openOffice(await places.fresh());
  anna = (await laptop('Anna Verzonnen')).service;
  const bram = await laptop('Bram Verzonnen');
  bramId = bram.person;
  bramDir = bram.dir;
  await bram.service.close();
}, 60_000);
afterAll(async () => {
  await anna.close();
  await office.close();
  await places.close();
  folders.forEach(removeFolder);
});

const add = async (surname: string): Promise<string> => {
  const { dossier } = await askOf(anna, 'candidates.add', { fields: { surname } });
  await soon(() => isAtTheOffice(anna)).toBe(true);
  return dossier;
};
const give = async (dossier: string): Promise<void> => {
  const { store, world } = office.server.context;
  const hand = atTheMachine(office.organisation);
  const given = await giveGrant(store, world, hand, { dossier, to: { person: bramId }, until: null });
  if (!given.ok) throw new Error(given.error.type);
};
const take = async (dossier: string): Promise<void> => {
  const { context } = office.server;
  const found = await context.store.read((db) => listGrants(db, office.organisation, { dossier, person: bramId }));
  for (const { epoch } of found) await revokeGrant(context, atTheMachine(office.organisation), epoch);
};

/** Bram's laptop writes one answer, or nothing, and syncs; it is killed at the point, if there is one. */
const syncs = (dossier = '', place = '', point = '') =>
  new Promise<{ said: string; signal: string | null }>((resolve, reject) => {
    const child = spawn(process.execPath, [childFile, bramDir, dossier, place, point], {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 30_000,
    });
    let said = '';
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code, signal) =>
      code === 0 || signal === 'SIGKILL' ? resolve({ said, signal }) : reject(new Error(`${code}: ${said}${errors}`)),
    );
  });

type Person = { id: string; surname: string; place: string | null };
async function heldByBram(): Promise<{ problems: string[]; people: Person[] }> {
  const space = spaceIn(bramDir);
  const opened = await space.unlock({ by: 'passphrase', passphrase: PASSPHRASE });
  if (!opened.ok) throw new Error(opened.error.type);
  const { db } = opened.value;
  const people = db.all<Person>(
    `SELECT "id", "surname", "place" FROM "candidate" WHERE "deleted" = 0 ORDER BY "surname"`,
  );
  const problems = problemsOf(db);
  await space.lock('quit');
  return { problems, people };
}

const POINTS = [
  'sync: answers stored',
  'sync: pulled rows written',
  'sync: cursor written',
  'sync: dossier gone',
  'sync: page stored',
];

describe('killed in the middle of sync', { timeout: 90_000 }, () => {
  it.each(POINTS)('at “%s”: it opens whole, and then has what the office has', async (point) => {
    const shared = await add('Gedeeld');
    const going = await add('Weg');
    await give(shared);
    await give(going);
    expect((await syncs()).said).toBe('quiet\n');

    // Everything at once waits for the next round: an answer of a colleague, a dossier that came, one that went.
    const came = await add('Nieuw');
    await give(came);
    await take(going);
    await askOf(anna, 'dossier.edit', {
      dossier: shared,
      concept: 'candidate',
      row: shared,
      fields: { surname: 'Hernoemd' },
    });
    await soon(() => isAtTheOffice(anna)).toBe(true);

    const killed = await syncs(shared, 'Reigerveen', point);
    expect(killed).toEqual({ said: 'acknowledged\n', signal: 'SIGKILL' });
    const between = await heldByBram();
    expect(between.problems).toEqual([]);
    expect(between.people.find(({ id }) => id === shared)?.place).toBe('Reigerveen');

    expect((await syncs()).said).toBe('quiet\n');
    const after = await heldByBram();
    expect(after.problems).toEqual([]);
    expect(after.people.filter(({ id }) => [shared, going, came].includes(id))).toEqual([
      { id: shared, surname: 'Hernoemd', place: 'Reigerveen' },
      { id: came, surname: 'Nieuw', place: null },
    ]);
    await soon(async () => {
      const { candidate } = await askOf(anna, 'dossier.open', { dossier: shared });
      return [candidate.surname, candidate.place];
    }).toEqual(['Hernoemd', 'Reigerveen']);
    const conflicts = await askOf(anna, 'conflicts.list', { dossier: shared });
    expect(conflicts).toEqual([]);
  });
});
