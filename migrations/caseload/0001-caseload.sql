-- The caseload on the laptop, first form. SQL only: a migration imports nothing of ours and is never changed once released.
--
-- Each concept is a table; column names are the field names of core/domain/concepts.ts. Besides its fields a row has:
--   number     the row's own number; with the dossier's number it is the row's address in the search index
--   dossier    the candidate it belongs to (or 'organisation')
--   deleted    1 when removed; removing is a field like any other, so it can be undone and can conflict
--   heads      JSON, field -> ids of the operations whose value stands; '*' stands for every field not named
--   unsent     how many operations on this row the organisation's server does not have yet
-- Foreign keys between rows are left to the server: they would break across the pages of a sync.

CREATE TABLE "candidate" (
  "number" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "dossier" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL DEFAULT 0,
  "heads" TEXT NOT NULL,
  "unsent" INTEGER NOT NULL DEFAULT 0,
  "createdAt" INTEGER NOT NULL,
  "changedAt" INTEGER NOT NULL,
  "initials" TEXT,
  "givenName" TEXT,
  "prefix" TEXT,
  "surname" TEXT,
  "street" TEXT,
  "houseNumber" TEXT,
  "houseNumberSuffix" TEXT,
  "postcode" TEXT,
  "place" TEXT,
  "country" TEXT,
  "phase" TEXT,
  "workLevel" TEXT,
  "presentation" TEXT,
  "externalReference" TEXT,
  "sortKey" TEXT NOT NULL DEFAULT ''
);

CREATE TABLE "availability" (
  "number" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "dossier" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL DEFAULT 0,
  "heads" TEXT NOT NULL,
  "unsent" INTEGER NOT NULL DEFAULT 0,
  "createdAt" INTEGER NOT NULL,
  "changedAt" INTEGER NOT NULL,
  "from" TEXT,
  "until" TEXT,
  "hoursMin" INTEGER,
  "hoursMax" INTEGER,
  "days" TEXT,
  "dayParts" TEXT,
  "officeHours" TEXT,
  "irregularHours" TEXT,
  "maxDistanceKm" INTEGER,
  "maxTravelMinutes" INTEGER,
  "transport" TEXT,
  "transportForWork" TEXT,
  "contractForms" TEXT,
  "countries" TEXT,
  "sectors" TEXT,
  "needsAdaptation" TEXT,
  "needsGuidance" TEXT,
  "needsVariation" TEXT,
  "note" TEXT
);

CREATE TABLE "contactDetail" (
  "number" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "dossier" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL DEFAULT 0,
  "heads" TEXT NOT NULL,
  "unsent" INTEGER NOT NULL DEFAULT 0,
  "createdAt" INTEGER NOT NULL,
  "changedAt" INTEGER NOT NULL,
  "email" TEXT,
  "phone" TEXT,
  "label" TEXT
);

CREATE INDEX "contactDetailOfDossier" ON "contactDetail" ("dossier");

CREATE TABLE "socialProfile" (
  "number" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "dossier" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL DEFAULT 0,
  "heads" TEXT NOT NULL,
  "unsent" INTEGER NOT NULL DEFAULT 0,
  "createdAt" INTEGER NOT NULL,
  "changedAt" INTEGER NOT NULL,
  "site" TEXT,
  "handle" TEXT,
  "url" TEXT
);

CREATE INDEX "socialProfileOfDossier" ON "socialProfile" ("dossier");

CREATE TABLE "workExperience" (
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
  "roleCode" TEXT,
  "roleCodeSystem" TEXT,
  "place" TEXT,
  "from" TEXT,
  "until" TEXT,
  "description" TEXT
);

CREATE INDEX "workExperienceOfDossier" ON "workExperience" ("dossier");

CREATE TABLE "education" (
  "number" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "dossier" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL DEFAULT 0,
  "heads" TEXT NOT NULL,
  "unsent" INTEGER NOT NULL DEFAULT 0,
  "createdAt" INTEGER NOT NULL,
  "changedAt" INTEGER NOT NULL,
  "institute" TEXT,
  "name" TEXT,
  "nameCode" TEXT,
  "field" TEXT,
  "level" TEXT,
  "status" TEXT,
  "diploma" TEXT,
  "diplomaDate" TEXT,
  "from" TEXT,
  "until" TEXT,
  "description" TEXT
);

CREATE INDEX "educationOfDossier" ON "education" ("dossier");

CREATE TABLE "course" (
  "number" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "dossier" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL DEFAULT 0,
  "heads" TEXT NOT NULL,
  "unsent" INTEGER NOT NULL DEFAULT 0,
  "createdAt" INTEGER NOT NULL,
  "changedAt" INTEGER NOT NULL,
  "name" TEXT,
  "institute" TEXT,
  "from" TEXT,
  "until" TEXT,
  "certificateDate" TEXT,
  "expiresOn" TEXT,
  "description" TEXT
);

CREATE INDEX "courseOfDossier" ON "course" ("dossier");

CREATE TABLE "skill" (
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
  "code" TEXT,
  "codeSystem" TEXT,
  "level" TEXT,
  "evidence" TEXT,
  "note" TEXT
);

CREATE INDEX "skillOfDossier" ON "skill" ("dossier");

CREATE TABLE "language" (
  "number" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "dossier" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL DEFAULT 0,
  "heads" TEXT NOT NULL,
  "unsent" INTEGER NOT NULL DEFAULT 0,
  "createdAt" INTEGER NOT NULL,
  "changedAt" INTEGER NOT NULL,
  "language" TEXT,
  "languageCode" TEXT,
  "motherTongue" TEXT,
  "speaking" TEXT,
  "writing" TEXT,
  "reading" TEXT,
  "listening" TEXT
);

CREATE INDEX "languageOfDossier" ON "language" ("dossier");

CREATE TABLE "drivingLicence" (
  "number" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "dossier" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL DEFAULT 0,
  "heads" TEXT NOT NULL,
  "unsent" INTEGER NOT NULL DEFAULT 0,
  "createdAt" INTEGER NOT NULL,
  "changedAt" INTEGER NOT NULL,
  "category" TEXT,
  "until" TEXT
);

CREATE INDEX "drivingLicenceOfDossier" ON "drivingLicence" ("dossier");

CREATE TABLE "desiredOccupation" (
  "number" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "dossier" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL DEFAULT 0,
  "heads" TEXT NOT NULL,
  "unsent" INTEGER NOT NULL DEFAULT 0,
  "createdAt" INTEGER NOT NULL,
  "changedAt" INTEGER NOT NULL,
  "name" TEXT,
  "code" TEXT,
  "codeSystem" TEXT
);

CREATE INDEX "desiredOccupationOfDossier" ON "desiredOccupation" ("dossier");

CREATE TABLE "interest" (
  "number" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "dossier" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL DEFAULT 0,
  "heads" TEXT NOT NULL,
  "unsent" INTEGER NOT NULL DEFAULT 0,
  "createdAt" INTEGER NOT NULL,
  "changedAt" INTEGER NOT NULL,
  "name" TEXT,
  "note" TEXT
);

CREATE INDEX "interestOfDossier" ON "interest" ("dossier");

CREATE TABLE "interestProfile" (
  "number" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "dossier" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL DEFAULT 0,
  "heads" TEXT NOT NULL,
  "unsent" INTEGER NOT NULL DEFAULT 0,
  "createdAt" INTEGER NOT NULL,
  "changedAt" INTEGER NOT NULL,
  "measuredOn" TEXT,
  "source" TEXT,
  "realistic" INTEGER,
  "investigative" INTEGER,
  "artistic" INTEGER,
  "social" INTEGER,
  "enterprising" INTEGER,
  "conventional" INTEGER
);

CREATE INDEX "interestProfileOfDossier" ON "interestProfile" ("dossier");

CREATE TABLE "scheme" (
  "number" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "dossier" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL DEFAULT 0,
  "heads" TEXT NOT NULL,
  "unsent" INTEGER NOT NULL DEFAULT 0,
  "createdAt" INTEGER NOT NULL,
  "changedAt" INTEGER NOT NULL,
  "scheme" TEXT,
  "from" TEXT,
  "until" TEXT,
  "source" TEXT,
  "note" TEXT
);

CREATE INDEX "schemeOfDossier" ON "scheme" ("dossier");

CREATE TABLE "webLink" (
  "number" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "dossier" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL DEFAULT 0,
  "heads" TEXT NOT NULL,
  "unsent" INTEGER NOT NULL DEFAULT 0,
  "createdAt" INTEGER NOT NULL,
  "changedAt" INTEGER NOT NULL,
  "title" TEXT,
  "url" TEXT,
  "note" TEXT
);

CREATE INDEX "webLinkOfDossier" ON "webLink" ("dossier");

CREATE TABLE "importRemainder" (
  "number" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "dossier" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL DEFAULT 0,
  "heads" TEXT NOT NULL,
  "unsent" INTEGER NOT NULL DEFAULT 0,
  "createdAt" INTEGER NOT NULL,
  "changedAt" INTEGER NOT NULL,
  "source" TEXT,
  "path" TEXT,
  "value" TEXT,
  "reason" TEXT
);

CREATE INDEX "importRemainderOfDossier" ON "importRemainder" ("dossier");

CREATE TABLE "organisation" (
  "number" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "dossier" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL DEFAULT 0,
  "heads" TEXT NOT NULL,
  "unsent" INTEGER NOT NULL DEFAULT 0,
  "createdAt" INTEGER NOT NULL,
  "changedAt" INTEGER NOT NULL,
  "name" TEXT,
  "street" TEXT,
  "houseNumber" TEXT,
  "postcode" TEXT,
  "place" TEXT,
  "kvk" TEXT,
  "vat" TEXT,
  "iban" TEXT,
  "contactName" TEXT,
  "contactEmail" TEXT,
  "logo" TEXT
);

CREATE TABLE "adviser" (
  "number" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "dossier" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL DEFAULT 0,
  "heads" TEXT NOT NULL,
  "unsent" INTEGER NOT NULL DEFAULT 0,
  "createdAt" INTEGER NOT NULL,
  "changedAt" INTEGER NOT NULL,
  "name" TEXT,
  "role" TEXT,
  "postcode" TEXT,
  "email" TEXT,
  "phone" TEXT
);

-- sortKey: surname, given name and prefix, folded, so that Sahin and Şahin stand beside each other.
CREATE INDEX "candidateByName" ON "candidate" ("sortKey");

CREATE INDEX "candidateByChange" ON "candidate" ("changedAt");

CREATE INDEX "candidateByReference" ON "candidate" ("externalReference") WHERE "externalReference" IS NOT NULL;

-- One deed of the adviser: an edit, an import, an undo. What undo and redo take back as one.
CREATE TABLE "operationGroup" (
  "number" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "at" INTEGER NOT NULL,
  "actor" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "dossier" TEXT,
  "operations" INTEGER NOT NULL,
  "undoes" INTEGER,
  "undoneBy" INTEGER
);

-- Every change, never altered. 'fields' is JSON field -> new value, 'sees' JSON field -> ids of the operations whose values
-- the author saw (absent: the row was new), 'before' JSON field -> value that was shown (this laptop only, for undo and history).
CREATE TABLE "operation" (
  "number" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "device" TEXT NOT NULL,
  "n" INTEGER NOT NULL,
  "groupNumber" INTEGER NOT NULL,
  "concept" TEXT NOT NULL,
  "row" TEXT NOT NULL,
  "dossier" TEXT NOT NULL,
  "schema" INTEGER NOT NULL,
  "at" INTEGER NOT NULL,
  "actor" TEXT NOT NULL,
  "fields" TEXT NOT NULL,
  "sees" TEXT,
  "before" TEXT,
  "acknowledgedAt" INTEGER
);

CREATE INDEX "operationOfDossier" ON "operation" ("dossier", "number");

CREATE INDEX "operationOfGroup" ON "operation" ("groupNumber");

-- The outbox: what the organisation's server does not have yet.
CREATE INDEX "operationOutbox" ON "operation" ("number") WHERE "acknowledgedAt" IS NULL;

-- Who did what, when, from which device; each line holds the hash of the line before it. No values.
CREATE TABLE "audit" (
  "number" INTEGER PRIMARY KEY,
  "at" INTEGER NOT NULL,
  "actor" TEXT NOT NULL,
  "device" TEXT NOT NULL,
  "action" TEXT NOT NULL,
  "dossier" TEXT,
  "detail" TEXT NOT NULL,
  "previous" TEXT NOT NULL,
  "hash" TEXT NOT NULL
);

CREATE INDEX "auditOfDossier" ON "audit" ("dossier", "number") WHERE "dossier" IS NOT NULL;

-- What is being typed and is not written yet.
CREATE TABLE "draft" (
  "key" TEXT PRIMARY KEY,
  "body" TEXT NOT NULL,
  "savedAt" INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE "setting" (
  "key" TEXT PRIMARY KEY,
  "value" TEXT NOT NULL
) WITHOUT ROWID;

-- The search index holds folded words only, no text (content=''). Its address of a row is made of the dossier's number, the
-- concept's and the row's. 'secure-delete' is set where the database is opened: FTS5 keeps erased words otherwise.
CREATE VIRTUAL TABLE "searchIndex" USING fts5("name", "words", content='', tokenize="unicode61 remove_diacritics 0", prefix='2 3', detail='column');

-- Every distinct word of the index, so that a part of a compound finds the whole ("chauffeur" finds "heftruckchauffeur").
CREATE TABLE "word" (
  "number" INTEGER PRIMARY KEY,
  "term" TEXT NOT NULL UNIQUE
);

CREATE VIRTUAL TABLE "wordParts" USING fts5("term", content='', tokenize='trigram', detail='none');
