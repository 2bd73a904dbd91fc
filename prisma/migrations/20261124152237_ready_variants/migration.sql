-- CreateTable
CREATE TABLE "ReadyVariant" (
    "id" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "exercise" TEXT NOT NULL,
    "frozen" JSON NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ReadyVariant_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ReadyVariant_version_id_idx" ON "ReadyVariant"("version", "id");

-- CreateIndex
CREATE INDEX "ReadyVariant_createdAt_idx" ON "ReadyVariant"("createdAt");
