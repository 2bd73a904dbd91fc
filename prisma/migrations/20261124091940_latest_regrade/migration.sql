-- AlterTable
ALTER TABLE "RegradedAttempt" ADD COLUMN     "latest" BOOLEAN NOT NULL DEFAULT true;
