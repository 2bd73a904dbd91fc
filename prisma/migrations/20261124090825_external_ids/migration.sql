-- CreateTable
CREATE TABLE "ExternalId" (
    "courseId" TEXT NOT NULL,
    "enrolmentId" TEXT NOT NULL,
    "system" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ExternalId_pkey" PRIMARY KEY ("courseId","enrolmentId","system")
);

-- AddForeignKey
ALTER TABLE "ExternalId" ADD CONSTRAINT "ExternalId_courseId_enrolmentId_fkey" FOREIGN KEY ("courseId", "enrolmentId") REFERENCES "Enrolment"("courseId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
