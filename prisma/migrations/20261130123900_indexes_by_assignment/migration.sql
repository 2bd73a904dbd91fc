-- A plan that is made while the tables are empty is kept for long: an index that begins with the course alone looked as good
-- then as the key of a variant, and was read from end to end at every answer.
DROP INDEX "Progress_courseId_assignmentId_enrolmentId_idx";
DROP INDEX "Progress_courseId_assignmentId_number_idx";
DROP INDEX "Variant_courseId_assignmentId_position_idx";
CREATE INDEX "Progress_assignmentId_enrolmentId_idx" ON "Progress"("assignmentId", "enrolmentId");
CREATE INDEX "Progress_assignmentId_number_idx" ON "Progress"("assignmentId", "number");
CREATE INDEX "Variant_assignmentId_position_idx" ON "Variant"("assignmentId", "position");
