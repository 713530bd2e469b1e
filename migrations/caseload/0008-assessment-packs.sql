-- Questionnaires of others that were taken in on this laptop: what is asked and how it is scored, as JSON (core/assessments/definition.ts).
-- Nobody's datum is in them, and they do not sync: each laptop takes in the file itself, under the licence that comes with it.

CREATE TABLE "assessmentPack" (
  "key" TEXT PRIMARY KEY,
  "definition" TEXT NOT NULL,
  "addedAt" INTEGER NOT NULL
);
