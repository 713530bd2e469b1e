/** A piece of a text with the words in it that were looked for. */
import type { Piece } from '../../core/domain/fold.ts';

export const Pieces = ({ of }: { of: readonly Piece[] }) =>
  of.map((piece, index) => (piece.hit ? <mark key={index}>{piece.text}</mark> : <span key={index}>{piece.text}</span>));
