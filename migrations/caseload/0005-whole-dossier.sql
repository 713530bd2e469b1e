-- The whole dossier: what a document belongs to, results of assessments, versions of a plan, consent, what a candidate proposes to correct,
-- outlines of an adviser's own, and two dossiers that turned out to be of one person.

ALTER TABLE "candidate" ADD COLUMN "mergedInto" TEXT;
ALTER TABLE "document" ADD COLUMN "about" TEXT;
ALTER TABLE "document" ADD COLUMN "replaces" TEXT;
ALTER TABLE "document" ADD COLUMN "turned" INTEGER;

CREATE TABLE "assessment" (
  "number" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "dossier" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL DEFAULT 0,
  "heads" TEXT NOT NULL,
  "unsent" INTEGER NOT NULL DEFAULT 0,
  "createdAt" INTEGER NOT NULL,
  "changedAt" INTEGER NOT NULL,
  "definition" TEXT,
  "title" TEXT,
  "date" TEXT,
  "way" TEXT,
  "language" TEXT,
  "answeredBy" TEXT,
  "takenBy" TEXT,
  "normGroup" TEXT,
  "answers" TEXT,
  "scores" TEXT,
  "scoreKind" TEXT,
  "scoreMax" INTEGER,
  "finished" TEXT,
  "note" TEXT,
  "seq" INTEGER NOT NULL DEFAULT 0,
  "unconfirmed" INTEGER NOT NULL DEFAULT 0,
  "apart" TEXT
);
CREATE INDEX "assessmentOfDossier" ON "assessment" ("dossier");

CREATE TABLE "planVersion" (
  "number" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "dossier" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL DEFAULT 0,
  "heads" TEXT NOT NULL,
  "unsent" INTEGER NOT NULL DEFAULT 0,
  "createdAt" INTEGER NOT NULL,
  "changedAt" INTEGER NOT NULL,
  "plan" TEXT,
  "name" TEXT,
  "madeOn" TEXT,
  "text" TEXT,
  "candidateSignedOn" TEXT,
  "candidateSignature" TEXT,
  "adviserSignedOn" TEXT,
  "adviserSignature" TEXT,
  "seq" INTEGER NOT NULL DEFAULT 0,
  "unconfirmed" INTEGER NOT NULL DEFAULT 0,
  "apart" TEXT
);
CREATE INDEX "planVersionOfDossier" ON "planVersion" ("dossier");

CREATE TABLE "consent" (
  "number" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "dossier" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL DEFAULT 0,
  "heads" TEXT NOT NULL,
  "unsent" INTEGER NOT NULL DEFAULT 0,
  "createdAt" INTEGER NOT NULL,
  "changedAt" INTEGER NOT NULL,
  "purpose" TEXT,
  "text" TEXT,
  "version" TEXT,
  "way" TEXT,
  "givenOn" TEXT,
  "signature" TEXT,
  "withdrawnOn" TEXT,
  "note" TEXT,
  "seq" INTEGER NOT NULL DEFAULT 0,
  "unconfirmed" INTEGER NOT NULL DEFAULT 0,
  "apart" TEXT
);
CREATE INDEX "consentOfDossier" ON "consent" ("dossier");

CREATE TABLE "proposal" (
  "number" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "dossier" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL DEFAULT 0,
  "heads" TEXT NOT NULL,
  "unsent" INTEGER NOT NULL DEFAULT 0,
  "createdAt" INTEGER NOT NULL,
  "changedAt" INTEGER NOT NULL,
  "about" TEXT,
  "field" TEXT,
  "value" TEXT,
  "before" TEXT,
  "note" TEXT,
  "proposedOn" TEXT,
  "state" TEXT,
  "decidedOn" TEXT,
  "seq" INTEGER NOT NULL DEFAULT 0,
  "unconfirmed" INTEGER NOT NULL DEFAULT 0,
  "apart" TEXT
);
CREATE INDEX "proposalOfDossier" ON "proposal" ("dossier");

CREATE TABLE "template" (
  "number" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "dossier" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL DEFAULT 0,
  "heads" TEXT NOT NULL,
  "unsent" INTEGER NOT NULL DEFAULT 0,
  "createdAt" INTEGER NOT NULL,
  "changedAt" INTEGER NOT NULL,
  "kind" TEXT,
  "name" TEXT,
  "language" TEXT,
  "subject" TEXT,
  "text" TEXT,
  "seq" INTEGER NOT NULL DEFAULT 0,
  "unconfirmed" INTEGER NOT NULL DEFAULT 0,
  "apart" TEXT
);
CREATE INDEX "templateOfDossier" ON "template" ("dossier");

-- Reports over a period go by these, without reading what was written in a row.
CREATE INDEX "candidateByPhase" ON "candidate" ("phase", "createdAt", "changedAt", "id") WHERE "deleted" = 0;
CREATE INDEX "contactMomentByDate" ON "contactMoment" ("date", "kind", "dossier") WHERE "deleted" = 0;
CREATE INDEX "jobApplicationByStage" ON "jobApplication" ("stage", "closedOn", "reason", "dossier") WHERE "deleted" = 0;

-- Moments to evaluate that are due, of all plans: Today asks by day.
CREATE INDEX "planStepByEvaluation" ON "planStep" ("dueOn") WHERE "deleted" = 0 AND "kind" = 'evaluation';
