/**
 * What an adviser has without a candidate (SPEC.md P28): it comes to their other laptops, to nobody else, looks like a candidate nowhere, and
 * is given to nobody.
 */
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eraseDossier } from '../../server/erasure.ts';
import { giveGrant, listGrants, revokeGrant } from '../../server/grants.ts';
import { atTheMachine } from '../../server/people.ts';
import { newId } from '../server/support/laptop.ts';
import { databases, openOffice, type Office } from '../server/support/office.ts';
import { laptopsOf, type Laptop } from '../support/laptops.ts';
import { paragraph, run, wordFile } from '../support/word-file.ts';
import { askOf, quietJob } from '../support/space.ts';

const soon = <T>(look: () => Promise<T> | T) => expect.poll(look, { timeout: 30_000, interval: 25 });
const places = databases('SQLite');
afterAll(() => places.close());

let office: Office;
const closing: (() => Promise<void>)[] = [];
beforeEach(async () => {
  office = await openOffice(await places.fresh());
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  await office.close();
});
const { open, invited, connected, isQuiet, add } = laptopsOf(() => office, closing);
const hand = () => atTheMachine(office.organisation);

async function join(laptop: Laptop, person?: string): Promise<Laptop> {
  const { code, person: id } = await invited('Anna Verzonnen', person);
  await askOf(laptop.service, 'sync.connect', {
    address: office.server.url,
    code,
    name: `laptop ${newId().slice(-4)}`,
  });
  return Object.assign(laptop, { person: id });
}
const ownOf = async ({ service }: Laptop) => (await askOf(service, 'own.read', null)).dossier;
const addOwn = async (laptop: Laptop, concept: 'task' | 'appointment' | 'template', fields: Record<string, string>) =>
  askOf(laptop.service, 'dossier.addRow', { dossier: await ownOf(laptop), concept, fields });
const tasksOf = async ({ service }: Laptop) =>
  (await askOf(service, 'today.read', { today: '2026-11-28', quietDays: 42 })).tasks
    .map(({ row, surname }) => [row.what, surname])
    .toSorted();
const agendaOf = async ({ service }: Laptop) =>
  (await askOf(service, 'agenda.read', { from: '2026-11-01', until: '2026-12-31' })).map(({ row }) => row.subject);
const templatesOf = async ({ service }: Laptop) =>
  (await askOf(service, 'own.read', null)).templates.map(({ name }) => name);
const candidatesOf = async ({ service }: Laptop) =>
  (
    await askOf(service, 'candidates.list', {
      filter: {},
      sort: { column: 'name', descending: false },
      offset: 0,
      limit: 50,
    })
  ).lines.map(({ surname }) => surname);

describe('the dossier of an adviser’s own', { timeout: 120_000 }, () => {
  it('[P28] goes to the other laptop of the same adviser, also what was written before there was an office, and not to a colleague', async () => {
    const first = await open('Anna Verzonnen');
    const dossier = await add(first, 'Voorbeeld');
    await addOwn(first, 'task', { what: 'Cursus regelen', dueOn: '2026-11-20' });
    await addOwn(first, 'appointment', { subject: 'Teamoverleg', date: '2026-12-01' });
    await addOwn(first, 'template', { name: 'Eerste gesprek', kind: 'contactMoment' });
    await askOf(first.service, 'dossier.addRow', {
      dossier,
      concept: 'task',
      fields: { what: 'Bellen', dueOn: '2026-11-21' },
    });
    const before = await ownOf(first);
    await join(first);
    expect(await ownOf(first)).toBe(first.person);
    expect(before).not.toBe(first.person);
    const colleague = await connected('Bram Verzonnen');
    await soon(() => isQuiet(first)).toBe(true);

    const second = await join(await open('Anna Verzonnen'), first.person);
    const all = [
      ['Bellen', 'Voorbeeld'],
      ['Cursus regelen', null],
    ];
    await soon(() => tasksOf(second)).toEqual(all);
    expect(await tasksOf(first)).toEqual(all);
    expect(await agendaOf(second)).toEqual(['Teamoverleg']);
    expect(await templatesOf(second)).toEqual(['Eerste gesprek']);

    // Written there, and back; undone there, and gone here.
    await addOwn(second, 'template', { name: 'Huisbezoek', kind: 'contactMoment' });
    await soon(() => templatesOf(first)).toEqual(['Eerste gesprek', 'Huisbezoek']);
    await askOf(second.service, 'history.undo', null);
    await soon(() => templatesOf(first)).toEqual(['Eerste gesprek']);

    for (const laptop of [first, second]) {
      await soon(() => isQuiet(laptop)).toBe(true);
      expect(await candidatesOf(laptop)).toEqual(['Voorbeeld']);
      expect(await askOf(laptop.service, 'notices.list', null)).toEqual([]);
      expect((await askOf(laptop.service, 'search.find', { words: 'cursus', limit: 10 })).hits).toEqual([]);
      expect(await askOf(laptop.service, 'caseload.verify', null)).toMatchObject({ problems: [] });
    }
    await soon(() => isQuiet(colleague)).toBe(true);
    expect([await tasksOf(colleague), await agendaOf(colleague), await templatesOf(colleague)]).toEqual([[], [], []]);
    expect(await candidatesOf(colleague)).toEqual([]);
  });

  it('[P28] its Word templates go along, bytes and all, also those of before there was an office; to a colleague they do not', async () => {
    const wordTemplates = async ({ service }: Laptop) =>
      (await askOf(service, 'wordTemplates.list', null)).map(({ name, state }) => [name, state]);
    const keepOne = async ({ service }: Laptop, name: string) => {
      const bytes = await wordFile({ body: paragraph(run(`${name}: dag {{kandidaat.naam}}`)) });
      const { token } = await askOf(service, 'wordTemplates.offer', { name: 'brief.docx', bytes });
      return (await askOf(service, 'wordTemplates.keep', { token, name, replaces: null })).row;
    };
    const first = await open('Anna Verzonnen');
    const row = await keepOne(first, 'Uitnodiging');
    await join(first);
    // The sealed file moved along with the name of the dossier.
    expect((await askOf(first.service, 'wordTemplates.look', { row })).fields).toMatchObject([{ isKnown: true }]);
    const colleague = await connected('Bram Verzonnen');
    const second = await join(await open('Anna Verzonnen'), first.person);
    await soon(() => wordTemplates(second)).toEqual([['Uitnodiging', 'here']]);
    const dossier = await add(second, 'Voorbeeld');
    const letter = { recipient: 'candidate', recipientName: null, jobApplication: null, language: 'nl' } as const;
    expect(
      await askOf(second.service, 'letters.fill', { ...letter, dossier, subject: '', text: '', template: row }),
    ).toMatchObject({ text: 'Uitnodiging: dag Voorbeeld', unknown: [] });
    await keepOne(second, 'Afronding');
    await soon(() => wordTemplates(first)).toEqual([
      ['Afronding', 'here'],
      ['Uitnodiging', 'here'],
    ]);
    for (const laptop of [first, second]) {
      await soon(() => isQuiet(laptop)).toBe(true);
      expect(await askOf(laptop.service, 'caseload.verify', null)).toMatchObject({ problems: [] });
    }
    await soon(() => isQuiet(colleague)).toBe(true);
    expect(await wordTemplates(colleague)).toEqual([]);
  });

  it('[P28] of two laptops that each began it without network is one', async () => {
    const first = await connected('Anna Verzonnen');
    const second = await join(await open('Anna Verzonnen'), first.person);
    for (const laptop of [first, second]) {
      await soon(() => isQuiet(laptop)).toBe(true);
      await askOf(laptop.service, 'sync.pause', { paused: true });
    }
    await addOwn(first, 'task', { what: 'Hier', dueOn: '2026-11-20' });
    await addOwn(second, 'task', { what: 'Daar', dueOn: '2026-11-20' });
    for (const laptop of [first, second]) await askOf(laptop.service, 'sync.pause', { paused: false });
    for (const laptop of [first, second])
      await soon(() => tasksOf(laptop)).toEqual([
        ['Daar', null],
        ['Hier', null],
      ]);
    for (const laptop of [first, second]) expect(await askOf(laptop.service, 'notices.list', null)).toEqual([]);
  });

  it('[P28] holds only what may stand there, and is no place for what is about somebody', async () => {
    const laptop = await open('Anna Verzonnen');
    const own = await ownOf(laptop);
    const dossier = await add(laptop, 'Voorbeeld');
    const refused = async (channel: 'dossier.addRow' | 'dossier.edit', input: object) => {
      const answer = await laptop.service.ask(channel, input, quietJob);
      return answer.ok ? 'done' : answer.error.type;
    };
    expect(await refused('dossier.addRow', { dossier: own, concept: 'skill', fields: { name: 'Lassen' } })).toBe(
      'DossierNotFound',
    );
    expect(await refused('dossier.addRow', { dossier, concept: 'template', fields: { name: 'Opzet' } })).toBe(
      'DossierNotFound',
    );
    const candidate = { dossier: own, concept: 'candidate', row: own, fields: { surname: 'Niemand' } };
    expect(await refused('dossier.edit', candidate)).toBe('DossierNotFound');
  });

  it('[P28] is written by its adviser alone, also before it was begun', async () => {
    const anna = await office.person();
    const bram = await office.person();
    const own = anna.state.person;
    const task = { dossier: own, concept: 'task', row: newId(), fields: { what: 'Bellen' } };
    const results = async (who: typeof anna, ...operations: object[]) =>
      (
        await who.ask('POST', '/v1/push', { serverEpoch: who.state.serverEpoch, operations, unsent: 0 })
      ).body.results.map(({ result, why }: { result: string; why?: string }) => why ?? result);
    expect(await results(bram, bram.operation(task))).toEqual(['notYours']);
    expect(
      await results(
        anna,
        anna.operation({ dossier: own }),
        anna.operation({ dossier: own, concept: 'skill', row: newId(), fields: { name: 'Lassen' } }),
        anna.operation({ dossier: newId(), concept: 'template', row: newId(), fields: { name: 'Opzet' } }),
        anna.operation(task),
        anna.operation({ dossier: own, concept: 'template', row: newId(), fields: { name: 'Opzet' } }),
      ),
    ).toEqual(['badRow', 'badRow', 'badRow', 'applied', 'applied']);
    expect(await results(bram, bram.operation({ ...task, row: newId() }))).toEqual(['notYours']);
  });

  it('[P28] is not in the list of dossiers, and is not given, taken or erased', async () => {
    const { context } = office.server;
    const { store, world } = context;
    const anna = await connected('Anna Verzonnen');
    const bram = await connected('Bram Verzonnen');
    await addOwn(anna, 'task', { what: 'Bellen', dueOn: '2026-11-20' });
    await soon(() => isQuiet(anna)).toBe(true);
    const notFound = { ok: false, error: { type: 'NotFound' } };
    expect(await store.read((db) => listGrants(db, office.organisation, {}))).toEqual([]);
    const given = await giveGrant(store, world, hand(), { dossier: anna.person, to: { person: bram.person } });
    expect(given).toEqual(notFound);
    const grant = await store.read((db) =>
      db.get<{ epoch: string }>(`SELECT "epoch" FROM "dossierGrant" WHERE "dossier" = ?`, anna.person),
    );
    expect(await revokeGrant(context, hand(), grant?.epoch ?? '')).toEqual(notFound);
    expect(await eraseDossier(context, hand(), anna.person, 'request')).toEqual(notFound);
    expect(await tasksOf(anna)).toEqual([['Bellen', null]]);
  });
});
