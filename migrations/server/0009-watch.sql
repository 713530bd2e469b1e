-- From which numbers and hours on something in the audit log is unusual, as JSON (core/privacy/unusual.ts). What is not said has its default.
ALTER TABLE "organisation" ADD COLUMN "watch" TEXT NOT NULL DEFAULT '{}';
