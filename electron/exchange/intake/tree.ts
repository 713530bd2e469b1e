/**
 * The one shape in which every structured file is read: JSON as it is, XML with local names as members, attributes as
 * `@name`, and text beside attributes or elements as `#`. Members are a Map, so that a key named `__proto__` or
 * `constructor` is a key like any other.
 */
export type Leaf = string | number | boolean;
export type Members = Map<string, Tree>;
export type Tree = Leaf | null | Tree[] | Members;

/** Attributes that say something about the file, not about the person. */
const TECHNICAL =
  /^@(?:scheme\w*|languageID|languageCode|typeCode|name|type|valid(?:From|To)|locale|\w*VersionID|idref|id|show|order|format)$/;
export const isTechnical = (name: string): boolean => TECHNICAL.test(name);

export const isMembers = (tree: Tree | undefined): tree is Members => tree instanceof Map;

export function isBlank(tree: Tree): boolean {
  if (tree === null) return true;
  if (typeof tree === 'string') return tree.trim() === '';
  if (Array.isArray(tree)) return tree.every(isBlank);
  return isMembers(tree) && [...tree].every(([name, each]) => isTechnical(name) || isBlank(each));
}

/** As JSON text; a text by itself stays as people read it. */
export function treeText(tree: Tree): string {
  if (typeof tree === 'string') return tree;
  if (isMembers(tree)) {
    const content = [...tree].filter(([name]) => !name.startsWith('@'));
    const [only] = content;
    if (content.length === 1 && only && only[0] === '#') return treeText(only[1]);
  }
  return JSON.stringify(plain(tree));
}

function plain(tree: Tree): unknown {
  if (Array.isArray(tree)) return tree.map(plain);
  return isMembers(tree) ? Object.fromEntries([...tree].map(([name, each]) => [name, plain(each)])) : tree;
}
