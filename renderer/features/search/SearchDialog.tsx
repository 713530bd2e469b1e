/** One search box over everything. */
export function SearchDialog(_: { opened: boolean; onClose: () => void; lock: () => void; undo: () => void }) {
  return null;
}
