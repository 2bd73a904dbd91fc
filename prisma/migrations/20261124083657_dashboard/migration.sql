-- AlterTable
ALTER TABLE "Progress" ADD COLUMN     "seconds" DOUBLE PRECISION NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "FirstTryCount" (
    "courseId" TEXT NOT NULL,
    "assignmentId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "part" TEXT NOT NULL,
    "quantity" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "example" JSON,
    "exampleBefore" JSON,

    CONSTRAINT "FirstTryCount_pkey" PRIMARY KEY ("courseId","assignmentId","position","part","quantity","outcome")
);

-- CreateTable
CREATE TABLE "StudentWork" (
    "courseId" TEXT NOT NULL,
    "assignmentId" TEXT NOT NULL,
    "enrolmentId" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "seconds" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "couldShow" TEXT[],
    "showed" TEXT[],
    "recent" JSONB NOT NULL DEFAULT '[]',
    "lastAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "StudentWork_pkey" PRIMARY KEY ("courseId","assignmentId","enrolmentId")
);

-- CreateTable
CREATE TABLE "SkillCount" (
    "courseId" TEXT NOT NULL,
    "skill" TEXT NOT NULL,
    "opportunity" INTEGER NOT NULL,
    "tried" INTEGER NOT NULL,
    "right" INTEGER NOT NULL,

    CONSTRAINT "SkillCount_pkey" PRIMARY KEY ("courseId","skill","opportunity")
);

-- CreateTable
CREATE TABLE "DismissedAlert" (
    "courseId" TEXT NOT NULL,
    "assignmentId" TEXT NOT NULL,
    "enrolmentId" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "dismissedAt" TIMESTAMP(3) NOT NULL,
    "dismissedBy" TEXT NOT NULL,

    CONSTRAINT "DismissedAlert_pkey" PRIMARY KEY ("courseId","assignmentId","enrolmentId","rule")
);

-- CreateIndex
CREATE INDEX "Progress_courseId_assignmentId_number_idx" ON "Progress"("courseId", "assignmentId", "number");
