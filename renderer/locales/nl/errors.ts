/**
 * A sentence for every failure: what happened, that nothing was lost, what to do. The key is the type of the failure;
 * `other` is for a type that this version does not know.
 */
export const errors = {
  BadInput: 'Dit kan zo niet worden bewaard. Kijk na wat er staat; er is niets gewijzigd.',
  Locked: 'De caseload is vergrendeld. Ontgrendel hem en ga verder waar u was.',
  UnknownChannel: 'Dit kan deze versie nog niet. Er is niets gewijzigd.',
  Unexpected: 'Er ging iets mis. Wat u eerder bewaarde, is er nog. Probeer het opnieuw.',
  BadAnswer: 'Het antwoord was anders dan verwacht. Er is niets gewijzigd. Probeer het opnieuw.',
  NoDesktop:
    'Het programma geeft geen antwoord. Wat u bewaarde, staat veilig op deze laptop. Open het programma opnieuw.',
  other: 'Er ging iets mis. Wat u eerder bewaarde, is er nog. Probeer het opnieuw.',
} as const;
