/**
 * XML into a tree (tree.ts says how). No document type, so no entities of the file's own making; depth and number of
 * elements bounded; an error has line and column and never the text itself.
 */
import { SaxesParser } from 'saxes';
import { err, ok, type Result } from '../../../core/domain/result.ts';
import { LIMITS, type Refusal } from './intake.ts';
import type { Members, Tree } from './tree.ts';

export type XmlDocument = { readonly root: string; readonly tree: Tree };

type Open = { readonly name: string; readonly members: Members; text: string };

/** In pieces: after the first fault nothing more is read of a large file. */
const PIECE = 65_536;

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

export function readXml(text: string): Result<XmlDocument, Refusal> {
  // Local names are enough: exports of Europass differ in prefixes and disagree about which names have one.
  const parser = new SaxesParser({ xmlns: false, position: true });
  const open: Open[] = [];
  let values = 0;
  let document: XmlDocument | null = null;
  // In an object: it is set from within the parser's events.
  const stopped: { refusal: Refusal | null } = { refusal: null };
  const refuse = (type: Refusal['type'], reason: Refusal['reason']): void => {
    stopped.refusal ??= { type, reason, place: `${parser.line}:${parser.column + 1}` };
  };

  parser.on('error', () => refuse('BrokenFile', 'badXml'));
  parser.on('doctype', () => refuse('BrokenFile', 'doctype'));
  parser.on('opentag', (tag) => {
    if (stopped.refusal) return;
    if (open.length >= LIMITS.depth) return refuse('TooDeep', 'deeperThanLimit');
    values += 1 + Object.keys(tag.attributes).length;
    if (values > LIMITS.elements) return refuse('TooMany', 'moreValuesThanLimit');
    const members: Members = new Map();
    for (const [name, value] of Object.entries(tag.attributes)) {
      if (!/^(?:xmlns|xsi)(?::|$)/.test(name)) members.set(`@${localName(name)}`, value);
    }
    open.push({ name: localName(tag.name), members, text: '' });
  });
  const addText = (piece: string): void => {
    const element = open.at(-1);
    if (element && !stopped.refusal) element.text += piece;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    if (stopped.refusal) return;
    const element = open.pop();
    if (!element) return;
    const tree = treeOf(element);
    const parent = open.at(-1);
    if (parent) add(parent.members, element.name, tree);
    else document = { root: element.name, tree };
  });

  for (let at = 0; at < text.length && !stopped.refusal; at += PIECE) parser.write(text.slice(at, at + PIECE));
  if (!stopped.refusal) parser.close();
  if (stopped.refusal) return err(stopped.refusal);
  return document ? ok(document) : err({ type: 'BrokenFile', place: '', reason: 'unexpectedEnd' });
}

function treeOf({ members, text }: Open): Tree {
  const content = text.trim();
  if (members.size === 0) return content;
  if (content) members.set('#', content);
  return members;
}

function add(members: Members, name: string, tree: Tree): void {
  const earlier = members.get(name);
  if (earlier === undefined) members.set(name, tree);
  else if (Array.isArray(earlier)) earlier.push(tree);
  else members.set(name, [earlier, tree]);
}
