/**
 * Writes somebody with an answer to every question that this version of the source has, and prints their access report as data: run from the folder of another version,
 * it says what that version tells.
 */
import { join } from 'node:path';
import { CONCEPTS } from '../../core/domain/concepts.ts';
import { composeAccess } from '../../electron/caseload/access.ts';
import { createDocuments } from '../../electron/caseload/documents.ts';
import { write, type Change } from '../../electron/caseload/write.ts';
import { newCaseload } from './caseload.ts';

const made = await newCaseload();
const { author, db } = made;
const dossier = author.newId();
const changes = CONCEPTS.filter(({ place }) => ['candidate', 'many'].includes(place)).map(
  ({ name, fields, place }): Change => {
    const texts = Object.entries(fields).filter(([, { kind }]) => kind === 'text' || kind === 'longText');
    return {
      concept: name,
      row: place === 'candidate' ? dossier : author.newId(),
      dossier,
      fields: Object.fromEntries(texts.map(([field, { max = 0 }]) => [field, `${name}.${field}`.slice(0, max)])),
    };
  },
);
// Nothing can be written in what is restricted: that comes last.
changes.sort((one, other) => Number(one.concept === 'restriction') - Number(other.concept === 'restriction'));
db.transact((tx) => write(tx, author, 'addCandidate', changes, { dossier }));
const caseload = { db, author, adviserRow: 'anna', identify: () => undefined, formerly: () => [] };
const documents = createDocuments(caseload);
for (const form of ['json', 'pdf'] as const) {
  const told = composeAccess(
    caseload,
    documents,
    { dossier, kind: 'access', form, language: 'nl', leaveOut: [], hide: [] },
    { now: author.now(), fontCss: '', people: new Map() },
  );
  if (!told.ok) throw new Error(`${told.error.type} in ${join(import.meta.dirname)}`);
  console.log(JSON.stringify(told.value.body));
}
await documents.close();
await made.close();
