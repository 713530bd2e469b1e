import { createServer as createTcp, connect as connectTcp, type AddressInfo, type Socket } from 'node:net';

type Way = 'up' | 'down';

/** A line to the server that can be cut, stand still, lose what comes back, or hold back the answers to one kind of request; and knows how much went over it. */
export async function cuttable(to: string) {
  let { port } = new URL(to);
  const open = new Set<Socket>();
  const moved = { up: 0, down: 0 };
  let stop: { readonly way: Way; readonly at: number } | null = null;
  let isStill = false;
  let isCut = false;
  let swallows = false;
  let held: string | null = null;
  const release: (() => void)[] = [];
  function count(way: Way, bytes: number): void {
    moved[way] += bytes;
    if (stop?.way !== way || moved[way] < stop.at) return;
    stop = null;
    isStill = true;
    for (const socket of open) socket.pause();
  }
  const line = createTcp((near) => {
    if (isCut) {
      near.destroy();
      return;
    }
    const far = connectTcp(Number(port), '127.0.0.1');
    open.add(near);
    open.add(far);
    let isHeld = false;
    near.on('data', (chunk: Buffer) => {
      isHeld ||= held !== null && chunk.toString('latin1').startsWith(held);
    });
    const carry = (from: Socket, into: Socket, way: Way) => {
      into.on('drain', () => isStill || from.resume());
      from.on('data', (chunk) => {
        if (way === 'down' && swallows) {
          near.destroy();
          return;
        }
        if (way === 'down' && isHeld && held !== null) {
          release.push(() => near.write(chunk));
          return;
        }
        if (!into.write(chunk)) from.pause();
        count(way, chunk.length);
      });
    };
    carry(near, far, 'up');
    carry(far, near, 'down');
    if (isStill) for (const socket of [near, far]) socket.pause();
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => {
        other.destroy();
        open.delete(one);
      });
    }
  });
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(line.address() as AddressInfo).port}`,
    cut(cut: boolean): void {
      isCut = cut;
      isStill = false;
      if (cut) for (const socket of open) socket.destroy();
    },
    to(url: string): void {
      ({ port } = new URL(url));
    },
    /** @param method of the requests whose answers wait; null lets them come */
    hold(method: string | null): void {
      held = method;
      for (const answer of release.splice(0)) answer();
    },
    swallowReplies(swallow: boolean): void {
      swallows = swallow;
    },
    /** Bytes that went over it, each way. */
    moved: (): Readonly<typeof moved> => ({ ...moved }),
    /** After so many bytes more nothing moves, as on a bad wifi, until it is cut. */
    standStillAfter(way: Way, bytes: number): void {
      stop = { way, at: moved[way] + bytes };
    },
    isStill: (): boolean => isStill,
    close: () =>
      new Promise<void>((resolve) => {
        for (const socket of open) socket.destroy();
        line.close(() => resolve());
      }),
  };
}

/** A line over which so many (small) answers come, and then none, while all that is asked arrives. */
export async function deafAfter(to: string, answers: number) {
  const port = Number(new URL(to).port);
  const open = new Set<Socket>();
  const line = createTcp((near) => {
    const far = connectTcp(port, '127.0.0.1');
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => open.delete(socket));
    }
    near.on('data', (chunk) => far.write(chunk));
    near.on('close', () => far.end());
    far.on('data', (chunk) => {
      if (answers-- > 0) near.write(chunk);
      else near.destroy();
    });
  });
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(line.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((resolve) => {
        for (const socket of open) socket.destroy();
        line.close(() => resolve());
      }),
  };
}
