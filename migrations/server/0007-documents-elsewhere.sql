-- The upload that is open for a document in an S3-compatible store, by the name which that store gave it. Null with a folder.
ALTER TABLE "document" ADD COLUMN "upload" TEXT;

-- When the bytes of its documents were surely gone. Until then it is tried again: a store may be away just then.
ALTER TABLE "erasure" ADD COLUMN "clearedAt" BIGINT;

-- Who writes a document at this moment, over all servers on this database. A line that was not renewed in time is nobody's.
CREATE TABLE "documentLock" (
  "organisation" TEXT NOT NULL,
  "document" TEXT NOT NULL,
  "holder" TEXT NOT NULL,
  "takenAt" BIGINT NOT NULL,
  "until" BIGINT NOT NULL,
  -- 1 when somebody else waits for it: the holder stops soon.
  "wanted" INTEGER NOT NULL,
  PRIMARY KEY ("organisation", "document")
);
