-- CreateIndex
CREATE INDEX "Variant_courseId_assignmentId_position_idx" ON "Variant"("courseId", "assignmentId", "position");

-- "Whose variant is this?": the numbers printed in a figure, each behind its course, so that a look-up stays in it.
CREATE FUNCTION "numbersIn"("course" text, "frozen" json) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(DISTINCT "course" || ' ' || "value"), '{}') FROM json_each_text("frozen"->'given')
$$;

CREATE INDEX "Variant_numbersIn_idx" ON "Variant" USING gin ("numbersIn"("courseId", "frozen"));

CREATE INDEX "PrintedSheet_numbersIn_idx" ON "PrintedSheet" USING gin ("numbersIn"("courseId", "frozen"));

-- The first explanation of what went wrong. Read from the text, since PostgreSQL cannot decode every string that students
-- may type; a quotation mark of theirs stands there behind a backslash and can never look like one of these names.
CREATE FUNCTION "mistakeIn"("result" json) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (regexp_match("result"::text, '"candidates":\[\{"mistake":"(\w+)"'))[1]
$$;

CREATE INDEX "Attempt_mistakeIn_idx" ON "Attempt" ("courseId", "mistakeIn"("result"), "id")
  WHERE "mistakeIn"("result") IS NOT NULL;
