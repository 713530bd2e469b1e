-- What a laptop needs to speak with the organisation's server (core/sync/SPEC.md).
--
-- Each row of a concept gets:
--   seq          the last operation of the organisation's order that is in it; 0 while it stands on this laptop only
--   unconfirmed  how many own operations on this row did not come back from the server yet
--   apart        JSON, what stands beside what is shown: values of other heads, operations that are awaited, values of
--                fields that this version does not know yet (S10); null nearly always

ALTER TABLE "candidate" ADD COLUMN "seq" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "candidate" ADD COLUMN "unconfirmed" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "candidate" ADD COLUMN "apart" TEXT;
ALTER TABLE "availability" ADD COLUMN "seq" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "availability" ADD COLUMN "unconfirmed" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "availability" ADD COLUMN "apart" TEXT;
ALTER TABLE "contactDetail" ADD COLUMN "seq" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "contactDetail" ADD COLUMN "unconfirmed" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "contactDetail" ADD COLUMN "apart" TEXT;
ALTER TABLE "socialProfile" ADD COLUMN "seq" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "socialProfile" ADD COLUMN "unconfirmed" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "socialProfile" ADD COLUMN "apart" TEXT;
ALTER TABLE "workExperience" ADD COLUMN "seq" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "workExperience" ADD COLUMN "unconfirmed" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "workExperience" ADD COLUMN "apart" TEXT;
ALTER TABLE "education" ADD COLUMN "seq" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "education" ADD COLUMN "unconfirmed" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "education" ADD COLUMN "apart" TEXT;
ALTER TABLE "course" ADD COLUMN "seq" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "course" ADD COLUMN "unconfirmed" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "course" ADD COLUMN "apart" TEXT;
ALTER TABLE "skill" ADD COLUMN "seq" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "skill" ADD COLUMN "unconfirmed" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "skill" ADD COLUMN "apart" TEXT;
ALTER TABLE "language" ADD COLUMN "seq" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "language" ADD COLUMN "unconfirmed" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "language" ADD COLUMN "apart" TEXT;
ALTER TABLE "drivingLicence" ADD COLUMN "seq" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "drivingLicence" ADD COLUMN "unconfirmed" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "drivingLicence" ADD COLUMN "apart" TEXT;
ALTER TABLE "desiredOccupation" ADD COLUMN "seq" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "desiredOccupation" ADD COLUMN "unconfirmed" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "desiredOccupation" ADD COLUMN "apart" TEXT;
ALTER TABLE "interest" ADD COLUMN "seq" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "interest" ADD COLUMN "unconfirmed" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "interest" ADD COLUMN "apart" TEXT;
ALTER TABLE "interestProfile" ADD COLUMN "seq" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "interestProfile" ADD COLUMN "unconfirmed" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "interestProfile" ADD COLUMN "apart" TEXT;
ALTER TABLE "scheme" ADD COLUMN "seq" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "scheme" ADD COLUMN "unconfirmed" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "scheme" ADD COLUMN "apart" TEXT;
ALTER TABLE "webLink" ADD COLUMN "seq" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "webLink" ADD COLUMN "unconfirmed" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "webLink" ADD COLUMN "apart" TEXT;
ALTER TABLE "importRemainder" ADD COLUMN "seq" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "importRemainder" ADD COLUMN "unconfirmed" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "importRemainder" ADD COLUMN "apart" TEXT;
ALTER TABLE "organisation" ADD COLUMN "seq" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "organisation" ADD COLUMN "unconfirmed" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "organisation" ADD COLUMN "apart" TEXT;
ALTER TABLE "adviser" ADD COLUMN "seq" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "adviser" ADD COLUMN "unconfirmed" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "adviser" ADD COLUMN "apart" TEXT;

--   seq      the place in the organisation's order
--   answer   null while an own operation has none; applied, quarantined, refused or erased; 'kept' where it was never for the
--            server; 'received' for what came in from elsewhere
--   why      of a refusal
--   onRow    0: the row does not show it, because the server put it aside
-- 'acknowledgedAt' is, on the clock of the server, when it answered, or when the operation came in.
ALTER TABLE "operation" ADD COLUMN "seq" INTEGER;
ALTER TABLE "operation" ADD COLUMN "answer" TEXT;
ALTER TABLE "operation" ADD COLUMN "why" TEXT;
ALTER TABLE "operation" ADD COLUMN "onRow" INTEGER NOT NULL DEFAULT 1;

-- Rows with several own operations on the way are looked up here, also those of one dossier before it may go.
CREATE INDEX "operationOnItsWay" ON "operation" ("dossier", "row") WHERE "acknowledgedAt" IS NULL;

-- What came in after a number of the organisation's order, and what was put aside.
CREATE INDEX "operationInOrder" ON "operation" ("seq") WHERE "answer" = 'applied';
CREATE INDEX "operationAside" ON "operation" ("answer", "why") WHERE "answer" IN ('quarantined', 'refused');

-- Null: done on this laptop, so that undo takes it back here. Otherwise the laptop it was done on.
ALTER TABLE "operationGroup" ADD COLUMN "device" TEXT;

-- The last number that this laptop gave to an operation (O3): operations of others fill the table as well.
INSERT INTO "setting" ("key", "value") SELECT 'lastN', CAST(max("n") AS TEXT) FROM "operation" HAVING count(*) > 0;

-- Each dossier that is on this laptop or is to be:
--   told   the epoch of the grant that the last pull told of; null: not granted
--   until  when that grant ends
--   held   1 when rows of it are here
--   epoch  the epoch of the grant under which its rows are whole; null: to be fetched
--   isOwn  1 when it began here and never came from a server
CREATE TABLE "scope" (
  "dossier" TEXT PRIMARY KEY,
  "told" TEXT,
  "until" INTEGER,
  "held" INTEGER NOT NULL,
  "epoch" TEXT,
  "isOwn" INTEGER NOT NULL
) WITHOUT ROWID;

INSERT INTO "scope" ("dossier", "told", "until", "held", "epoch", "isOwn") SELECT "id", NULL, NULL, 1, NULL, 1 FROM "candidate";

-- Rows of concepts that this version does not know: merged like all others, at home after the upgrade (S10).
CREATE TABLE "unknownRow" (
  "concept" TEXT NOT NULL,
  "row" TEXT NOT NULL,
  "dossier" TEXT NOT NULL,
  "seq" INTEGER NOT NULL,
  "createdAt" INTEGER NOT NULL,
  "changedAt" INTEGER NOT NULL,
  "state" TEXT NOT NULL,
  PRIMARY KEY ("concept", "row")
) WITHOUT ROWID;

CREATE INDEX "unknownRowOfDossier" ON "unknownRow" ("dossier");

-- Fields of which different values stand. 'against' is null, or the operation that changed a row which somebody removed.
CREATE TABLE "conflict" (
  "concept" TEXT NOT NULL,
  "row" TEXT NOT NULL,
  "field" TEXT NOT NULL,
  "dossier" TEXT NOT NULL,
  "against" TEXT,
  PRIMARY KEY ("concept", "row", "field")
) WITHOUT ROWID;

CREATE INDEX "conflictOfDossier" ON "conflict" ("dossier");

-- What the adviser should hear about. No values and no names.
CREATE TABLE "notice" (
  "number" INTEGER PRIMARY KEY,
  "at" INTEGER NOT NULL,
  "kind" TEXT NOT NULL,
  "dossier" TEXT,
  "count" INTEGER NOT NULL,
  "seenAt" INTEGER
);
