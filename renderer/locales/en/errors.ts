/**
 * A sentence for every failure: what happened, that nothing was lost, what to do. The key is the type of the failure;
 * `other` is for a type that this version does not know.
 */
import type { errors as nl } from '../nl/errors.ts';
import type { Same } from '../same.ts';

export const errors: Same<typeof nl> = {
  VersionTaken: 'There is a version with this number already. Choose another number; nothing was changed.',
  OfficeWrites: 'The privacy statement comes from the office. Nothing was changed; your text stays.',
  BadInput: 'This can not be saved as it is. Check what it says; nothing was changed.',
  Locked: 'The caseload is locked. Unlock it and go on where you were.',
  LeaseEnded: 'This laptop must hear of the office first. Connect to the internet. Your work is kept.',
  ScreenTurned: 'The screen is turned: this can not be seen now. Press F8 when you look alone again.',
  HandedOver: 'The laptop is with the candidate. Unlock it first.',
  NotHandedOver: 'The laptop is not with the candidate any more. Nothing was changed.',
  PinNeeded: 'Choose a PIN, or you can not get the laptop back.',
  WrongPin: 'This is not the PIN. Try again.',
  UnknownChannel: 'This version can not do that yet. Nothing was changed.',
  Unexpected: 'Something went wrong. What you saved before is still there. Try again.',
  BadAnswer: 'The answer was not what we expected. Nothing was changed. Try again.',
  NoDesktop: 'The program does not answer. What you saved is safe on this laptop. Open the program again.',
  WrongPassphrase: 'This is not the passphrase. Try again, or use the recovery code.',
  WrongRecoveryCode: 'This recovery code does not belong to this caseload. See whether you have the right sheet.',
  RecoveryCodeMistyped: 'The code was not copied right. Check it, character by character.',
  NotTheCode: 'This is not the recovery code that we showed. Check it and type it again.',
  TooSoon: 'A wrong key too often. Wait a moment and try again.',
  PassphraseTooWeak:
    'This passphrase is too easy to guess. Take four or five words that have nothing to do with each other.',
  CurrentPassphraseMissing: 'Type your present passphrase first.',
  KeychainAbsent: 'The keychain of this laptop does not answer. Nothing was changed.',
  KeychainUnavailable:
    'The keychain of this laptop is locked, empty or does not answer. Use your passphrase or recovery code.',
  SlotMissing: 'This key does not belong to this caseload. Open it in another way.',
  LastWayIn: 'This is the last key. Choose another one first; otherwise you can not get in any more.',
  VaultExists: 'There is already a caseload on this laptop. Nothing was overwritten. Open the program again.',
  NoVault: 'There is no caseload on this laptop. Open the program again.',
  VaultDamaged: 'The file with the keys is damaged. Your dossiers have not changed.',
  VaultNewer: 'This caseload is of a newer version of Jobport. Put that version on this laptop.',
  VaultNotWritable: 'The keys could not be saved. See whether the disk is full; the old keys still work.',
  EnvelopeExists: 'There are already keys on this laptop. Nothing was overwritten.',
  NotThisKey: 'This key belongs to another caseload. Nothing was changed.',
  NotRecovered: 'This is possible only after you came in with the recovery code. Type your present passphrase.',
  DatabaseBusy:
    'This caseload is open already, in another window or program. Lock or close it there, and try again. Nothing was changed.',
  DatabaseDamaged: 'The caseload is damaged. Put a backup back; nothing is erased.',
  DatabaseTruncated: 'The caseload is no longer whole. Put a backup back; nothing is erased.',
  NotADatabase: 'Something else stands where the caseload should be. Put a backup back.',
  SchemaNewer: 'This caseload is of a newer version of Jobport. Put that version on this laptop.',
  DiskFull: 'The disk is full. Make room; what you saved before is still there.',
  NoAccess: 'The program may not reach the file. See whether the folder is locked; nothing was changed.',
  BrokenFile: 'This file can not be read. Nothing was changed. Choose another file.',
  DocumentsNotHere: 'Not all documents are on this laptop. Fetch them in the dossier first; nothing has changed.',
  NothingChosen: 'Nothing was chosen to do. Fill something in first.',
  OfficeErases:
    'Where there is an office, erasing for good goes through the office. Ask the privacy officer; nothing was erased.',
  OfficeDecides: 'Your organisation has decided this. It can not be changed here.',
  StillBusy:
    'A change for many candidates is still going on. Wait until it is done, or stop it; nothing else was changed.',
  NothingToUndo: 'There is nothing to undo.',
  NothingToRedo: 'There is nothing to redo.',
  Cancelled: 'Stopped. Nothing was changed.',
  DossierFrozen:
    'This dossier is shielded or restricted: you can look at it, but not change it or hand it over. Nothing was changed. Lift the restriction first, under Privacy in the dossier.',
  ObjectsToSharing:
    'The candidate objects to sharing with others. Nothing was handed over. Talk about it with the candidate; if they take the objection back, lift it under Privacy in the dossier.',
  ConsentWithdrawn:
    'The candidate took back the consent to share with an employer. Nothing was handed over. If the candidate consents again, note that under Privacy in the dossier.',
  DossierNotFound: 'This dossier is no longer there. Perhaps it was removed; that can be undone.',
  PassphraseDue: 'Choose a passphrase first; your organisation asks for it. Your work is kept.',
  PassphraseRequired: 'Your organisation wants a passphrase on every laptop. Nothing was changed.',
  TooLate:
    'The office has heard this already, or somebody else was before you. Look at what is there now and change it there.',
  AsideGone: 'This was put away or sent again already. Nothing was changed.',
  ConflictGone: 'This was settled already, here or by a colleague. Look at what stands there now.',
  PracticeCaseload:
    'This is the practice caseload: everybody knows how it opens, so no real dossiers may come into it. Go to your own caseload and connect there.',
  AddressNotRight: 'This is not the address of an office. Look at your invitation; it looks like office.example.org.',
  AuthorityNotRight:
    'There is no valid certificate of an organisation in this file. Ask your administrator for the .pem file; nothing was changed.',
  NotSecure: 'This address begins with http and is not secured. Use the one that begins with https.',
  NoNetwork: 'There is no network. Connect to wifi or to your telephone and try again.',
  ServerAway: 'The office does not answer. Try again in a few minutes; if it stays so, call your administrator.',
  NotTheServer:
    'Something else than the office answers at this address. On the wifi of a hotel or a train, sign in there first. Otherwise check the address.',
  CodeNotKnown: 'This code is not right, was used already or is over. Ask your administrator for a new one.',
  ServerTooOld:
    'The office has an older version than this laptop. Ask your administrator to bring the office up to date.',
  ThisVersionTooOld: 'The office needs a newer version. Bring Jobport up to date and try again.',
  AlreadyConnected: 'This laptop belongs to an office already.',
  Stopped: 'Connecting was stopped because Jobport was locked. Begin again.',
  SignInNotOffered:
    'At this office you can not sign in with an account of your organisation. Ask your administrator for a code, or for the complete address.',
  IssuerAway: 'The sign-in page of your organisation does not answer. Try again in a few minutes, or use a code.',
  AttemptOver: 'Signing in took too long, or was used already. Begin again.',
  RowNotFound: 'This line is no longer there. Perhaps it was removed; that can be undone.',
  InvalidField: 'This can not be saved as it is. Check what it says; what you typed is still there.',
  InTrouble: 'The caseload can not be opened yet. Choose a way out first.',
  NoSuchWayOut: 'This way out does not fit what is wrong. Nothing has changed.',
  NotReadable: 'This file can not be read. Choose another file; nothing was changed.',
  BackupWithoutKeys:
    'The keys are not beside this file. Put the file with the same name that ends in .vault.json in the same folder, and choose the backup again. Nothing was changed.',
  MergedDossier: 'This dossier was merged with another. Undo the merge, or look in the other dossier; nothing is lost.',
  NotWritten: 'The file could not be saved. Choose another folder; nothing was changed in the caseload.',
  NotPrinted:
    'The PDF could not be made. Nothing was saved and nothing was handed over. Try again, or start Jobport again first; meanwhile you can save the data as JSON Resume or VUM.',
  TemplateRefused: 'This Word file can not be a template. Choose another file; nothing was changed.',
  TemplateNotFound: 'This template is not there any more. Choose another; removing can be undone.',
  TemplateNotHere:
    'This template still comes from the office. With a network that goes by itself; choose another until then.',
  TemplateFieldsUnknown: 'This file has fields that we do not know. Change them in Word and choose it again.',
  LettersNotJoined:
    'These letters do not fit in one Word file: there are too many, or there are footnotes, numbered headings or references in them. Nothing was saved. Choose a file for each person.',
  LetterNotFilled:
    'There are still fields between braces in the letter. Fill them in or take them out; what you typed is still there.',
  ExportLeaks:
    'The file held something that this recipient may not have. Nothing was saved and nothing was handed over. See whether it was typed somewhere else in the dossier too, in a description for instance.',
  ExportNotWhole:
    'The file was not right: it did not open again, or something was missing from it. Nothing was saved. Try again.',
  ExportHidesSomething:
    'The file held something that nobody sees, such as a remark or a script. Nothing was saved and nothing was handed over.',
  TooLarge: 'This is too large. Nothing was changed.',
  TooMany: 'This is too much at once. Take fewer files; nothing was changed.',
  UnknownFile: 'This file is no longer there. Choose it again.',
  UnknownPlan: 'This list has expired. Choose the files again; nothing was taken in.',
  UnknownCode: 'This list was just replaced or removed. Choose again; nothing was changed.',
  WrongEncoding: 'The letters in this file can not be read. Save it as UTF-8 and choose it again.',
  NotAFile: 'This is a folder or a link, not a file. Choose the files themselves.',
  DocumentTooLarge: 'This file is larger than 2 GB. Cut a film into pieces, or put a link to it in the dossier.',
  FileChanged: 'This file changed while it was being read. Wait until it is finished and add it again.',
  DocumentNotFound: 'This document is not there any more. Perhaps it was removed; that can be undone.',
  DocumentNotHere: 'This document is not on this laptop. Choose Fetch; with network it comes from the office.',
  PdfDamaged:
    'This PDF is damaged, or is something else than its name says. Save a copy and try another program, or ask for it again.',
  NoPlaceInPicture: 'This photo does not say where it was taken. Nothing was changed.',
  DocumentDamaged:
    'This document does not open any more. Add it again if you still have it. Other documents are whole.',
  DocumentToFetchAgain:
    'This document was damaged on this laptop. It is fetched from the office again; open it after that.',
  PackIsOurs: 'This questionnaire comes with the program and is there already.',
  PackAsksOtherwise:
    'There is a questionnaire with this name and version already, with other questions. Nothing was changed. Remove the old one if you want this one.',
  other: 'Something went wrong. What you saved before is still there. Try again.',
};
