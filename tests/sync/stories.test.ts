/**
 * Random stories with the real parts: encrypted caseloads, the store of sync, the server's own push, pull and snapshot on a real
 * database. Requests and replies get lost, grants come and go, two advisers write in the same fields. Every now and then all is
 * quiet, and then the invariants of SYNC.md must hold. The seed is in the name of each failure.
 */
import { afterAll, describe, expect, it } from 'vitest';
import { ORGANISATION, pullAnswer, pushAsk, snapshotAnswer } from '../../core/sync/protocol.ts';
import { keepBoth, listConflicts, settle } from '../../electron/caseload/conflicts.ts';
import { redo, undo } from '../support/undo.ts';
import type { StoredRow } from '../../electron/caseload/rows.ts';
import type { OpenCaseload } from '../../electron/caseload/space.ts';
import { createSyncStore, type SyncStore } from '../../electron/caseload/sync-store.ts';
import { write } from '../../electron/caseload/write.ts';
import type { Caller } from '../../server/holdings.ts';
import { giveGrant, listGrants, revokeGrant } from '../../server/grants.ts';
import { atTheMachine } from '../../server/people.ts';
import { pull, snapshot } from '../../server/pull.ts';
import { push } from '../../server/push.ts';
import { newFolder, removeFolder } from '../support/caseload.ts';
import { numbersFrom } from '../support/numbers.ts';
import { differencesFromOffice } from '../support/same-as-office.ts';
import { spaceIn } from '../support/space.ts';
import { databases, KINDS, openOffice, whyNot, type Office } from '../server/support/office.ts';

const STEPS = Number(process.env['JOBPORT_STORY_STEPS'] ?? 240);
const SEEDS = (process.env['JOBPORT_STORY_SEEDS'] ?? '7,1917').split(',').map(Number);
const LONG = 280_000;

/** The line was cut: before the server heard of it, or after. */
class Cut extends Error {}

type Laptop = {
  readonly name: string;
  readonly caseload: OpenCaseload;
  readonly sync: SyncStore;
  readonly caller: Caller;
  close(): Promise<void>;
};

async function openLaptop(office: Office, name: string, person: string | null): Promise<Laptop> {
  const dir = newFolder('story');
  const space = spaceIn(dir);
  const made = await space.create(
    { passphrase: 'verzonnen wachtzin voor verhalen', useKeychain: false },
    ({ db, author, adviserRow }) =>
      db.transact((tx) =>
        write(tx, author, 'setUp', [
          { concept: 'organisation', row: ORGANISATION, dossier: ORGANISATION, fields: { name: null } },
          { concept: 'adviser', row: adviserRow, dossier: ORGANISATION, fields: { name, phone: '06 00 00 00 12' } },
        ]),
      ),
  );
  if (!made.ok) throw new Error(made.error.type);
  const caseload = space.current() as OpenCaseload;
  const let_in = person === null ? await office.person(['adviser'], undefined, name) : await office.laptopOf(person);
  const { organisation, device } = let_in.state;
  const sync = createSyncStore(caseload);
  sync.connect({
    address: 'https://kantoor.test',
    organisation,
    person: let_in.state.person,
    name,
    device,
    laptop: name,
    privateKey: {},
  });
  return {
    name,
    caseload,
    sync,
    caller: { organisation, person: let_in.state.person, device, roles: ['adviser'] },
    async close() {
      await space.lock('quit');
      removeFolder(dir);
    },
  };
}

const TEXTS = ['Zandwijk', 'Reigerveen', 'Nergenshuizen', 'Verzonnendam', null];

for (const kind of KINDS) {
  const reason = whyNot(kind);
  describe.skipIf(reason !== null)(`stories on ${kind}${reason === null ? '' : ` (${reason})`}`, () => {
    const places = databases(kind);
    afterAll(() => places.close());

    it.each(kind === 'SQLite' ? SEEDS : SEEDS.slice(0, 1))(
      'seed %i: whoever holds a dossier has what the server has, and nothing else',
      async (seed) => {
        const office = await openOffice(await places.fresh());
        const anna = await openLaptop(office, 'Anna Verzonnen', null);
        const bram = await openLaptop(office, 'Bram Verzonnen', null);
        const other = await openLaptop(office, 'Anna Verzonnen', anna.caller.person);
        try {
          await tell(office, [anna, bram, other], numbersFrom(seed));
        } finally {
          for (const laptop of [anna, bram, other]) await laptop.close();
          await office.close();
        }
      },
      LONG,
    );
  });
}

async function tell(office: Office, laptops: readonly Laptop[], next: (below: number) => number): Promise<void> {
  const { store, world } = office.server.context;
  const hand = atTheMachine(office.organisation);
  const some = <T>(list: readonly T[]): T => list[next(list.length)] as T;
  const dossiersOf = ({ caseload: { db } }: Laptop): string[] =>
    db.all<{ id: string }>(`SELECT "id" FROM "candidate" WHERE "deleted" = 0 ORDER BY "id"`).map(({ id }) => id);

  async function round(laptop: Laptop, isCalm: boolean): Promise<void> {
    const { sync, caller } = laptop;
    const over = async <T>(ask: () => Promise<T>): Promise<T> => {
      const fate = isCalm ? 9 : next(10);
      if (fate === 0) throw new Cut();
      const answer = await ask();
      if (fate === 1) throw new Cut();
      return answer;
    };
    const handIn = async (): Promise<void> => {
      for (;;) {
        const ask = sync.nextPush(new Set());
        if (!ask) return;
        const operations = isCalm ? ask.operations : ask.operations.slice(0, 1 + next(4));
        const sent = pushAsk.parse(JSON.parse(JSON.stringify({ ...ask, operations })));
        const answer = await over(() => push(store, world, caller, sent));
        if (!answer.ok) throw new Error(answer.error.type);
        sync.takePush(answer.value.answer);
        if (answer.value.answer.isOther) return;
      }
    };
    const fetchNews = async (): Promise<void> => {
      for (;;) {
        const ask = { ...sync.pullAsk(), ...(isCalm ? {} : { limit: 1 + next(6) }) };
        const answer = pullAnswer.parse(JSON.parse(await over(() => pull(store, world, caller, ask))));
        sync.takePull(answer);
        if (!answer.more && !answer.isOther) return;
      }
    };
    if (next(4) > 0) await handIn();
    await fetchNews();
    await handIn();
    await fetchNews();
    sync.letGo();
    for (;;) {
      const ask = sync.nextSnapshot();
      if (!ask) return;
      const limited = isCalm ? ask : { ...ask, limit: 1 + next(4) };
      const answer = snapshotAnswer.parse(JSON.parse(await over(() => snapshot(store, world, caller, limited))));
      if (!sync.takePage(answer).stored) return;
      if (!isCalm && next(5) === 0) await fetchNews();
    }
  }

  const deeds: readonly ((laptop: Laptop) => Promise<void> | void)[] = [
    ({ caseload: { db, author } }) => {
      const dossier = author.newId();
      db.transact((tx) =>
        write(tx, author, 'addCandidate', [
          { concept: 'candidate', row: dossier, dossier, fields: { surname: `Verzonnen${next(99)}` } },
          { concept: 'availability', row: dossier, dossier, fields: { hoursMax: 8 + next(30) } },
        ]),
      );
    },
    ...Array<(laptop: Laptop) => void>(6).fill((laptop) => {
      const { db, author } = laptop.caseload;
      const dossiers = dossiersOf(laptop);
      if (dossiers.length === 0) return;
      const dossier = some(dossiers);
      db.transact((tx) =>
        write(tx, author, 'edit', [
          {
            concept: 'candidate',
            row: dossier,
            dossier,
            fields: { [some(['place', 'street', 'givenName'])]: some(TEXTS) },
          },
        ]),
      );
    }),
    ...Array<(laptop: Laptop) => void>(2).fill((laptop) => {
      const { db, author } = laptop.caseload;
      const dossiers = dossiersOf(laptop);
      if (dossiers.length === 0) return;
      const dossier = some(dossiers);
      db.transact((tx) =>
        write(tx, author, 'add', [
          { concept: 'skill', row: author.newId(), dossier, fields: { name: some(TEXTS), level: 'good' } },
        ]),
      );
    }),
    ...Array<(laptop: Laptop) => void>(3).fill((laptop) => {
      const { db, author } = laptop.caseload;
      const rows = db.all<StoredRow>(`SELECT * FROM "skill" WHERE "deleted" = 0 ORDER BY "id"`);
      if (rows.length === 0) return;
      const { id: row, dossier } = some(rows);
      const isRemoved = next(4) === 0;
      db.transact((tx) =>
        write(tx, author, isRemoved ? 'remove' : 'edit', [
          isRemoved
            ? { concept: 'skill', row, dossier, fields: {}, deleted: true }
            : { concept: 'skill', row, dossier, fields: { name: some(TEXTS) } },
        ]),
      );
    }),
    ({ caseload: { db, author } }) => void db.transact((tx) => (next(3) > 0 ? undo(tx, author) : redo(tx, author))),
    ...Array<(laptop: Laptop) => void>(2).fill(({ caseload: { db, author } }) => {
      const conflicts = listConflicts(db, author, null, new Map());
      if (conflicts.length === 0) return;
      const conflict = some(conflicts);
      const sees = conflict.values.map(({ operation }) => operation);
      const done = db.transact((tx) =>
        conflict.mayKeepBoth && next(2) === 0
          ? keepBoth(tx, author, { ...conflict, sees })
          : settle(tx, author, { ...conflict, sees, value: some(conflict.values).value }),
      );
      expect(done).toMatchObject({ ok: true });
    }),
    async (laptop) => {
      const dossiers = dossiersOf(laptop);
      if (dossiers.length > 0)
        await giveGrant(store, world, hand, { dossier: some(dossiers), to: { person: some(laptops).caller.person } });
    },
    async (laptop) => {
      const dossiers = dossiersOf(laptop);
      if (dossiers.length === 0) return;
      const grants = (
        await store.read((db) => listGrants(db, office.organisation, { dossier: some(dossiers) }))
      ).filter(({ revokedAt }) => revokedAt === null);
      if (grants.length > 1) await revokeGrant(office.server.context, hand, some(grants).epoch);
    },
    ...Array<(laptop: Laptop) => Promise<void>>(7).fill(async (laptop) => {
      try {
        await round(laptop, false);
      } catch (error) {
        if (!(error instanceof Cut)) throw error;
      }
    }),
  ];

  for (let step = 1; step <= STEPS; step++) {
    await some(deeds)(some(laptops));
    if (step % 60 !== 0 && step !== STEPS) continue;
    // What the last hands in when it hears of the first, the first hears when all were round twice.
    for (let times = 0; times < 3; times++) for (const laptop of laptops) await round(laptop, true);
    for (const laptop of laptops)
      expect(
        await differencesFromOffice({ store, organisation: office.organisation }, laptop),
        `${laptop.name}, step ${step}`,
      ).toEqual([]);
  }
}
