-- CreateIndex
CREATE INDEX "MarkChange_createdAt_idx" ON "MarkChange"("createdAt");
