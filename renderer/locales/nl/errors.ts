/**
 * A sentence for every failure: what happened, that nothing was lost, what to do. The key is the type of the failure;
 * `other` is for a type that this version does not know.
 */
export const errors = {
  VersionTaken: 'Er is al een versie met dit nummer. Kies een ander nummer; er is niets gewijzigd.',
  OfficeWrites: 'De privacyverklaring komt van kantoor. Er is niets gewijzigd; je tekst blijft staan.',
  BadInput: 'Dit kan zo niet worden bewaard. Kijk na wat er staat; er is niets gewijzigd.',
  Locked: 'De caseload is vergrendeld. Ontgrendel hem en ga verder waar je was.',
  LeaseEnded: 'Deze laptop moet eerst contact hebben met kantoor. Maak verbinding met internet. Je werk is bewaard.',
  ScreenTurned: 'Het scherm is gedraaid: dit is nu niet te zien. Druk op F8 als je weer alleen kijkt.',
  HandedOver: 'De laptop is bij de kandidaat. Ontgrendel hem eerst.',
  NotHandedOver: 'De laptop is niet meer bij de kandidaat. Er is niets gewijzigd.',
  PinNeeded: 'Kies een pincode, anders krijg je de laptop niet terug.',
  WrongPin: 'Dit is niet de pincode. Probeer het nog eens.',
  UnknownChannel: 'Dit kan deze versie nog niet. Er is niets gewijzigd.',
  Unexpected: 'Er ging iets mis. Wat je eerder bewaarde, is er nog. Probeer het opnieuw.',
  BadAnswer: 'Het antwoord was anders dan verwacht. Er is niets gewijzigd. Probeer het opnieuw.',
  NoDesktop:
    'Het programma geeft geen antwoord. Wat je bewaarde, staat veilig op deze laptop. Open het programma opnieuw.',
  WrongPassphrase: 'Dit is niet de wachtzin. Probeer het nog eens, of gebruik de herstelcode.',
  WrongRecoveryCode: 'Deze herstelcode hoort niet bij deze caseload. Kijk of je het goede vel hebt.',
  RecoveryCodeMistyped: 'De code is niet goed overgetypt. Kijk hem na, teken voor teken.',
  NotTheCode: 'Dit is niet de herstelcode die we lieten zien. Kijk hem na en typ hem nog eens.',
  TooSoon: 'Te vaak een verkeerde sleutel. Wacht even en probeer het dan opnieuw.',
  PassphraseTooWeak:
    'Deze wachtzin is te makkelijk te raden. Neem vier of vijf woorden die niets met elkaar te maken hebben.',
  CurrentPassphraseMissing: 'Typ eerst je huidige wachtzin.',
  KeychainAbsent: 'De sleutelbos van deze laptop geeft geen antwoord. Er is niets gewijzigd.',
  KeychainUnavailable:
    'De sleutelbos van deze laptop is op slot, leeg of geeft geen antwoord. Gebruik je wachtzin of herstelcode.',
  SlotMissing: 'Deze sleutel hoort niet bij deze caseload. Open hem op een andere manier.',
  LastWayIn: 'Dit is de laatste sleutel. Kies eerst een andere; anders kom je er niet meer in.',
  VaultExists: 'Er staat al een caseload op deze laptop. Er is niets overschreven. Open het programma opnieuw.',
  NoVault: 'Er is geen caseload op deze laptop. Open het programma opnieuw.',
  VaultDamaged: 'Het bestand met de sleutels is beschadigd. Je dossiers zijn niet veranderd.',
  VaultNewer: 'Deze caseload is van een nieuwere versie van Jobport. Zet die versie op deze laptop.',
  VaultNotWritable: 'De sleutels konden niet worden bewaard. Kijk of de schijf vol is; de oude sleutels werken nog.',
  EnvelopeExists: 'Er staan al sleutels op deze laptop. Er is niets overschreven.',
  NotThisKey: 'Deze sleutel hoort bij een andere caseload. Er is niets gewijzigd.',
  NotRecovered: 'Dit kan alleen als je binnenkwam met de herstelcode. Typ je huidige wachtzin.',
  DatabaseBusy:
    'Deze caseload is al open, in een ander venster of programma. Vergrendel of sluit hem daar, en probeer het opnieuw. Er is niets gewijzigd.',
  DatabaseDamaged: 'De caseload is beschadigd. Zet een reservekopie terug; er wordt niets gewist.',
  DatabaseTruncated: 'De caseload is niet meer heel. Zet een reservekopie terug; er wordt niets gewist.',
  NotADatabase: 'Op de plaats van de caseload staat iets anders. Zet een reservekopie terug.',
  SchemaNewer: 'Deze caseload is van een nieuwere versie van Jobport. Zet die versie op deze laptop.',
  DiskFull: 'De schijf is vol. Maak ruimte vrij; wat je eerder bewaarde, is er nog.',
  NoAccess: 'Het programma mag niet bij het bestand. Kijk of de map niet op slot is; er is niets gewijzigd.',
  BrokenFile: 'Dit bestand is niet te lezen. Er is niets gewijzigd. Kies een ander bestand.',
  DocumentsNotHere:
    'Niet alle documenten staan op deze laptop. Haal ze eerst op in het dossier; er is niets veranderd.',
  NothingChosen: 'Er is niets gekozen om te doen. Vul eerst iets in.',
  OfficeErases:
    'Bij een organisatie met een kantoor gaat voorgoed verwijderen via het kantoor. Vraag het de privacyfunctionaris; er is niets verwijderd.',
  OfficeDecides: 'Je organisatie heeft dit vastgesteld. Het is hier niet te wijzigen.',
  StillBusy:
    'Er loopt nog een wijziging bij veel kandidaten. Wacht tot die klaar is, of stop haar; er is verder niets gewijzigd.',
  NothingToUndo: 'Er is niets om ongedaan te maken.',
  NothingToRedo: 'Er is niets om opnieuw te doen.',
  Cancelled: 'Gestopt. Er is niets gewijzigd.',
  DossierFrozen:
    'Dit dossier is afgeschermd of beperkt: bekijken kan, iets wijzigen of meegeven niet. Er is niets gewijzigd. Hef de beperking eerst op, onder Privacy in het dossier.',
  ObjectsToSharing:
    'De kandidaat maakt bezwaar tegen delen met anderen. Er is niets meegegeven. Bespreek het met de kandidaat; trekt die het bezwaar in, hef het dan op onder Privacy in het dossier.',
  ConsentWithdrawn:
    'De kandidaat heeft de toestemming om met een werkgever te delen ingetrokken. Er is niets meegegeven. Geeft de kandidaat opnieuw toestemming, leg dat dan vast onder Privacy in het dossier.',
  DossierNotFound: 'Dit dossier is er niet meer. Misschien is het verwijderd; dat kan ongedaan worden gemaakt.',
  PassphraseDue: 'Kies eerst een wachtzin; je organisatie vraagt erom. Je werk is bewaard.',
  PassphraseRequired: 'Je organisatie wil een wachtzin op elke laptop. Er is niets gewijzigd.',
  TooLate: 'Het kantoor heeft dit al gehoord, of iemand anders was je voor. Kijk wat er nu staat en wijzig het daar.',
  AsideGone: 'Dit is al opgeborgen of opnieuw gestuurd. Er is niets gewijzigd.',
  ConflictGone: 'Hierover is al besloten, hier of door een collega. Kijk wat er nu staat.',
  PracticeCaseload:
    'Dit is de oefencaseload: iedereen weet hoe die opengaat, dus er mogen geen echte dossiers in. Ga naar je eigen caseload en verbind daar.',
  AddressNotRight:
    'Dit is geen adres van een kantoor. Kijk het na in de uitnodiging; het ziet eruit als kantoor.voorbeeld.nl.',
  AuthorityNotRight:
    'In dit bestand staat geen geldig certificaat van een organisatie. Vraag je beheerder om het .pem-bestand; er is niets gewijzigd.',
  NotSecure: 'Dit adres begint met http en is niet beveiligd. Gebruik het adres dat met https begint.',
  NoNetwork: 'Er is geen netwerk. Maak verbinding met wifi of je telefoon en probeer het opnieuw.',
  ServerAway:
    'Het kantoor antwoordt niet. Probeer het over een paar minuten opnieuw; blijft het zo, bel dan je beheerder.',
  NotTheServer:
    'Op dit adres antwoordt iets anders dan het kantoor. Zit je op wifi van een hotel of trein, meld je daar dan eerst aan. Kijk anders het adres na.',
  CodeNotKnown: 'Deze code klopt niet, is al gebruikt of is verlopen. Vraag je beheerder om een nieuwe.',
  ServerTooOld: 'Het kantoor heeft een oudere versie dan deze laptop. Vraag je beheerder om het kantoor bij te werken.',
  ThisVersionTooOld: 'Het kantoor heeft een nieuwere versie nodig. Werk Jobport bij en probeer het opnieuw.',
  AlreadyConnected: 'Deze laptop hoort al bij een kantoor.',
  Stopped: 'Verbinden is gestopt omdat Jobport op slot ging. Begin opnieuw.',
  SignInNotOffered:
    'Bij dit kantoor kun je niet met een account van je organisatie inloggen. Vraag je beheerder om een code, of om het hele adres.',
  IssuerAway:
    'De inlogpagina van je organisatie antwoordt niet. Probeer het over een paar minuten opnieuw, of gebruik een code.',
  AttemptOver: 'Het inloggen duurde te lang of is al gebruikt. Begin opnieuw.',
  RowNotFound: 'Deze regel is er niet meer. Misschien is hij verwijderd; dat kan ongedaan worden gemaakt.',
  InvalidField: 'Dit kan zo niet worden bewaard. Kijk na wat er staat; wat je typte, is er nog.',
  InTrouble: 'De caseload is nog niet te openen. Kies eerst een uitweg.',
  NoSuchWayOut: 'Deze uitweg past niet bij wat er aan de hand is. Er is niets veranderd.',
  NotReadable: 'Dit bestand is niet te lezen. Kies een ander bestand; er is niets gewijzigd.',
  BackupWithoutKeys:
    'Naast dit bestand staan de sleutels niet. Zet het bestand met dezelfde naam dat eindigt op .vault.json in dezelfde map, en kies de reservekopie opnieuw. Er is niets gewijzigd.',
  MergedDossier:
    'Dit dossier is samengevoegd met een ander. Maak het samenvoegen ongedaan, of kijk in het andere dossier; er is niets weg.',
  NotWritten: 'Het bestand kon niet worden bewaard. Kies een andere map; in de caseload is niets gewijzigd.',
  NotPrinted:
    'De PDF kon niet worden gemaakt. Er is niets bewaard en niets overgedragen. Probeer het opnieuw, of start Jobport eerst opnieuw; de gegevens kun je intussen als JSON Resume of VUM bewaren.',
  TemplateRefused: 'Dit Word-bestand kan geen sjabloon zijn. Kies een ander bestand; er is niets gewijzigd.',
  TemplateNotFound: 'Dit sjabloon is er niet meer. Kies een ander; verwijderen kan ongedaan worden gemaakt.',
  TemplateNotHere: 'Dit sjabloon komt nog van kantoor. Met netwerk gaat dat vanzelf; kies tot dan een ander.',
  TemplateFieldsUnknown: 'In dit bestand staan velden die we niet kennen. Verander ze in Word en kies het opnieuw.',
  LettersNotJoined:
    'Deze brieven passen niet in één Word-bestand: het zijn er te veel, of er staan voetnoten, genummerde koppen of verwijzingen in. Er is niets bewaard. Kies een bestand per persoon.',
  LetterNotFilled: 'In de brief staan nog velden tussen accolades. Vul ze in of haal ze weg; wat je typte, is er nog.',
  ExportLeaks:
    'In het bestand stond iets dat deze ontvanger niet mag hebben. Er is niets bewaard en niets overgedragen. Kijk na of het ook ergens anders in het dossier is getypt, bijvoorbeeld in een beschrijving.',
  ExportNotWhole:
    'Het bestand was niet goed: het opende niet opnieuw, of er ontbrak iets in. Er is niets bewaard. Probeer het opnieuw.',
  ExportHidesSomething:
    'In het bestand zat iets dat niemand ziet, zoals een opmerking of een script. Er is niets bewaard en niets overgedragen.',
  TooLarge: 'Dit is te groot. Er is niets gewijzigd.',
  TooMany: 'Dit is te veel tegelijk. Neem minder bestanden; er is niets gewijzigd.',
  UnknownFile: 'Dit bestand is er niet meer. Kies het opnieuw.',
  UnknownPlan: 'Deze lijst is verlopen. Kies de bestanden opnieuw; er is niets ingenomen.',
  UnknownCode: 'Deze lijst is net vervangen of weggehaald. Kies opnieuw; er is niets gewijzigd.',
  WrongEncoding: 'De letters in dit bestand zijn niet te lezen. Bewaar het als UTF-8 en kies het opnieuw.',
  NotAFile: 'Dit is een map of een verwijzing, geen bestand. Kies de bestanden zelf.',
  DocumentTooLarge: 'Dit bestand is groter dan 2 GB. Knip een film in stukken, of zet er een link naar in het dossier.',
  FileChanged: 'Dit bestand veranderde terwijl het werd gelezen. Wacht tot het klaar is en voeg het opnieuw toe.',
  DocumentNotFound: 'Dit document is er niet meer. Misschien is het verwijderd; dat kan ongedaan worden gemaakt.',
  DocumentNotHere: 'Dit document staat niet op deze laptop. Kies Ophalen; met netwerk komt het van kantoor.',
  PdfDamaged:
    'Dit PDF-bestand is beschadigd, of is iets anders dan de naam zegt. Bewaar een kopie en probeer een ander programma, of vraag het opnieuw.',
  NoPlaceInPicture: 'In deze foto staat geen plek. Er is niets gewijzigd.',
  DocumentDamaged:
    'Dit document opent niet meer. Voeg het opnieuw toe als je het nog hebt. Andere documenten zijn heel.',
  DocumentToFetchAgain:
    'Dit document was op deze laptop beschadigd. Het wordt opnieuw van kantoor gehaald; open het daarna.',
  PackIsOurs: 'Deze vragenlijst hoort bij het programma en is er al.',
  PackAsksOtherwise:
    'Er staat al een vragenlijst met deze naam en versie, met andere vragen. Er is niets gewijzigd. Verwijder de oude als je deze wilt.',
  other: 'Er ging iets mis. Wat je eerder bewaarde, is er nog. Probeer het opnieuw.',
} as const;
