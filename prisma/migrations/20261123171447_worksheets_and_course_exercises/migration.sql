-- CreateTable
CREATE TABLE "SheetCode" (
    "code" TEXT NOT NULL,
    "courseId" TEXT NOT NULL,
    "sheetId" TEXT NOT NULL,

    CONSTRAINT "SheetCode_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "CourseExercise" (
    "courseId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "yaml" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "CourseExercise_pkey" PRIMARY KEY ("courseId","id")
);

-- CreateTable
CREATE TABLE "Worksheet" (
    "courseId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Worksheet_pkey" PRIMARY KEY ("courseId","id")
);

-- CreateTable
CREATE TABLE "PrintedSheet" (
    "courseId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "worksheetId" TEXT NOT NULL,
    "copy" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "exercise" TEXT NOT NULL,
    "seed" TEXT NOT NULL,
    "engine" TEXT NOT NULL,
    "frozen" JSON NOT NULL,

    CONSTRAINT "PrintedSheet_pkey" PRIMARY KEY ("courseId","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "PrintedSheet_courseId_worksheetId_copy_position_key" ON "PrintedSheet"("courseId", "worksheetId", "copy", "position");

-- AddForeignKey
ALTER TABLE "CourseExercise" ADD CONSTRAINT "CourseExercise_courseId_fkey" FOREIGN KEY ("courseId") REFERENCES "Course"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Worksheet" ADD CONSTRAINT "Worksheet_courseId_fkey" FOREIGN KEY ("courseId") REFERENCES "Course"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PrintedSheet" ADD CONSTRAINT "PrintedSheet_courseId_worksheetId_fkey" FOREIGN KEY ("courseId", "worksheetId") REFERENCES "Worksheet"("courseId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
