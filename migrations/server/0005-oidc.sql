-- An organisation whose people sign in with its own identity provider (OpenID Connect Core 1.0). 'clientSecret' is null for a public client;
-- 'trustsEmail' says that this issuer only gives addresses that it verified, without saying so of each.
CREATE TABLE "oidcProvider" (
  "organisation" TEXT PRIMARY KEY REFERENCES "organisation" ("id"),
  "issuer" TEXT NOT NULL,
  "clientId" TEXT NOT NULL,
  "clientSecret" TEXT,
  "trustsEmail" INTEGER NOT NULL DEFAULT 0,
  "changedAt" BIGINT NOT NULL
);

-- Who somebody is at the issuer, once they signed in with an address that was theirs here.
CREATE TABLE "oidcIdentity" (
  "organisation" TEXT NOT NULL,
  "issuer" TEXT NOT NULL,
  "subject" TEXT NOT NULL,
  "person" TEXT NOT NULL,
  "boundAt" BIGINT NOT NULL,
  PRIMARY KEY ("organisation", "issuer", "subject"),
  FOREIGN KEY ("organisation", "person") REFERENCES "person" ("organisation", "id")
);

CREATE INDEX "oidcIdentitiesOfPerson" ON "oidcIdentity" ("organisation", "person");

-- Somebody on their way through the issuer, for some minutes. 'laptop' is JSON of the laptop that wants in, with its key and the port of the
-- loopback on which it waits; null for the administrator's page. 'cookie' (hashed) binds the browser that was sent; 'state', 'nonce' and
-- 'verifier' are for the issuer; 'secret' (hashed) is what the laptop hears from the browser, once 'person' is known.
CREATE TABLE "oidcAttempt" (
  "id" TEXT PRIMARY KEY,
  "organisation" TEXT NOT NULL REFERENCES "organisation" ("id"),
  "epoch" TEXT NOT NULL,
  "laptop" TEXT,
  "state" TEXT NOT NULL UNIQUE,
  "nonce" TEXT NOT NULL,
  "verifier" TEXT NOT NULL,
  "cookie" TEXT,
  "person" TEXT,
  "secret" TEXT,
  "expiresAt" BIGINT NOT NULL
);
