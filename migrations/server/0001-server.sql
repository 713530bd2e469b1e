-- The organisation's server, first form. The same text on SQLite and PostgreSQL: TEXT, BIGINT, and JSON as TEXT. SQL only: a
-- migration imports nothing of ours, only adds, and is never changed once released.
--
-- Every table but "server" and "proof" begins with the organisation: nothing is ever found without saying whose it is, and the
-- whole can be divided over machines by it. Times are milliseconds since 1970.

-- One row: which server this is. The epoch changes when it is restored from a backup (P9).
CREATE TABLE "server" (
  "one" INTEGER PRIMARY KEY,
  "epoch" TEXT NOT NULL,
  "tokenSecret" TEXT NOT NULL,
  "startedAt" BIGINT NOT NULL
);

-- The customer. Its name, address, KvK, btw and IBAN (§2) are the row 'organisation' of concept 'organisation' in "rowState":
-- laptops hold it too, so it has one place. 'counter' is the last seq given out; 'audit…' the end of its audit chain.
CREATE TABLE "organisation" (
  "id" TEXT PRIMARY KEY,
  "counter" BIGINT NOT NULL DEFAULT 0,
  "auditNumber" BIGINT NOT NULL DEFAULT 0,
  "auditHash" TEXT NOT NULL,
  "createdAt" BIGINT NOT NULL
);

-- People at the customer whom we may write to (§2), besides the first one in the organisation's own row.
CREATE TABLE "contactPerson" (
  "organisation" TEXT NOT NULL REFERENCES "organisation" ("id"),
  "id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "email" TEXT NOT NULL,
  PRIMARY KEY ("organisation", "id")
);

-- 'roles' is a JSON list of adviser, teamLead, administrator, privacyOfficer. 'epoch' makes being an adviser again a new grant of
-- everything (P11); 'decidedAt' is when roles and access were last decided, so that a restore does not undo it.
CREATE TABLE "person" (
  "organisation" TEXT NOT NULL REFERENCES "organisation" ("id"),
  "id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "email" TEXT,
  "roles" TEXT NOT NULL,
  "active" INTEGER NOT NULL DEFAULT 1,
  "epoch" TEXT,
  "decidedAt" BIGINT NOT NULL DEFAULT 0,
  "createdAt" BIGINT NOT NULL,
  PRIMARY KEY ("organisation", "id")
);

CREATE TABLE "team" (
  "organisation" TEXT NOT NULL REFERENCES "organisation" ("id"),
  "id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "createdAt" BIGINT NOT NULL,
  PRIMARY KEY ("organisation", "id")
);

-- Never removed but ended: what was somebody's through a team stays known (P4). 'epoch' makes coming back a new grant (P11).
CREATE TABLE "teamMember" (
  "organisation" TEXT NOT NULL,
  "epoch" TEXT NOT NULL,
  "team" TEXT NOT NULL,
  "person" TEXT NOT NULL,
  "from" BIGINT NOT NULL,
  "until" BIGINT,
  PRIMARY KEY ("organisation", "epoch"),
  FOREIGN KEY ("organisation", "team") REFERENCES "team" ("organisation", "id"),
  FOREIGN KEY ("organisation", "person") REFERENCES "person" ("organisation", "id")
);

CREATE INDEX "teamsOfPerson" ON "teamMember" ("organisation", "person");

CREATE INDEX "membersOfTeam" ON "teamMember" ("organisation", "team");

-- A laptop: its public key, what of it was handled (P6), when it was last heard, what it still had to send. 'publicKey' is null for
-- the server's own hand, which writes what an administrator asks of it.
CREATE TABLE "device" (
  "organisation" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "person" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "publicKey" TEXT,
  "thumbprint" TEXT,
  "handled" BIGINT NOT NULL DEFAULT 0,
  "unsent" BIGINT NOT NULL DEFAULT 0,
  "schema" BIGINT NOT NULL DEFAULT 0,
  "lastContact" BIGINT NOT NULL,
  "createdAt" BIGINT NOT NULL,
  "blockedAt" BIGINT,
  "wipeAt" BIGINT,
  "wipeHeardAt" BIGINT,
  "decidedAt" BIGINT NOT NULL DEFAULT 0,
  "auditNumber" BIGINT NOT NULL DEFAULT 0,
  "auditHash" TEXT,
  PRIMARY KEY ("organisation", "id"),
  UNIQUE ("thumbprint"),
  FOREIGN KEY ("organisation", "person") REFERENCES "person" ("organisation", "id")
);

-- An invitation. 'lookup' is the first part of the code and finds it; the rest is kept as a slow hash only.
CREATE TABLE "enrolment" (
  "organisation" TEXT NOT NULL,
  "lookup" TEXT NOT NULL,
  "person" TEXT NOT NULL,
  "salt" TEXT NOT NULL,
  "hash" TEXT NOT NULL,
  "guesses" INTEGER NOT NULL DEFAULT 0,
  "createdAt" BIGINT NOT NULL,
  "expiresAt" BIGINT NOT NULL,
  "usedAt" BIGINT,
  PRIMARY KEY ("lookup"),
  FOREIGN KEY ("organisation", "person") REFERENCES "person" ("organisation", "id")
);

-- Proofs of possession that were seen, so that none is used twice on whichever instance.
CREATE TABLE "proof" (
  "id" TEXT PRIMARY KEY,
  "expiresAt" BIGINT NOT NULL
);

CREATE INDEX "proofByEnd" ON "proof" ("expiresAt");

-- 'lastSeq' is the seq of its last operation: a pull looks only into dossiers that moved.
CREATE TABLE "dossier" (
  "organisation" TEXT NOT NULL REFERENCES "organisation" ("id"),
  "id" TEXT NOT NULL,
  "lastSeq" BIGINT NOT NULL DEFAULT 0,
  "begunAt" BIGINT NOT NULL,
  "erasedAt" BIGINT,
  PRIMARY KEY ("organisation", "id")
);

-- Who may hold which dossier: a person or a team. Never removed but revoked or ended.
CREATE TABLE "dossierGrant" (
  "organisation" TEXT NOT NULL,
  "epoch" TEXT NOT NULL,
  "dossier" TEXT NOT NULL,
  "person" TEXT,
  "team" TEXT,
  "from" BIGINT NOT NULL,
  "until" BIGINT,
  "revokedAt" BIGINT,
  "givenBy" TEXT NOT NULL,
  PRIMARY KEY ("organisation", "epoch"),
  FOREIGN KEY ("organisation", "dossier") REFERENCES "dossier" ("organisation", "id"),
  FOREIGN KEY ("organisation", "person") REFERENCES "person" ("organisation", "id"),
  FOREIGN KEY ("organisation", "team") REFERENCES "team" ("organisation", "id"),
  CHECK (("person" IS NULL) <> ("team" IS NULL))
);

CREATE INDEX "grantsOfPerson" ON "dossierGrant" ("organisation", "person", "dossier");

CREATE INDEX "grantsOfTeam" ON "dossierGrant" ("organisation", "team", "dossier");

CREATE INDEX "grantsOfDossier" ON "dossierGrant" ("organisation", "dossier");

-- From whom a dossier was taken by a decision. Stands by itself: after a restore the dossier may not be known any more (S4).
CREATE TABLE "taken" (
  "organisation" TEXT NOT NULL,
  "person" TEXT NOT NULL,
  "dossier" TEXT NOT NULL,
  "at" BIGINT NOT NULL,
  PRIMARY KEY ("organisation", "person", "dossier")
);

-- Every operation that was applied, in the order of the organisation. 'body' is the operation as it goes out, without its seq.
CREATE TABLE "operation" (
  "organisation" TEXT NOT NULL,
  "seq" BIGINT NOT NULL,
  "id" TEXT NOT NULL,
  "device" TEXT NOT NULL,
  "n" BIGINT NOT NULL,
  "dossier" TEXT NOT NULL,
  "receivedAt" BIGINT NOT NULL,
  "body" TEXT NOT NULL,
  PRIMARY KEY ("organisation", "id")
);

CREATE UNIQUE INDEX "operationInOrder" ON "operation" ("organisation", "dossier", "seq");

-- What stands of a row (core/sync/merge.ts), and the seq of the last operation in it.
CREATE TABLE "rowState" (
  "organisation" TEXT NOT NULL,
  "dossier" TEXT NOT NULL,
  "concept" TEXT NOT NULL,
  "row" TEXT NOT NULL,
  "seq" BIGINT NOT NULL,
  "createdAt" BIGINT NOT NULL,
  "changedAt" BIGINT NOT NULL,
  "heads" TEXT NOT NULL,
  "values" TEXT NOT NULL,
  "others" TEXT,
  "awaited" TEXT,
  PRIMARY KEY ("organisation", "dossier", "concept", "row")
);

-- A row belongs to one dossier for ever (O8).
CREATE UNIQUE INDEX "rowOnce" ON "rowState" ("organisation", "row", "concept");

-- What was answered to operations that were not applied (P2), without anything of their content. 'later' is no answer, but says that
-- the operation was seen (S6).
CREATE TABLE "answer" (
  "organisation" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "device" TEXT NOT NULL,
  "n" BIGINT NOT NULL,
  "at" BIGINT NOT NULL,
  "result" TEXT NOT NULL,
  "why" TEXT,
  "field" TEXT,
  PRIMARY KEY ("organisation", "id")
);

-- Work on a dossier its author does not hold (P4), and work that was refused, with why (S5): whole, until somebody decides. Once decided
-- the body is gone from here. 'dossier' is null where it could not be read.
CREATE TABLE "quarantine" (
  "organisation" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "dossier" TEXT,
  "device" TEXT NOT NULL,
  "n" BIGINT NOT NULL,
  "author" TEXT NOT NULL,
  "wasTheirs" INTEGER NOT NULL,
  "why" TEXT,
  "field" TEXT,
  "receivedAt" BIGINT NOT NULL,
  "body" TEXT,
  "decision" TEXT,
  "decidedBy" TEXT,
  "decidedAt" BIGINT,
  PRIMARY KEY ("organisation", "id")
);

CREATE INDEX "quarantineOfDossier" ON "quarantine" ("organisation", "dossier");

-- A document of a dossier: its bytes, as the laptop sealed them, are a file in the folder of its organisation and dossier; the key that
-- opens them is here, apart from them. 'length' and 'sha256' are of the sealed bytes; 'completedAt' is null until all are there.
CREATE TABLE "document" (
  "organisation" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "dossier" TEXT NOT NULL,
  "length" BIGINT NOT NULL,
  "sha256" TEXT NOT NULL,
  "key" TEXT NOT NULL,
  "person" TEXT NOT NULL,
  "device" TEXT NOT NULL,
  "begunAt" BIGINT NOT NULL,
  "completedAt" BIGINT,
  PRIMARY KEY ("organisation", "id"),
  FOREIGN KEY ("organisation", "dossier") REFERENCES "dossier" ("organisation", "id")
);

CREATE INDEX "documentsOfDossier" ON "document" ("organisation", "dossier");

-- The trace without content of what was erased for good.
CREATE TABLE "erasure" (
  "organisation" TEXT NOT NULL,
  "dossier" TEXT NOT NULL,
  "at" BIGINT NOT NULL,
  "actor" TEXT NOT NULL,
  "ground" TEXT NOT NULL,
  "replayedAt" BIGINT,
  PRIMARY KEY ("organisation", "dossier")
);

-- Who did what, when, from which device; each line holds the hash of the line before it. No values. A laptop's own lines come in
-- whole, with their place in the laptop's chain in 'detail'.
CREATE TABLE "audit" (
  "organisation" TEXT NOT NULL,
  "number" BIGINT NOT NULL,
  "at" BIGINT NOT NULL,
  "actor" TEXT NOT NULL,
  "device" TEXT,
  "action" TEXT NOT NULL,
  "dossier" TEXT,
  "detail" TEXT NOT NULL,
  "previous" TEXT NOT NULL,
  "hash" TEXT NOT NULL,
  PRIMARY KEY ("organisation", "number")
);

CREATE INDEX "auditOfDossier" ON "audit" ("organisation", "dossier", "number");
