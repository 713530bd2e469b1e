// What an operation costs the server, in queries and in bytes. Counted, not timed: the rates are printed and nothing hangs on them.

import { afterAll, describe, expect, it } from 'vitest';
import { newId } from './support/laptop.ts';
import { databases, KINDS, openOffice, whyNot } from './support/office.ts';

const DOSSIERS = 60;
const ROWS = 100;

for (const kind of KINDS) {
  const reason = whyNot(kind);
  describe.skipIf(reason !== null)(`the cost on ${kind}${reason === null ? '' : ` (${reason})`}`, () => {
    const places = databases(kind);
    afterAll(() => places.close());

    it('of pushing, taking a snapshot and pulling is a handful of queries a page, whatever is in the page', async () => {
      const office = await openOffice(await places.fresh());
      const { store } = office.server.context;
      const { cost } = store;
      const size = async (): Promise<number> => {
        const found = await store.read((db) =>
          db.get<{ bytes: number }>(
            kind === 'SQLite'
              ? 'SELECT page_count * page_size AS "bytes" FROM pragma_page_count(), pragma_page_size()'
              : 'SELECT pg_database_size(current_database())::bigint AS "bytes"',
          ),
        );
        return Number(found?.bytes);
      };
      const atFirst = await size();
      const vera = await office.person();
      const dossiers = Array.from({ length: DOSSIERS }, newId);
      const fields = {
        employer: 'Voorbeeld BV',
        role: 'Medewerker kas',
        place: 'Zandwijk',
        from: '2019-03',
        description: 'Werkte mee in de kas, leerde ploegleider worden en reed heftruck.',
      };
      const operations = dossiers.flatMap((dossier) => [
        vera.operation({ dossier }),
        ...Array.from({ length: ROWS - 1 }, () =>
          vera.operation({ dossier, concept: 'workExperience', row: newId(), fields }),
        ),
      ]);
      const printed: string[] = [];
      const measured = async (what: string, items: number, work: () => Promise<number>): Promise<number> => {
        const before = cost.queries;
        const begun = performance.now();
        const bytes = await work();
        const rate = Math.round((items / (performance.now() - begun)) * 1000);
        const queries = (cost.queries - before) / items;
        printed.push(`${what}: ${queries.toFixed(4)} queries, ${Math.round(bytes / items)} bytes each, ${rate}/s`);
        return queries;
      };
      const push = await measured('push', operations.length, async () => {
        let bytes = 0;
        for (let from = 0; from < operations.length; from += 1000) {
          const body = JSON.stringify({
            serverEpoch: vera.state.serverEpoch,
            operations: operations.slice(from, from + 1000),
            unsent: 0,
          });
          bytes += body.length;
          expect((await vera.ask('POST', '/v1/push', body)).status).toBe(200);
        }
        return bytes;
      });
      let rows = 0;
      const snapshot = await measured('snapshot', operations.length, async () => {
        let bytes = 0;
        let after: object | null = null;
        do {
          const page = await vera.ask('POST', '/v1/snapshot', { dossiers, after, limit: 5000, unanswered: [] });
          rows += page.body.rows.length;
          bytes += page.text.length;
          after = page.body.next;
        } while (after !== null);
        return bytes;
      });
      const pull = await measured('pull', operations.length, async () => {
        let bytes = 0;
        let cursor = 0;
        for (;;) {
          const page = await vera.ask('POST', '/v1/pull', {
            cursor,
            serverEpoch: vera.state.serverEpoch,
            grants: '',
            schema: 1,
            unsent: 0,
            limit: 1000,
          });
          bytes += page.text.length;
          if (!page.body.more) return bytes;
          cursor = page.body.cursor;
        }
      });
      const onDisk = Math.round(((await size()) - atFirst) / operations.length);
      printed.push(`on the disk: ${onDisk} bytes for each operation`);
      process.stdout.write(`${kind}\n  ${printed.join('\n  ')}\n`);
      expect(rows).toBe(operations.length);
      expect([push < 0.05, snapshot < 0.02, pull < 0.05]).toEqual([true, true, true]);
      await office.close();
    });
  });
}
