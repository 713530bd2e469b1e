/** The lines of the organisation's audit log by kind of deed, for whoever looks through it. A line of a laptop begins with `laptop.`. */

/** Beginnings of actions. The first that fits says the kind, so what is more special stands first. */
const BEGINNINGS = {
  refused: ['laptop.refused.', 'laptop.deny', 'laptop.unlock.failed'],
  opened: ['laptop.read', 'laptop.document.opened'],
  exported: [
    'laptop.handover',
    'laptop.letter',
    'laptop.export.',
    'laptop.report.',
    'laptop.calendar.',
    'laptop.document.copied',
    'laptop.backup',
    'laptop.access',
  ],
  changed: ['laptop.write.', 'laptop.candidateMode.'],
  grants: ['grant.', 'team.', 'person.', 'reassignment.'],
  devices: ['device.', 'session.', 'oidc.', 'laptop.sync.', 'laptop.vault.', 'laptop.unlock', 'laptop.lock'],
  privacy: ['dossier.erased', 'statement.', 'laptop.statement.', 'watch.', 'quarantine.', 'push.', 'laptop.waiting.'],
  organisation: ['organisation.', 'contact.', 'referenceFile.'],
} as const;

export type AuditKind = keyof typeof BEGINNINGS;
export const AUDIT_KINDS = Object.keys(BEGINNINGS) as AuditKind[];

export const beginningsOf = (kind: AuditKind): readonly string[] => BEGINNINGS[kind];
export const kindOfAction = (action: string): AuditKind | null =>
  AUDIT_KINDS.find((kind) => BEGINNINGS[kind].some((beginning) => action.startsWith(beginning))) ?? null;
