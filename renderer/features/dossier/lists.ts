/** How each list of the dossier is laid out: which fields stand beside each other, which below, which only when asked. */
import type { RowConcept } from '../../../core/domain/concepts.ts';
import { latestFirst } from '../../../core/domain/dutch-date.ts';
import type { AnyRow } from './editing.ts';

export type ListLayout = {
  readonly columns: readonly { readonly field: string; readonly width: string }[];
  /** The field that names a row. */
  readonly title: string;
  /** Under the columns, as wide as the row, when it holds something or the row is opened. */
  readonly below: readonly string[];
  /** Only when the row is opened. */
  readonly more: readonly string[];
  /** Which of `more` a row asks for by how far it is, also when it is not opened. */
  readonly asks?: (row: AnyRow) => readonly string[];
  readonly order: (a: AnyRow, b: AnyRow) => number;
};

type Dated = { from: string | null; until: string | null };
const latest = (a: AnyRow, b: AnyRow) => latestFirst(a as unknown as Dated, b as unknown as Dated);
const asMade = () => 0;
const text = (row: AnyRow, field: string) => String(row[field] ?? '');
const byTitle = (field: string) => (a: AnyRow, b: AnyRow) => text(a, field).localeCompare(text(b, field), 'nl');
const newest = (field: string) => (a: AnyRow, b: AnyRow) => text(b, field).localeCompare(text(a, field));
/** What has no day comes last. */
const soonest = (field: string) => (a: AnyRow, b: AnyRow) =>
  (text(a, field) || '9').localeCompare(text(b, field) || '9');
const wide = 'minmax(9rem, 3fr)';
const middle = 'minmax(7rem, 2fr)';
const small = 'minmax(5.5rem, 1fr)';
const dated = [
  { field: 'from', width: '6.5rem' },
  { field: 'until', width: '6.5rem' },
];

export const LISTS: {
  readonly [
    N in Exclude<
      RowConcept,
      | 'importRemainder'
      | 'document'
      | 'contactMoment'
      | 'actionPlan'
      | 'goal'
      | 'assessment'
      | 'planVersion'
      | 'consent'
      | 'proposal'
      | 'request'
      | 'restriction'
      | 'legalHold'
    >
  ]: ListLayout;
} = {
  contactDetail: {
    columns: [
      { field: 'phone', width: small },
      { field: 'email', width: middle },
      { field: 'label', width: small },
    ],
    title: 'phone',
    below: [],
    more: [],
    order: asMade,
  },
  socialProfile: {
    columns: [
      { field: 'site', width: small },
      { field: 'handle', width: small },
      { field: 'url', width: middle },
    ],
    title: 'site',
    below: [],
    more: [],
    order: asMade,
  },
  webLink: {
    columns: [
      { field: 'title', width: small },
      { field: 'url', width: middle },
    ],
    title: 'title',
    below: ['note'],
    more: [],
    order: asMade,
  },
  workExperience: {
    columns: [
      ...dated,
      { field: 'role', width: wide },
      { field: 'employer', width: middle },
      { field: 'place', width: small },
    ],
    title: 'role',
    below: ['description'],
    more: ['roleCode', 'roleCodeSystem'],
    order: latest,
  },
  education: {
    columns: [
      ...dated,
      { field: 'name', width: wide },
      { field: 'institute', width: middle },
      { field: 'level', width: small },
      { field: 'status', width: small },
    ],
    title: 'name',
    below: ['description'],
    more: ['field', 'diploma', 'diplomaDate', 'nameCode'],
    order: latest,
  },
  course: {
    columns: [
      ...dated,
      { field: 'name', width: wide },
      { field: 'institute', width: middle },
      { field: 'expiresOn', width: small },
    ],
    title: 'name',
    below: ['description'],
    more: ['certificateDate'],
    order: latest,
  },
  skill: {
    columns: [
      { field: 'name', width: wide },
      { field: 'kind', width: small },
      { field: 'level', width: small },
      { field: 'evidence', width: middle },
    ],
    title: 'name',
    below: ['note'],
    more: ['code', 'codeSystem'],
    order: byTitle('name'),
  },
  language: {
    columns: [
      { field: 'language', width: middle },
      { field: 'speaking', width: small },
      { field: 'listening', width: small },
      { field: 'reading', width: small },
      { field: 'writing', width: small },
      { field: 'motherTongue', width: small },
    ],
    title: 'language',
    below: [],
    more: ['languageCode'],
    order: asMade,
  },
  drivingLicence: {
    columns: [
      { field: 'category', width: middle },
      { field: 'until', width: small },
    ],
    title: 'category',
    below: [],
    more: [],
    order: asMade,
  },
  desiredOccupation: {
    columns: [{ field: 'name', width: wide }],
    title: 'name',
    below: [],
    more: ['code', 'codeSystem'],
    order: asMade,
  },
  interest: { columns: [{ field: 'name', width: wide }], title: 'name', below: ['note'], more: [], order: asMade },
  interestProfile: {
    columns: [
      { field: 'measuredOn', width: '7rem' },
      { field: 'source', width: middle },
      ...['realistic', 'investigative', 'artistic', 'social', 'enterprising', 'conventional'].map((field) => ({
        field,
        width: '5.75rem',
      })),
    ],
    title: 'measuredOn',
    below: [],
    more: [],
    order: newest('measuredOn'),
  },
  agreement: {
    columns: [
      { field: 'what', width: wide },
      { field: 'by', width: small },
      { field: 'dueOn', width: '7rem' },
      { field: 'state', width: small },
    ],
    title: 'what',
    below: ['note'],
    more: ['byName'],
    order: soonest('dueOn'),
  },
  task: {
    columns: [
      { field: 'what', width: wide },
      { field: 'dueOn', width: '7rem' },
      { field: 'priority', width: small },
      { field: 'repeats', width: small },
    ],
    title: 'what',
    below: ['note'],
    more: ['doneOn'],
    order: soonest('dueOn'),
  },
  appointment: {
    columns: [
      { field: 'date', width: '7rem' },
      { field: 'time', width: '4.5rem' },
      { field: 'subject', width: wide },
      { field: 'kind', width: small },
      { field: 'place', width: middle },
      { field: 'state', width: small },
    ],
    title: 'subject',
    below: ['note'],
    more: ['minutes', 'travelMinutes', 'participants'],
    order: newest('date'),
  },
  template: {
    columns: [
      { field: 'name', width: wide },
      { field: 'kind', width: middle },
      { field: 'language', width: small },
    ],
    title: 'name',
    below: ['text'],
    more: ['subject'],
    order: byTitle('name'),
  },
  planStep: {
    columns: [
      { field: 'what', width: wide },
      { field: 'kind', width: small },
      { field: 'by', width: small },
      { field: 'dueOn', width: '7rem' },
      { field: 'state', width: small },
    ],
    title: 'what',
    below: ['note'],
    more: ['doneOn'],
    order: soonest('dueOn'),
  },
  jobApplication: {
    columns: [
      { field: 'vacancy', width: wide },
      { field: 'employer', width: middle },
      { field: 'stage', width: small },
      { field: 'appliedOn', width: '7rem' },
      { field: 'nextOn', width: '7rem' },
    ],
    title: 'vacancy',
    below: ['note'],
    more: ['place', 'url', 'contactName', 'contactDetails', 'closedOn', 'reason', 'keepOnFile'],
    asks: ({ stage }) => (stage === 'rejected' || stage === 'withdrawn' ? ['reason'] : []),
    order: newest('appliedOn'),
  },
  placement: {
    columns: [
      { field: 'from', width: '7rem' },
      { field: 'until', width: '7rem' },
      { field: 'role', width: wide },
      { field: 'employer', width: middle },
      { field: 'hours', width: '5rem' },
    ],
    title: 'role',
    below: ['note'],
    more: [
      'place',
      'contractForm',
      'schemes',
      'contactName',
      'contactDetails',
      'followedUp1',
      'followedUp3',
      'followedUp6',
      'followedUp12',
      'endReason',
    ],
    asks: ({ until }) => (typeof until === 'string' ? ['endReason'] : []),
    order: latest,
  },
  scheme: {
    columns: [
      { field: 'scheme', width: wide },
      { field: 'from', width: '7rem' },
      { field: 'until', width: '7rem' },
      { field: 'source', width: middle },
    ],
    title: 'scheme',
    below: ['note'],
    more: ['outcome', 'decidedOn'],
    order: asMade,
  },
};

/**
 * The order in which rows stand while the screen is open: sorted once, and then nothing moves that was not touched. A row
 * that comes in later stands on top.
 */
export function stableOrder(before: readonly string[], rows: readonly AnyRow[], order: ListLayout['order']): string[] {
  const there = new Set(rows.map((row) => row.id));
  const kept = before.filter((id) => there.has(id));
  const known = new Set(kept);
  const added = rows
    .filter((row) => !known.has(row.id))
    .toSorted(order)
    .map((row) => row.id);
  return [...added, ...kept];
}
