/** The small picture of a document: drawn of what is shown anyway, so that nothing is read for it that nobody opened. */
import { LARGEST_THUMBNAIL } from '../../../core/contract/contract.ts';
import type { Api } from '../../api/bridge.ts';

/** Pixels on its longer side: sharp at 40 on a fine screen. */
const SIDE = 96;

/** Keeps it with the document; where it can not be kept (confidential, or gone meanwhile) nothing is lost. */
export async function keepThumbnail(
  api: Api,
  row: string,
  source: HTMLImageElement | HTMLCanvasElement,
): Promise<void> {
  const width = source instanceof HTMLImageElement ? source.naturalWidth : source.width;
  const height = source instanceof HTMLImageElement ? source.naturalHeight : source.height;
  if (width === 0 || height === 0) return;
  const scale = Math.min(1, SIDE / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext('2d');
  if (!context) return;
  context.imageSmoothingQuality = 'high';
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/webp', 0.8));
  if (!blob || blob.size > LARGEST_THUMBNAIL) return;
  await api.ask('documents.keepThumbnail', { row, picture: new Uint8Array(await blob.arrayBuffer()) });
}
