/** A printer for tests that are not about printing: a PDF of one page with the words of the page in it, so that what looks at it finds them. */

export async function smallPdf(html: string): Promise<Uint8Array> {
  const words = html
    .replace(/<(style|svg|title)\b[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(?:amp|lt|gt|quot|#39);/g, ' ')
    .replace(/\s+/g, ' ');
  const hex = Buffer.from(words, 'utf16le').swap16().toString('hex');
  const stream = (dictionary: string, content: string) =>
    `<<${dictionary} /Length ${content.length}>>\nstream\n${content}\nendstream`;
  const objects = [
    '<</Title (Test) /Producer (Test)>>',
    '<</Type /Catalog /Pages 3 0 R>>',
    '<</Type /Pages /Count 1 /Kids [4 0 R]>>',
    '<</Type /Page /Parent 3 0 R /MediaBox [0 0 595 842] /Resources <</Font <</F1 6 0 R>>>> /Contents 5 0 R>>',
    stream('', `BT /F1 12 Tf 40 800 Td <${hex}> Tj ET`),
    '<</Type /Font /Subtype /Type0 /ToUnicode 7 0 R>>',
    stream('', 'beginbfrange\n<0000> <FFFF> <0000>\nendbfrange'),
  ];
  const body = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join('');
  return new Uint8Array(Buffer.from(`%PDF-1.7\n${body}trailer\n<</Root 2 0 R /Info 1 0 R>>\n%%EOF\n`, 'latin1'));
}
