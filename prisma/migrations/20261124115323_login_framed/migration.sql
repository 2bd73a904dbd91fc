-- AlterTable
ALTER TABLE "LtiLogin" ADD COLUMN     "framed" BOOLEAN NOT NULL DEFAULT false;
