/**
 * What somebody gets of what is held about them, on a real encrypted caseload: everything that the register lets them have and nothing of
 * anybody else, where it came from, who opened it and who got it; and what was left out for others, which is nowhere in it.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONCEPTS, DOSSIER_CONCEPTS, conceptOf, type ConceptName } from '../../core/domain/concepts.ts';
import { mayReceive } from '../../core/register/register.ts';
import { isPortable } from '../../core/register/grounds.ts';
import { completeSchema } from '../exchange/access/complete-schema.ts';
import { newCaseload, newFolder, removeFolder, type TestCaseload } from '../../tests/support/caseload.ts';
import { smallPdf } from '../../tests/support/small-pdf.ts';
import { dossierOfNonces, type Nonce } from '../../tests/paper/paper-dossiers.ts';
import { appendAudit } from './audit.ts';
import { composeAccess, partsToLeaveOut, recordAccess } from './access.ts';
import { createDocuments, type Documents } from './documents.ts';
import type { Job } from './service.ts';
import type { OpenCaseload } from './space.ts';
import { write, type Change } from './write.ts';

let caseload: TestCaseload;
let opened: OpenCaseload;
let documents: Documents;
let mine: string;
let nonces: Nonce[];
let theirs: string[];

const NAMES = new Map([
  ['anna', 'Anna Voorbeeld'],
  ['bram', 'Bram Bedacht'],
]);

/** Every field of every concept, written into a dossier of its own. */
function fill(dossier: string, mark: string): Nonce[] {
  const { author, db } = caseload;
  const made = dossierOfNonces();
  const fieldsOf = (concept: ConceptName, row: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(
      Object.keys(conceptOf(concept).fields).map((field) => {
        const value = row[field] ?? null;
        if (typeof value === 'number') return [field, Math.min(value, conceptOf(concept).fields[field]?.max ?? value)];
        return [field, typeof value === 'string' ? value.replace(/zq/g, mark) : value];
      }),
    ) as Change['fields'];
  const change = (concept: ConceptName, row: string, value: object): Change => ({
    concept,
    row,
    dossier,
    fields: {
      ...fieldsOf(concept, value as Record<string, unknown>),
      ...(concept === 'candidate' ? { mergedInto: null } : {}),
    },
  });
  db.transact((tx) =>
    write(
      tx,
      author,
      'addCandidate',
      [
        change('candidate', dossier, made.dossier.candidate),
        change('availability', dossier, made.dossier.availability!),
        ...DOSSIER_CONCEPTS.flatMap((concept) =>
          made.dossier.rows[concept].map((row) => change(concept, author.newId(), row)),
        ),
      ],
      { dossier },
    ),
  );
  return made.nonces
    .filter(({ concept, field }) => `${concept}.${field}` !== 'candidate.mergedInto')
    .map((each) => ({ ...each, word: each.word.replace('zq', mark) }));
}

beforeAll(async () => {
  caseload = await newCaseload();
  const { author, db } = caseload;
  opened = { db, author, adviserRow: 'anna', identify: () => undefined, formerly: () => [] };
  documents = createDocuments(opened);
  [mine, ...theirs] = [author.newId(), author.newId(), author.newId()] as [string, string, string];
  nonces = fill(mine, 'zq').filter(({ concept }) =>
    ['candidate', 'availability', ...DOSSIER_CONCEPTS].includes(concept as never),
  );
  fill(theirs[0]!, 'xw');
  fill(theirs[1]!, 'vk');
});
afterAll(async () => {
  await documents.close();
  await caseload.close();
});

type Asked = Parameters<typeof composeAccess>[2];
const ask = (rest: Partial<Asked> = {}): Asked => ({
  dossier: mine,
  kind: 'access',
  form: 'pdf',
  language: 'nl',
  leaveOut: [],
  hide: [],
  ...rest,
});
function composed(rest: Partial<Asked> = {}) {
  const made = composeAccess(opened, documents, ask(rest), { now: caseload.author.now(), fontCss: '', people: NAMES });
  if (!made.ok) throw new Error(made.error.type);
  return made.value;
}
const FORMS = [
  { kind: 'access', form: 'pdf' },
  { kind: 'access', form: 'json' },
  { kind: 'access', form: 'zip' },
  { kind: 'portability', form: 'json' },
  { kind: 'portability', form: 'zip' },
  { kind: 'portability', form: 'jsonResume' },
  { kind: 'portability', form: 'vum' },
] as const;
const everything = (rest: Partial<Asked>): string => {
  const { body, data, fileName } = composed(rest);
  return [body, fileName, ...data.map(({ text }) => text)].join('\n');
};

describe('access', () => {
  it('tells every answer that the register lets them have: on paper and as data', () => {
    for (const form of ['pdf', 'json'] as const) {
      const text = everything({ form });
      const missing = nonces
        .filter(({ concept, field }) => mayReceive('candidate', concept, field))
        // A proposal names a field, which is told in words.
        .filter(({ word }) => !text.includes(word));
      expect(missing.map(({ concept, field }) => `${form} ${concept}.${field}`)).toEqual([]);
    }
  });

  it.each(FORMS)('never holds anything of another dossier: $kind as $form', (of) => {
    for (const language of ['nl', 'en'] as const) {
      const text = everything({ ...of, language });
      expect(text).toMatch(/zq/);
      expect(text).not.toMatch(/xw\w{3}x|vk\w{3}x/);
      for (const other of theirs) expect(text).not.toContain(other);
    }
  });

  it.each(FORMS)('holds nothing that the register withholds: $kind as $form', (of) => {
    const text = everything(of);
    const may = of.kind === 'access' ? (c: ConceptName, f: string) => mayReceive('candidate', c, f) : isPortable;
    const leaked = nonces.filter(({ concept, field, word }) => !may(concept, field) && text.includes(word));
    expect(leaked.map(({ concept, field }) => `${concept}.${field}`)).toEqual([]);
  });

  it('as data is what the schema says', () => {
    for (const kind of ['access', 'portability'] as const) {
      const made = completeSchema.parse(JSON.parse(composed({ kind, form: 'json' }).body));
      expect(made.kind).toBe(kind);
      const told = new Set(
        made.categories.flatMap(({ records }) =>
          records.flatMap(({ concept, answers }) => answers.map(({ field }) => `${concept}.${field}`)),
        ),
      );
      const expected = CONCEPTS.filter(({ place }) => place !== 'organisation' && place !== 'own').flatMap(
        ({ name, fields }) =>
          Object.keys(fields)
            .filter((field) => (kind === 'access' ? mayReceive('candidate', name, field) : isPortable(name, field)))
            .map((field) => `${name}.${field}`),
      );
      expect([...told].toSorted()).toEqual(expected.filter((each) => each !== 'candidate.mergedInto').toSorted());
    }
  });
});

describe('what is left out for others', () => {
  const parts = () => {
    const found = partsToLeaveOut(opened, { dossier: mine }, NAMES);
    if (!found.ok) throw new Error(found.error.type);
    return found.value.parts;
  };

  it('is offered: notes apart, names of others, documents and what was written freely', () => {
    const sorts = Map.groupBy(parts(), ({ sort }) => sort);
    expect(sorts.get('note')?.map(({ concept, field }) => `${concept}.${field}`)).toEqual([
      'contactMoment.confidentialNote',
    ]);
    expect(sorts.get('name')?.map(({ concept, field }) => `${concept}.${field}`)).toEqual(
      expect.arrayContaining(['contactMoment.participants', 'agreement.byName', 'placement.contactName']),
    );
    expect(sorts.get('document')).toHaveLength(1);
    expect(sorts.get('text')?.length).toBeGreaterThan(10);
  });

  it.each(FORMS.filter(({ kind }) => kind === 'access'))(
    'is nowhere in it, and the report says that and why: $form',
    (of) => {
      const [note] = parts().filter(({ sort }) => sort === 'note');
      const word = nonces.find(
        ({ concept, field }) => concept === 'contactMoment' && field === 'confidentialNote',
      )!.word;
      expect(everything(of)).toContain(word);
      const { concept, row, field } = note!;
      const text = everything({ ...of, leaveOut: [{ concept, row, field, reason: 'toldInConfidence' }] });
      expect(text).not.toContain(word);
      expect(text).toContain('in vertrouwen');
      expect(composed({ ...of, leaveOut: [{ concept, row, field, reason: 'toldInConfidence' }] }).leftOut.parts).toBe(
        1,
      );
    },
  );

  it.each(FORMS)('are names that are taken out of every text: $kind as $form', (of) => {
    const hide = nonces
      .filter(({ concept, field }) =>
        ['agreement.byName', 'contactMoment.text', 'workExperience.description'].includes(`${concept}.${field}`),
      )
      .map(({ word }) => word.toUpperCase());
    const text = everything({ ...of, hide });
    for (const word of hide) expect(text.toLowerCase()).not.toContain(word.toLowerCase());
    if (of.form === 'json') expect(text).toContain('[naam weggelaten]');
  });
});

it('takes names out of what a document is called that is not with it, too', () => {
  const { author, db } = caseload;
  const [dossier, row] = [author.newId(), author.newId()];
  db.transact((tx) =>
    write(tx, author, 'addCandidate', [
      { concept: 'candidate', row: dossier, dossier, fields: { surname: 'Elders' } },
      { concept: 'document', row, dossier, fields: { name: 'brief van Wiebren.pdf' } },
    ]),
  );
  const made = composed({ dossier, form: 'zip', hide: ['wiebren'] });
  expect(made.documents).toEqual({ along: 0, notHere: 1 });
  const text = [made.body, ...made.data.map((each) => each.text)].join('\n');
  expect(text).not.toContain('Wiebren');
  expect(text).toContain('zitten er niet bij, want ze staan niet op deze laptop: brief van [naam weggelaten].pdf');
});

describe('where it came from, who had it and who saw it', () => {
  it('is told of each answer, each recipient and each line of the log', () => {
    const { author, db } = caseload;
    const bram = caseload.authorNamed('bram');
    const dossier = author.newId();
    const set = (fields: Change['fields'], by = author, label: Parameters<typeof write>[2] = 'edit') =>
      db.transact((tx) => write(tx, by, label, [{ concept: 'candidate', row: dossier, dossier, fields }], { dossier }));
    set({ surname: 'Herkomst', place: 'Reigerveen' }, author, 'addCandidate');
    set({ givenName: 'Door' }, bram, 'candidate');
    set({ place: 'Nergenshuizen' }, bram);
    db.transact((tx) => {
      appendAudit(tx, author, { action: 'read', dossier });
      appendAudit(tx, author, {
        action: 'handover',
        dossier,
        detail: { recipient: 'employer', recipientName: 'Bakkerij Bedacht', format: 'pdf', sha256: 'abc' },
      });
    });
    const made = completeSchema.parse(JSON.parse(composed({ dossier, form: 'json' }).body));
    const sources = Object.fromEntries(
      made.categories.flatMap(({ records }) =>
        records.flatMap(({ answers }) => answers.map(({ field, source }) => [field, `${source.way} ${source.by}`])),
      ),
    );
    expect(sources).toEqual({
      surname: 'typed Anna Voorbeeld',
      givenName: 'candidate Bram Bedacht',
      place: 'typed Bram Bedacht',
    });
    expect(made.earlier.map(({ field, value }) => [field, value])).toEqual([['place', 'Reigerveen']]);
    expect(made.receipts).toMatchObject([
      { recipient: 'employer', recipientName: 'Bakkerij Bedacht', form: 'pdf', by: 'Anna Voorbeeld' },
    ]);
    expect(made.log.map(({ who, what, action }) => [who, what, action])).toEqual([
      ['Anna Voorbeeld', 'changed', 'write.addCandidate'],
      ['Bram Bedacht', 'changed', 'write.candidate'],
      ['Bram Bedacht', 'changed', 'write.edit'],
      ['Anna Voorbeeld', 'opened', 'read'],
      ['Anna Voorbeeld', 'exported', 'handover'],
    ]);
    const page = composed({ dossier }).body;
    for (const words of [
      'Bakkerij Bedacht',
      'door jou ingevuld',
      'Reigerveen',
      'dossier geopend',
      'Autoriteit Persoonsgegevens',
    ])
      expect(page).toContain(words);
  });

  it('has what was removed too, as long as it is kept, and says so', () => {
    const { author, db } = caseload;
    const [dossier, row] = [author.newId(), author.newId()];
    db.transact((tx) =>
      write(tx, author, 'addCandidate', [
        { concept: 'candidate', row: dossier, dossier, fields: { surname: 'Bewaard' } },
        { concept: 'interest', row, dossier, fields: { name: 'Vlinders' } },
      ]),
    );
    db.transact((tx) =>
      write(tx, author, 'remove', [{ concept: 'interest', row, dossier, fields: {}, deleted: true }]),
    );
    const page = composed({ dossier }).body;
    expect(page).toContain('Vlinders');
    expect(page).toContain('Verwijderd, maar nog bewaard');
  });

  it('puts a long log together by day or by month on paper; as data each line is there', () => {
    const { author, db } = caseload;
    const dossier = author.newId();
    db.transact((tx) => {
      write(tx, author, 'addCandidate', [{ concept: 'candidate', row: dossier, dossier, fields: { surname: 'Druk' } }]);
      for (let i = 0; i < 90; i++) appendAudit(tx, author, { action: 'read', dossier });
    });
    expect(composed({ dossier }).body).toContain('90 keer geopend');
    expect(completeSchema.parse(JSON.parse(composed({ dossier, form: 'json' }).body)).log).toHaveLength(91);
  });
});

describe('the file that is given', () => {
  const job = (stopAt = Infinity): Job & { said: string[] } => {
    const said: string[] = [];
    return { said, progress: (phase) => said.push(phase), cancelled: () => said.length >= stopAt };
  };
  const give = async (rest: Partial<Asked> & { password?: string }, at = job()) => {
    const { password, ...asked } = rest;
    const folder = newFolder('access');
    const made = composed(asked);
    const printed = made.page ? await smallPdf(made.body) : null;
    const given = await recordAccess(
      opened,
      documents,
      {
        ask: { ...ask(asked), ...(password === undefined ? {} : { password }), job: 'x' },
        composed: made,
        path: join(folder, made.fileName),
        printed,
      },
      NAMES,
      at,
    );
    const left = readdirSync(folder);
    removeFolder(folder);
    return { given, left, name: made.fileName };
  };

  it('is written whole, with a line in the log that says no word of it', async () => {
    const { given, left, name } = await give({ form: 'json', hide: ['Wiebren'] });
    expect(given).toMatchObject({ ok: true, value: { saved: true, fileName: name } });
    expect(left).toEqual([name]);
    const last = caseload.db.get<{ action: string; dossier: string; detail: string }>(
      `SELECT * FROM "audit" ORDER BY "number" DESC LIMIT 1`,
    );
    expect([last?.action, last?.dossier]).toEqual(['access', mine]);
    expect(last?.detail).not.toContain('Wiebren');
    expect(last?.detail).not.toMatch(/zq\w{3}x/);
  });

  it('is not written where what was left out stands in it all the same', async () => {
    const { author, db } = caseload;
    const [dossier, row] = [author.newId(), author.newId()];
    const secret = 'Vertelde zijn buurvrouw over de verkoop van het huis.';
    db.transact((tx) =>
      write(tx, author, 'addCandidate', [
        { concept: 'candidate', row: dossier, dossier, fields: { surname: 'Dubbel' } },
        { concept: 'contactMoment', row, dossier, fields: { text: 'Besproken.', confidentialNote: secret } },
      ]),
    );
    const made = composed({ dossier, form: 'json' });
    const leaveOut = [
      { concept: 'contactMoment' as const, row, field: 'confidentialNote', reason: 'rightsOfOthers' as const },
    ];
    const folder = newFolder('access');
    // Made without what was asked, as by a mistake of ours.
    const given = await recordAccess(
      opened,
      documents,
      {
        ask: { ...ask({ dossier, form: 'json', leaveOut }), job: 'x' },
        composed: made,
        path: join(folder, 'a.json'),
        printed: null,
      },
      NAMES,
      job(),
    );
    expect(given).toEqual({ ok: false, error: { type: 'ExportLeaks', categories: ['guidance'] } });
    expect(readdirSync(folder)).toEqual([]);
    removeFolder(folder);
  });

  it('as a zip can be stopped, and then nothing is left of it', async () => {
    const { given, left } = await give({ form: 'zip', password: 'lapi-vuro-tekazi' }, job(2));
    expect(given).toEqual({ ok: false, error: { type: 'Cancelled' } });
    expect(left).toEqual([]);
  });

  it('as a zip has no weak lock, and may have none', async () => {
    expect((await give({ form: 'zip', password: 'kort' })).given).toEqual({
      ok: false,
      error: { type: 'PassphraseTooWeak' },
    });
    expect((await give({ form: 'zip' })).left).toEqual(['inzage.zip']);
    expect((await give({ form: 'zip', password: 'lapi-vuro-tekazi' })).left).toEqual(['inzage.zip']);
  });
});
