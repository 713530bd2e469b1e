/**
 * The administrator's page as files: read once at the start from what was built, so that no address reaches the disk. Nothing of it may
 * come from elsewhere or stand inside another page.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';

export const builtAdminPage = fileURLToPath(new URL('../dist/admin', import.meta.url));

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
};

/** The library of the page's controls writes its colours as a style of its own; the nonce lets that one in and no other. */
const policy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

export function serveAdminPage(app: FastifyInstance, folder: string): void {
  if (!existsSync(join(folder, 'index.html'))) return;
  app.get('/admin', { schema: { hide: true } }, (_request, reply) => reply.redirect('/admin/'));
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/');
    const bytes = readFileSync(join(folder, path));
    const url = `/admin/${path === 'index.html' ? '' : path}`;
    const isPage = extname(path) === '.html';
    app.get(url, { schema: { hide: true } }, (_request, reply) => {
      const nonce = randomBytes(16).toString('base64');
      return reply
        .headers({
          'content-type': types[extname(path)] ?? 'application/octet-stream',
          'content-security-policy': policy(nonce),
          'x-frame-options': 'DENY',
          'cross-origin-opener-policy': 'same-origin',
        })
        .send(isPage ? bytes.toString('utf8').replaceAll('__NONCE__', nonce) : bytes);
    });
  }
}
