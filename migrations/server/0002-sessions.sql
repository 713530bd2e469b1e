-- The administrator's page. A link is good once and for some minutes; a session for a working day. Of both only a hash is kept: a copy of
-- the database signs nobody in. 'epoch' is the server's: after a restore everybody signs in again.
CREATE TABLE "signIn" (
  "hash" TEXT PRIMARY KEY,
  "organisation" TEXT NOT NULL,
  "person" TEXT NOT NULL,
  "epoch" TEXT NOT NULL,
  "expiresAt" BIGINT NOT NULL,
  FOREIGN KEY ("organisation", "person") REFERENCES "person" ("organisation", "id")
);

CREATE TABLE "session" (
  "organisation" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "hash" TEXT NOT NULL,
  "person" TEXT NOT NULL,
  "epoch" TEXT NOT NULL,
  "createdAt" BIGINT NOT NULL,
  "expiresAt" BIGINT NOT NULL,
  PRIMARY KEY ("organisation", "id"),
  UNIQUE ("hash"),
  FOREIGN KEY ("organisation", "person") REFERENCES "person" ("organisation", "id")
);
