/**
 * The laptop in the hands of the candidate. From `begin` until it is unlocked the desktop answers a few questions about one dossier and
 * refuses all others, whatever the window asks.
 *
 * 1. It stands in the encrypted caseload, so a reload, a lock or a kill does not end it.
 * 2. It ends by the passphrase, the recovery code or the PIN that was chosen when the laptop was handed over; opening by the keychain,
 *    which anybody at this laptop can do, goes on with it.
 * 3. Wrong PINs are counted on the disk before they are tried, and slow down as wrong passphrases do.
 * 4. What the candidate does is written by this laptop and says itself that it is theirs: the group is `candidate`, the row has their
 *    signature or is their proposal.
 */
import { scryptSync, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Answer, contract } from '../../core/contract/contract.ts';
import { conceptOf, DOSSIER_CONCEPTS, type ConceptName } from '../../core/domain/concepts.ts';
import type { FieldValue } from '../../core/domain/field.ts';
import { displayName } from '../../core/domain/name.ts';
import { err, ok, type Result } from '../../core/domain/result.ts';
import { CONSENT_PURPOSES, CONSENT_VERSION, consentText } from '../../core/guidance/consent-text.ts';
import { isLookedOver } from '../../core/guidance/looked-over.ts';
import { planText } from '../../core/guidance/plan-text.ts';
import { planTree, referenceTo } from '../../core/guidance/plan.ts';
import { staysWhenTurned, turnedDossier } from '../../core/register/turned.ts';
import { anchored, NO_FAILURES, remainingWait } from '../vault/delay.ts';
import { appendAudit } from './audit.ts';
import { withdrawConsent } from './consent.ts';
import type { Database, Reader, Writer } from './database.ts';
import { checkFields, readDossier, type DossierNotFound, type InvalidField, type RowNotFound } from './dossier.ts';
import {
  chosenFill,
  handedFill,
  leaveFills,
  readFill,
  type FindDefinition,
  type HandedFill,
} from './handed-questionnaire.ts';
import { isFrozen, type DossierFrozen } from './limits.ts';
import { fieldsOfRow, type StoredRow } from './rows.ts';
import { readSetting, removeSetting, writeSetting } from './stores.ts';
import { write, type Author, type Change } from './write.ts';

type Begin = z.output<(typeof contract)['candidateMode.begin']['input']>;

const handedOver = z.object({
  dossier: z.string(),
  tasks: z.array(z.enum(['check', 'consent', 'sign', 'fill'])),
  purposes: z.array(z.string()),
  plan: z.string().nullable(),
  fills: z.array(handedFill),
  at: z.number(),
  pin: z.object({ salt: z.string(), hash: z.string() }).nullable(),
  failures: z.object({ count: z.number(), lastAt: z.number() }),
});
export type HandedOver = z.infer<typeof handedOver>;

/** A laptop that was handed over by an earlier version goes on: what can not be read would let it go. It had one questionnaire, or none. */
const handedOverBefore = z
  .looseObject({ fill: handedFill.nullable().default(null) })
  .transform(({ fill, ...rest }) => ({ fills: fill ? [fill] : [], ...rest }))
  .pipe(handedOver);

const SETTING = 'handedOver';

/** What is answered while the laptop is handed over; everything else is refused. */
export const WHILE_HANDED_OVER: ReadonlySet<string> = new Set([
  'app.info',
  'preferences.read',
  'vault.state',
  'vault.lock',
  'candidateMode.read',
  'candidateMode.propose',
  'candidateMode.right',
  'candidateMode.consent',
  'candidateMode.withdraw',
  'candidateMode.sign',
  'candidateMode.answer',
  'candidateMode.finish',
  'candidateMode.end',
]);

export const handedOverNow = (db: Reader): HandedOver | null => readSetting(db, SETTING, handedOverBefore) ?? null;

const hashOf = (pin: string, salt: string): Buffer => scryptSync(pin, Buffer.from(salt, 'base64'), 32);

export function beginHandedOver(
  tx: Writer,
  author: Author,
  ask: Begin,
  {
    mustHavePin,
    salt,
    find,
  }: { readonly mustHavePin: boolean; readonly salt: Uint8Array; readonly find: FindDefinition },
): Result<null, DossierNotFound | DossierFrozen | RowNotFound | { type: 'PinNeeded' }> {
  const found = readDossier(tx, ask.dossier);
  if (!found.ok) return found;
  // Of a dossier that is frozen they may take back what they agreed to, and nothing else.
  if (isFrozen(tx, ask.dossier) && ask.tasks.some((task) => task !== 'consent')) return err({ type: 'DossierFrozen' });
  if (ask.plan !== null && !found.value.rows.actionPlan.some(({ id }) => id === ask.plan))
    return err({ type: 'RowNotFound' });
  if (mustHavePin && ask.pin === null) return err({ type: 'PinNeeded' });
  const fills: HandedFill[] = [];
  for (const chosen of ask.tasks.includes('fill') ? ask.fills : []) {
    const fill = chosenFill(tx, ask.dossier, chosen, find, () => author.newId());
    if (!fill.ok) return fill;
    // The same result twice would be answered over itself.
    if (fills.some(({ row }) => row === fill.value.row)) return err({ type: 'RowNotFound' });
    fills.push(fill.value);
  }
  if (ask.tasks.includes('fill') && fills.length === 0) return err({ type: 'RowNotFound' });
  const salted = Buffer.from(salt).toString('base64');
  const { dossier, tasks, purposes, plan } = ask;
  writeSetting(tx, SETTING, {
    dossier,
    tasks,
    purposes,
    plan,
    fills,
    at: author.now(),
    pin: ask.pin === null ? null : { salt: salted, hash: hashOf(ask.pin, salted).toString('base64') },
    failures: NO_FAILURES,
  } satisfies HandedOver);
  appendAudit(tx, author, { action: 'candidateMode.begin', dossier, detail: { tasks } });
  return ok(null);
}

/** @param by how the adviser showed that it is them */
export function endHandedOver(tx: Writer, author: Author, by: string): void {
  const now = handedOverNow(tx);
  if (!now) return;
  leaveFills(tx, author, now);
  removeSetting(tx, SETTING);
  appendAudit(tx, author, { action: 'candidateMode.end', dossier: now.dossier, detail: { by } });
}

export function tryPin(
  db: Database,
  author: Author,
  pin: string,
): Result<null, { type: 'WrongPin' | 'TooSoon'; waitMs: number } | { type: 'SlotMissing' }> {
  const now = handedOverNow(db);
  if (!now?.pin) return err({ type: 'SlotMissing' });
  const failures = anchored(now.failures, author.now());
  const waitMs = remainingWait(failures, author.now());
  if (waitMs > 0) return err({ type: 'TooSoon', waitMs });
  const counted = { count: failures.count + 1, lastAt: author.now() };
  db.transact((tx) => writeSetting(tx, SETTING, { ...now, failures: counted } satisfies HandedOver));
  if (!timingSafeEqual(hashOf(pin, now.pin.salt), Buffer.from(now.pin.hash, 'base64')))
    return err({ type: 'WrongPin', waitMs: remainingWait(counted, author.now()) });
  db.transact((tx) => endHandedOver(tx, author, 'pin'));
  return ok(null);
}

/** The concepts that somebody can say something about, as they are read to them. */
const THEIR_OWN = new Set<ConceptName>(
  (conceptOf('proposal').fields['about']?.refersTo ?? []) as readonly ConceptName[],
);

/** What the candidate sees: what the register lets stay on a turned screen, of what they may check. */
export function readHandedOver(
  db: Reader,
  now: HandedOver,
  language: 'nl' | 'en',
  find: FindDefinition,
  statement: Answer<'candidateMode.read'>['statement'],
): Result<Answer<'candidateMode.read'>, DossierNotFound> {
  const found = readDossier(db, now.dossier);
  if (!found.ok) return found;
  const { candidate, availability, rows } = turnedDossier(found.value);
  const own = (concept: ConceptName, row: { readonly id: string }) => {
    const fields = row as unknown as Readonly<Record<string, FieldValue>>;
    return {
      concept,
      row: row.id,
      fields: Object.fromEntries(
        Object.keys(conceptOf(concept).fields)
          .filter((field) => staysWhenTurned(concept, field) && fields[field] !== null)
          .map((field) => [field, fields[field] ?? null]),
      ),
    };
  };
  const isChecked = now.tasks.includes('check');
  const plan = planTree(found.value.rows).plans.find((each) => each.plan.id === now.plan);
  return ok({
    name: displayName(candidate),
    tasks: now.tasks,
    purposes: now.purposes,
    hasPin: now.pin !== null,
    own: isChecked
      ? [
          own('candidate', candidate),
          ...(availability ? [own('availability', availability)] : []),
          ...DOSSIER_CONCEPTS.filter((concept) => THEIR_OWN.has(concept)).flatMap((concept) =>
            rows[concept].map((row) => own(concept, row)),
          ),
        ]
      : [],
    proposals: rows.proposal
      .filter((row) => row.createdAt >= now.at && !isLookedOver(row))
      .map(({ about, field, value }) => ({ about: about ?? '', field: field ?? '', value: value ?? '' })),
    right: rows.proposal
      .filter((row) => row.createdAt >= now.at && isLookedOver(row))
      .flatMap(({ field }) => (field === null ? [] : [field])),
    given: rows.consent
      .filter(({ createdAt, withdrawnOn }) => createdAt >= now.at && withdrawnOn === null)
      .flatMap(({ purpose }) => (purpose === null ? [] : [purpose])),
    standing: now.tasks.includes('consent')
      ? CONSENT_PURPOSES.flatMap((purpose) => {
          const said = rows.consent.filter((row) => row.purpose === purpose);
          const standing = said.filter(({ withdrawnOn }) => withdrawnOn === null);
          const before = standing.length > 0 ? standing : said.filter(({ changedAt }) => changedAt >= now.at);
          const last = before.at(-1);
          return last ? [{ purpose, givenOn: last.givenOn, isWithdrawn: standing.length === 0 }] : [];
        })
      : [],
    plan:
      plan && now.tasks.includes('sign')
        ? { text: planText(plan, language), isSigned: (plan.plan.candidateSignedOn ?? null) !== null }
        : null,
    statement,
    fills: now.fills.map((fill) => readFill(db, { dossier: now.dossier, fill }, find)),
  });
}

/** What should stand in a field of their own; said again it is the same proposal, and an empty one is taken back. */
export function propose(
  tx: Writer,
  author: Author,
  now: HandedOver,
  ask: z.output<(typeof contract)['candidateMode.propose']['input']>,
): Result<null, RowNotFound | InvalidField> {
  const { dossier } = now;
  const { concept, row, field, value, today } = ask;
  if (!now.tasks.includes('check') || !THEIR_OWN.has(concept) || !staysWhenTurned(concept, field))
    return err({ type: 'RowNotFound' });
  const stored = tx.get<StoredRow>(`SELECT * FROM "${concept}" WHERE "id" = ? AND "deleted" = 0`, row);
  if (stored?.dossier !== dossier) return err({ type: 'RowNotFound' });
  const about = referenceTo(concept, row);
  const before = fieldsOfRow(concept, stored)[field] ?? null;
  const checked = checkFields('proposal', {
    about,
    field,
    value,
    before: Array.isArray(before) ? before.join(', ') : before === null ? null : String(before),
    proposedOn: today,
    state: 'open',
  });
  if (!checked.ok) return checked;
  const earlier = tx.get<StoredRow>(
    `SELECT * FROM "proposal" WHERE "dossier" = ? AND "about" = ? AND "field" = ? AND "state" = 'open' AND "deleted" = 0 AND "createdAt" >= ?`,
    dossier,
    about,
    field,
    now.at,
  );
  const isTakenBack = value.trim() === '';
  if (isTakenBack && !earlier) return ok(null);
  const change: Change = earlier
    ? isTakenBack
      ? { concept: 'proposal', row: earlier.id, dossier, fields: {}, deleted: true }
      : { concept: 'proposal', row: earlier.id, dossier, fields: { value: checked.value['value'] ?? null } }
    : { concept: 'proposal', row: author.newId(), dossier, fields: checked.value };
  write(tx, author, 'candidate', [change], { dossier });
  return ok(null);
}

/** They looked it over and it is right: kept with its day, of this time alone, so that an earlier time keeps its own. */
export function sayRight(
  tx: Writer,
  author: Author,
  now: HandedOver,
  { concepts, isRight, today }: z.output<(typeof contract)['candidateMode.right']['input']>,
): Result<null, RowNotFound | InvalidField> {
  const { dossier } = now;
  if (!now.tasks.includes('check') || concepts.some((concept) => !THEIR_OWN.has(concept)))
    return err({ type: 'RowNotFound' });
  const changes: Change[] = [];
  for (const concept of new Set(concepts)) {
    const said = tx.get<StoredRow>(
      `SELECT * FROM "proposal" WHERE "dossier" = ? AND "field" = ? AND "state" = 'right' AND "deleted" = 0 AND "createdAt" >= ?`,
      dossier,
      concept,
      now.at,
    );
    if (said && !isRight) changes.push({ concept: 'proposal', row: said.id, dossier, fields: {}, deleted: true });
    if (said || !isRight) continue;
    const checked = checkFields('proposal', {
      about: referenceTo('candidate', dossier),
      field: concept,
      proposedOn: today,
      state: 'right',
    });
    if (!checked.ok) return checked;
    changes.push({ concept: 'proposal', row: author.newId(), dossier, fields: checked.value });
  }
  if (changes.length > 0) write(tx, author, 'candidate', changes, { dossier });
  return ok(null);
}

export function giveConsent(
  tx: Writer,
  author: Author,
  now: HandedOver,
  ask: z.output<(typeof contract)['candidateMode.consent']['input']>,
): Result<null, RowNotFound | InvalidField> {
  if (!now.tasks.includes('consent') || !now.purposes.includes(ask.purpose)) return err({ type: 'RowNotFound' });
  const checked = checkFields('consent', {
    purpose: ask.purpose,
    text: consentText(ask.purpose, ask.language),
    version: CONSENT_VERSION,
    way: 'signature',
    givenOn: ask.today,
    signature: ask.signature,
  });
  if (!checked.ok) return checked;
  const change: Change = { concept: 'consent', row: author.newId(), dossier: now.dossier, fields: checked.value };
  write(tx, author, 'candidate', [change], { dossier: now.dossier });
  return ok(null);
}

/** What they agreed to they may take back here, whatever the adviser chose for them to agree to. */
export function takeConsentBack(
  tx: Writer,
  author: Author,
  now: HandedOver,
  { purpose, today }: z.output<(typeof contract)['candidateMode.withdraw']['input']>,
): Result<null, RowNotFound> {
  if (!now.tasks.includes('consent')) return err({ type: 'RowNotFound' });
  const withdrawn = withdrawConsent(tx, author, { dossier: now.dossier, purpose, today }, 'candidate');
  return withdrawn.ok ? ok(null) : withdrawn;
}

export function signPlan(
  tx: Writer,
  author: Author,
  now: HandedOver,
  ask: z.output<(typeof contract)['candidateMode.sign']['input']>,
): Result<null, RowNotFound | InvalidField> {
  if (!now.tasks.includes('sign') || now.plan === null) return err({ type: 'RowNotFound' });
  const checked = checkFields('actionPlan', { candidateSignature: ask.signature, candidateSignedOn: ask.today });
  if (!checked.ok) return checked;
  const stored = tx.get(
    `SELECT 1 FROM "actionPlan" WHERE "id" = ? AND "dossier" = ? AND "deleted" = 0`,
    now.plan,
    now.dossier,
  );
  if (!stored) return err({ type: 'RowNotFound' });
  const change: Change = { concept: 'actionPlan', row: now.plan, dossier: now.dossier, fields: checked.value };
  write(tx, author, 'candidate', [change], { dossier: now.dossier });
  return ok(null);
}

/** The adviser takes over what the candidate proposed, as one deed with the field itself, or does not. */
export function decideProposal(
  tx: Writer,
  author: Author,
  ask: z.output<(typeof contract)['proposals.decide']['input']>,
): Result<{ group: string }, RowNotFound | InvalidField> {
  const { dossier } = ask;
  const stored = tx.get<StoredRow>(`SELECT * FROM "proposal" WHERE "id" = ? AND "deleted" = 0`, ask.row);
  if (stored?.dossier !== dossier || stored['state'] !== 'open') return err({ type: 'RowNotFound' });
  const changes: Change[] = [];
  if (ask.accept) {
    const [concept = '', row = ''] = String(stored['about']).split('/');
    if (!THEIR_OWN.has(concept as ConceptName)) return err({ type: 'RowNotFound' });
    const checked = checkFields(concept as ConceptName, { [String(stored['field'])]: ask.value });
    if (!checked.ok) return checked;
    const about = tx.get<StoredRow>(`SELECT * FROM "${concept}" WHERE "id" = ? AND "deleted" = 0`, row);
    if (about?.dossier !== dossier) return err({ type: 'RowNotFound' });
    changes.push({ concept: concept as ConceptName, row, dossier, fields: checked.value });
  }
  changes.push({
    concept: 'proposal',
    row: ask.row,
    dossier,
    fields: { state: ask.accept ? 'accepted' : 'declined', decidedOn: ask.today },
  });
  return ok({ group: write(tx, author, 'proposal', changes, { dossier }).id });
}
