-- CreateTable
CREATE TABLE "User" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "siteOwner" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "tokenHash" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("tokenHash")
);

-- CreateTable
CREATE TABLE "OneTimeLink" (
    "tokenHash" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "usedAt" TIMESTAMP(3),

    CONSTRAINT "OneTimeLink_pkey" PRIMARY KEY ("tokenHash")
);

-- CreateTable
CREATE TABLE "JoinCode" (
    "code" TEXT NOT NULL,
    "courseId" TEXT NOT NULL,

    CONSTRAINT "JoinCode_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "Course" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "joinCode" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Course_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Enrolment" (
    "courseId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "displayName" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "removedAt" TIMESTAMP(3),

    CONSTRAINT "Enrolment_pkey" PRIMARY KEY ("courseId","id")
);

-- CreateTable
CREATE TABLE "Assignment" (
    "courseId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "policy" JSON NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Assignment_pkey" PRIMARY KEY ("courseId","id")
);

-- CreateTable
CREATE TABLE "AssignmentExercise" (
    "courseId" TEXT NOT NULL,
    "assignmentId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "exercise" TEXT NOT NULL,
    "weight" TEXT NOT NULL,

    CONSTRAINT "AssignmentExercise_pkey" PRIMARY KEY ("courseId","assignmentId","position")
);

-- CreateTable
CREATE TABLE "Variant" (
    "courseId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "enrolmentId" TEXT NOT NULL,
    "assignmentId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "exercise" TEXT NOT NULL,
    "seed" TEXT NOT NULL,
    "engine" TEXT NOT NULL,
    "frozen" JSON NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Variant_pkey" PRIMARY KEY ("courseId","id")
);

-- CreateTable
CREATE TABLE "Attempt" (
    "courseId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "variantId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "submissionKey" TEXT NOT NULL,
    "typed" JSON NOT NULL,
    "result" JSON NOT NULL,
    "engine" TEXT NOT NULL,
    "mark" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Attempt_pkey" PRIMARY KEY ("courseId","id")
);

-- CreateTable
CREATE TABLE "Progress" (
    "courseId" TEXT NOT NULL,
    "variantId" TEXT NOT NULL,
    "part" TEXT NOT NULL,
    "enrolmentId" TEXT NOT NULL,
    "assignmentId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "tries" INTEGER NOT NULL,
    "firstVerdict" TEXT,
    "lastVerdict" TEXT NOT NULL,
    "mark" TEXT NOT NULL,
    "closed" BOOLEAN NOT NULL,
    "tried" JSON NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Progress_pkey" PRIMARY KEY ("courseId","variantId","part")
);

-- CreateTable
CREATE TABLE "PartCount" (
    "courseId" TEXT NOT NULL,
    "assignmentId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "part" TEXT NOT NULL,
    "firstTries" INTEGER NOT NULL,
    "firstRight" INTEGER NOT NULL,

    CONSTRAINT "PartCount_pkey" PRIMARY KEY ("courseId","assignmentId","position","part")
);

-- CreateTable
CREATE TABLE "MistakeCount" (
    "courseId" TEXT NOT NULL,
    "assignmentId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "part" TEXT NOT NULL,
    "mistake" TEXT NOT NULL,
    "shown" INTEGER NOT NULL,
    "opportunities" INTEGER NOT NULL,

    CONSTRAINT "MistakeCount_pkey" PRIMARY KEY ("courseId","assignmentId","position","part","mistake")
);

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE INDEX "Session_userId_idx" ON "Session"("userId");

-- CreateIndex
CREATE INDEX "OneTimeLink_purpose_idx" ON "OneTimeLink"("purpose");

-- CreateIndex
CREATE INDEX "JoinCode_courseId_idx" ON "JoinCode"("courseId");

-- CreateIndex
CREATE INDEX "Enrolment_userId_idx" ON "Enrolment"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "Enrolment_courseId_userId_key" ON "Enrolment"("courseId", "userId");

-- CreateIndex
CREATE UNIQUE INDEX "Variant_courseId_enrolmentId_assignmentId_position_number_key" ON "Variant"("courseId", "enrolmentId", "assignmentId", "position", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Attempt_courseId_variantId_number_key" ON "Attempt"("courseId", "variantId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Attempt_courseId_variantId_submissionKey_key" ON "Attempt"("courseId", "variantId", "submissionKey");

-- CreateIndex
CREATE INDEX "Progress_courseId_assignmentId_enrolmentId_idx" ON "Progress"("courseId", "assignmentId", "enrolmentId");

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Enrolment" ADD CONSTRAINT "Enrolment_courseId_fkey" FOREIGN KEY ("courseId") REFERENCES "Course"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Assignment" ADD CONSTRAINT "Assignment_courseId_fkey" FOREIGN KEY ("courseId") REFERENCES "Course"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AssignmentExercise" ADD CONSTRAINT "AssignmentExercise_courseId_assignmentId_fkey" FOREIGN KEY ("courseId", "assignmentId") REFERENCES "Assignment"("courseId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Variant" ADD CONSTRAINT "Variant_courseId_enrolmentId_fkey" FOREIGN KEY ("courseId", "enrolmentId") REFERENCES "Enrolment"("courseId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Variant" ADD CONSTRAINT "Variant_courseId_assignmentId_fkey" FOREIGN KEY ("courseId", "assignmentId") REFERENCES "Assignment"("courseId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Attempt" ADD CONSTRAINT "Attempt_courseId_variantId_fkey" FOREIGN KEY ("courseId", "variantId") REFERENCES "Variant"("courseId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Progress" ADD CONSTRAINT "Progress_courseId_variantId_fkey" FOREIGN KEY ("courseId", "variantId") REFERENCES "Variant"("courseId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Attempts are append-only: what a student handed in stays as it was.
CREATE FUNCTION "refuseChangeOfAttempt"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'attempts are append-only (% refused)', TG_OP;
END
$$;

CREATE TRIGGER "attemptIsAppendOnly" BEFORE UPDATE OR DELETE OR TRUNCATE ON "Attempt"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuseChangeOfAttempt"();
