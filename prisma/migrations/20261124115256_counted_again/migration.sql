-- AlterTable
ALTER TABLE "Attempt" ADD COLUMN     "circumstances" JSON;

-- AlterTable
ALTER TABLE "Course" ADD COLUMN     "recountDue" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "SkillState" ADD COLUMN     "firsts" TEXT NOT NULL DEFAULT '';

-- What was answered before the dashboard counted is counted at the next start.
UPDATE "Course" SET "recountDue" = true
WHERE EXISTS (SELECT 1 FROM "Attempt" WHERE "Attempt"."courseId" = "Course"."id");
