import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newCaseload } from '../../tests/support/caseload.ts';
import { createIntake } from './intake.ts';
import type { Job } from './service.ts';

const quietly: Job = { progress: () => undefined, cancelled: () => false };
const profile = (reference: string | null, email: string): object => ({
  ...(reference === null ? {} : { idWerkzoekende: reference }),
  emailadres: [email],
  arbeidsmarktkwalificatie: { vakvaardigheid: [{ omschrijving: 'lassen' }] },
});

async function suggestions(...profiles: object[]) {
  const caseload = await newCaseload();
  const { db, author } = caseload;
  const intake = createIntake({ newId: author.newId });
  const offered = intake.offer('profielen.json', new TextEncoder().encode(JSON.stringify(profiles)));
  if (!offered.ok) throw new Error(offered.error.type);
  const read = await intake.read(db, { tokens: [offered.value.token], job: 'read' }, quietly);
  if (!read.ok) throw new Error(read.error.type);
  const { plan, found, beside } = read.value;
  const suggested = Array.from({ length: found }, (_, index) => {
    const looked = intake.look(db, { plan, index });
    if (!looked.ok) throw new Error(looked.error.type);
    const why = looked.value.same?.why ?? null;
    expect(read.value.same.includes(index)).toBe(why !== null);
    return { why, suggestion: why && !beside.includes(index) ? 'merge' : 'add' };
  });
  await caseload.close();
  return suggested;
}

describe('a file to take in', () => {
  it('is a file: a folder, a pipe or a device is refused before it is read, since some never end', () => {
    const intake = createIntake({ newId: () => 'token' });
    for (const path of ['/dev/null', tmpdir(), join(tmpdir(), 'nothing here')])
      expect(intake.openPath(path), path).toEqual({ ok: false, error: { type: 'NotReadable' } });
  });
});

describe('what taking in suggests for somebody who looks like another', () => {
  it('suggests to merge who has the same reference', async () => {
    expect(await suggestions(profile('VERZONNEN-1', 'a@example.nl'), profile('VERZONNEN-1', 'b@example.nl'))).toEqual([
      { why: null, suggestion: 'add' },
      { why: 'reference', suggestion: 'merge' },
    ]);
  });

  it('suggests to keep both when two references differ, though they share an address', async () => {
    expect(await suggestions(profile('VERZONNEN-1', 'a@example.nl'), profile('VERZONNEN-2', 'a@example.nl'))).toEqual([
      { why: null, suggestion: 'add' },
      { why: 'email', suggestion: 'add' },
    ]);
  });

  it('names who has the same name alone, and never suggests to make one of the two', async () => {
    const caseload = await newCaseload();
    const { db, author } = caseload;
    const intake = createIntake({ newId: author.newId });
    const lines = ['Voornaam;Achternaam;Telefoon', 'Noor;Bedacht;06 00 00 12 34', 'Noor;Bedacht;06 00 00 99 99'];
    const offered = intake.offer('mensen.csv', new TextEncoder().encode(lines.join('\r\n')));
    if (!offered.ok) throw new Error(offered.error.type);
    const read = await intake.read(db, { tokens: [offered.value.token], job: 'read' }, quietly);
    if (!read.ok) throw new Error(read.error.type);
    expect(read.value).toMatchObject({ found: 2, same: [1], beside: [1] });
    const applied = intake.apply(db, author, { plan: read.value.plan, decisions: [], job: 'apply' }, quietly);
    expect(applied).toMatchObject({ ok: true, value: { added: 2, merged: 0 } });
    await caseload.close();
  });
});
