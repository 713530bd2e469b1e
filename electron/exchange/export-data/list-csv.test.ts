import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { csvTable, dutchDay } from './list-csv.ts';

describe('a list for Excel', () => {
  it('is written as Excel reads it: mark, semicolons, CRLF, quotes doubled', () => {
    const table = csvTable(
      ['Naam', 'Plaats', 'Uren'],
      [
        ['Proef; "Puk" Testveld', 'Reigerveen', 24],
        ['Ünsal Verzonnen', null, null],
      ],
    );
    expect(table).toBe('\uFEFFNaam;Plaats;Uren\r\n"Proef; ""Puk"" Testveld";Reigerveen;24\r\nÜnsal Verzonnen;;\r\n');
  });

  it('lets nothing that was typed become a formula', () => {
    const typed = ['=1+1', '+31 6', '-2', '@SUM(A1)', '\t=1', "'al zo", 'a=b'];
    const read = Papa.parse<string[]>(
      csvTable(
        ['x'],
        typed.map((each) => [each]),
      ).slice(1),
      { delimiter: ';' },
    ).data;
    expect(read.slice(1, -1).map(([cell]) => cell)).toEqual([
      "'=1+1",
      "'+31 6",
      "'-2",
      "'@SUM(A1)",
      "'\t=1",
      "'al zo",
      'a=b',
    ]);
    // A number below nothing is a number.
    expect(csvTable(['x'], [[-2]])).toBe('\uFEFFx\r\n-2\r\n');
  });

  it('is read back as it was by another program, whatever stands in it', () => {
    const cells = ['een\nregel', 'punt;komma', '"aangehaald"', 'gewoon', ''];
    const read = Papa.parse<string[]>(csvTable(['a', 'b', 'c', 'd', 'e'], [cells]).slice(1)).data;
    expect(read[1]).toEqual(cells);
  });

  it('writes days as the Dutch do', () => {
    expect([dutchDay('2026-11-23'), dutchDay('2026-11-23 09:30'), dutchDay(null)]).toEqual([
      '23-11-2026',
      '23-11-2026 09:30',
      null,
    ]);
  });
});
