import { createServer as createTcp, connect as connectTcp, type AddressInfo, type Socket } from 'node:net';

/** A line to the server that can be cut, or lose what comes back. */
export async function cuttable(to: string) {
  let { port } = new URL(to);
  const open = new Set<Socket>();
  let isCut = false;
  let swallows = false;
  const line = createTcp((near) => {
    if (isCut) {
      near.destroy();
      return;
    }
    const far = connectTcp(Number(port), '127.0.0.1');
    open.add(near);
    open.add(far);
    near.on('data', (chunk) => far.write(chunk));
    far.on('data', (chunk) => {
      if (swallows) near.destroy();
      else near.write(chunk);
    });
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
      if (cut) for (const socket of open) socket.destroy();
    },
    to(url: string): void {
      ({ port } = new URL(url));
    },
    swallowReplies(swallow: boolean): void {
      swallows = swallow;
    },
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
