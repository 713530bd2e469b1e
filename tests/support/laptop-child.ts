/**
 * A laptop in a process of its own, of the version it is started from: reads a line of JSON for each question (`{channel, input}`),
 * answers each with a line, in their order, and closes its caseload when there are no more.
 *
 *     node tests/support/laptop-child.ts FOLDER
 */
import { createInterface } from 'node:readline';
import type { Channel } from '../../core/contract/contract.ts';
import { quietJob, serviceIn } from './space.ts';

const service = serviceIn(process.argv[2] ?? '');
for await (const line of createInterface(process.stdin)) {
  const { channel, input } = JSON.parse(line) as { channel: Channel; input: never };
  process.stdout.write(`${JSON.stringify(await service.ask(channel, input, quietJob))}\n`);
}
await service.close();
