/** A real server on a real database in a temp folder, with an organisation in it: what most tests begin with. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import type { Role } from '../../../core/sync/protocol.ts';
import type { FilesOptions } from '../../../server/document-files.ts';
import { addOrganisation, addPerson, atTheMachine, invite } from '../../../server/people.ts';
import { databaseIn, startServer, type RunningServer } from '../../../server/start.ts';
import type { StoreOptions } from '../../../server/store.ts';
import { realWorld } from '../../../server/world.ts';
import { newLaptop, type Laptop } from './laptop.ts';
import { startPostgres, whyNoPostgres, type Postgres } from './postgres.ts';

export type Kind = 'SQLite' | 'PostgreSQL';
export const KINDS: readonly Kind[] = ['SQLite', 'PostgreSQL'];

/** Why this kind of database can not be tested here, or null. */
export const whyNot = (kind: Kind): string | null => (kind === 'PostgreSQL' ? whyNoPostgres() : null);

/** Databases for the tests of one file. */
export function databases(kind: Kind) {
  const folder = mkdtempSync(join(tmpdir(), 'jobport-server-'));
  let postgres: Postgres | null = null;
  let number = 0;
  return {
    fresh: async (): Promise<{ database: StoreOptions; journalFolder: string; folder: string }> => {
      const own = join(folder, String(++number));
      const journalFolder = join(own, 'journal');
      if (kind === 'SQLite') return { database: databaseIn(own), journalFolder, folder: own };
      postgres ??= await startPostgres();
      databaseIn(own);
      return { database: { kind: 'postgres', url: await postgres.newDatabase() }, journalFolder, folder: own };
    },
    close: async (): Promise<void> => {
      await postgres?.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type OfficeOptions = {
  tls?: { certificateFile: string; keyFile: string };
  requestsPerMinute?: number;
  enrolmentsPerMinute?: number;
  proxies?: number;
  now?: () => number;
  /** A folder beside the journal, where it is not said. */
  documents?: FilesOptions;
};

export async function openOffice(
  place: { database: StoreOptions; journalFolder: string },
  options: OfficeOptions = {},
) {
  const lines: string[] = [];
  const logTo = new PassThrough();
  logTo.on('data', (chunk: Buffer) => lines.push(chunk.toString()));
  const start = (): Promise<RunningServer> =>
    startServer({
      ...place,
      documents: options.documents ?? { kind: 'folder', folder: join(dirname(place.journalFolder), 'documents') },
      host: '127.0.0.1',
      port: 0,
      metricsPort: 0,
      world: realWorld(options.now),
      logTo,
      ...(options.tls ? { tls: options.tls } : {}),
      requestsPerMinute: options.requestsPerMinute ?? 1_000_000,
      proxies: options.proxies ?? 0,
      enrolmentsPerMinute: options.enrolmentsPerMinute ?? 1_000_000,
    });
  const server = await start();
  const { store, world } = server.context;
  const added = await addOrganisation(store, world, { name: 'Voorbeeldgemeente Zandwijk' });
  if (!added.ok) throw new Error('no organisation');
  const organisation = added.value.id;

  const office = {
    server,
    organisation,
    /** What was logged up to now. */
    log: () => lines.join(''),
    /** Somebody, with a laptop that is let in. */
    person: async (roles: Role[] = ['adviser'], of = organisation, name = 'Vera Voorbeeld'): Promise<Laptop> => {
      const hand = atTheMachine(of);
      const { id } = await addPerson(store, world, hand, { name, email: null, roles });
      return office.laptopOf(id, of);
    },
    laptopOf: async (person: string, of = organisation): Promise<Laptop> => {
      const invited = await invite(store, world, atTheMachine(of), person);
      if (!invited.ok) throw new Error('not invited');
      const laptop = await newLaptop(server.url, options.now);
      const enrolled = await laptop.enrol(invited.value.code);
      if (enrolled.status !== 200) throw new Error(enrolled.text);
      return laptop;
    },
    close: () => server.close(),
  };
  return office;
}
export type Office = Awaited<ReturnType<typeof openOffice>>;
