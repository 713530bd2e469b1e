-- Classification packs: lists of occupations, skills, places and regions that anybody can download. Nobody's datum is in them, they stay on
-- this laptop, and can be imported again at any time.
--
--   pack          a list as it was imported; `state` is coming (being written), current, or leaving (being taken away)
--   packConcept   an occupation, a skill or an ISCO group of ESCO; number = pack * 2^20 + place in the pack
--   packLabel     its names; number = pack * 2^28 + block * 2^24 + place, a block for each kind, language, and preferred or other name,
--                 the shortest first: whoever reads in the order of the numbers reads the likeliest first
--   packRelation  which skills belong to an occupation
--   packEntry     everything else by its key, as JSON: interests by occupation of O*NET, postcodes, regions, groups
--   packChange    what became of a code that a former list had and the present one has not, or names otherwise
--   packWordsA/B  the folded words of the labels, by the number of the label. Two, so that a new list is written beside the one in use.

CREATE TABLE "pack" (
  "number" INTEGER PRIMARY KEY,
  "kind" TEXT NOT NULL,
  "version" TEXT NOT NULL,
  "languages" TEXT NOT NULL,
  "counts" TEXT NOT NULL,
  "files" TEXT NOT NULL,
  "importedAt" INTEGER NOT NULL,
  "state" TEXT NOT NULL,
  "words" TEXT
);

CREATE TABLE "packConcept" (
  "number" INTEGER PRIMARY KEY,
  "kind" TEXT NOT NULL,
  "code" TEXT NOT NULL,
  "isco" TEXT,
  "notation" TEXT,
  "type" TEXT
);
CREATE INDEX "packConceptByCode" ON "packConcept" ("code");

CREATE TABLE "packLabel" (
  "number" INTEGER PRIMARY KEY,
  "concept" INTEGER NOT NULL,
  "text" TEXT NOT NULL
);
CREATE INDEX "packLabelOfConcept" ON "packLabel" ("concept");

CREATE TABLE "packRelation" (
  "occupation" INTEGER NOT NULL,
  "skill" INTEGER NOT NULL,
  "essential" INTEGER NOT NULL,
  PRIMARY KEY ("occupation", "skill")
) WITHOUT ROWID;

CREATE TABLE "packEntry" (
  "pack" INTEGER NOT NULL,
  "code" TEXT NOT NULL,
  "data" TEXT NOT NULL,
  PRIMARY KEY ("pack", "code")
) WITHOUT ROWID;

CREATE TABLE "packChange" (
  "code" TEXT PRIMARY KEY,
  "change" TEXT NOT NULL,
  "was" TEXT NOT NULL,
  "becomes" TEXT
) WITHOUT ROWID;

CREATE VIRTUAL TABLE "packWordsA" USING fts5("words", content='', columnsize=0, tokenize="unicode61 remove_diacritics 0", prefix='2 3', detail='none');
CREATE VIRTUAL TABLE "packWordsB" USING fts5("words", content='', columnsize=0, tokenize="unicode61 remove_diacritics 0", prefix='2 3', detail='none');
CREATE VIRTUAL TABLE "packTermsA" USING fts5vocab("packWordsA", 'row');
CREATE VIRTUAL TABLE "packTermsB" USING fts5vocab("packWordsB", 'row');
