-- CreateTable
CREATE TABLE "Tries" (
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "since" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Tries_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "Tries_since_idx" ON "Tries"("since");
