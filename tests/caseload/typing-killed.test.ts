/**
 * Typing, killed at a moment that nobody chose: every word that was acknowledged is there, the caseload is whole, and a word is on the disk
 * within milliseconds of its key.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SET_UP } from '../support/desktop.ts';
import { newFolder, removeFolder } from '../support/caseload.ts';
import { askOf, serviceIn } from '../support/space.ts';
import { PASSPHRASE } from '../support/vault-killing.ts';

const childFile = join(import.meta.dirname, '..', 'support', 'typing-child.ts');
const TIMES = 6;
/** Typed in turn, as a contact moment and what stands in a dialog beside it. */
const KEYS = ['contactMoment/new:1/text', 'newCandidate/answers'];

let dir: string;
let dossier: string;
beforeAll(async () => {
  dir = newFolder('typing');
  const service = serviceIn(join(dir, 'caseload'));
  await askOf(service, 'vault.create', { ...SET_UP, passphrase: PASSPHRASE });
  ({ dossier } = await askOf(service, 'candidates.add', { fields: { surname: 'Verzonnen' } }));
  await service.close();
});
afterAll(() => removeFolder(dir));

/** Types until it is killed; answers with the last length of each text and the last place that were acknowledged, and how long each key took. */
const typeUntil = (ms: number) =>
  new Promise<{ drafts: Map<string, number>; place: number; took: number[] }>((resolve, reject) => {
    const child = spawn(process.execPath, [childFile, join(dir, 'caseload'), dossier, ...KEYS], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => {
      if (out === '') setTimeout(() => child.kill('SIGKILL'), ms);
      out += chunk.toString();
    });
    child.on('error', reject);
    child.on('close', (_code, signal) => {
      if (signal !== 'SIGKILL') return reject(new Error(`ended by itself: ${out.slice(-200)}`));
      const drafts = new Map<string, number>();
      const took: number[] = [];
      let place = 0;
      // The last line may be cut: it was not said yet.
      for (const line of out.split('\n').slice(0, -1)) {
        const [what = '', value = '', ms = ''] = line.split(' ');
        if (what === 'place') place = Number(value);
        else if (what !== 'begun') {
          drafts.set(what, Number(value));
          took.push(Number(ms));
        }
      }
      resolve({ drafts, place, took });
    });
  });

describe('typing that is killed', { timeout: 240_000 }, () => {
  it('leaves every acknowledged word, and a caseload that is whole', async () => {
    const all: number[] = [];
    let said = 0;
    for (let time = 0; time < TIMES; time++) {
      const { drafts, place, took } = await typeUntil(150 + Math.random() * 700);
      all.push(...took);
      said += drafts.size;
      const service = serviceIn(join(dir, 'caseload'));
      await askOf(service, 'vault.unlock', { by: 'passphrase', passphrase: PASSPHRASE });
      for (const [key, length] of drafts) {
        const [found] = await askOf(service, 'drafts.list', { prefix: key });
        // One more may have come to stand that nobody heard of any more.
        expect([length, length + 1]).toContain(found?.body.length);
        expect(found?.body).toBe('a'.repeat(found?.body.length ?? 0));
      }
      const { candidate } = await askOf(service, 'dossier.open', { dossier });
      if (place > 0) expect([`Plaats ${place}`, `Plaats ${place + 1}`]).toContain(candidate.place);
      expect((await askOf(service, 'caseload.verify', null)).problems).toEqual([]);
      await service.close();
    }
    expect(said).toBeGreaterThan(0);
    all.sort((one, other) => one - other);
    // A key is pressed ten times a second by who types fast; the median is a few milliseconds on a quiet machine.
    expect(all[Math.floor(all.length / 2)]).toBeLessThan(100);
  });
});
