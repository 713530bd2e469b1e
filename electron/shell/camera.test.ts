import { describe, expect, it } from 'vitest';
import { createCameraGate } from './camera.ts';

describe('the camera', () => {
  it('is there only while the screen for it is open, and not for ever', () => {
    let time = 1_000;
    const gate = createCameraGate(() => time);
    expect(gate.isOpenFor('media', ['video'])).toBe(false);
    gate.allow(true);
    expect(gate.isOpenFor('media', ['video'])).toBe(true);
    time += 6 * 60_000;
    expect(gate.isOpenFor('media', ['video'])).toBe(false);
    gate.allow(true);
    gate.allow(false);
    expect(gate.isOpenFor('media', ['video'])).toBe(false);
  });

  it('comes without sound, and opens no other door', () => {
    const gate = createCameraGate();
    gate.allow(true);
    for (const media of [[], ['audio'], ['video', 'audio'], ['unknown']])
      expect(gate.isOpenFor('media', media)).toBe(false);
    for (const permission of ['geolocation', 'notifications', 'display-capture', 'midi', 'clipboard-read', 'hid'])
      expect(gate.isOpenFor(permission, ['video'])).toBe(false);
  });
});
