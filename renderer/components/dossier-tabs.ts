/** The tabs of a dossier, and which concepts stand on each: for the dossier, and for whoever leads to a row in it. */
import type { ConceptName } from '../../core/domain/concepts.ts';

export const TABS = [
  'overview',
  'contact',
  'doing',
  'plan',
  'applications',
  'documents',
  'profile',
  'career',
  'skills',
  'assessments',
  'availability',
  'schemes',
  'timeline',
  'import',
  'privacy',
  'history',
] as const;
export type Tab = (typeof TABS)[number];

export const CONCEPTS_OF: { readonly [T in Tab]?: readonly ConceptName[] } = {
  contact: ['contactMoment'],
  doing: ['task', 'agreement', 'appointment'],
  plan: ['actionPlan', 'goal', 'planStep', 'planVersion'],
  applications: ['jobApplication', 'placement'],
  profile: ['candidate', 'contactDetail', 'socialProfile', 'webLink'],
  career: ['workExperience', 'education', 'course'],
  skills: ['skill', 'language', 'drivingLicence', 'desiredOccupation', 'interest', 'interestProfile'],
  availability: ['availability'],
  schemes: ['scheme'],
  documents: ['document'],
  assessments: ['assessment'],
  import: ['importRemainder'],
  privacy: ['consent', 'proposal', 'request', 'restriction', 'legalHold'],
};

export const tabOf = (concept: ConceptName): Tab =>
  TABS.find((tab) => CONCEPTS_OF[tab]?.includes(concept)) ?? 'overview';
