-- CreateTable
CREATE TABLE "AuditEntry" (
    "courseId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "actorId" TEXT,
    "action" TEXT NOT NULL,
    "subjectId" TEXT,
    "detail" JSON NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("courseId","id")
);

-- CreateIndex
CREATE INDEX "AuditEntry_courseId_subjectId_idx" ON "AuditEntry"("courseId", "subjectId");

-- The audit log is append-only: what was seen and done stays written.
CREATE FUNCTION "refuseChangeOfAuditEntry"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is append-only (% refused)', TG_OP;
END
$$;

CREATE TRIGGER "auditEntryIsAppendOnly" BEFORE UPDATE OR DELETE OR TRUNCATE ON "AuditEntry"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuseChangeOfAuditEntry"();
