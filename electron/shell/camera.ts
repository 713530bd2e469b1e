// When the window may use the camera: while its own screen for taking a photo is open, for a few minutes at most, pictures only and never
// sound. Everything else that Chromium knows to ask for stays refused. Knows nothing of Electron.

/** A photo of a diploma takes a minute. */
const MOST_MS = 5 * 60_000;

export type CameraGate = {
  allow(allowed: boolean): void;
  /** @param media what is asked for, as Electron tells it */
  isOpenFor(permission: string, media: readonly string[]): boolean;
};

export function createCameraGate(now: () => number = Date.now): CameraGate {
  let until = 0;
  return {
    allow(allowed) {
      until = allowed ? now() + MOST_MS : 0;
    },
    isOpenFor: (permission, media) =>
      permission === 'media' && media.length > 0 && media.every((each) => each === 'video') && now() < until,
  };
}
