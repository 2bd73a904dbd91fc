-- AlterTable
ALTER TABLE "Course" ADD COLUMN     "marksVersion" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "ProgressImage" ADD COLUMN     "attempts" INTEGER;
