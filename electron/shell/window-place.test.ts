import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rememberedPlace, rememberPlace } from './window-place.ts';

const screen = { x: 0, y: 0, width: 1920, height: 1080 };
const place = { x: 40, y: 60, width: 1300, height: 800 };

describe('where the window was', () => {
  let folder = '';
  let file = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'window-place-'));
    file = join(folder, 'window.json');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('comes back where it was left', () => {
    rememberPlace(file, place, true);
    expect(rememberedPlace(file, [screen])).toEqual({ place, maximised: true });
  });

  it('opens at the standard place when that screen is gone', () => {
    rememberPlace(file, { ...place, x: 2500 }, false);
    expect(rememberedPlace(file, [screen])).toEqual({ place: null, maximised: false });
  });

  it('takes a missing, broken or nonsensical file for nothing remembered', () => {
    expect(rememberedPlace(file, [screen])).toEqual({ place: null, maximised: false });
    for (const text of ['', 'null', '[]', '{"x":"1","y":2}', '{"x":0,"y":0,"width":3,"height":3}', '{"x":1e99}']) {
      writeFileSync(file, text);
      expect(rememberedPlace(file, [screen])).toEqual({ place: null, maximised: false });
    }
  });

  it('closes all the same when nothing can be written', () => {
    expect(() => rememberPlace(join(folder, 'absent', 'window.json'), place, false)).not.toThrow();
  });
});
