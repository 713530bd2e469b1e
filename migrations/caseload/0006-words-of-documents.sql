-- What this laptop took out of documents by itself: their words, for the search box, and a small picture of each. Not answers of anybody: they make no
-- operation, do not sync, and are made anew where they are missing. They go with the document, and when it becomes confidential.

--   number  stands in the address of the words in the search index
--   state   read; or why there are no words: none, password, damaged, tooLarge
--   text    as it is shown and quoted
--   words   as they stand in the index, each once
CREATE TABLE "documentText" (
  "number" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "dossier" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "text" TEXT NOT NULL,
  "words" TEXT NOT NULL
);
CREATE INDEX "documentTextOfDossier" ON "documentText" ("dossier");

CREATE TABLE "documentThumbnail" (
  "id" TEXT PRIMARY KEY,
  "dossier" TEXT NOT NULL,
  "picture" BLOB NOT NULL
) WITHOUT ROWID;
