/** What the test of the killed caseload and the process it kills agree on. */
export type CaseloadAction =
  | 'setup'
  | 'edit'
  | 'import'
  | 'undo'
  | 'undoMany'
  | 'hold'
  | 'lock'
  | 'passphrase'
  | 'backup'
  | 'migration'
  | 'document';

export const FIRST_NAME = 'Eersteling';
export const ADVISER = { name: 'Anna Voorbeeld' };
export const ORGANISATION = { name: 'Gemeente Reigerveen' };

/** The edits in order; each is acknowledged before the next begins. */
export const PLACES = ['Reigerveen', 'Otterdam', 'Zwaluwhoek'];

/** Two pieces and a half. */
export const DOCUMENT = Buffer.alloc(160_000, 'Een verzonnen zin. ');

export const IMPORT_FILE = 'import.csv';
export const IMPORT_TEXT =
  'Voornaam;Achternaam;Woonplaats;Telefoon\r\nNoor;Voorbeeld;Reigerveen;06 00 00 11 11\r\nSem;Invention;Otterdam;06 00 00 22 22\r\nLotte;Verzonnen;Reigerveen;06 00 00 33 33\r\n';
