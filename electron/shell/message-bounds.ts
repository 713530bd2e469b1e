// How large a message from the window may be before anything looks inside it. A window that has been taken over must
// not be able to stop the desktop by sending something huge or endlessly deep; the schemas come after this.

/** A form, a letter, twenty thousand decisions of an intake: all below. */
const mostBytes = 4 * 1024 * 1024;
/** A file dropped on the window comes as its bytes; the largest export of a whole organisation is some 40 MB. */
const mostFileBytes = 64 * 1024 * 1024;
/** The deepest thing the contract knows is a filter of filters, about ten levels. */
const mostDepth = 32;
const mostNodes = 200_000;

/** Whether this is plain data (objects, lists, texts, numbers, bytes) within the bounds. Never throws, never recurses. */
export function isWithinBounds(message: unknown): boolean {
  let bytes = 0;
  let fileBytes = 0;
  let nodes = 0;
  // An ancestor that comes back is a cycle; the depth bound ends it, so no set of visited objects is needed.
  const waiting: { value: unknown; depth: number }[] = [{ value: message, depth: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, depth } = next;
    nodes += 1;
    bytes += 8;
    if (typeof value === 'string') bytes += value.length * 2;
    else if (value instanceof Uint8Array) fileBytes += value.byteLength;
    else if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') return false;
    else if (typeof value === 'object' && value !== null) {
      if (depth >= mostDepth) return false;
      if (Array.isArray(value)) {
        // Asked before it is walked: a list may claim four thousand million empty places.
        if (value.length > mostNodes) return false;
        for (const item of value) waiting.push({ value: item, depth: depth + 1 });
      } else {
        const prototype: unknown = Object.getPrototypeOf(value);
        if (prototype !== Object.prototype && prototype !== null) return false;
        for (const [key, item] of Object.entries(value)) {
          bytes += key.length * 2;
          waiting.push({ value: item, depth: depth + 1 });
        }
      }
    }
    if (bytes > mostBytes || fileBytes > mostFileBytes || nodes + waiting.length > mostNodes) return false;
  }
  return true;
}
