-- AlterTable
ALTER TABLE "Progress" ADD COLUMN     "hintedAt" TIMESTAMP(3),
ADD COLUMN     "hints" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "markOnTime" TEXT NOT NULL DEFAULT '0';

-- AlterTable
ALTER TABLE "User" ADD COLUMN     "digits" TEXT,
ADD COLUMN     "locale" TEXT,
ADD COLUMN     "theme" TEXT;

-- CreateTable
CREATE TABLE "Sitting" (
    "courseId" TEXT NOT NULL,
    "enrolmentId" TEXT NOT NULL,
    "assignmentId" TEXT NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "handedInAt" TIMESTAMP(3),

    CONSTRAINT "Sitting_pkey" PRIMARY KEY ("courseId","enrolmentId","assignmentId")
);

-- CreateTable
CREATE TABLE "Extension" (
    "courseId" TEXT NOT NULL,
    "enrolmentId" TEXT NOT NULL,
    "assignmentId" TEXT NOT NULL,
    "dueAt" TIMESTAMP(3),
    "extraMinutes" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Extension_pkey" PRIMARY KEY ("courseId","enrolmentId","assignmentId")
);

-- CreateTable
CREATE TABLE "SkillState" (
    "courseId" TEXT NOT NULL,
    "enrolmentId" TEXT NOT NULL,
    "skill" TEXT NOT NULL,
    "known" DOUBLE PRECISION NOT NULL,
    "opportunities" INTEGER NOT NULL,
    "right" INTEGER NOT NULL,
    "dueAt" TIMESTAMP(3),
    "card" JSON,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SkillState_pkey" PRIMARY KEY ("courseId","enrolmentId","skill")
);

-- CreateTable
CREATE TABLE "Draft" (
    "courseId" TEXT NOT NULL,
    "variantId" TEXT NOT NULL,
    "typed" JSON NOT NULL,
    "steps" TEXT,
    "savedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Draft_pkey" PRIMARY KEY ("courseId","variantId")
);

-- CreateIndex
CREATE INDEX "Sitting_handedInAt_idx" ON "Sitting"("handedInAt");

-- AddForeignKey
ALTER TABLE "Sitting" ADD CONSTRAINT "Sitting_courseId_enrolmentId_fkey" FOREIGN KEY ("courseId", "enrolmentId") REFERENCES "Enrolment"("courseId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Sitting" ADD CONSTRAINT "Sitting_courseId_assignmentId_fkey" FOREIGN KEY ("courseId", "assignmentId") REFERENCES "Assignment"("courseId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Extension" ADD CONSTRAINT "Extension_courseId_enrolmentId_fkey" FOREIGN KEY ("courseId", "enrolmentId") REFERENCES "Enrolment"("courseId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Extension" ADD CONSTRAINT "Extension_courseId_assignmentId_fkey" FOREIGN KEY ("courseId", "assignmentId") REFERENCES "Assignment"("courseId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SkillState" ADD CONSTRAINT "SkillState_courseId_enrolmentId_fkey" FOREIGN KEY ("courseId", "enrolmentId") REFERENCES "Enrolment"("courseId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Draft" ADD CONSTRAINT "Draft_courseId_variantId_fkey" FOREIGN KEY ("courseId", "variantId") REFERENCES "Variant"("courseId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Before, nothing was ever late.
UPDATE "Progress" SET "markOnTime" = "mark";
