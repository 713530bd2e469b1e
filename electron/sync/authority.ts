/**
 * An organisation with a certificate authority of its own: a PEM that is given while connecting, kept with the connection. Trusted beside
 * those of the system, by the thread that speaks with the office and by no other, while its caseload is open.
 */
import { X509Certificate } from 'node:crypto';
import { err, ok, type Result } from '../../core/domain/result.ts';

/** Nothing in it that signs certificates, or none that is good now. */
export type AuthorityNotRight = { type: 'AuthorityNotRight' };

const BLOCK = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;
const MOST = 10;

/** The certificates of authorities in a text, and nothing else that stood in it: no key, no words. */
export function readAuthority(text: string, now: number): Result<string, AuthorityNotRight> {
  const blocks = text.match(BLOCK) ?? [];
  if (blocks.length === 0 || blocks.length > MOST) return err({ type: 'AuthorityNotRight' });
  const kept: string[] = [];
  for (const block of blocks) {
    try {
      const certificate = new X509Certificate(block);
      if (!certificate.ca || certificate.validToDate.getTime() < now) return err({ type: 'AuthorityNotRight' });
      kept.push(certificate.toString().trim());
    } catch {
      return err({ type: 'AuthorityNotRight' });
    }
  }
  return ok(`${kept.join('\n')}\n`);
}

let system: string[] | null = null;

/** @param authority as `readAuthority` gave it; null trusts those of the system only */
export function trust(authority: string | null): void {
  // Most organisations have none: then nothing is touched.
  if (authority === null && system === null) return;
  // Not before an organisation has one: reading it would be part of every start.
  const tls = process.getBuiltinModule('node:tls');
  // A Node from before these (the command line runs on whatever is there) has NODE_EXTRA_CA_CERTS.
  if (typeof tls.setDefaultCACertificates !== 'function') return;
  system ??= tls.getCACertificates('default');
  tls.setDefaultCACertificates(authority === null ? system : [...system, authority]);
}
