/**
 * The focus is never lost. What has it can go: a line is taken away, a first step makes place for what it began, a menu or a dialog closes, a column
 * moves. The browser then gives it to the page as a whole, and whoever works by keyboard begins at the top again. So it goes to what stands in its
 * place, the same button of the next line first, or back to where it was before; at once, so that a key that is pressed right after it arrives.
 *
 * A screen that knows better moves the focus itself while it is drawn, before this looks; or it says by `data-again` which of its buttons is the same one
 * in another place.
 */
const MAY_HAVE =
  'a[href], button:not([disabled]), input:not([disabled], [type="hidden"]), select:not([disabled]), textarea:not([disabled]), [tabindex="0"]';
/** Within which it stays. */
const ROOM = '[role="dialog"], main';
/** Through dialogs and menus that were opened from each other. */
const MOST_REMEMBERED = 20;

export function keepFocus(page: Document): void {
  /** What had the focus, the last at the end; what is gone has made place for what is beside it. */
  let trail: readonly HTMLElement[] = [];
  let isGone = false;
  /** On its way by Tab or by a press: what is left may close before what comes has it. */
  let isGoing = false;

  const mend = (): void => {
    if (!isGone || isGoing) return;
    isGone = false;
    if (page.activeElement !== null && page.activeElement !== page.body) return;
    const dialog = [...page.querySelectorAll<HTMLElement>('[role="dialog"]')].findLast((each) =>
      each.checkVisibility(),
    );
    const to = trail.findLast((each) => each.checkVisibility() && (!dialog || dialog.contains(each))) ?? dialog;
    to?.focus({ preventScroll: true });
    to?.scrollIntoView({ block: 'nearest' });
  };
  const goes = (going: boolean): void => {
    isGoing = going;
    mend();
  };
  new MutationObserver((changes) => {
    const last = trail.at(-1);
    // Also what only went to another place: it lost the focus on the way.
    if (last && changes.some((change) => took(change, last))) isGone = true;
    trail = trail.flatMap((each) => (each.isConnected ? [each] : (insteadOf(each, changes) ?? [])));
    mend();
  }).observe(page.body, { childList: true, subtree: true });
  page.addEventListener('focusin', ({ target }) => {
    isGoing = false;
    isGone = false;
    if (target instanceof HTMLElement)
      trail = [...trail.filter((each) => each !== target), target].slice(-MOST_REMEMBERED);
  });
  page.addEventListener('keydown', ({ key }) => goes(key === 'Tab'), true);
  page.addEventListener('pointerdown', () => goes(true), true);
  for (const end of ['keyup', 'pointerup', 'pointercancel']) page.addEventListener(end, () => goes(false), true);
}

const took = ({ removedNodes }: MutationRecord, element: HTMLElement): boolean =>
  [...removedNodes].some((each) => each.contains(element));

/** What comes in the place of what is gone: after it, before it, or around it; not outside of the dialog or the screen that it was in. */
function insteadOf(gone: HTMLElement, changes: readonly MutationRecord[]): HTMLElement | null {
  const { again } = gone.dataset;
  const same = again && document.querySelector<HTMLElement>(`[data-again="${CSS.escape(again)}"]`);
  if (same) return same;
  const change = changes.find((each) => took(each, gone));
  if (!change || !(change.target instanceof HTMLElement) || !change.target.isConnected) return null;
  const { target, previousSibling, nextSibling } = change;
  const room = target.closest<HTMLElement>(ROOM);
  if (!room) return null;
  // Where a screen made place for another one, that one begins at its beginning.
  if (target === room) return room;
  const after = previousSibling?.isConnected ? previousSibling.nextSibling : target.firstChild;
  const before = nextSibling?.isConnected ? nextSibling.previousSibling : target.lastChild;
  let found = firstIn(forward(after), gone) ?? firstIn(backward(before), gone);
  for (let each: Element = target; !found && each !== room && each.parentElement; each = each.parentElement)
    found = firstIn(forward(each.nextSibling), gone) ?? firstIn(backward(each.previousSibling), gone);
  return found ?? room;
}

function* forward(from: Node | null): Generator<Node> {
  for (let each = from; each; each = each.nextSibling) yield each;
}

function* backward(from: Node | null): Generator<Node> {
  for (let each = from; each; each = each.previousSibling) yield each;
}

/** The first that can have the focus; in the place where that is, rather one that is like what is gone. */
function firstIn(places: Generator<Node>, gone: HTMLElement): HTMLElement | null {
  for (const place of places) {
    if (!(place instanceof HTMLElement)) continue;
    const all = [place, ...place.querySelectorAll<HTMLElement>(MAY_HAVE)].filter(
      (each) => each.matches(MAY_HAVE) && each.tabIndex >= 0 && each.checkVisibility(),
    );
    const found = all.find((each) => each.tagName === gone.tagName && each.className === gone.className) ?? all[0];
    if (found) return found;
  }
  return null;
}
