-- The audit log is looked through by who, by what and by when; and who agreed to the statement is looked up in it.
CREATE INDEX "auditOfActor" ON "audit" ("organisation", "actor", "number");
CREATE INDEX "auditOfAction" ON "audit" ("organisation", "action", "number");
CREATE INDEX "auditOfMoment" ON "audit" ("organisation", "at", "number");
