/**
 * A soak: laptops at work on one real server for as long as is asked, each in a process of its own with a real encrypted caseload, over
 * lines that break, cut and go down. Laptops and the server are killed at random moments (SIGKILL), dossiers are granted, taken and erased. Every
 * so often all is made quiet, and then the invariants of core/sync/SPEC.md must hold: I1–I10 and I12.
 *
 * The seed decides what is done and in which order by each; when it meets what others do depends on the moment. So a seed that failed is likely to
 * fail again, and not certain to.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fieldNames, type ConceptName } from '../../core/domain/concepts.ts';
import type { Answer } from '../../core/contract/contract.ts';
import { headsOf, type RowHeads } from '../../core/sync/merge.ts';
import { ORGANISATION } from '../../core/sync/protocol.ts';
import { UNDO_MS } from '../../electron/caseload/waiting.ts';
import { createSyncStore } from '../../electron/caseload/sync-store.ts';
import { DOCUMENTS_FOLDER } from '../../electron/documents/files.ts';
import { firstBrokenLine } from '../../server/audit.ts';
import { eraseDossier } from '../../server/erasure.ts';
import { tellServers } from '../../server/events.ts';
import { giveGrant, listGrants, revokeGrant } from '../../server/grants.ts';
import { holdingsOf } from '../../server/holdings.ts';
import { openFiles } from '../../server/documents.ts';
import { openJournal } from '../../server/journal.ts';
import { addOrganisation, addPerson, atTheMachine, invite } from '../../server/people.ts';
import { openStore } from '../../server/store.ts';
import { realWorld } from '../../server/world.ts';
import { databases, type Kind } from '../server/support/office.ts';
import { processes, type Served } from '../server/support/processes.ts';
import { badLine } from './bad-line.ts';
import { newFolder, removeFolder } from './caseload.ts';
import { numbersFrom } from './numbers.ts';
import { differencesFromOffice } from './same-as-office.ts';
import { spaceIn } from './space.ts';
import { PASSPHRASE } from './vault-killing.ts';

export type SoakOptions = {
  readonly seed: number;
  readonly minutes: number;
  readonly laptops: number;
  readonly kind: Kind;
  /** How long is worked between two looks. */
  readonly stretchMs: number;
  readonly say: (text: string) => void;
};
type Next = (below: number) => number;
export type Soaked = { readonly broken: readonly string[]; readonly counts: Readonly<Record<string, number>> };

/** Where a laptop may be told to kill itself. */
const POINTS = [
  'row-written',
  'operation-written',
  'group-closed',
  'sync: answers stored',
  'sync: pulled rows written',
  'sync: cursor written',
  'sync: dossier gone',
  'sync: page stored',
  'documents: sealed',
  'documents: known',
  'documents: named',
];
/** What an adviser may be answered when sync took away under their hands what they saw a moment ago. */
const GONE = [
  'DossierNotFound',
  'RowNotFound',
  'ConflictGone',
  'NothingToUndo',
  'NothingToRedo',
  'DocumentNotHere',
  'TooLate',
];
const MOST_DOSSIERS = 40;
const LARGEST_DOCUMENT = 600_000;
const PIECE = 1024 * 1024;
/**
 * How often is asked whether all is quiet, or a document is there, before it is said that it never will be: three minutes where nothing else goes on. Counted
 * and not timed: on a machine with much else to do an answer takes longer in the same measure.
 */
const MOST_ASKED = 3_600;
const ASK_EVERY_MS = 50;
const MOST_SAID = 20;

const childFile = join(import.meta.dirname, 'laptop-child.ts');
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The process is not there any more: nobody was answered. */
class Killed extends Error {}
class Refused extends Error {
  readonly type: string;
  constructor(channel: string, type: string) {
    super(`${channel}: ${type}`);
    this.type = type;
  }
}
type Any = any; // eslint-disable-line typescript/no-explicit-any -- answers of the contract, by channel

/** The process of a laptop: questions in, answers out, in one order. */
function startLaptop(dir: string, point: string | null) {
  const child: ChildProcess = spawn(process.execPath, [childFile, dir, ...(point === null ? [] : [point])], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, NODE_NO_WARNINGS: '1' },
  });
  const waiting: {
    readonly channel: string;
    readonly resolve: (value: Any) => void;
    readonly reject: (error: Error) => void;
  }[] = [];
  let errors = '';
  let isOver = false;
  child.stderr?.on('data', (chunk: Buffer) => (errors = `${errors}${chunk.toString()}`.slice(-2000)));
  child.stdin?.on('error', () => undefined);
  createInterface(child.stdout as NodeJS.ReadableStream).on('line', (line) => {
    const asked = waiting.shift();
    const answer: Any = JSON.parse(line);
    if (answer.ok) asked?.resolve(answer.value);
    else asked?.reject(new Refused(asked.channel, answer.error.type));
  });
  const ended = new Promise<string>((resolve) =>
    child.once('close', (code, signal) => {
      isOver = true;
      for (const { reject } of waiting.splice(0)) reject(new Killed());
      resolve(signal ?? (code === 0 ? '' : `exit ${code}: ${errors}`));
    }),
  );
  return {
    ended,
    isOver: () => isOver,
    point,
    ask: (channel: string, input: unknown = null, isInternal = false): Promise<Any> =>
      new Promise((resolve, reject) => {
        if (isOver) return reject(new Killed());
        waiting.push({ channel, resolve, reject });
        child.stdin?.write(`${JSON.stringify({ channel, input, ...(isInternal ? { isInternal } : {}) })}\n`);
      }),
    kill: (): Promise<string> => {
      child.kill('SIGKILL');
      return ended;
    },
    close: (): Promise<string> => {
      child.stdin?.end();
      return ended;
    },
  };
}

type Laptop = {
  readonly name: string;
  readonly person: string;
  readonly dir: string;
  readonly line: Awaited<ReturnType<typeof badLine>>;
  readonly next: Next;
  /** Every id that came over its line since the last look (I9). */
  readonly heard: Set<string>;
  running: ReturnType<typeof startLaptop>;
  /** A point at which it is to fall over by itself. */
  mayFall: boolean;
  isPaused: boolean;
  /** Something said here that waits in case it is taken back. */
  decidedAt: number;
};

export async function soak(options: SoakOptions): Promise<Soaked> {
  const { seed, say } = options;
  const places = databases(options.kind);
  const place = await places.fresh();
  const running = processes();
  const env = { JOBPORT_EXAMPLE: 'no' };
  const servers: Served[] = [];
  const serve = async (): Promise<Served> => {
    const started = await running.serve(place, env);
    servers.push(started);
    return started;
  };
  let server = await serve();
  const store = await openStore(place.database);
  const world = realWorld();
  const outside = newFolder('soak');
  const laptops: Laptop[] = [];
  const broken: string[] = [];
  const counts: Record<string, number> = {};
  const count = (what: string, by = 1): void => void (counts[what] = (counts[what] ?? 0) + by);
  const added = await addOrganisation(store, world, { name: 'Voorbeeldgemeente Zandwijk' });
  if (!added.ok) throw new Error('no organisation');
  const organisation = added.value.id;
  const hand = atTheMachine(organisation);
  const documentsFolder = join(place.folder, 'documents');
  const files = await openFiles({ kind: 'folder', folder: documentsFolder }, store);
  const lasting = { store, world, journal: openJournal(place.journalFolder, 'soak'), files };
  const office = { store, organisation };

  // What was acknowledged, by a word that stands in nothing else: its dossier. And of each document, what its bytes were.
  const written = new Map<string, string>();
  const documents = new Map<string, { readonly dossier: string; readonly sha256: string }>();
  let number = 0;
  let isServerDown = false;
  /** What is said in a field; a word like it is in no other. */
  const word = (): string => `w${seed}x${(number += 1)}`;
  const wordsIn = (text: string): string[] => text.match(new RegExp(`w${seed}x\\d+`, 'g')) ?? [];

  // --- Laptops

  async function letIn(at: number): Promise<void> {
    const name = `Laptop ${at + 1}`;
    // Every third is the second laptop of the one before.
    const person =
      at % 3 === 2
        ? (laptops[at - 1] as Laptop).person
        : (await addPerson(store, world, hand, { name: `Adviseur ${at + 1}`, email: null, roles: ['adviser'] })).id;
    const heard = new Set<string>();
    const next = numbersFrom(seed + 1000 * (at + 1));
    const line = await badLine(server.url, numbersFrom(seed + at), (chunk) => {
      for (const id of chunk.toString('latin1').match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? [])
        heard.add(id);
    });
    line.good();
    const dir = newFolder('soak-laptop');
    const laptop: Laptop = {
      name,
      person,
      dir,
      line,
      next,
      heard,
      running: startLaptop(dir, null),
      mayFall: false,
      isPaused: false,
      decidedAt: 0,
    };
    laptops.push(laptop);
    await laptop.running.ask('vault.create', {
      adviser: { name },
      organisation: { name: 'Nog zonder kantoor' },
      passphrase: PASSPHRASE,
      useKeychain: false,
    });
    const invited = await invite(store, world, hand, person);
    if (!invited.ok) throw new Error(invited.error.type);
    await laptop.running.ask('sync.connect', { address: line.url, code: invited.value.code, name });
  }

  /** As after a crash: the caseload opens by itself, whatever was under way. */
  async function restart(laptop: Laptop, point: string | null): Promise<void> {
    laptop.mayFall = point !== null;
    laptop.running = startLaptop(laptop.dir, point);
    await laptop.running.ask('vault.unlock', { by: 'passphrase', passphrase: PASSPHRASE });
  }

  /** After a kill that was ours or its own; anything else is a fault. */
  async function pickUp(laptop: Laptop, point: string | null): Promise<void> {
    const how = await laptop.running.ended;
    if (how !== 'SIGKILL') broken.push(`${laptop.name} fell over: ${how}`);
    else if (laptop.mayFall) count('laptops that fell at a named point');
    for (;;) {
      try {
        return await restart(laptop, point);
      } catch (error) {
        // It may be killed again while it opens.
        if (!(error instanceof Killed)) throw error;
        await laptop.running.ended;
        point = null;
      }
    }
  }

  const dossiersOf = async ({ running: { ask } }: Laptop): Promise<string[]> => {
    const all = { filter: {}, sort: { column: 'name', descending: false }, offset: 0, limit: 500 };
    const { lines } = (await ask('candidates.list', all)) as Answer<'candidates.list'>;
    return lines.map(({ id }) => id).sort();
  };

  // --- What advisers do. Each is one deed; when it is answered it was acknowledged.

  type Deed = (laptop: Laptop, dossier: string) => Promise<void>;
  const some = <T>(next: Next, list: readonly T[]): T | undefined => list[next(list.length || 1)];
  const wrote = (value: string, dossier: string): void => {
    written.set(value, dossier);
    count('writes');
  };

  const addCandidate = async ({ running: { ask } }: Laptop): Promise<void> => {
    const value = word();
    const { dossier } = await ask('candidates.add', { fields: { surname: `Verzonnen ${value}` } });
    wrote(value, dossier);
  };
  const editField: Deed = async ({ running: { ask }, isPaused, next }, dossier) => {
    const value = word();
    const field = some(next, ['place', 'street', 'givenName']) as 'place' | 'street' | 'givenName';
    await ask('dossier.edit', { dossier, concept: 'candidate', row: dossier, fields: { [field]: `Plaats ${value}` } });
    wrote(value, dossier);
    if (!isPaused) return;
    // Offline nobody else can have written since.
    const { candidate } = (await ask('dossier.open', { dossier })) as Answer<'dossier.open'>;
    if (candidate[field] !== `Plaats ${value}`) broken.push('I8 an own write is not on the own screen');
  };
  const addSkill: Deed = async ({ running: { ask } }, dossier) => {
    const value = word();
    const fields = { name: `vaardigheid ${value}`, level: 'good' };
    await ask('dossier.addRow', { dossier, concept: 'skill', fields });
    wrote(value, dossier);
  };
  const changeSkill: Deed = async ({ running: { ask }, next }, dossier) => {
    const { rows } = (await ask('dossier.open', { dossier })) as Answer<'dossier.open'>;
    const row = some(next, rows.skill)?.id;
    if (row === undefined) return;
    if (next(3) === 0) {
      await ask('dossier.removeRow', { dossier, concept: 'skill', row });
      wrote(`removed ${row}`, dossier);
      return;
    }
    const value = word();
    await ask('dossier.edit', { dossier, concept: 'skill', row, fields: { name: `vaardigheid ${value}` } });
    wrote(value, dossier);
  };
  const takeBack = async ({ running: { ask }, next }: Laptop): Promise<void> => {
    await ask(next(3) === 0 ? 'history.redo' : 'history.undo');
    count('undone and redone');
  };
  const addDocument: Deed = async ({ running: { ask }, next }, dossier) => {
    const value = word();
    const bytes = randomBytes(1 + next(LARGEST_DOCUMENT));
    const path = join(outside, `${value}.pdf`);
    writeFileSync(path, bytes);
    const { token } = await ask('documents.openPath', { path }, true);
    const { row } = await ask('documents.add', { dossier, token, job: 'add' });
    documents.set(row, { dossier, sha256: sha256(bytes) });
    wrote(value, dossier);
    count('documents');
  };
  const fetchDocument: Deed = async ({ running: { ask }, next }, dossier) => {
    const listed = (await ask('documents.list', { dossier })) as Answer<'documents.list'>;
    const wanted = some(
      next,
      listed.filter(({ isHere }) => !isHere),
    );
    if (wanted) await ask('documents.fetch', { rows: [wanted.row] });
  };
  const settle: Deed = async ({ running: { ask }, next }, dossier) => {
    const conflict = some(next, (await ask('conflicts.list', { dossier })) as Answer<'conflicts.list'>);
    if (!conflict) return;
    const { concept, row, field, mayKeepBoth, values } = conflict;
    const sees = values.map(({ operation }) => operation);
    if (mayKeepBoth && next(2) === 0) await ask('conflicts.keepBoth', { dossier, concept, row, sees });
    else
      await ask('conflicts.settle', { dossier, concept, row, field, sees, value: some(next, values)?.value ?? null });
    count('conflicts settled');
  };
  const decide = async (laptop: Laptop): Promise<void> => {
    const { running, next } = laptop;
    const group = some(next, (await running.ask('waiting.list', { dossier: null })) as Answer<'waiting.list'>);
    if (!group) return;
    const decision = next(4) === 0 ? 'leave' : 'takeOver';
    await running.ask('waiting.decide', {
      operations: group.works.map(({ operation }: { operation: string }) => operation).slice(0, 100),
      decision,
    });
    laptop.decidedAt = Date.now();
    count(`work of others: ${decision}`);
  };
  const goOffline = async (laptop: Laptop): Promise<void> => {
    laptop.isPaused = !laptop.isPaused;
    await laptop.running.ask('sync.pause', { paused: laptop.isPaused });
  };

  async function deed(laptop: Laptop): Promise<void> {
    const { next } = laptop;
    const held = await dossiersOf(laptop);
    const dossier = some(next, held);
    const which = next(40);
    if (dossier === undefined || (which < 2 && held.length < MOST_DOSSIERS)) await addCandidate(laptop);
    else if (which < 14) await editField(laptop, dossier);
    else if (which < 20) await addSkill(laptop, dossier);
    else if (which < 26) await changeSkill(laptop, dossier);
    else if (which < 29) await takeBack(laptop);
    else if (which < 31) await settle(laptop, dossier);
    else if (which < 32) await addDocument(laptop, dossier);
    else if (which < 34) await fetchDocument(laptop, dossier);
    else if (which < 35) await decide(laptop);
    else if (which < 36 || laptop.isPaused) await (next(4) === 0 ? goOffline(laptop) : editField(laptop, dossier));
    else await laptop.running.ask('sync.now');
  }

  async function work(laptop: Laptop, until: number): Promise<void> {
    while (Date.now() < until && broken.length === 0) {
      try {
        await deed(laptop);
        await pause(laptop.next(500));
      } catch (error) {
        if (error instanceof Killed) await pickUp(laptop, laptop.next(3) === 0 ? some(laptop.next, POINTS)! : null);
        else if (!(error instanceof Refused)) throw error;
        else if (GONE.includes(error.type)) count('refused, because it was gone');
        else broken.push(`${laptop.name} was refused: ${error.message}`);
      }
    }
  }

  // --- What the office does, at the machine of the server

  async function officeDeed(next: Next): Promise<void> {
    const all = await store.read((db) =>
      db.all<{ id: string }>(
        `SELECT "id" FROM "dossier" WHERE "organisation" = ? AND "id" <> ? AND "erasedAt" IS NULL ORDER BY "id"`,
        organisation,
        ORGANISATION,
      ),
    );
    const dossier = some(next, all)?.id;
    if (dossier === undefined) return;
    const which = next(24);
    if (which < 11) {
      const person = (some(next, laptops) as Laptop).person;
      const { now } = await store.read((db) =>
        holdingsOf(db, { organisation, person, roles: ['adviser'] }, [dossier], world.now()),
      );
      if (now.has(dossier)) return;
      const given = await giveGrant(store, world, hand, { dossier, to: { person } });
      if (given.ok) count('granted');
    } else if (which < 18) {
      const grants = (await store.read((db) => listGrants(db, organisation, { dossier }))).filter(
        ({ revokedAt }) => revokedAt === null,
      );
      // Now and then nobody is left who holds it.
      const grant = grants.length > 1 || next(8) === 0 ? some(next, grants) : undefined;
      if (grant && (await revokeGrant(lasting, hand, grant.epoch)).ok) count('taken');
    } else if (which === 18 && all.length > laptops.length) {
      await eraseDossier(lasting, hand, dossier, 'request');
      count('erased');
    }
    if (place.database.kind === 'postgres') await tellServers(place.database.url);
  }
  async function beTheOffice(next: Next, until: number): Promise<void> {
    while (Date.now() < until) {
      await officeDeed(next);
      await pause(200 + next(600));
    }
  }

  // --- What happens to them

  async function mishap(next: Next): Promise<void> {
    const laptop = some(next, laptops) as Laptop;
    const which = next(10);
    if (which < 3) {
      laptop.mayFall = false;
      count('laptops killed');
      await laptop.running.kill();
    } else if (which < 4) {
      if (isServerDown) return;
      isServerDown = true;
      count('servers killed');
      await server.kill();
      await pause(next(1500));
      server = await serve();
      for (const { line } of laptops) line.to(server.url);
      isServerDown = false;
    } else if (which < 7) {
      count('lines down');
      laptop.line.down(true);
      await pause(next(3000));
      laptop.line.down(false);
    } else {
      count('lines bad');
      laptop.line.good(false);
      await pause(next(6000));
      laptop.line.good();
    }
  }
  async function strike(next: Next, until: number): Promise<void> {
    while (Date.now() < until) {
      await mishap(next);
      await pause(next(1500));
    }
  }

  // --- Quiet, and looking

  const alive = async (laptop: Laptop): Promise<void> => {
    try {
      // Once more while it may have been killed: whoever is there answers.
      await laptop.running.ask('sync.pause', { paused: false });
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      await pickUp(laptop, null);
      await laptop.running.ask('sync.pause', { paused: false });
    }
    laptop.isPaused = false;
  };

  async function isSettled({ name, running: { ask } }: Laptop): Promise<string | null> {
    const since = Date.now();
    await ask('sync.now');
    for (let asked = 0; ; asked++) {
      const state = (await ask('sync.state')) as Answer<'sync.state'>;
      if (state.type !== 'connected') return `${name} is not connected`;
      const { doing, onlyHere, unconfirmed, fetching, lastContact, documents: files, hindrance } = state;
      const isQuiet = doing === 'resting' && onlyHere === 0 && unconfirmed === 0 && fetching === null;
      if (isQuiet && files.waiting === 0 && (lastContact ?? 0) > since) return null;
      if (asked > MOST_ASKED)
        return `I7 ${name} does not come to rest: ${JSON.stringify({ doing, hindrance, onlyHere, unconfirmed, fetching, files })}`;
      if (doing !== 'busy' && Date.now() % 5 === 0) await ask('sync.now');
      await pause(ASK_EVERY_MS);
    }
  }

  /** Nobody is killed while all is quiet: whose process ended then, did so by itself. */
  async function fellOver(error: unknown): Promise<void> {
    if (!(error instanceof Killed)) throw error;
    for (const { name, running: laptop } of laptops)
      if (laptop.isOver())
        broken.push(
          `${name} fell over while all was quiet: ${await laptop.ended}, told to fall at ${laptop.point ?? 'no point'}`,
        );
  }

  async function look(): Promise<void> {
    for (const { line } of laptops) {
      line.down(false);
      line.good();
    }
    // A laptop that is to fall may do so until it was started without a point.
    for (const laptop of laptops) {
      if (!laptop.mayFall) await alive(laptop);
      else {
        const how = await laptop.running.close();
        if (how !== '' && how !== 'SIGKILL') broken.push(`${laptop.name} fell over: ${how}`);
        await restart(laptop, null);
        await alive(laptop);
      }
    }
    await pause(Math.max(0, ...laptops.map(({ decidedAt }) => decidedAt + UNDO_MS + 1000 - Date.now())));
    // What the last hands in when it hears of the first, the first hears when all were round twice.
    for (let times = 0; times < 3; times++) {
      const unsettled = await Promise.all(laptops.map(isSettled));
      broken.push(...unsettled.filter((each) => each !== null));
      if (broken.length > 0) return;
    }
    for (const laptop of laptops) await lookAtDocuments(laptop);
    for (const laptop of laptops) {
      const { problems } = (await laptop.running.ask('caseload.verify')) as Answer<'caseload.verify'>;
      broken.push(...problems.map((each: string) => `${laptop.name}: ${each}`));
      const how = await laptop.running.close();
      if (how !== '') broken.push(`${laptop.name} did not close: ${how}`);
    }
    for (const laptop of laptops) await lookAtLaptop(laptop);
    await lookAtOffice();
    for (const laptop of laptops) if (broken.length === 0) await restart(laptop, null);
  }

  /** I12, where the bytes are here; and of those that are not, one comes. */
  async function lookAtDocuments(laptop: Laptop): Promise<void> {
    const { ask } = laptop.running;
    for (const dossier of await dossiersOf(laptop)) {
      const listed = (await ask('documents.list', { dossier })) as Answer<'documents.list'>;
      const absent = some(
        laptop.next,
        listed.filter(({ isHere, isAtOffice }) => !isHere && isAtOffice),
      );
      if (absent) await ask('documents.fetch', { rows: [absent.row] });
      for (const { row, isHere, damaged, isAtOffice } of listed) {
        if (damaged) broken.push(`I12 a document is damaged with ${laptop.name}`);
        if (isHere && !isAtOffice) broken.push(`I12 a document with ${laptop.name} is not at the office`);
        if (!isHere && row !== absent?.row) continue;
        const bytes = await wholeOf(laptop, row);
        const known = documents.get(row);
        if (known && bytes === null) broken.push(`I12 a document did not come to ${laptop.name}`);
        if (known && bytes && sha256(bytes) !== known.sha256)
          broken.push(`I12 a document is another with ${laptop.name}`);
        count('documents compared to the byte');
      }
    }
  }
  async function wholeOf({ running: { ask } }: Laptop, row: string): Promise<Buffer | null> {
    const parts: Buffer[] = [];
    for (let offset = 0, refused = 0; ;) {
      try {
        const { bytes, total } = await ask('documents.read', { row, offset, length: PIECE });
        parts.push(Buffer.from(bytes as string, 'base64'));
        offset += parts.at(-1)?.length ?? 0;
        if (offset >= total) return Buffer.concat(parts);
      } catch (error) {
        // On its way.
        if (!(error instanceof Refused) || ++refused > MOST_ASKED) return null;
        await pause(ASK_EVERY_MS);
      }
    }
  }

  async function lookAtLaptop({ name, person, dir, heard }: Laptop): Promise<void> {
    const space = spaceIn(dir);
    const opened = await space.unlock({ by: 'passphrase', passphrase: PASSPHRASE });
    if (!opened.ok) return void broken.push(`${name} does not open: ${opened.error.type}`);
    const caseload = opened.value;
    const { now: granted } = await store.read((db) =>
      holdingsOf(db, { organisation, person, roles: ['adviser'] }, null, world.now()),
    );
    const found = await differencesFromOffice(office, { caseload, sync: createSyncStore(caseload) });
    // I1, I4: held is what is granted, under the same grant.
    const scopes = caseload.db.all<{ dossier: string; epoch: string | null }>(
      `SELECT "dossier", "epoch" FROM "scope" WHERE "held" = 1 OR "told" IS NOT NULL`,
    );
    for (const { dossier, epoch } of scopes)
      if (granted.get(dossier)?.epoch !== epoch) found.push(`I4 a dossier is held that is not granted so`);
    for (const dossier of granted.keys())
      if (!scopes.some((each) => each.dossier === dossier)) found.push('I1 a dossier is granted and not here');
    const keys = caseload.db.all<{ dossier: string }>(`SELECT DISTINCT "dossier" FROM "documentFile"`);
    for (const { dossier } of keys)
      if (!granted.has(dossier)) found.push('I4 keys are left of documents of a dossier that is not held');
    await space.lock('quit');
    const files = join(dir, DOCUMENTS_FOLDER);
    for (const dossier of existsSync(files) ? readdirSync(files) : [])
      if (!granted.has(dossier) && readdirSync(join(files, dossier)).length > 0)
        found.push('I4 files are left of a dossier that is not held');
    // I9: of dossiers that were never granted to this person not even the id came.
    const ever = await store.read((db) =>
      db.all<{ id: string }>(
        `SELECT "id" FROM "dossier" d WHERE "organisation" = ? AND NOT EXISTS
           (SELECT 1 FROM "dossierGrant" g WHERE g."organisation" = d."organisation" AND g."dossier" = d."id" AND g."person" = ?)`,
        organisation,
        person,
      ),
    );
    for (const { id } of ever)
      if (id !== ORGANISATION && heard.has(id)) found.push('I9 a dossier that was never granted came over the line');
    heard.clear();
    broken.push(...found.map((each) => `${name}: ${each}`));
  }

  /** An outsider who counts what stands as sets of operations. */
  async function lookAtOffice(): Promise<void> {
    const { operations, rows, quarantine, erased, line, leftOver, files } = await store.read(async (db) => ({
      operations: await db.all<{ id: string; dossier: string; body: string }>(
        `SELECT "id", "dossier", "body" FROM "operation" WHERE "organisation" = ?`,
        organisation,
      ),
      rows: await db.all<{ concept: ConceptName; row: string; heads: string; values: string }>(
        `SELECT "concept", "row", "heads", "values" FROM "rowState" WHERE "organisation" = ?`,
        organisation,
      ),
      quarantine: await db.all<{ why: string | null; body: string | null }>(
        `SELECT "why", "body" FROM "quarantine" WHERE "organisation" = ?`,
        organisation,
      ),
      erased: new Set(
        (
          await db.all<{ dossier: string }>(`SELECT "dossier" FROM "erasure" WHERE "organisation" = ?`, organisation)
        ).map(({ dossier }) => dossier),
      ),
      line: await firstBrokenLine(db, organisation),
      leftOver: await db.all(
        `SELECT d."id" FROM "dossier" d WHERE d."organisation" = ? AND d."erasedAt" IS NOT NULL AND (
           EXISTS (SELECT 1 FROM "rowState" r WHERE r."organisation" = d."organisation" AND r."dossier" = d."id")
           OR EXISTS (SELECT 1 FROM "operation" o WHERE o."organisation" = d."organisation" AND o."dossier" = d."id")
           OR EXISTS (SELECT 1 FROM "quarantine" q WHERE q."organisation" = d."organisation" AND q."dossier" = d."id")
           OR EXISTS (SELECT 1 FROM "document" f WHERE f."organisation" = d."organisation" AND f."dossier" = d."id"))`,
        organisation,
      ),
      files: await db.all<{ id: string; dossier: string; completedAt: number | null }>(
        `SELECT "id", "dossier", "completedAt" FROM "document" WHERE "organisation" = ?`,
        organisation,
      ),
    }));
    if (line !== null) broken.push(`I10 the audit chain is broken at line ${line}`);
    for (const _ of leftOver) broken.push('I5 something is left of an erased dossier');
    for (const dossier of erased)
      if (existsSync(join(documentsFolder, organisation, dossier)))
        broken.push('I5 files are left of an erased dossier');
    // One that was removed while it was on its way is not sent on; brought back, it is.
    const removed = new Set(
      rows.flatMap(({ row, values }) => ((JSON.parse(values) as { deleted?: number }).deleted === 1 ? [row] : [])),
    );
    const ofNobody = files.filter(({ id, completedAt }) => completedAt === null && !removed.has(id));
    if (ofNobody.length > 0) broken.push(`I12 ${ofNobody.length} documents were begun and not handed in`);
    for (const { why } of quarantine) if (why !== null) broken.push(`the office refused work: ${why}`);

    // I2: each field has the operations that nobody saw who wrote in it after, and no other (I6).
    type Said = { id: string; fields: Record<string, unknown>; sees: Record<string, string[]> | null };
    const of = new Map<string, Said[]>();
    const there = new Set<string>();
    for (const { id, body } of operations) {
      const said = JSON.parse(body) as Said & { concept: string; row: string };
      const key = `${said.concept}/${said.row}`;
      of.set(key, [...(of.get(key) ?? []), { ...said, id }]);
      for (const each of wordsIn(body)) there.add(each);
      if (said.fields['deleted'] === 1) there.add(`removed ${said.row}`);
    }
    for (const { concept, row, heads: stored } of rows) {
      const all = of.get(`${concept}/${row}`) ?? [];
      const heads = JSON.parse(stored) as RowHeads;
      for (const field of [...fieldNames(concept), 'deleted']) {
        const seen = new Set(all.flatMap(({ sees }) => sees?.[field] ?? []));
        const stands = all.filter(({ id, fields, sees }) => (sees === null || field in fields) && !seen.has(id));
        const [counted, kept] = [stands.map(({ id }) => id).sort(), [...headsOf(heads, field)].sort()];
        if (counted.join() !== kept.join())
          broken.push(`I2 ${concept}.${field}: heads are ${kept.join()}, counted ${counted.join()}`);
      }
    }
    // Nothing that was acknowledged is nowhere.
    for (const { body } of quarantine) {
      for (const each of wordsIn(body ?? '')) there.add(each);
      const said = JSON.parse(body ?? '{}') as { row?: string; fields?: Record<string, unknown> };
      if (said.fields?.['deleted'] === 1) there.add(`removed ${said.row}`);
    }
    for (const [value, dossier] of written)
      if (!there.has(value) && !erased.has(dossier)) broken.push(`I2 what was acknowledged is nowhere: ${value}`);
    for (const [id, { dossier }] of documents)
      // What was taken back before it was handed in waits on its laptop in case it comes back.
      if (!erased.has(dossier) && !there.has(`removed ${id}`) && !files.some((each) => each.id === id))
        broken.push('I12 a document that was acknowledged is not at the office');
    counts['operations at the office'] = operations.length;
    counts['waiting in quarantine'] = quarantine.filter(({ body }) => body !== null).length;
  }

  // --- The hour

  try {
    for (let at = 0; at < options.laptops; at++) await letIn(at);
    const officeNext = numbersFrom(seed + 1);
    // Several at a time, so that one thing also goes wrong while another does.
    const mishapsNext = Array.from({ length: Math.ceil(options.laptops / 2) }, (_, at) => numbersFrom(seed + 2 + at));
    const began = Date.now();
    const over = began + options.minutes * 60_000;
    while (Date.now() < over && broken.length === 0) {
      const until = Math.min(over, Date.now() + options.stretchMs);
      await Promise.all([
        ...laptops.map((laptop) => work(laptop, until)),
        beTheOffice(officeNext, until),
        ...mishapsNext.map((next) => strike(next, until)),
      ]);
      const quiet = Date.now();
      await look().catch(fellOver);
      broken.push(...servers.flatMap(({ failed }) => failed).map((each) => `the server logged: ${each.slice(0, 600)}`));
      count('looks');
      const minutes = ((Date.now() - began) / 60_000).toFixed(1);
      say(
        `${minutes} min (looked for ${((Date.now() - quiet) / 1000).toFixed(0)} s): ${Object.entries(counts)
          .map(([what, times]) => `${what} ${times}`)
          .join(', ')}`,
      );
    }
  } finally {
    for (const { running: laptop } of laptops) await laptop.kill();
    for (const { line } of laptops) await line.close();
    running.close();
    await store.close();
    await places.close();
    removeFolder(outside);
    // What broke stays, to be looked at.
    for (const { dir } of laptops)
      if (broken.length === 0) for (const each of [dir, `${dir}-keychain`, `${dir}-demo`]) removeFolder(each);
  }
  return { broken: broken.slice(0, MOST_SAID), counts };
}
