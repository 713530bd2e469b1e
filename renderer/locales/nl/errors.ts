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
  WrongPassphrase: 'Dit is niet de wachtzin. Probeer het nog eens, of gebruik de herstelcode.',
  WrongRecoveryCode: 'Deze herstelcode hoort niet bij deze caseload. Kijk of u het goede vel hebt.',
  RecoveryCodeMistyped: 'De code is niet goed overgetypt. Kijk hem na, teken voor teken.',
  NotTheCode: 'Dit is niet de herstelcode die we lieten zien. Kijk hem na en typ hem nog eens.',
  TooSoon: 'Te vaak een verkeerde sleutel. Wacht even en probeer het dan opnieuw.',
  PassphraseTooWeak:
    'Deze wachtzin is te makkelijk te raden. Neem vier of vijf woorden die niets met elkaar te maken hebben.',
  CurrentPassphraseMissing: 'Typ eerst uw huidige wachtzin.',
  KeychainAbsent: 'De sleutelbos van deze laptop geeft geen antwoord. Er is niets gewijzigd.',
  KeychainUnavailable:
    'De sleutelbos van deze laptop is op slot, leeg of geeft geen antwoord. Gebruik uw wachtzin of herstelcode.',
  SlotMissing: 'Deze sleutel hoort niet bij deze caseload. Open hem op een andere manier.',
  LastWayIn: 'Dit is de laatste sleutel. Kies eerst een andere; anders komt u er niet meer in.',
  VaultExists: 'Er staat al een caseload op deze laptop. Er is niets overschreven. Open het programma opnieuw.',
  NoVault: 'Er is geen caseload op deze laptop. Open het programma opnieuw.',
  VaultDamaged: 'Het bestand met de sleutels is beschadigd. Uw dossiers zijn niet veranderd.',
  VaultNewer: 'Deze caseload is van een nieuwere versie van Jobport. Zet die versie op deze laptop.',
  VaultNotWritable: 'De sleutels konden niet worden bewaard. Kijk of de schijf vol is; de oude sleutels werken nog.',
  EnvelopeExists: 'Er staan al sleutels op deze laptop. Er is niets overschreven.',
  NotThisKey: 'Deze sleutel hoort bij een andere caseload. Er is niets gewijzigd.',
  NotRecovered: 'Dit kan alleen als u binnenkwam met de herstelcode. Typ uw huidige wachtzin.',
  DatabaseBusy: 'De caseload is ergens anders open. Sluit het andere venster en probeer het opnieuw.',
  DatabaseDamaged: 'De caseload is beschadigd. Zet een reservekopie terug; er wordt niets gewist.',
  DatabaseTruncated: 'De caseload is niet meer heel. Zet een reservekopie terug; er wordt niets gewist.',
  NotADatabase: 'Op de plaats van de caseload staat iets anders. Zet een reservekopie terug.',
  SchemaNewer: 'Deze caseload is van een nieuwere versie van Jobport. Zet die versie op deze laptop.',
  DiskFull: 'De schijf is vol. Maak ruimte vrij; wat u eerder bewaarde, is er nog.',
  NoAccess: 'Het programma mag niet bij het bestand. Kijk of de map niet op slot is; er is niets gewijzigd.',
  BrokenFile: 'Dit bestand is niet te lezen. Er is niets gewijzigd. Kies een ander bestand.',
  NothingToUndo: 'Er is niets om ongedaan te maken.',
  NothingToRedo: 'Er is niets om opnieuw te doen.',
  other: 'Er ging iets mis. Wat u eerder bewaarde, is er nog. Probeer het opnieuw.',
} as const;
