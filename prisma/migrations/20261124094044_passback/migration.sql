-- CreateTable
CREATE TABLE "LineItem" (
    "courseId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "assignmentId" TEXT NOT NULL,
    "contextId" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "url" TEXT,
    "sends" TEXT NOT NULL DEFAULT 'at-once',
    "counts" TEXT NOT NULL DEFAULT 'best',
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "LineItem_pkey" PRIMARY KEY ("courseId","id")
);

-- CreateTable
CREATE TABLE "Passback" (
    "courseId" TEXT NOT NULL,
    "lineItemId" TEXT NOT NULL,
    "enrolmentId" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "changes" INTEGER NOT NULL DEFAULT 1,
    "nextAt" TIMESTAMP(3),
    "tries" INTEGER NOT NULL DEFAULT 0,
    "mark" TEXT,
    "offeredMark" TEXT,
    "sentMark" TEXT,
    "sentAt" TIMESTAMP(3),
    "shown" DOUBLE PRECISION,
    "problem" TEXT,
    "asked" TEXT,

    CONSTRAINT "Passback_pkey" PRIMARY KEY ("courseId","lineItemId","enrolmentId")
);

-- CreateIndex
CREATE UNIQUE INDEX "LineItem_courseId_assignmentId_contextId_key" ON "LineItem"("courseId", "assignmentId", "contextId");

-- CreateIndex
CREATE INDEX "Passback_nextAt_idx" ON "Passback"("nextAt");

-- AddForeignKey
ALTER TABLE "Passback" ADD CONSTRAINT "Passback_courseId_lineItemId_fkey" FOREIGN KEY ("courseId", "lineItemId") REFERENCES "LineItem"("courseId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
