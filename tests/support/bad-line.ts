/**
 * A line to the server as trains and cellars have it. Of each connection it may cut what goes or what comes after some bytes, hold pieces
 * back so that others overtake them, break them into crumbs, or say all that was asked a second time. The same seed, the same faults in
 * the order of connections; what they meet depends on the moment.
 */
import { createServer, connect, type AddressInfo, type Socket } from 'node:net';

export type Fault = 'none' | 'cutGoing' | 'cutComing' | 'slow' | 'crumbs' | 'twice';
const FAULTS: readonly Fault[] = ['none', 'cutGoing', 'cutComing', 'slow', 'crumbs', 'twice'];

/**
 * @param next a number below what it is given
 * @param heard told of all that comes
 */
export async function badLine(
  to: string,
  next: (below: number) => number,
  heard: (chunk: Buffer) => void = () => undefined,
) {
  let { port } = new URL(to);
  const open = new Set<Socket>();
  const met: Record<Fault, number> = { none: 0, cutGoing: 0, cutComing: 0, slow: 0, crumbs: 0, twice: 0 };
  let isGood = false;
  let isDown = false;

  const line = createServer((near) => {
    if (isDown) return void near.destroy();
    const fault: Fault = isGood ? 'none' : (FAULTS[next(FAULTS.length)] as Fault);
    met[fault]++;
    const far = connect(Number(port), '127.0.0.1');
    const asked: Buffer[] = [];
    // A request is some hundred bytes of head and then what was written: cut in either.
    let left = 1 + next(2500);
    // No connection lives long, so that many are met.
    let life = 500 + next(6000);
    const pass = (from: Socket, into: Socket, isCut: boolean): void => {
      // One after the other within a connection, as TCP promises; between connections anything goes.
      let last = Promise.resolve();
      from.on('data', (chunk) => {
        if (into === near) heard(chunk);
        else if (fault === 'twice') asked.push(chunk);
        life -= chunk.length;
        if (life < 0 && !isGood) setTimeout(() => near.destroy(), 100);
        if (isCut) {
          into.write(chunk.subarray(0, Math.max(0, left)));
          left -= chunk.length;
          if (left <= 0) near.destroy();
        } else if (fault === 'slow') {
          const ms = next(60);
          last = last.then(
            () => new Promise((resolve) => setTimeout(() => (into.destroyed || into.write(chunk), resolve()), ms)),
          );
        } else if (fault === 'crumbs') {
          for (let at = 0; at < chunk.length; at += 97) into.write(chunk.subarray(at, at + 97));
        } else into.write(chunk);
      });
    };
    pass(near, far, fault === 'cutGoing');
    pass(far, near, fault === 'cutComing');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.setNoDelay(true);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        other.destroy();
        open.delete(one);
        if (one === near && fault === 'twice') again(Buffer.concat(asked));
      });
    }
  });
  /** As somebody who listened in would. */
  function again(bytes: Buffer): void {
    const far = connect(Number(port), '127.0.0.1', () => far.end(bytes));
    open.add(far);
    far.resume();
    far.on('error', () => far.destroy());
    far.on('close', () => open.delete(far));
  }
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(line.address() as AddressInfo).port}`,
    /** Which faults were met, and how often. */
    met,
    good(good = true): void {
      isGood = good;
      for (const socket of open) socket.destroy();
    },
    down(down: boolean): void {
      isDown = down;
      for (const socket of open) socket.destroy();
    },
    /** The server is elsewhere from now on. */
    to(url: string): void {
      ({ port } = new URL(url));
    },
    close: () =>
      new Promise<void>((resolve) => {
        for (const socket of open) socket.destroy();
        line.close(() => resolve());
      }),
  };
}
