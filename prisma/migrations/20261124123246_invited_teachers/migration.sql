-- AlterTable
ALTER TABLE "User" ADD COLUMN     "mayTeach" BOOLEAN NOT NULL DEFAULT false;
