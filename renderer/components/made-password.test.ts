import { expect, it } from 'vitest';
import { adviceOn } from './passphrase-advice.ts';
import { madePassword } from './made-password.ts';

it('makes a password that can be said, is strong, and uses each letter', () => {
  const seen = new Set<string>();
  for (let turn = 0; turn < 200; turn++) {
    const made = madePassword((bytes) => crypto.getRandomValues(new Uint8Array(bytes)));
    expect(made).toMatch(/^(?:[bfghjklmprstvwz][aeiou]){2}(?:-(?:[bfghjklmprstvwz][aeiou]){2}){5}$/);
    expect(adviceOn(made).enough).toBe(true);
    for (const letter of made) seen.add(letter);
  }
  expect(seen.size).toBe(21);
});

it('draws again what would make some letters likelier', () => {
  const bytes = [255, 0, 0, 0, 0];
  let at = 0;
  // 255 is beyond 17 times 15: left aside, and the first letter comes of what follows.
  expect(madePassword(() => Uint8Array.of(bytes[at++] ?? 0)).slice(0, 4)).toBe('baba');
});
