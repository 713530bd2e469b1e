/**
 * A laptop in a process of its own, of the version it is started from: reads a line of JSON for each question (`{channel, input}`),
 * answers each with a line, in their order (bytes as base64), and closes its caseload when there are no more. Kills itself, by SIGKILL, the first
 * time it comes past a named point.
 *
 *     node tests/support/laptop-child.ts FOLDER [POINT]
 */
import { createInterface } from 'node:readline';
import type { Channel } from '../../core/contract/contract.ts';
import type { InternalChannel } from '../../electron/caseload/service.ts';
import { quietJob, serviceIn } from './space.ts';

const [dir = '', point = ''] = process.argv.slice(2);
/** A buffer would say itself as a list of numbers before it is asked: looked at where it stands. */
function bytesAsText(this: Record<string, unknown>, key: string, value: unknown): unknown {
  const stands = this[key];
  return stands instanceof Uint8Array ? Buffer.from(stands).toString('base64') : value;
}

const service = serviceIn(dir, {
  reached: (reached) => {
    if (reached === point) process.kill(process.pid, 'SIGKILL');
  },
});
for await (const line of createInterface(process.stdin)) {
  const { channel, input, isInternal } = JSON.parse(line) as { channel: Channel; input: never; isInternal?: true };
  const answer = await (isInternal
    ? service.askInternal(channel as unknown as InternalChannel, input)
    : service.ask(channel, input, quietJob));
  process.stdout.write(`${JSON.stringify(answer, bytesAsText)}\n`);
}
await service.close();
