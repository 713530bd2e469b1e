// Prints a page to PDF with a headless Chromium, for the preview, the tests and the headless door: the same page, policy
// and options as the product's hidden window.

import { chromium, type Browser } from 'playwright';
import { printPolicy } from '../../electron/shell/content-policy.ts';
import { PRODUCT } from '../../electron/version.ts';
import { throwawayHome } from './throwaway-home.ts';
import { chromiumArguments } from './window.ts';

export type PrintOptions = {
  readonly header: string;
  readonly footer: string;
  readonly title: string;
  readonly lang: string;
};
export type Printer = {
  readonly print: (html: string, options: PrintOptions) => Promise<Uint8Array>;
  readonly close: () => Promise<void>;
};

const address = 'https://print.test/';

/** The browser starts with the first page to print and stays for the next. */
export function chromiumPrinter(executablePath: string): Printer {
  let starting: Promise<Browser> | null = null;
  const home = throwawayHome();
  return {
    async print(html, { header, footer }) {
      starting ??= chromium.launch({
        executablePath,
        chromiumSandbox: false,
        env: home.env,
        // Chromium writes the name of the browser into each PDF; that of one page does not count, only this one does.
        args: [...chromiumArguments, `--user-agent=${PRODUCT}`],
      });
      const context = await (await starting).newContext({ javaScriptEnabled: false, acceptDownloads: false });
      try {
        await context.route('**/*', (route) =>
          route.request().url() === address
            ? route.fulfill({
                body: html,
                headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': printPolicy },
              })
            : route.abort('blockedbyclient'),
        );
        const page = await context.newPage();
        await page.goto(address);
        return new Uint8Array(
          await page.pdf({
            format: 'A4',
            preferCSSPageSize: true,
            printBackground: true,
            tagged: true,
            outline: true,
            displayHeaderFooter: true,
            headerTemplate: header || '<span></span>',
            footerTemplate: footer || '<span></span>',
          }),
        );
      } finally {
        await context.close();
      }
    },
    async close() {
      if (starting !== null) await (await starting).close();
      home.remove();
    },
  };
}
