-- Work that waits for whoever holds the dossier, and that they left to the privacy officer: it is not theirs to decide any more, until
-- they bring it back.
ALTER TABLE "quarantine" ADD COLUMN "leftAt" BIGINT;
ALTER TABLE "quarantine" ADD COLUMN "leftBy" TEXT;

-- Each pull looks whether anything waits.
CREATE INDEX "quarantineWaiting" ON "quarantine" ("organisation", "dossier") WHERE "decision" IS NULL;

-- What the organisation wants of every laptop, as JSON (core/sync/protocol.ts, officeSettings). What is not said is left to the adviser.
ALTER TABLE "organisation" ADD COLUMN "settings" TEXT NOT NULL DEFAULT '{}';
