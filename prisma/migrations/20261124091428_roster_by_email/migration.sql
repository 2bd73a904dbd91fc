-- CreateIndex
CREATE INDEX "Enrolment_email_idx" ON "Enrolment"("email");
