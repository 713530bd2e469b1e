/**
 * What the privacy statement does not name, and this product therefore never holds (DOMAIN.md): no citizen service number,
 * date of birth, gender, nationality, photo or diagnosis. A file that has them has them named, so that the adviser knows;
 * their values go no further than this.
 */
import { isMembers, type Tree } from './tree.ts';

const NOT_HELD = new RegExp(
  `^(?:${[
    'bsn|bsnnummer|bsnnr|burgerservicenr|burgerservicenummer|sofinummer|sofinr|ssn|socialsecurity.*|nationalid.*|personalid.*',
    'passport(?:no|nr|number)?|paspoort.*|identiteitsbewijs.*|identiteitskaart.*|idkaart.*|visa.*|verblijfs.*',
    'birth.*|dateofbirth|dob|geboorte.*|gebdatum|gebdat|geboren.*|age|leeftijd',
    'gender.*|geslacht.*|sex|sexe|sekse',
    'nationalit.*|citizenship.*|burgerschap',
    'photo.*|foto|pasfoto|picture|profilepicture|image',
    'religion.*|religie|geloof|ethnic.*|etnic.*|maritalstatus.*|burgerlijkestaat',
    'diagnos.*|disabilit.*|handicap.*|medical.*|medisch.*|ziekte(?:beeld|n)?',
  ].join('|')})$`,
);

/** By the letters of its name: `Date of birth`, `geboorte-datum` and `birthDate (1)` are all recognised. */
export const isNotHeld = (name: string): boolean =>
  NOT_HELD.test(
    name
      .slice(0, 60)
      .normalize('NFD')
      .replace(/[^A-Za-z]/g, '')
      .toLowerCase(),
  );

/** A copy without what is not held, each of those named by its path. Nothing is copied where nothing is found. */
export function withoutNotHeld(tree: Tree, path: string, found: (path: string) => void): Tree {
  if (Array.isArray(tree)) return tree.map((each, i) => withoutNotHeld(each, `${path}[${i}]`, found));
  if (!isMembers(tree)) return tree;
  const rest = new Map<string, Tree>();
  for (const [name, each] of tree) {
    const member = path ? `${path}.${name}` : name;
    if (isNotHeld(name.replace(/^@/, ''))) found(member);
    else rest.set(name, withoutNotHeld(each, member, found));
  }
  return rest;
}

/** Nine digits that pass the eleven-test: a column of these is a column of citizen service numbers, whatever its name. */
export function looksLikeBsn(text: string): boolean {
  const digits = text.replace(/[\s.]/g, '');
  if (!/^\d{9}$/.test(digits) || digits === '000000000') return false;
  let sum = -Number(digits[8]);
  for (let i = 0; i < 8; i++) sum += Number(digits[i]) * (9 - i);
  return sum % 11 === 0;
}
