/** The schema of the complete dossier stands in docs as it is in the code, and says of what is made whether it is right. */
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { format } from 'prettier';
import { expect, it } from 'vitest';
import { accessContent } from './access-content.ts';
import { completeData } from './complete-data.ts';
import { completeJsonSchema, completeSchema, COMPLETE_VERSION } from './complete-schema.ts';

const committed = join(import.meta.dirname, `../../../docs/complete-dossier/dossier-${COMPLETE_VERSION}.schema.json`);

/** Written anew by `vitest -u`. What changes the meaning of what was given before gets another version, and a file of its own. */
it('is in docs as it is here', async () => {
  const text = JSON.stringify(completeJsonSchema());
  await expect(await format(text, { parser: 'json', printWidth: 120 })).toMatchFileSnapshot(committed);
});

it('lets through what is made, and finds what is not right', () => {
  const validator = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
  const validate = validator.compile(completeJsonSchema());
  const origin = { way: 'file', at: Date.UTC(2026, 2, 3), by: 'Anna Voorbeeld', fileKinds: ['vum'] } as const;
  const line = { at: 0, actor: 'anna', device: 'd', isHere: true, action: 'handover', what: 'exported' as const };
  const made = completeData(
    accessContent({
      held: {
        rows: [
          {
            concept: 'candidate',
            row: 'a',
            isRemoved: false,
            createdAt: 0,
            changedAt: 0,
            answers: [{ field: 'surname', value: 'Bedacht', beside: [], origin }],
          },
          {
            concept: 'availability',
            row: 'a',
            isRemoved: false,
            createdAt: 0,
            changedAt: 0,
            answers: [{ field: 'days', value: ['monday', 'friday'], beside: [['monday']], origin }],
          },
        ],
        earlier: [{ concept: 'candidate', row: 'a', field: 'surname', value: 'Bedagt', at: 0, actor: 'anna' }],
        log: [{ ...line, detail: { operations: 2 } }],
        receipts: [{ ...line, detail: {}, recipient: 'employer', recipientName: null, form: 'pdf' }],
        drafts: 1,
        unreadable: 0,
        hasOffice: true,
        laptop: 'laptop van Anna',
      },
      choice: { kind: 'access', leaveOut: [], hide: [] },
      language: 'nl',
      now: 0,
      organisation: null,
      adviser: null,
      name: 'Bedacht',
      people: new Map([['anna', 'Anna Voorbeeld']]),
      files: null,
      notHere: [],
    }),
  );
  const asRead = JSON.parse(JSON.stringify(made)) as Record<string, unknown>;
  expect(completeSchema.parse(asRead)).toEqual(made);
  expect([validate(asRead), validate.errors]).toEqual([true, null]);
  expect(validate({ ...asRead, secret: 1 })).toBe(false);
  expect(validate({ ...asRead, madeAt: 'gisteren' })).toBe(false);
});
