-- How many days a laptop of this organisation opens without having heard of the office (TRUST.md, the key lease).
ALTER TABLE "organisation" ADD COLUMN "leaseDays" BIGINT NOT NULL DEFAULT 30;
