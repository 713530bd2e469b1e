-- All dossiers that were given to a person, given to another person or a team in one go; and taken back in one go. Without 'until' it is for
-- good: then they were taken from 'fromPerson'.
CREATE TABLE "reassignment" (
  "organisation" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "fromPerson" TEXT NOT NULL,
  "person" TEXT,
  "team" TEXT,
  "until" BIGINT,
  "at" BIGINT NOT NULL,
  "by" TEXT NOT NULL,
  "takenBackAt" BIGINT,
  PRIMARY KEY ("organisation", "id"),
  FOREIGN KEY ("organisation", "fromPerson") REFERENCES "person" ("organisation", "id")
);

-- By which of them a grant was given, and by which it was taken: taking back gives that again.
ALTER TABLE "dossierGrant" ADD COLUMN "givenIn" TEXT;
ALTER TABLE "dossierGrant" ADD COLUMN "takenIn" TEXT;

CREATE INDEX "grantsGivenIn" ON "dossierGrant" ("organisation", "givenIn") WHERE "givenIn" IS NOT NULL;
CREATE INDEX "grantsTakenIn" ON "dossierGrant" ("organisation", "takenIn") WHERE "takenIn" IS NOT NULL;
