-- AlterTable
ALTER TABLE "Assignment" ADD COLUMN     "weight" TEXT NOT NULL DEFAULT '1';

-- CreateTable
CREATE TABLE "Override" (
    "courseId" TEXT NOT NULL,
    "enrolmentId" TEXT NOT NULL,
    "assignmentId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "part" TEXT NOT NULL,
    "mark" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "byId" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Override_pkey" PRIMARY KEY ("courseId","assignmentId","enrolmentId","position","part")
);

-- CreateTable
CREATE TABLE "PartWeight" (
    "courseId" TEXT NOT NULL,
    "assignmentId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "part" TEXT NOT NULL,
    "weight" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "byId" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "PartWeight_pkey" PRIMARY KEY ("courseId","assignmentId","position","part")
);

-- CreateTable
CREATE TABLE "Comment" (
    "courseId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "variantId" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "byId" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Comment_pkey" PRIMARY KEY ("courseId","id")
);

-- CreateTable
CREATE TABLE "MarkChange" (
    "courseId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "assignmentId" TEXT NOT NULL,
    "enrolmentId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT,
    "position" INTEGER NOT NULL,
    "part" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "byId" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "MarkChange_pkey" PRIMARY KEY ("courseId","id")
);

-- CreateTable
CREATE TABLE "Regrade" (
    "courseId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "assignmentId" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "engine" TEXT NOT NULL,
    "byId" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "undoneAt" TIMESTAMP(3),
    "policyBefore" JSON,
    "policyAfter" JSON,

    CONSTRAINT "Regrade_pkey" PRIMARY KEY ("courseId","id")
);

-- CreateTable
CREATE TABLE "RegradedAttempt" (
    "courseId" TEXT NOT NULL,
    "attemptId" TEXT NOT NULL,
    "regradeId" TEXT NOT NULL,
    "result" JSON NOT NULL,
    "mark" TEXT NOT NULL,
    "undone" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "RegradedAttempt_pkey" PRIMARY KEY ("courseId","attemptId","regradeId")
);

-- CreateTable
CREATE TABLE "ProgressImage" (
    "courseId" TEXT NOT NULL,
    "regradeId" TEXT NOT NULL,
    "variantId" TEXT NOT NULL,
    "part" TEXT NOT NULL,
    "before" JSON NOT NULL,
    "after" JSON NOT NULL,

    CONSTRAINT "ProgressImage_pkey" PRIMARY KEY ("courseId","regradeId","variantId","part")
);

-- CreateIndex
CREATE INDEX "Comment_courseId_variantId_idx" ON "Comment"("courseId", "variantId");

-- CreateIndex
CREATE INDEX "MarkChange_courseId_assignmentId_enrolmentId_idx" ON "MarkChange"("courseId", "assignmentId", "enrolmentId");

-- CreateIndex
CREATE INDEX "MarkChange_courseId_enrolmentId_idx" ON "MarkChange"("courseId", "enrolmentId");

-- CreateIndex
CREATE INDEX "Regrade_courseId_assignmentId_idx" ON "Regrade"("courseId", "assignmentId");

-- CreateIndex
CREATE INDEX "RegradedAttempt_courseId_regradeId_idx" ON "RegradedAttempt"("courseId", "regradeId");

CREATE FUNCTION "refuseChangeOfHistory"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the history of marks is append-only (% refused)', TG_OP;
END
$$;

CREATE TRIGGER "markChangeIsAppendOnly" BEFORE UPDATE OR DELETE OR TRUNCATE ON "MarkChange"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuseChangeOfHistory"();
