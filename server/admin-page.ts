/**
 * The administrator's page as files: read once at the start from what was built, so that no address reaches the disk. Nothing of it may
 * come from elsewhere or stand inside another page.
 */
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

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
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
    app.get(url, { schema: { hide: true } }, (_request, reply) =>
      reply
        .headers({
          'content-type': types[extname(path)] ?? 'application/octet-stream',
          'content-security-policy': POLICY,
          'x-frame-options': 'DENY',
          'cross-origin-opener-policy': 'same-origin',
        })
        .send(bytes),
    );
  }
}
