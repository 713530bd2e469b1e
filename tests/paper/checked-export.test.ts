/**
 * What leaves the laptop, looked at from outside: a dossier in which every answer is a word of its own is handed over as PDF, Word and zip by the
 * real desktop, printed by a real Chromium, unpacked by other people's programs (poppler, 7-Zip, unzip), and searched.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Dossier } from '../../core/domain/dossier.ts';
import { fieldNames, type ConceptName } from '../../core/domain/concepts.ts';
import { RECIPIENTS, mayReceive, type Recipient } from '../../core/register/register.ts';
import { withheldFrom } from '../../core/register/withheld.ts';
import { checkPdf, checkWord } from '../../electron/exchange/check/check-export.ts';
import { readPdf } from '../../electron/exchange/check/read-pdf.ts';
import { readWord } from '../../electron/exchange/check/read-word.ts';
import { readZip, writeZip } from '../../electron/exchange/zip.ts';
import { chromiumPrinter, type Printer } from '../../scripts/chromium/print.ts';
import { chromiumPath } from '../../scripts/machine.ts';
import { newFolder, removeFolder } from '../support/caseload.ts';
import { newDesktop, type TestDesktop } from '../support/desktop.ts';
import { dossierOfNonces, type Nonce } from './paper-dossiers.ts';

const has = (tool: string, ...args: string[]): boolean => {
  try {
    execFileSync(tool, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};
function missing(): string | null {
  if (chromiumPath() === null) return 'no Chromium on this machine (apt-get install chromium)';
  if (!has('pdftotext', '-v')) return 'no pdftotext on this machine (apt-get install poppler-utils)';
  return has('7za') ? null : 'no 7za on this machine (apt-get install p7zip-full)';
}
const reason = missing();
if (reason !== null) console.warn(`Checked exports are not tested: ${reason}`);

const PASSWORD = 'lapi-vuro-tekazi';

describe.skipIf(reason !== null)(
  `a dossier that leaves the laptop${reason === null ? '' : ` (skipped: ${reason})`}`,
  { timeout: 120_000 },
  () => {
    let folder: string;
    let printer: Printer;
    let desktop: TestDesktop;
    let dossier: string;
    let held: Dossier;
    let nonces: readonly Nonce[];
    /** What is printed besides the page: a leak, planted. */
    let planted = '';

    const ask = async <T>(channel: string, input: unknown): Promise<T> => {
      const answer = await desktop.desktop.ask(channel, input);
      if (!answer.ok) throw new Error(`${channel}: ${JSON.stringify(answer.error)}`);
      return answer.value as T;
    };
    const save = (recipient: Recipient, format: string, more: object = {}) =>
      desktop.desktop.ask('handover.save', {
        dossier,
        recipient,
        recipientName: null,
        format,
        language: 'nl',
        ...more,
      });
    const saved = async (recipient: Recipient, format: string, more: object = {}) => {
      const answer = await save(recipient, format, more);
      if (!answer.ok) throw new Error(JSON.stringify(answer.error));
      const { fileName, ...told } = answer.value as {
        fileName: string;
        sha256: string;
        pages: number | null;
        checked: { lookedFor: number };
      };
      const path = join(folder, fileName);
      return { path, bytes: new Uint8Array(readFileSync(path)), ...told };
    };
    const withheldWords = (recipient: Recipient) =>
      nonces.filter(({ concept, field }) => !mayReceive(recipient, concept, field)).map(({ word }) => word);
    const found = (bytes: Uint8Array, words: readonly string[]): string[] => {
      const buffer = Buffer.from(bytes);
      const wide = (word: string) => Buffer.from(word, 'utf16le');
      return words.filter(
        (word) =>
          buffer.includes(word) || buffer.includes(wide(word)) || buffer.includes(Buffer.from(wide(word)).swap16()),
      );
    };

    beforeAll(async () => {
      folder = newFolder('checked');
      printer = chromiumPrinter(chromiumPath() ?? '');
      desktop = await newDesktop({
        chooseSave: async ({ suggestedName }) => join(folder, suggestedName),
        printPdf: (html, how) =>
          printer.print(html.replace('</body>', `<p style="color:#fff">${planted}</p></body>`), how),
      });
      await ask('vault.create', {
        passphrase: 'een zin voor de proef',
        useKeychain: false,
        adviser: { name: 'Anna Bedacht' },
        organisation: { name: 'Gemeente Nergenshuizen' },
      });
      const made = dossierOfNonces();
      const only = (concept: ConceptName, row: object) =>
        Object.fromEntries(
          Object.entries(row).filter(
            ([name, value]) =>
              value !== null &&
              fieldNames(concept).includes(name) &&
              // Consent that was taken back would let nothing go to an employer.
              name !== 'withdrawnOn',
          ),
        );
      const { mergedInto: _, ...candidate } = only('candidate', made.dossier.candidate);
      ({ dossier } = await ask<{ dossier: string }>('candidates.add', { fields: candidate }));
      const availability = only('availability', made.dossier.availability ?? {});
      await ask('dossier.edit', { dossier, concept: 'availability', row: dossier, fields: availability });
      for (const [concept, rows] of Object.entries(made.dossier.rows))
        if (concept !== 'document')
          await ask('dossier.addRow', { dossier, concept, fields: only(concept as ConceptName, rows[0] ?? {}) });
      held = await ask<Dossier>('dossier.open', { dossier });
      nonces = made.nonces.filter(({ concept }) => concept !== 'document');
      expect(nonces.length).toBeGreaterThan(60);
    });
    afterAll(async () => {
      await desktop.close();
      await printer.close();
      removeFolder(folder);
    });

    it('holds nothing of what the register withholds: PDF, page by page and stream by stream', async () => {
      for (const recipient of RECIPIENTS) {
        const { bytes, path, pages, checked } = await saved(recipient, 'pdf');
        const words = withheldWords(recipient);
        const text = execFileSync('pdftotext', ['-layout', path, '-']);
        expect(found(bytes, words)).toEqual([]);
        expect(found(text, words)).toEqual([]);
        for (const stream of streamsOf(bytes)) expect(found(stream, words)).toEqual([]);
        // Our own reader reads what poppler reads.
        const dense = (of: string) => of.replace(/\s+/g, '');
        const own = readPdf(bytes);
        const shown = nonces.map(({ word }) => word).filter((word) => dense(text.toString()).includes(word));
        expect(shown.length).toBeGreaterThan(20);
        expect(shown.filter((word) => !dense(own?.text ?? '').includes(word))).toEqual([]);
        expect(own?.pages).toBe(text.toString().split('\f').length - 1);
        expect(pages).toBe(own?.pages);
        expect(checked.lookedFor).toBe(withheldFrom(held, recipient, []).length);
        if (recipient === 'employer') expect(checked.lookedFor).toBeGreaterThan(40);
      }
    });

    it('holds nothing of it as Word, in no part, and says the rest', async () => {
      for (const recipient of RECIPIENTS) {
        const { bytes, path } = await saved(recipient, 'docx');
        const words = withheldWords(recipient);
        const parts = await readZip(bytes, { parts: 100, bytes: 10_000_000 });
        expect(execFileSync('unzip', ['-tq', path], { encoding: 'utf8' })).toContain('No errors');
        for (const part of [bytes, ...(parts?.values() ?? [])]) expect(found(part, words)).toEqual([]);
        const read = await readWord(bytes);
        expect(read?.hidden).toEqual([]);
        // The same as on the printed page, word for word of what is somebody's.
        const pdf = readPdf((await saved(recipient, 'pdf')).bytes);
        const dense = (of: string | undefined) => (of ?? '').replace(/\s+/g, '');
        const printed = nonces.map(({ word }) => word).filter((word) => dense(pdf?.text).includes(word));
        expect(printed.filter((word) => !dense(read?.text).includes(word))).toEqual([]);
      }
    });

    it('is a zip that 7-Zip opens with the password only, with names that say nothing, and documents as they were', async () => {
      const file = new Uint8Array(300_000).map((_, at) => (at * 7919) % 251);
      const offered = await ask<{ token: string }>('documents.offer', {
        dossier,
        name: 'Diploma Nonce.png',
        bytes: file.length,
      });
      await ask('documents.piece', { ...offered, bytes: file });
      const { row } = await ask<{ row: string }>('documents.add', { dossier, token: offered.token, job: 'add' });
      const { path, bytes } = await saved('employer', 'zip', { password: PASSWORD, documents: [row], job: 'zip' });
      const words = [...withheldWords('employer'), 'Diploma Nonce'];
      expect(found(bytes, words)).toEqual([]);
      expect(
        found(
          bytes,
          nonces.map(({ word }) => word),
        ),
      ).toEqual([]);
      const listed = execFileSync('7za', ['l', '-slt', path], { encoding: 'utf8' });
      expect(listed.match(/^Method = .*$/gm)).toEqual(Array(5).fill(expect.stringContaining('AES-256')));
      expect(listed.match(/^Path = (.*)$/gm)?.slice(1)).toEqual(
        ['dossier.pdf', 'dossier.docx', 'json-resume.json', 'vum.json', 'documenten/01.png'].map(
          (name) => `Path = ${name}`,
        ),
      );
      const out = join(folder, 'out');
      mkdirSync(out);
      expect(() => execFileSync('7za', ['x', '-pwrong-wrong-wrong', `-o${out}`, path], { stdio: 'ignore' })).toThrow();
      execFileSync('7za', ['x', '-y', `-p${PASSWORD}`, `-o${out}`, path], { stdio: 'ignore' });
      expect(new Uint8Array(readFileSync(join(out, 'documenten', '01.png')))).toEqual(file);
      for (const name of ['dossier.pdf', 'dossier.docx', 'json-resume.json', 'vum.json'])
        expect(found(readFileSync(join(out, name)), words)).toEqual([]);
      for (const part of (
        await readZip(new Uint8Array(readFileSync(join(out, 'dossier.docx'))), { parts: 100, bytes: 10_000_000 })
      )?.values() ?? [])
        expect(found(part, words)).toEqual([]);
      for (const stream of streamsOf(readFileSync(join(out, 'dossier.pdf')))) expect(found(stream, words)).toEqual([]);

      // In the log: what it was, whole and by document, and nothing of what stands in it.
      const { entries } = await ask<{ entries: { action: string; detail: string }[] }>('audit.list', {
        dossier,
        offset: 0,
        limit: 20,
      });
      const line = entries.find(({ action, detail }) => action === 'handover' && detail.includes('"zip"'));
      const detail = JSON.parse(line?.detail ?? '{}') as object;
      const sha256 = (of: Uint8Array) => createHash('sha256').update(of).digest('hex');
      expect(detail).toMatchObject({
        recipient: 'employer',
        sha256: sha256(bytes),
        bytes: bytes.length,
        documents: [{ document: row, sha256: sha256(file), bytes: file.length }],
      });
      expect(line?.detail).not.toContain(PASSWORD);

      // A candidate may know what their documents are called.
      const own = await saved('candidate', 'zip', { password: PASSWORD, documents: [row], job: 'zip' });
      execFileSync('7za', ['x', '-y', `-p${PASSWORD}`, `-o${out}`, own.path], { stdio: 'ignore' });
      expect(readFileSync(join(out, 'inhoud.txt'), 'utf8')).toBe('documenten/01.png\tDiploma Nonce.png\r\n');
    });

    it('refuses a zip without a good password, a document of somebody else, and leaves nothing behind', async () => {
      const before = readdirSync(folder).length;
      const zip = (more: object) =>
        save('employer', 'zip', more).then((answer) => (answer.ok ? 'saved' : answer.error.type));
      expect(await zip({})).toBe('PassphraseTooWeak');
      expect(await zip({ password: 'aaaaaaaaaaaaaaaaaa' })).toBe('PassphraseTooWeak');
      expect(await zip({ password: PASSWORD, documents: ['00000000-0000-7000-8000-000000000000'] })).toBe(
        'DocumentNotFound',
      );
      expect(readdirSync(folder)).toHaveLength(before);
    });

    it('finds what was planted in the page, saves nothing, and says only what kind of thing it was', async () => {
      const [secret] = nonces.filter(
        ({ concept, field }) => concept === 'contactMoment' && field === 'confidentialNote',
      );
      planted = `Regel een<br>${secret?.word ?? ''}`;
      const before = readdirSync(folder);
      const auditBefore = await ask<{ total: number }>('audit.list', { dossier, offset: 0, limit: 1 });
      for (const format of ['pdf', 'zip'])
        expect(await save('employer', format, { password: PASSWORD })).toEqual({
          ok: false,
          error: { type: 'ExportLeaks', categories: ['guidance'] },
        });
      planted = '';
      expect(readdirSync(folder)).toEqual(before);
      expect(await ask<{ total: number }>('audit.list', { dossier, offset: 0, limit: 1 })).toEqual(auditBefore);
    });

    it('takes no word of a format for an answer: what a PDF names itself, or where something stood in a file that came in', async () => {
      const pdf = await saved('employer', 'pdf');
      const references = { category: 'identity', dense: 'references', spaced: ' references ' } as const;
      expect(checkPdf(pdf.bytes, { withheld: [references], said: [] })).toMatchObject({ ok: true });
      const aside = {
        id: held.candidate.id,
        source: null,
        path: 'references',
        value: 'Onbegrepen woorden',
        reason: null,
      };
      const rows = { ...held.rows, importRemainder: [aside] } as unknown as typeof held.rows;
      const looked = withheldFrom({ ...held, rows }, 'employer', []).map(({ dense }) => dense);
      expect(looked).toContain('onbegrepenwoorden');
      expect(looked).not.toContain('references');
    });

    it('finds what is for a colleague in a file for an employer, whatever hides it', async () => {
      const expected = { withheld: withheldFrom(held, 'employer', []), said: [] };
      const pdf = await saved('colleague', 'pdf');
      expect(checkPdf(pdf.bytes, expected)).toMatchObject({ ok: false, error: { type: 'ExportLeaks' } });
      const cut = pdf.bytes.slice(0, pdf.bytes.length - 2000);
      expect(checkPdf(cut, expected)).toEqual({ ok: false, error: { type: 'ExportNotWhole' } });
      const word = await saved('employer', 'docx');
      expect(await checkWord(word.bytes, expected)).toMatchObject({ ok: true });
      const with_ = async (name: string, change: (xml: string) => string) => {
        const parts = await readZip(word.bytes, { parts: 100, bytes: 10_000_000 });
        const changed = [...(parts ?? [])].map(([part, bytes]) => ({
          name: part,
          deflate: true,
          bytes: part === name ? new TextEncoder().encode(change(new TextDecoder().decode(bytes))) : bytes,
        }));
        const pieces: Uint8Array[] = [];
        await writeZip(
          (async function* () {
            yield* changed;
          })(),
          { password: null, at: new Date(2026, 10, 29), put: async (piece) => void pieces.push(piece.slice()) },
        );
        return checkWord(new Uint8Array(Buffer.concat(pieces)), expected);
      };
      const body = 'word/document.xml';
      const secret = nonces.find(({ concept, field }) => concept === 'agreement' && field === 'what')?.word ?? '';
      const run = (props: string, text: string) => (xml: string) =>
        xml.replace('</w:body>', `<w:p><w:r>${props}<w:t>${text}</w:t></w:r></w:p></w:body>`);
      expect(await with_(body, run('', 'niets'))).toMatchObject({ ok: true });
      expect(await with_(body, run('', `${secret.slice(0, 2)}</w:t></w:r><w:r><w:t>${secret.slice(2)}`))).toEqual({
        ok: false,
        error: { type: 'ExportLeaks', categories: ['guidance'] },
      });
      expect(
        await with_('docProps/core.xml', (xml) => xml.replace(/<dc:title>[^<]*/, `<dc:title>${secret}`)),
      ).toMatchObject({
        error: { type: 'ExportLeaks' },
      });
      for (const [name, change] of [
        [body, run('<w:rPr><w:vanish/></w:rPr>', 'niets')],
        [
          body,
          (xml: string) =>
            xml.replace('</w:body>', '<w:p><w:ins w:author="A"><w:r><w:t>x</w:t></w:r></w:ins></w:p></w:body>'),
        ],
        [
          'docProps/core.xml',
          (xml: string) =>
            xml.replace('</cp:coreProperties>', '<dc:description>x</dc:description></cp:coreProperties>'),
        ],
        [
          'word/_rels/document.xml.rels',
          (xml: string) =>
            xml.replace(
              '</Relationships>',
              '<Relationship Id="x" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="https://example.org/x.png" TargetMode="External"/></Relationships>',
            ),
        ],
      ] as const)
        expect([name, await with_(name, change)]).toEqual([
          name,
          { ok: false, error: { type: 'ExportHidesSomething' } },
        ]);
      if (process.env['JOBPORT_PICTURES'])
        writeFileSync(join(process.env['JOBPORT_PICTURES'], 'employer.docx'), word.bytes);
    });
  },
);

/** Every stream of a PDF, unpacked. */
function streamsOf(pdf: Uint8Array): Buffer[] {
  const buffer = Buffer.from(pdf);
  const text = buffer.toString('latin1');
  const streams = [...text.matchAll(/\/Length (\d+)>>\s*stream\r?\n/g)].map((head) => {
    const from = head.index + head[0].length;
    return buffer.subarray(from, from + Number(head[1]));
  });
  expect(streams.length).toBeGreaterThan(5);
  return streams.map((stream) => {
    try {
      return inflateSync(stream);
    } catch {
      return stream;
    }
  });
}
