-- Documents: their rows, and what this laptop knows of their files (electron/documents).

CREATE TABLE "document" (
  "number" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "dossier" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL DEFAULT 0,
  "heads" TEXT NOT NULL,
  "unsent" INTEGER NOT NULL DEFAULT 0,
  "createdAt" INTEGER NOT NULL,
  "changedAt" INTEGER NOT NULL,
  "name" TEXT,
  "kind" TEXT,
  "date" TEXT,
  "confidential" TEXT,
  "note" TEXT,
  "mediaType" TEXT,
  "bytes" INTEGER,
  "seq" INTEGER NOT NULL DEFAULT 0,
  "unconfirmed" INTEGER NOT NULL DEFAULT 0,
  "apart" TEXT
);

CREATE INDEX "documentOfDossier" ON "document" ("dossier");

-- The sealed bytes of a document, by the id of its row. In a table of its own: bytes are no answer of anybody, and make no operation.
--   key        what opens the bytes, as base64; only here and at the office
--   length     of the sealed bytes
--   sha256     of the sealed bytes
--   here       how many of them are in the folder of this laptop; all, none, or as far as a transfer came
--   atOffice   1 when the office has said that it has them whole
--   pinned     1 when they are to be here also while nobody asks
--   wantedAt   when the adviser asked for them, while they are not here
--   leaving    1 when the dossier may not be held any more and only the handing in is left
--   damaged    1 when what is here does not open; the office may have it whole
--   usedAt     when it was last opened or added here
CREATE TABLE "documentFile" (
  "id" TEXT PRIMARY KEY,
  "dossier" TEXT NOT NULL,
  "key" TEXT NOT NULL,
  "length" INTEGER NOT NULL,
  "sha256" TEXT NOT NULL,
  "here" INTEGER NOT NULL,
  "atOffice" INTEGER NOT NULL,
  "pinned" INTEGER NOT NULL,
  "wantedAt" INTEGER,
  "leaving" INTEGER NOT NULL,
  "damaged" INTEGER NOT NULL,
  "usedAt" INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX "documentFileOfDossier" ON "documentFile" ("dossier");

-- Files that the organisation gives to all its laptops. The office makes and removes them.
CREATE TABLE "referenceFile" (
  "number" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "dossier" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL DEFAULT 0,
  "heads" TEXT NOT NULL,
  "unsent" INTEGER NOT NULL DEFAULT 0,
  "createdAt" INTEGER NOT NULL,
  "changedAt" INTEGER NOT NULL,
  "name" TEXT,
  "note" TEXT,
  "mediaType" TEXT,
  "bytes" INTEGER,
  "seq" INTEGER NOT NULL DEFAULT 0,
  "unconfirmed" INTEGER NOT NULL DEFAULT 0,
  "apart" TEXT
);

-- Every row that has a file.
CREATE VIEW "documentRow" AS
  SELECT "id", "dossier", "number", "deleted", "name", "mediaType", "bytes" FROM "document"
  UNION ALL
  SELECT "id", "dossier", "number", "deleted", "name", "mediaType", "bytes" FROM "referenceFile";
