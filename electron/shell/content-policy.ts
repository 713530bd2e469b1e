// What the window may load: only what was built with it. The same policy stands in the product, in the preview and in
// every window test, so this file imports nothing.

/**
 * The production content security policy. Inline styles only because Mantine sets them; never inline scripts. Fonts may be
 * `data:` because the preview of a page to hand over is a frame in this window and inherits its policy: the page carries
 * its own letters, and may load nothing.
 */
export const contentPolicy: string = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  // Sound and film of a document come by an address of the window itself (media.ts).
  "media-src 'self'",
  "font-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ');

/** A page that is only to be printed: its own styles and the pictures inside it, no script, nothing from anywhere. */
export const printPolicy: string = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  'font-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Sent with everything the window loads. `no-store`: nothing of it may reach a cache on disk. */
export const windowHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(self), microphone=(), geolocation=(), usb=(), serial=(), payment=()',
  'Cache-Control': 'no-store',
};
