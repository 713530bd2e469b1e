/**
 * A zip that leaves the laptop: what we made ourselves and documents of the dossier, written piece by piece; then opened again and looked at, part by
 * part. With progress over both, and stopped where that is asked for.
 */
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { err, ok, type Result } from '../../core/domain/result.ts';
import { checkAs, type CheckFailure, type Expected, type MadeAs } from '../exchange/check/check-export.ts';
import { readZipFile, writeZip, type ZipPart } from '../exchange/zip.ts';
import { DocumentGone, type Documents } from './documents.ts';
import type { Job } from './service.ts';

export type OwnPart = { readonly name: string; readonly format: MadeAs; readonly bytes: Uint8Array };
/** A document, and what it is called in the zip. */
export type GoingPart = Extract<ReturnType<Documents['toHandOver']>, { ok: true }>['value'] & {
  readonly row: string;
  readonly as: string;
};
/** A document that went along, for the audit log. */
type Inside = { readonly document: string; readonly sha256: string; readonly bytes: number };
/** `pages` of the first part that has any. */
export type Zipped = { readonly pages: number | null; readonly inside: readonly Inside[] };

class Stopped extends Error {}

/** @param half where what was put can be read back */
export async function checkedZip({
  own,
  going,
  password,
  expected,
  put,
  half,
  job,
  at,
}: {
  readonly own: readonly OwnPart[];
  readonly going: readonly GoingPart[];
  readonly password: string | null;
  readonly expected: Expected;
  readonly put: (bytes: Uint8Array) => Promise<void>;
  readonly half: string;
  readonly job: Job;
  readonly at: number;
}): Promise<Result<Zipped, { readonly type: string } | CheckFailure>> {
  const sum = (all: readonly number[]): number => all.reduce((one, other) => one + other, 0);
  const total = sum([...own.map(({ bytes }) => bytes.length), ...going.map((each) => each.total)]);
  const said = (phase: string) => {
    let moved = 0;
    return (bytes: number): void => {
      if (job.cancelled()) throw new Stopped();
      moved += bytes;
      job.progress(phase, Math.min(moved, total), total);
    };
  };
  const hashes = new Map<string, string>();
  const inside: Inside[] = [];
  const packed = said('handover.packing');
  async function* parts(): AsyncGenerator<ZipPart> {
    for (const { name, format, bytes } of own) {
      hashes.set(name, createHash('sha256').update(bytes).digest('hex'));
      // Paper is packed already.
      yield { name, deflate: format !== 'pdf' && format !== 'docx', bytes };
      packed(bytes.length);
    }
    for (const { row, as, total: bytes, pieces, mediaType } of going) {
      const hash = createHash('sha256');
      const read = async function* () {
        for await (const piece of pieces()) {
          packed(piece.length);
          hash.update(piece);
          yield piece;
        }
      };
      yield { name: as, deflate: /^text\/|json|xml/.test(mediaType ?? ''), bytes: read() };
      const sha256 = hash.digest('hex');
      hashes.set(as, sha256);
      inside.push({ document: row, sha256, bytes });
    }
  }
  try {
    await writeZip(parts(), { password, at: new Date(at), put });
    const handle = await open(half, 'r');
    try {
      const looked = said('handover.checking');
      let pages: number | null = null;
      const formats = new Map(own.map(({ name, format }) => [name, format]));
      const { size } = await handle.stat();
      for await (const part of readZipFile(handle, size, password, (name) => formats.has(name), looked)) {
        // Each part once, and as it went in.
        if (hashes.get(part.name) !== part.sha256) return err({ type: 'ExportNotWhole' });
        hashes.delete(part.name);
        const format = formats.get(part.name);
        if (!format || !part.bytes) continue;
        const checked = await checkAs(format, part.bytes, expected);
        if (!checked.ok) return checked;
        pages ??= checked.value.pages;
      }
      return hashes.size === 0 ? ok({ pages, inside }) : err({ type: 'ExportNotWhole' });
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof Stopped) return err({ type: 'Cancelled' });
    if (error instanceof DocumentGone) return err({ type: error.failure });
    throw error;
  }
}
