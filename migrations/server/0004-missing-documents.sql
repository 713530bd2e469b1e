-- Documents that were announced and are not whole here: each pull says which of them whoever asks may hand in (core/sync/SPEC.md P25).
CREATE INDEX "documentsMissing" ON "document" ("organisation", "dossier") WHERE "completedAt" IS NULL;
