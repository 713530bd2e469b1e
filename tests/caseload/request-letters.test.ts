/** A letter of a request makes so what it tells: the day is filled in with it, in one deed with the letter, and only once. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ask } from '../../core/contract/contract.ts';
import { localDay } from '../../core/guidance/calendar.ts';
import { requestLetter } from '../../core/letters/request-letters.ts';
import { newFolder, removeFolder } from '../support/caseload.ts';
import { newDesktop, SET_UP, type TestDesktop } from '../support/desktop.ts';

let outside: string;
let office: TestDesktop;
let dossier: string;
let saves = true;
beforeAll(async () => {
  outside = newFolder('request-letters');
  office = await newDesktop({
    chooseSave: async ({ suggestedName }) => (saves ? join(outside, suggestedName) : null),
  });
  await office.ask('vault.create', {
    ...SET_UP,
    organisation: { ...SET_UP.organisation, contactName: 'Fien Verzonnen', contactEmail: 'privacy@nergens.example' },
  });
  const { dossier: made } = await office.ask('candidates.add', { fields: { givenName: 'Noor', surname: 'Bedacht' } });
  dossier = made;
});
afterAll(async () => {
  await office.close();
  removeFolder(outside);
});

const add = async (concept: 'request' | 'restriction', fields: Ask<'dossier.addRow'>['fields']): Promise<string> =>
  (await office.ask('dossier.addRow', { dossier, concept, fields })).row;
const read = async () => (await office.ask('dossier.open', { dossier })).rows;
const requestOf = async (row: string) => (await read()).request.find(({ id }) => id === row);

async function save(row: string, letter: 'receipt' | 'extension' | 'answer', part: Partial<Ask<'letters.save'>> = {}) {
  const request = await requestOf(row);
  if (!request) throw new Error('no request');
  const { subject, text } = requestLetter(letter, { request, language: 'nl' });
  const to = { dossier, recipient: 'candidate', recipientName: null, jobApplication: null, language: 'nl' } as const;
  const filled = await office.ask('letters.fill', { ...to, subject, text });
  expect([filled.unknown, filled.withheld, filled.empty]).toEqual([[], [], []]);
  return office.ask('letters.save', {
    ...to,
    subject: filled.subject,
    text: filled.text,
    format: 'docx',
    keep: true,
    contactMoment: false,
    rights: { letter, row },
    ...part,
  });
}

describe('the letter of a request', () => {
  const today = localDay(Date.now());
  it('fills in the day of answering, is kept with the request and stands in the log; one undo takes back both', async () => {
    const row = await add('request', { right: 'access', receivedOn: today, state: 'granted', identity: 'known' });
    const saved = await save(row, 'answer');
    expect(saved).toMatchObject({ saved: true, kept: true });
    expect(existsSync(join(outside, saved.fileName))).toBe(true);
    expect((await requestOf(row))?.answeredOn).toBe(today);
    expect((await read()).document.map(({ about, kind }) => [about, kind])).toEqual([[`request/${row}`, 'letter']]);
    const { entries } = await office.ask('audit.list', { dossier, offset: 0, limit: 50 });
    const line = entries.find(({ action }) => action === 'letter');
    expect(JSON.parse(line?.detail ?? '{}')).toMatchObject({ recipient: 'candidate', rights: 'answer', row });
    await office.ask('history.undo', null);
    expect((await requestOf(row))?.answeredOn).toBeNull();
    expect((await read()).document).toEqual([]);
  });

  it('fills it in also where the letter is not kept, and not where no place was chosen for it', async () => {
    const row = await add('request', { right: 'access', receivedOn: today, state: 'refused', ground: 'excessive' });
    saves = false;
    expect(await save(row, 'answer', { keep: false })).toMatchObject({ saved: false });
    expect((await requestOf(row))?.answeredOn).toBeNull();
    saves = true;
    await save(row, 'answer', { keep: false });
    expect((await requestOf(row))?.answeredOn).toBe(today);
    await office.ask('history.undo', null);
    expect((await requestOf(row))?.answeredOn).toBeNull();
  });

  it('does not move a day that stands, and a receipt answers nothing', async () => {
    const row = await add('request', {
      right: 'erasure',
      receivedOn: '2026-11-02',
      state: 'granted',
      answeredOn: '2026-11-09',
    });
    await save(row, 'answer');
    expect((await requestOf(row))?.answeredOn).toBe('2026-11-09');
    const other = await add('request', { right: 'access', receivedOn: today, state: 'open' });
    await save(other, 'receipt');
    expect(await requestOf(other)).toMatchObject({ answeredOn: null, extendedOn: null });
    await save(other, 'extension');
    expect(await requestOf(other)).toMatchObject({ answeredOn: null, extendedOn: today });
  });

  it('of a restriction tells beforehand that it is lifted', async () => {
    const request = await add('request', { right: 'restriction', receivedOn: today, state: 'granted' });
    const row = await add('restriction', { kind: 'restriction', from: today, request: `request/${request}` });
    await office.ask('letters.save', {
      dossier,
      recipient: 'candidate',
      recipientName: null,
      jobApplication: null,
      language: 'nl',
      subject: 'We gaan je gegevens weer gebruiken',
      text: 'Beste Noor Bedacht, vanaf volgende week.',
      format: 'docx',
      keep: true,
      contactMoment: false,
      rights: { letter: 'lifting', row },
    });
    const rows = await read();
    expect(rows.restriction.find(({ id }) => id === row)?.toldOn).toBe(today);
    expect(rows.document.at(-1)?.about).toBe(`request/${request}`);
  });

  it('is not made of a request that is not there', async () => {
    const answer = await office.desktop.ask('letters.save', {
      dossier,
      recipient: 'candidate',
      recipientName: null,
      jobApplication: null,
      language: 'nl',
      subject: 'x',
      text: 'x',
      format: 'docx',
      keep: true,
      contactMoment: false,
      rights: { letter: 'answer', row: dossier },
    });
    expect(answer).toMatchObject({ ok: false, error: { type: 'RowNotFound' } });
  });

  it('goes and is kept also while the dossier is restricted: the answer, and the notice to whoever received something, to nobody else', async () => {
    const { dossier: frozen } = await office.ask('candidates.add', { fields: { surname: 'Beperkt' } });
    const employer = { recipient: 'employer', recipientName: 'Bakkerij Bedacht' } as const;
    await office.ask('handover.save', { dossier: frozen, ...employer, format: 'vum', language: 'nl' });
    const fields = { right: 'restriction', receivedOn: today, state: 'granted', identity: 'known' };
    const { row } = await office.ask('dossier.addRow', { dossier: frozen, concept: 'request', fields });
    await office.ask('dossier.addRow', { dossier: frozen, concept: 'restriction', fields: { kind: 'restriction' } });
    const to = (recipient: 'candidate' | 'employer', recipientName: string | null, letter: 'answer' | 'notice') => ({
      dossier: frozen,
      recipient,
      recipientName,
      jobApplication: null,
      language: 'nl' as const,
      subject: 'Afgeschermd',
      text: 'Dit is een bericht over een verzoek.',
      format: 'docx' as const,
      keep: true,
      contactMoment: false,
      rights: { letter, row },
    });
    await office.ask('letters.save', to('candidate', null, 'answer'));
    await office.ask('letters.save', to('employer', 'Bakkerij Bedacht', 'notice'));
    const rows = (await office.ask('dossier.open', { dossier: frozen })).rows;
    expect(rows.request[0]?.answeredOn).toBe(today);
    expect(rows.document.map(({ about }) => about)).toEqual([`request/${row}`, `request/${row}`]);
    const { receivers } = await office.ask('requests.receivers', { dossier: frozen, request: row });
    expect(receivers.map(({ recipientName, toldAt }) => [recipientName, toldAt !== null])).toEqual([
      ['Bakkerij Bedacht', true],
    ]);
    for (const asked of [to('employer', 'Een Ander', 'notice'), to('employer', 'Bakkerij Bedacht', 'answer')])
      expect(await office.desktop.ask('letters.save', asked)).toMatchObject({
        ok: false,
        error: { type: 'DossierFrozen' },
      });
    expect(
      await office.desktop.ask('letters.save', { ...to('candidate', null, 'answer'), contactMoment: true }),
    ).toMatchObject({ ok: false, error: { type: 'DossierFrozen' } });
    const listed = await office.ask('requests.list', { closed: true });
    expect(listed.some((each) => each.row.id === row)).toBe(true);
  });
});
