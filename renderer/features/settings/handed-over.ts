/** What the log says of a handing over. A line of another version that can not be read says nothing more than that it was. */
import { z } from 'zod';
import { contract } from '../../../core/contract/contract.ts';

const { recipient, recipientName, format } = contract['handover.save'].input.shape;
const detail = z.object({ recipient, recipientName, format, sha256: z.string().regex(/^[0-9a-f]{64}$/) });

export function handedOver(text: string): z.output<typeof detail> | null {
  try {
    return detail.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
