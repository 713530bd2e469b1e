/** A picture file as the small data URL that a logo is kept as; made smaller when it is too large. */
import { conceptOf } from '../../../core/domain/concepts.ts';
import { err, ok, type Result } from '../../../core/domain/result.ts';

/** On paper a logo is at most 6 cm wide; at 300 points an inch that is 700 pixels. */
const WIDTH = 700;
const HEIGHT = 300;

type LogoError = { type: 'TooLarge' } | { type: 'NotAPicture' };

export async function readLogo(file: File): Promise<Result<string, LogoError>> {
  const asIs = await dataUrl(file);
  if (fits(asIs)) return ok(asIs);
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file);
  } catch {
    return err({ type: 'NotAPicture' });
  }
  const scale = Math.min(1, WIDTH / picture.width, HEIGHT / picture.height);
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  for (const smaller of [canvas.toDataURL('image/png'), canvas.toDataURL('image/webp', 0.85)])
    if (fits(smaller)) return ok(smaller);
  return err({ type: 'TooLarge' });
}

const fits = (url: string): boolean => conceptOf('organisation').fields.logo?.schema.safeParse(url).success ?? false;

function dataUrl(file: File): Promise<string> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.addEventListener('loadend', () => resolve(typeof reader.result === 'string' ? reader.result : ''));
    reader.readAsDataURL(file);
  });
}
