/**
 * The vault's envelope: the database key, wrapped once for each way in, and what must be remembered about them.
 *
 * Promises: what is read is whole and of this version, or it is called damaged or newer. The frame (format, version,
 * sha256, body) stays the same in every later version, so that an older application can still say "newer". The checksum
 * tells a broken file from a whole one; that nobody changed a slot on purpose is AES-GCM's work (slots.ts).
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';

const FORMAT = 'jobport-vault';
export const ENVELOPE_VERSION = 1;

/** An envelope is two kilobytes; whatever is larger is not one, and is not read into memory. */
export const ENVELOPE_MAXIMUM_BYTES = 64 * 1024;

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));
const count = z.int().nonnegative();

// Bounded when read: a file that asks for a terabyte of memory must not be able to stop the application.
const costSchema = z.strictObject({
  memoryKiB: z
    .int()
    .min(8 * 1024)
    .max(512 * 1024),
  iterations: z.int().min(1).max(16),
  parallelism: z.int().min(1).max(16),
});

const sealed = { nonce: hex(12), sealed: hex(32), tag: hex(16) };

const keychainSlotSchema = z.strictObject({ id: hex(8), salt: hex(16), ...sealed });
const passphraseSlotSchema = z.strictObject({ cost: costSchema, salt: hex(16), ...sealed });
const recoverySlotSchema = z.strictObject({ salt: hex(16), ...sealed });

const envelopeSchema = z.strictObject({
  vaultId: hex(16),
  /** One higher with each write: of two whole copies the higher is the newer. */
  generation: z.int().positive(),
  createdAt: count,
  /** Says of a key whether it is this vault's, so that no slot ever wraps a wrong or wiped one. */
  keyCheck: hex(32),
  slots: z.strictObject({
    keychain: keychainSlotSchema.nullable(),
    passphrase: passphraseSlotSchema.nullable(),
    recovery: recoverySlotSchema,
    /** A renewed code that was not yet typed back: until then the old one keeps working. */
    renewedRecovery: recoverySlotSchema.nullable(),
  }),
  recoveryConfirmedAt: count.nullable(),
  failures: z.strictObject({ count, lastAt: count }),
});

export type PassphraseCost = z.infer<typeof costSchema>;
export type KeychainSlot = z.infer<typeof keychainSlotSchema>;
export type PassphraseSlot = z.infer<typeof passphraseSlotSchema>;
export type RecoverySlot = z.infer<typeof recoverySlotSchema>;
export type Envelope = z.infer<typeof envelopeSchema>;

const frameSchema = z.object({
  format: z.literal(FORMAT),
  version: z.int().positive(),
  sha256: hex(32),
  body: z.record(z.string(), z.unknown()),
});

const checksum = (body: unknown): string => createHash('sha256').update(JSON.stringify(body)).digest('hex');

export const encodeEnvelope = (envelope: Envelope): Uint8Array =>
  new TextEncoder().encode(
    `${JSON.stringify({ format: FORMAT, version: ENVELOPE_VERSION, sha256: checksum(envelope), body: envelope })}\n`,
  );

export type DecodedEnvelope =
  | { readonly kind: 'whole'; readonly envelope: Envelope }
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'damaged' };

export const decodeEnvelope = (bytes: Uint8Array): DecodedEnvelope => {
  if (bytes.byteLength > ENVELOPE_MAXIMUM_BYTES) return { kind: 'damaged' };
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return { kind: 'damaged' };
  }
  const frame = frameSchema.safeParse(json);
  // The checksum is taken over the body as it was read, before anything is parsed out of it: a newer version's fields
  // are unknown here and count all the same.
  if (!frame.success || checksum((json as { body: unknown }).body) !== frame.data.sha256) return { kind: 'damaged' };
  if (frame.data.version > ENVELOPE_VERSION) return { kind: 'newer', version: frame.data.version };
  const envelope = envelopeSchema.safeParse(frame.data.body);
  return envelope.success ? { kind: 'whole', envelope: envelope.data } : { kind: 'damaged' };
};
