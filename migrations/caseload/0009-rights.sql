-- What a candidate asks by their rights (AVG art. 15 to 22), what may not be done with a dossier, and what keeps it from being erased.
-- Whether a dossier is frozen is asked at each write and of each line of a list: the two indexes hold only what stands.

CREATE TABLE "request" (
  "number" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "dossier" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL DEFAULT 0,
  "heads" TEXT NOT NULL,
  "unsent" INTEGER NOT NULL DEFAULT 0,
  "createdAt" INTEGER NOT NULL,
  "changedAt" INTEGER NOT NULL,
  "right" TEXT,
  "receivedOn" TEXT,
  "way" TEXT,
  "about" TEXT,
  "byName" TEXT,
  "identity" TEXT,
  "identityOn" TEXT,
  "extendedOn" TEXT,
  "extendReason" TEXT,
  "state" TEXT,
  "ground" TEXT,
  "reason" TEXT,
  "decidedOn" TEXT,
  "answeredOn" TEXT,
  "note" TEXT,
  "adviser" TEXT,
  "seq" INTEGER NOT NULL DEFAULT 0,
  "unconfirmed" INTEGER NOT NULL DEFAULT 0,
  "apart" TEXT
);
CREATE INDEX "requestOfDossier" ON "request" ("dossier");
CREATE INDEX "requestOpen" ON "request" ("receivedOn") WHERE "deleted" = 0 AND "answeredOn" IS NULL;

CREATE TABLE "restriction" (
  "number" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "dossier" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL DEFAULT 0,
  "heads" TEXT NOT NULL,
  "unsent" INTEGER NOT NULL DEFAULT 0,
  "createdAt" INTEGER NOT NULL,
  "changedAt" INTEGER NOT NULL,
  "kind" TEXT,
  "purposes" TEXT,
  "ground" TEXT,
  "from" TEXT,
  "reason" TEXT,
  "toldOn" TEXT,
  "liftedOn" TEXT,
  "liftReason" TEXT,
  "request" TEXT,
  "seq" INTEGER NOT NULL DEFAULT 0,
  "unconfirmed" INTEGER NOT NULL DEFAULT 0,
  "apart" TEXT
);
CREATE INDEX "restrictionOfDossier" ON "restriction" ("dossier");
CREATE INDEX "restrictionStands" ON "restriction" ("dossier") WHERE "deleted" = 0 AND "liftedOn" IS NULL;

CREATE TABLE "legalHold" (
  "number" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "dossier" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL DEFAULT 0,
  "heads" TEXT NOT NULL,
  "unsent" INTEGER NOT NULL DEFAULT 0,
  "createdAt" INTEGER NOT NULL,
  "changedAt" INTEGER NOT NULL,
  "reason" TEXT,
  "from" TEXT,
  "reviewOn" TEXT,
  "liftedOn" TEXT,
  "byName" TEXT,
  "seq" INTEGER NOT NULL DEFAULT 0,
  "unconfirmed" INTEGER NOT NULL DEFAULT 0,
  "apart" TEXT
);
CREATE INDEX "legalHoldOfDossier" ON "legalHold" ("dossier");
CREATE INDEX "legalHoldStands" ON "legalHold" ("dossier") WHERE "deleted" = 0 AND "liftedOn" IS NULL;

-- How long a scheme is kept hangs on how it ended.
ALTER TABLE "scheme" ADD COLUMN "outcome" TEXT;
ALTER TABLE "scheme" ADD COLUMN "decidedOn" TEXT;
