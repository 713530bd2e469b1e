-- Guidance: what an adviser writes about somebody. A reference holds `concept/id` of another row; nothing is held to it, since rows
-- come by sync in any order.

CREATE TABLE "contactMoment" (
  "number" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "dossier" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL DEFAULT 0,
  "heads" TEXT NOT NULL,
  "unsent" INTEGER NOT NULL DEFAULT 0,
  "createdAt" INTEGER NOT NULL,
  "changedAt" INTEGER NOT NULL,
  "kind" TEXT,
  "date" TEXT,
  "time" TEXT,
  "minutes" INTEGER,
  "participants" TEXT,
  "subject" TEXT,
  "text" TEXT,
  "confidentialNote" TEXT,
  "finished" TEXT,
  "seq" INTEGER NOT NULL DEFAULT 0,
  "unconfirmed" INTEGER NOT NULL DEFAULT 0,
  "apart" TEXT
);
CREATE INDEX "contactMomentOfDossier" ON "contactMoment" ("dossier");

CREATE TABLE "agreement" (
  "number" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "dossier" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL DEFAULT 0,
  "heads" TEXT NOT NULL,
  "unsent" INTEGER NOT NULL DEFAULT 0,
  "createdAt" INTEGER NOT NULL,
  "changedAt" INTEGER NOT NULL,
  "what" TEXT,
  "by" TEXT,
  "byName" TEXT,
  "dueOn" TEXT,
  "state" TEXT,
  "note" TEXT,
  "contactMoment" TEXT,
  "seq" INTEGER NOT NULL DEFAULT 0,
  "unconfirmed" INTEGER NOT NULL DEFAULT 0,
  "apart" TEXT
);
CREATE INDEX "agreementOfDossier" ON "agreement" ("dossier");

CREATE TABLE "task" (
  "number" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "dossier" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL DEFAULT 0,
  "heads" TEXT NOT NULL,
  "unsent" INTEGER NOT NULL DEFAULT 0,
  "createdAt" INTEGER NOT NULL,
  "changedAt" INTEGER NOT NULL,
  "what" TEXT,
  "dueOn" TEXT,
  "priority" TEXT,
  "repeats" TEXT,
  "done" TEXT,
  "doneOn" TEXT,
  "note" TEXT,
  "adviser" TEXT,
  "about" TEXT,
  "seq" INTEGER NOT NULL DEFAULT 0,
  "unconfirmed" INTEGER NOT NULL DEFAULT 0,
  "apart" TEXT
);
CREATE INDEX "taskOfDossier" ON "task" ("dossier");

CREATE TABLE "appointment" (
  "number" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "dossier" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL DEFAULT 0,
  "heads" TEXT NOT NULL,
  "unsent" INTEGER NOT NULL DEFAULT 0,
  "createdAt" INTEGER NOT NULL,
  "changedAt" INTEGER NOT NULL,
  "kind" TEXT,
  "subject" TEXT,
  "date" TEXT,
  "time" TEXT,
  "minutes" INTEGER,
  "travelMinutes" INTEGER,
  "place" TEXT,
  "participants" TEXT,
  "state" TEXT,
  "note" TEXT,
  "adviser" TEXT,
  "externalId" TEXT,
  "seq" INTEGER NOT NULL DEFAULT 0,
  "unconfirmed" INTEGER NOT NULL DEFAULT 0,
  "apart" TEXT
);
CREATE INDEX "appointmentOfDossier" ON "appointment" ("dossier");

CREATE TABLE "actionPlan" (
  "number" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "dossier" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL DEFAULT 0,
  "heads" TEXT NOT NULL,
  "unsent" INTEGER NOT NULL DEFAULT 0,
  "createdAt" INTEGER NOT NULL,
  "changedAt" INTEGER NOT NULL,
  "title" TEXT,
  "from" TEXT,
  "until" TEXT,
  "state" TEXT,
  "summary" TEXT,
  "evaluateOn" TEXT,
  "candidateSignedOn" TEXT,
  "candidateSignature" TEXT,
  "adviserSignedOn" TEXT,
  "adviserSignature" TEXT,
  "seq" INTEGER NOT NULL DEFAULT 0,
  "unconfirmed" INTEGER NOT NULL DEFAULT 0,
  "apart" TEXT
);
CREATE INDEX "actionPlanOfDossier" ON "actionPlan" ("dossier");

CREATE TABLE "goal" (
  "number" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "dossier" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL DEFAULT 0,
  "heads" TEXT NOT NULL,
  "unsent" INTEGER NOT NULL DEFAULT 0,
  "createdAt" INTEGER NOT NULL,
  "changedAt" INTEGER NOT NULL,
  "what" TEXT,
  "why" TEXT,
  "targetDate" TEXT,
  "state" TEXT,
  "reachedOn" TEXT,
  "order" INTEGER,
  "plan" TEXT,
  "seq" INTEGER NOT NULL DEFAULT 0,
  "unconfirmed" INTEGER NOT NULL DEFAULT 0,
  "apart" TEXT
);
CREATE INDEX "goalOfDossier" ON "goal" ("dossier");

CREATE TABLE "planStep" (
  "number" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "dossier" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL DEFAULT 0,
  "heads" TEXT NOT NULL,
  "unsent" INTEGER NOT NULL DEFAULT 0,
  "createdAt" INTEGER NOT NULL,
  "changedAt" INTEGER NOT NULL,
  "what" TEXT,
  "kind" TEXT,
  "by" TEXT,
  "dueOn" TEXT,
  "state" TEXT,
  "doneOn" TEXT,
  "note" TEXT,
  "order" INTEGER,
  "goal" TEXT,
  "seq" INTEGER NOT NULL DEFAULT 0,
  "unconfirmed" INTEGER NOT NULL DEFAULT 0,
  "apart" TEXT
);
CREATE INDEX "planStepOfDossier" ON "planStep" ("dossier");

CREATE TABLE "jobApplication" (
  "number" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "dossier" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL DEFAULT 0,
  "heads" TEXT NOT NULL,
  "unsent" INTEGER NOT NULL DEFAULT 0,
  "createdAt" INTEGER NOT NULL,
  "changedAt" INTEGER NOT NULL,
  "vacancy" TEXT,
  "employer" TEXT,
  "place" TEXT,
  "url" TEXT,
  "contactName" TEXT,
  "contactDetails" TEXT,
  "stage" TEXT,
  "appliedOn" TEXT,
  "nextOn" TEXT,
  "closedOn" TEXT,
  "reason" TEXT,
  "note" TEXT,
  "keepOnFile" TEXT,
  "seq" INTEGER NOT NULL DEFAULT 0,
  "unconfirmed" INTEGER NOT NULL DEFAULT 0,
  "apart" TEXT
);
CREATE INDEX "jobApplicationOfDossier" ON "jobApplication" ("dossier");

CREATE TABLE "placement" (
  "number" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "dossier" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL DEFAULT 0,
  "heads" TEXT NOT NULL,
  "unsent" INTEGER NOT NULL DEFAULT 0,
  "createdAt" INTEGER NOT NULL,
  "changedAt" INTEGER NOT NULL,
  "employer" TEXT,
  "role" TEXT,
  "place" TEXT,
  "from" TEXT,
  "until" TEXT,
  "hours" INTEGER,
  "contractForm" TEXT,
  "schemes" TEXT,
  "contactName" TEXT,
  "contactDetails" TEXT,
  "followedUp1" TEXT,
  "followedUp3" TEXT,
  "followedUp6" TEXT,
  "followedUp12" TEXT,
  "endReason" TEXT,
  "note" TEXT,
  "jobApplication" TEXT,
  "seq" INTEGER NOT NULL DEFAULT 0,
  "unconfirmed" INTEGER NOT NULL DEFAULT 0,
  "apart" TEXT
);
CREATE INDEX "placementOfDossier" ON "placement" ("dossier");

-- What is planned and due, over all dossiers: Today and the agenda ask by day.
CREATE INDEX "appointmentByDay" ON "appointment" ("date") WHERE "deleted" = 0;
CREATE INDEX "taskByDay" ON "task" ("dueOn") WHERE "deleted" = 0 AND ("done" IS NULL OR "done" = 'no');
CREATE INDEX "agreementByDay" ON "agreement" ("dueOn") WHERE "deleted" = 0 AND ("state" IS NULL OR "state" = 'open');
CREATE INDEX "jobApplicationByDay" ON "jobApplication" ("nextOn") WHERE "deleted" = 0 AND "closedOn" IS NULL;
CREATE INDEX "actionPlanByEvaluation" ON "actionPlan" ("evaluateOn") WHERE "deleted" = 0;
CREATE INDEX "placementByDay" ON "placement" ("from") WHERE "deleted" = 0;
CREATE INDEX "contactMomentConcept" ON "contactMoment" ("changedAt") WHERE "deleted" = 0 AND ("finished" IS NULL OR "finished" = 'no');
CREATE INDEX "contactMomentByDay" ON "contactMoment" ("dossier", "date") WHERE "deleted" = 0;

-- The search index anew, with room for more concepts in the address of a row, and without the lengths of rows, which nothing asks.
-- It is filled when the caseload is opened (search-words.ts, SEARCH_VERSION).
DROP TABLE "searchIndex";
CREATE VIRTUAL TABLE "searchIndex" USING fts5("name", "words", content='', columnsize=0, tokenize="unicode61 remove_diacritics 0", prefix='2 3', detail='column');
