-- AlterTable
ALTER TABLE "Course" ADD COLUMN     "retentionMonths" INTEGER;

-- AlterTable
ALTER TABLE "Enrolment" ADD COLUMN     "anonymousAt" TIMESTAMP(3),
ADD COLUMN     "email" TEXT,
ADD COLUMN     "section" TEXT,
ADD COLUMN     "studentNumber" TEXT,
ALTER COLUMN "userId" DROP NOT NULL;

-- AlterTable
ALTER TABLE "OneTimeLink" ADD COLUMN     "userId" TEXT;

-- AlterTable
ALTER TABLE "Session" ADD COLUMN     "byLink" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "device" TEXT;

-- AlterTable
ALTER TABLE "User" ADD COLUMN     "claimedEmail" TEXT,
ADD COLUMN     "passwordHash" TEXT;

-- CreateIndex
CREATE INDEX "OneTimeLink_userId_idx" ON "OneTimeLink"("userId");

-- CreateIndex
CREATE INDEX "User_claimedEmail_idx" ON "User"("claimedEmail");
