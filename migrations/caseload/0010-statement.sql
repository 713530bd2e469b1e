-- The privacy statement of the organisation, a row a version; and who is its processor.

CREATE TABLE "statement" (
  "number" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "dossier" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL DEFAULT 0,
  "heads" TEXT NOT NULL,
  "unsent" INTEGER NOT NULL DEFAULT 0,
  "createdAt" INTEGER NOT NULL,
  "changedAt" INTEGER NOT NULL,
  "title" TEXT,
  "version" TEXT,
  "date" TEXT,
  "text" TEXT,
  "seq" INTEGER NOT NULL DEFAULT 0,
  "unconfirmed" INTEGER NOT NULL DEFAULT 0,
  "apart" TEXT
);
CREATE INDEX "statementOfDossier" ON "statement" ("dossier");

ALTER TABLE "organisation" ADD COLUMN "processor" TEXT;
